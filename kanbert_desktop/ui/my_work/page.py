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
from kanbert_desktop.ui.board.page_layout import BESIDE_FROM, PANEL, lay_beside
from kanbert_desktop.ui.card_list.model import CardRow, Group
from kanbert_desktop.ui.card_list.view import GroupedList
from kanbert_desktop.ui.cards.commands import Gestures
from kanbert_desktop.ui.cards.menu import Choices
from kanbert_desktop.ui.cards.texts import Midnight, column_title, today
from kanbert_desktop.ui.cards.view_model import CardFaces
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.my_work.controller import MyWorkActs
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel


class WorkRows:
    def __init__(self, desk: BoardService, today: Callable[[], date]) -> None:
        self._desk, self._today = desk, today
        self._faces = CardFaces(desk, today)

    def groups(self) -> list[Group]:
        spans = my_work(self._desk, self._today())
        return [
            Group(span_words(span), tuple(map(self._row, cards)), is_pressing=span is DueSpan.OVERDUE)
            for span, cards in spans.items()
        ]

    def forget(self, cards: Collection[CardKey] | None) -> None:
        """None: all of them."""
        if cards is None:
            self._faces.forget_all()
        else:
            self._faces.forget(cards)

    def _row(self, card: Card) -> CardRow:
        board = self._desk.board(card.board)
        column = card.unknown_status or column_title(card.column)
        return CardRow(face=self._faces.of(card), column=card.column, place=f"{board.title} · {column}")


def span_words(span: DueSpan) -> str:
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


WIDEST = 920


