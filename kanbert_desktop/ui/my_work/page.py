"""My work page and its rows."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kanbert_desktop.app.boards.my_work import DueSpan, MyWork, is_my_work
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.events import (
    BoardsChanged,
    CardsChanged,
    EventBus,
    SyncStatusChanged,
    WriteAccessChanged,
)
from kanbert_desktop.ui.card_list.controller import CardListController
from kanbert_desktop.ui.card_list.model import CardRow, RowGroup
from kanbert_desktop.ui.card_list.sliced_list import SlicedCardList
from kanbert_desktop.ui.card_panel.following import PanelFollowing
from kanbert_desktop.ui.card_panel.host import CardPanelHost, CardPanelPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.pickers import CardPickers
from kanbert_desktop.ui.cards.texts import Midnight, column_title, today
from kanbert_desktop.ui.cards.view_model import CardViewModelCache
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label

MAX_WIDTH = 920


class MyWorkRows:
    def __init__(self, service: BoardService, today: Callable[[], date]) -> None:
        self._service, self._today = service, today
        self._view_models = CardViewModelCache(service, today)

    def source(self) -> "MyWorkSource":
        """Returns the present cards, to be read in slices."""
        return MyWorkSource(self, MyWork(self._service, self._today()))

    def invalidate(self, cards: Collection[CardKey] | None) -> None:
        """None: all cards."""
        if cards is None:
            self._view_models.invalidate_all()
        else:
            self._view_models.invalidate(cards)

    def rows(self, cards: Sequence[Card]) -> list[CardRow]:
        self._view_models.get_all(cards)
        return [self._row(card) for card in cards]

    def place(self, work: MyWork, key: CardKey) -> int | None:
        card = self._service.card(key)
        return work.index(card) if card is not None and is_my_work(self._service, card) else None

    def _row(self, card: Card) -> CardRow:
        board = self._service.board(card.board)
        column = card.unknown_status or column_title(card.column)
        return CardRow(
            card=self._view_models.get(card), column=card.column, location=f"{board.title} · {column}"
        )


class MyWorkSource:
    """Satisfies `CardSource`."""

    def __init__(self, rows: MyWorkRows, work: MyWork) -> None:
        self._rows, self._work = rows, work
        self.groups = [
            RowGroup(span_text(span), is_urgent=span is DueSpan.OVERDUE, others=count)
            for span, count in work.counts.items()
        ]

    def at(self, index: int, count: int) -> Sequence[CardRow]:
        return self._rows.rows(self._work.at(index, count))

    def index(self, key: CardKey) -> int | None:
        return self._rows.place(self._work, key)


def span_text(span: DueSpan) -> str:
    match span:
        case DueSpan.OVERDUE:
            return tr("Overdue")
        case DueSpan.TODAY:
            return tr("Today")
        case DueSpan.TOMORROW:
            return tr("Tomorrow")
        case DueSpan.NEXT_DAYS:
            return tr("Next 7 days")
        case DueSpan.LATER:
            return tr("Later")
        case DueSpan.NO_DATE:
            return tr("Undated")


class MyWorkPage(CardPanelPage, QWidget):
    """`closed` asks for the previous page."""

    closed = Signal()

    def __init__(
        self,
        service: BoardService,
        bus: EventBus,
        theme: Theme,
        commands: CardCommands,
        *,
        now: Callable[[], date] = today,
    ) -> None:
        super().__init__()
        self.setObjectName("myWorkPage")
        # Escape must work on the empty page too.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._service, self._theme, self._commands = service, theme, commands
        self._rows = MyWorkRows(service, now)
        self._main = QWidget(self)
        self._title, self._count = plain_label("page", self._main), plain_label("muted", self._main)
        self.card_list = SlicedCardList(theme, self._main)
        self.empty_state = EmptyState(theme, "circle-check", "ok", self._main)
        pickers = CardPickers(service, commands, theme, now)
        self.controller = CardListController(service, self.card_list, commands, theme, pickers)
        self.panel_host = CardPanelHost(
            self, self._main, service=service, commands=commands, theme=theme, today=now
        )
        self._following = PanelFollowing(self.panel_host, self.card_list.focused_key)
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self._build_layout()
        self._connect()
        self._unsubscribers = [
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, lambda _event: self._reload()),
            bus.subscribe(WriteAccessChanged, lambda _event: self._reload()),
            bus.subscribe(SyncStatusChanged, self._on_status),
        ]
        self.apply_appearance()

    # Called by the navigator.

    def open(self) -> None:
        """Updates the list and sets the focus."""
        self.refresh()
        if self.card_list.isVisibleTo(self):
            self.card_list.focus_card(self.opened_card)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsubscribe(self) -> None:
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def refresh(self) -> None:
        """Shows the current cards, touching only what differs."""
        self._refresh_timer.stop()
        with self._service.one_state():
            self.card_list.show_source(self._rows.source())
        count = self.card_list.card_count
        had_focus = self.card_list.hasFocus()
        self.card_list.setVisible(count > 0)
        self.empty_state.setVisible(count == 0)
        if had_focus and not count:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif count and self.hasFocus():
            # The first card has come to an empty page.
            self.card_list.focus_card()
        self._show_count()
        self.panel_host.refresh()

    def point_out(self, key: CardKey) -> None:
        self.refresh()
        self.card_list.point_out(key)

    def _point_out_copies(self, keys: Sequence[CardKey]) -> None:
        if self.isVisible():
            self.point_out(keys[0])

    def _show_count(self) -> None:
        """Shows the number of cards, or of selected cards."""
        count = self.card_list.card_count
        text = tr("%n open card(s) on all boards", count) if count else ""
        if self.card_list.has_multi_selection:
            text = tr("%n card(s) selected", self.card_list.selected_count)
        if text != self._count.text():
            self._count.setText(text)

    def _on_panel_changed(self) -> None:
        self.card_list.opened_card = self.opened_card
        self.card_list.viewport().update()

    # Set-up.

    def _build_layout(self) -> None:
        box = QVBoxLayout(self._main)
        box.setContentsMargins(16, 20, 16, 0)
        box.setSpacing(2)
        for label in (self._title, self._count):
            label.setContentsMargins(4, 0, 4, 0)
            box.addWidget(label)
        box.addWidget(self.card_list, 1)
        box.addWidget(self.empty_state, 1)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self.controller.open_requested.connect(self.open_card)
        self.panel_host.changed.connect(self._on_panel_changed)
        self.panel_host.closed.connect(self.card_list.focus_card)
        self.card_list.moved_by_key.connect(self._following.note_key)
        self._commands.copied.connect(self._point_out_copies)
        self.controller.back_requested.connect(self._back)
        self.controller.selection_counted.connect(lambda _count: self._show_count())
        self._theme.changed.connect(self.apply_appearance)
        self._midnight = Midnight(self)
        self._midnight.passed.connect(self._reload)

    def _back(self) -> None:
        """Escape closes the panel first."""
        self.close_card() if self.opened_card is not None else self.closed.emit()

    def _on_cards(self, event: CardsChanged) -> None:
        self._rows.invalidate(event.cards)
        if self.isVisible():
            self._refresh_timer.start()

    def _on_status(self, event: SyncStatusChanged) -> None:
        # Comes with each cycle, also the first one after a sleep.
        self._midnight.check()
        if self.opened_card is not None:
            self.panel.on_status(event.status)

    def _reload(self) -> None:
        self._rows.invalidate(None)
        if self.isVisible():
            self._refresh_timer.start()

    def apply_appearance(self) -> None:
        self._title.setText(tr("My work"))
        self.setAccessibleName(tr("My work"))
        self.card_list.setAccessibleName(tr("My work"))
        self.card_list.width_limit.set_width(self._theme.px(MAX_WIDTH))
        self.card_list.apply_appearance()
        hint = tr("Press I on a card to assign it to yourself.") if single_keys.is_on else ""
        self.empty_state.apply_appearance(tr("Nothing assigned to you."), hint)
        self.panel_host.apply_appearance()
        self._rows.invalidate(None)
        self.refresh()
        self.panel_host.update_layout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel_host.update_layout()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
