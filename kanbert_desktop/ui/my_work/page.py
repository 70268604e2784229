"""My work page and its rows."""

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kanbert_desktop.app.boards.my_work import DueSpan, my_work
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
from kanbert_desktop.ui.board.page_layout import PANEL_WIDTH, SIDE_BY_SIDE_MIN_WIDTH, place_side_by_side
from kanbert_desktop.ui.card_list.model import CardRow, RowGroup
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.menu import CardPickers
from kanbert_desktop.ui.cards.texts import Midnight, column_title, today
from kanbert_desktop.ui.cards.view_model import CardViewModelCache
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.my_work.controller import MyWorkController
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel


class MyWorkRows:
    def __init__(self, desk: BoardService, today: Callable[[], date]) -> None:
        self._service, self._today = desk, today
        self._view_models = CardViewModelCache(desk, today)

    def groups(self) -> list[RowGroup]:
        spans = my_work(self._service, self._today())
        return [
            RowGroup(span_text(span), tuple(map(self._row, cards)), is_urgent=span is DueSpan.OVERDUE)
            for span, cards in spans.items()
        ]

    def invalidate(self, cards: Collection[CardKey] | None) -> None:
        """None: all of them."""
        if cards is None:
            self._view_models.invalidate_all()
        else:
            self._view_models.invalidate(cards)

    def _row(self, card: Card) -> CardRow:
        board = self._service.board(card.board)
        column = card.unknown_status or column_title(card.column)
        return CardRow(
            card=self._view_models.get(card), column=card.column, location=f"{board.title} · {column}"
        )


def span_text(span: DueSpan) -> str:
    match span:
        case DueSpan.OVERDUE:
            return tr("Overdue")
        case DueSpan.TODAY:
            return tr("Today")
        case DueSpan.THIS_WEEK:
            return tr("This week")
        case DueSpan.LATER:
            return tr("Later")
        case DueSpan.NO_DATE:
            return tr("No date")


MAX_WIDTH = 920