class MyWorkPage(QWidget):
    """`left` asks for the page before; `wished` and `problem` are those of the gestures.

    `decide_wished` asks for what has to be decided about a card.
    """

    left = Signal()
    wished = Signal(object, str)
    problem = Signal(str, str)
    template_wished = Signal(object)
    print_wished = Signal(object)
    decide_wished = Signal(object)

    def __init__(
        self, desk: BoardService, bus: EventBus, theme: Theme, now: Callable[[], date] = today
    ) -> None:
        super().__init__()
        self.setObjectName("myWorkPage")
        # Escape leads back from the empty page as well.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._desk, self._theme, self._today = desk, theme, now
        self.opened: CardKey | None = None
        self._rows = WorkRows(desk, now)
        self._gestures = Gestures(desk, self)
        self._main = QWidget(self)
        self._title, self._count = plain_label("page", self._main), plain_label("muted", self._main)
        self.list = GroupedList(theme, self._main, several=True)
        self.empty = EmptyState(theme, "circle-check", "ok", self._main)
        choices = Choices(desk, self._gestures, theme, now)
        self.acts = MyWorkActs(desk, self.list, self._gestures, theme, choices)
        self._panel: CardPanel | None = None
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self._count_timer = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self._ends = [
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, lambda _event: self._anew()),
            bus.subscribe(WriteAccessChanged, lambda _event: self._anew()),
            bus.subscribe(SyncStatusChanged, self._on_status),
        ]
        self.dress()

    # What the shell calls.

    def open(self) -> None:
        """The page comes on screen."""
        self.refresh()
        if self.list.isVisibleTo(self):
            self.list.focus_card(self.opened)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        for end in self._ends:
            end()

    def refresh(self) -> None:
        """Shows what the desk says now, touching only what differs."""
        self._refresh_timer.stop()
        groups = self._rows.groups()
        count = sum(len(group.rows) for group in groups)
        self.list.show_groups(groups)
        had_focus = self.list.hasFocus()
        self.list.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        if had_focus and not count:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_count()
        if self.opened is not None:
            self._refresh_panel(self.opened)

    def _show_count(self) -> None:
        """How many there are, or how many of them are selected."""
        count = len(self.list.rows.card_rows())
        words = tr("%n open card(s) on all boards", count) if count else ""
        if self.list.has_several:
            words = tr("%n card(s) selected", len(self.list.selected_keys()))
        if words != self._count.text():
            self._count.setText(words)

    def open_card(self, key: CardKey, part: str = "") -> None:
        """`part` is "", "due", "assignee" or "comment"."""
        if self._desk.card(key) is None:
            return
        self.opened = self.list.opened = key
        self.panel.show_card(key)
        self.panel.show()
        self.panel.raise_()
        self._place()
        self.list.viewport().update()
        self.panel.go_to(part)

    def close_card(self) -> None:
        if self.opened is None:
            return
        key, self.opened = self.opened, None
        self.list.opened = None
        self.panel.leave()
        self.panel.hide()
        self._place()
        self.list.focus_card(key)

    @property
    def panel(self) -> "CardPanel":
        """Built when the first card is opened."""
        if self._panel is None:
            from kanbert_desktop.ui.card_panel.panel import CardPanel  # noqa: PLC0415  seldom needed

            self._panel = CardPanel(self._desk, self._gestures, self._theme, self._today, self)
            self._panel.hide()
            self._panel.closed.connect(self.close_card)
            self._panel.link_wished.connect(self.acts.copy_link)
            self._panel.card_wished.connect(self.open_card)
            self._panel.delete_wished.connect(self._delete)
            self._panel.decide_wished.connect(self.decide_wished)
        return self._panel

    # How it hangs together.

    def _lay_out(self) -> None:
        self.list.setMaximumWidth(self._theme.px(WIDEST))
        box = QVBoxLayout(self._main)
        box.setContentsMargins(16, 20, 16, 0)
        box.setSpacing(2)
        for label in (self._title, self._count):
            label.setContentsMargins(4, 0, 4, 0)
            box.addWidget(label)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self._gestures.wished.connect(self.wished)
        self._gestures.problem.connect(self.problem)
        self.acts.part_wished.connect(self.open_card)
        self.acts.back_wished.connect(self._back)
        self.acts.template_wished.connect(self.template_wished)
        self.acts.print_wished.connect(self.print_wished)
        # While rows come and go the selection tells of rows that nobody can be asked about yet.
        self.list.selection_made.connect(self._count_timer.start)
        self._count_timer.timeout.connect(self._show_count)
        self._theme.changed.connect(self.dress)
        Midnight(self).passed.connect(self._anew)

    def _back(self) -> None:
        """Escape closes the card first."""
        self.close_card() if self.opened is not None else self.left.emit()

    def _delete(self, key: CardKey) -> None:
        self.close_card()
        self._gestures.delete([key])

    def _on_cards(self, event: CardsChanged) -> None:
        self._rows.forget(event.cards)
        if self.isVisible():
            self._refresh_timer.start()

    def _on_status(self, event: SyncStatusChanged) -> None:
        if self.opened is not None:
            self.panel.on_status(event.status)

    def _anew(self) -> None:
        self._rows.forget(None)
        if self.isVisible():
            self._refresh_timer.start()

    def _refresh_panel(self, key: CardKey) -> None:
        if self._desk.card(key) is None:
            self.close_card()
        else:
            self.panel.refresh()

    def _place(self) -> None:
        panel = min(self._theme.px(PANEL), self.width())
        beside = self.opened is not None and self.window().width() >= self._theme.px(BESIDE_FROM)
        lay_beside(self, self._main, self._panel, panel, beside=beside)

    def dress(self) -> None:
        """Theme or language changed."""
        self._title.setText(tr("My work"))
        self.setAccessibleName(tr("My work"))
        self.list.setAccessibleName(tr("My work"))
        self.list.setMaximumWidth(self._theme.px(WIDEST))
        self.list.dress()
        hint = tr("Press I on a card to take it.") if single_keys.is_on else ""
        self.empty.dress(tr("Nothing assigned to you."), hint)
        if self._panel is not None:
            self._panel.dress()
        self._rows.forget(None)
        self.refresh()
        self._place()

    def keep_drafts(self) -> None:
        """What is half written in the panel, now."""
        if self._panel is not None:
            self._panel.keep_drafts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.dress()