class MyWorkPage(QWidget):
    """`left` asks for the page before; `wished` and `problem` are those of the gestures.

    `decide_wished` asks for what has to be decided about a card.
    """

    closed = Signal()
    change_queued = Signal(object, str)
    problem_reported = Signal(str, str)
    template_requested = Signal(object)
    print_requested = Signal(object)
    decision_requested = Signal(object)

    def __init__(
        self, desk: BoardService, bus: EventBus, theme: Theme, now: Callable[[], date] = today
    ) -> None:
        super().__init__()
        self.setObjectName("myWorkPage")
        # Escape leads back from the empty page as well.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._service, self._theme, self._today = desk, theme, now
        self.opened_card: CardKey | None = None
        self._rows = MyWorkRows(desk, now)
        self._commands = CardCommands(desk, self)
        self._main = QWidget(self)
        self._title, self._count = plain_label("page", self._main), plain_label("muted", self._main)
        self.card_list = GroupedCardList(theme, self._main, multi_select=True)
        self.empty_state = EmptyState(theme, "circle-check", "ok", self._main)
        choices = CardPickers(desk, self._commands, theme, now)
        self.controller = MyWorkController(desk, self.card_list, self._commands, theme, choices)
        self._panel: CardPanel | None = None
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self._count_timer = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self._ends = [
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, lambda _event: self._reload()),
            bus.subscribe(WriteAccessChanged, lambda _event: self._reload()),
            bus.subscribe(SyncStatusChanged, self._on_status),
        ]
        self.apply_appearance()

    # What the shell calls.

    def open(self) -> None:
        """The page comes on screen."""
        self.refresh()
        if self.card_list.isVisibleTo(self):
            self.card_list.focus_card(self.opened_card)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsubscribe(self) -> None:
        for end in self._ends:
            end()

    def refresh(self) -> None:
        """Shows what the desk says now, touching only what differs."""
        self._refresh_timer.stop()
        groups = self._rows.groups()
        count = sum(len(group.rows) for group in groups)
        self.card_list.show_groups(groups)
        had_focus = self.card_list.hasFocus()
        self.card_list.setVisible(count > 0)
        self.empty_state.setVisible(count == 0)
        if had_focus and not count:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_count()
        if self.opened_card is not None:
            self._refresh_panel(self.opened_card)

    def _show_count(self) -> None:
        """How many there are, or how many of them are selected."""
        count = len(self.card_list.grouped_model.card_rows())
        words = tr("%n open card(s) on all boards", count) if count else ""
        if self.card_list.has_multi_selection:
            words = tr("%n card(s) selected", len(self.card_list.selected_keys()))
        if words != self._count.text():
            self._count.setText(words)

    def open_card(self, key: CardKey, part: str = "") -> None:
        """`part` is "", "due", "assignee" or "comment"."""
        if self._service.card(key) is None:
            return
        self.opened_card = self.card_list.opened_card = key
        self.panel.show_card(key)
        self.panel.show()
        self.panel.raise_()
        self._update_panel_layout()
        self.card_list.viewport().update()
        self.panel.focus_part(part)

    def close_card(self) -> None:
        if self.opened_card is None:
            return
        key, self.opened_card = self.opened_card, None
        self.card_list.opened_card = None
        self.panel.save_edits()
        self.panel.hide()
        self._update_panel_layout()
        self.card_list.focus_card(key)

    @property
    def panel(self) -> "CardPanel":
        """Built when the first card is opened."""
        if self._panel is None:
            from kanbert_desktop.ui.card_panel.panel import CardPanel  # noqa: PLC0415  seldom needed

            self._panel = CardPanel(self._service, self._commands, self._theme, self._today, self)
            self._panel.hide()
            self._panel.closed.connect(self.close_card)
            self._panel.copy_link_requested.connect(self.controller.copy_link)
            self._panel.card_requested.connect(self.open_card)
            self._panel.delete_requested.connect(self._delete)
            self._panel.decision_requested.connect(self.decision_requested)
        return self._panel

    # How it hangs together.

    def _lay_out(self) -> None:
        self.card_list.setMaximumWidth(self._theme.px(MAX_WIDTH))
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
        self._commands.change_queued.connect(self.change_queued)
        self._commands.problem_reported.connect(self.problem_reported)
        self.controller.open_requested.connect(self.open_card)
        self.controller.back_requested.connect(self._back)
        self.controller.template_requested.connect(self.template_requested)
        self.controller.print_requested.connect(self.print_requested)
        # While rows come and go the selection tells of rows that nobody can be asked about yet.
        self.card_list.selection_changed.connect(self._count_timer.start)
        self._count_timer.timeout.connect(self._show_count)
        self._theme.changed.connect(self.apply_appearance)
        Midnight(self).passed.connect(self._reload)

    def _back(self) -> None:
        """Escape closes the card first."""
        self.close_card() if self.opened_card is not None else self.closed.emit()

    def _delete(self, key: CardKey) -> None:
        self.close_card()
        self._commands.delete([key])

    def _on_cards(self, event: CardsChanged) -> None:
        self._rows.invalidate(event.cards)
        if self.isVisible():
            self._refresh_timer.start()

    def _on_status(self, event: SyncStatusChanged) -> None:
        if self.opened_card is not None:
            self.panel.on_status(event.status)

    def _reload(self) -> None:
        self._rows.invalidate(None)
        if self.isVisible():
            self._refresh_timer.start()

    def _refresh_panel(self, key: CardKey) -> None:
        if self._service.card(key) is None:
            self.close_card()
        else:
            self.panel.refresh()

    def _update_panel_layout(self) -> None:
        panel = min(self._theme.px(PANEL_WIDTH), self.width())
        beside = self.opened_card is not None and self.window().width() >= self._theme.px(
            SIDE_BY_SIDE_MIN_WIDTH
        )
        place_side_by_side(self, self._main, self._panel, panel, side_by_side=beside)

    def apply_appearance(self) -> None:
        """Theme or language changed."""
        self._title.setText(tr("My work"))
        self.setAccessibleName(tr("My work"))
        self.card_list.setAccessibleName(tr("My work"))
        self.card_list.setMaximumWidth(self._theme.px(MAX_WIDTH))
        self.card_list.apply_appearance()
        hint = tr("Press I on a card to take it.") if single_keys.is_on else ""
        self.empty_state.apply_appearance(tr("Nothing assigned to you."), hint)
        if self._panel is not None:
            self._panel.apply_appearance()
        self._rows.invalidate(None)
        self.refresh()
        self._update_panel_layout()

    def save_drafts(self) -> None:
        """What is half written in the panel, now."""
        if self._panel is not None:
            self._panel.save_drafts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_panel_layout()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
