"""The list beside the calendar: overdue cards and cards without a date, or all cards of one day."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.calendar import Tray, Trays
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.ui.card_list.model import CardRow, RowGroup
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.cards.drag import card_keys_in
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardViewModelCache
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_reading_order
from kanbert_desktop.ui.widgets.centred_page import plain_label

if TYPE_CHECKING:
    from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker

TRAYS_WIDTH = 288
DAY_SIZE = 200
"""Cards of an opened day that are listed."""


class TrayList(GroupedCardList):
    """`drag_started` carries a card and where it was taken; `dropped` the cards that are to lose their due date.

    `touch_drag_started` also carries the finger's place on the screen and its `FingerTracker`.
    """

    drag_started = Signal(object, QPoint)
    touch_drag_started = Signal(object, QPoint, QPoint, object)
    dropped = Signal(object)
    lit_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, multi_select=True)
        self.accepts_cards = True
        self._pressed: tuple[CardKey, QPoint] | None = None
        self.finger_input.on_held = self._take
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        card = self.grouped_model.card_at(self.indexAt(point).row())
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = (card.key, point) if card is not None and is_left else None
        # A press on a selected card keeps the selection, which may be dragged.
        if card is None or card.key not in self.selected_keys() or event.modifiers():
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        key, start = self._pressed
        if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.drag_started.emit(key, start - self.card_rect(key).topLeft())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept_or_ignore(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept_or_ignore(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.lit_changed.emit(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._accept_or_ignore(event)
        self.lit_changed.emit(False)
        if event.isAccepted():
            self.dropped.emit(card_keys_in(event.mimeData()))

    def _accept_or_ignore(self, event: QDropEvent) -> None:
        is_taken = self.accepts_cards and bool(card_keys_in(event.mimeData()))
        self.lit_changed.emit(is_taken)
        if is_taken:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def _take(self, place: QPoint, finger: "FingerTracker") -> None:
        point = self.viewport().mapFromGlobal(place)
        card = self.grouped_model.card_at(self.indexAt(point).row())
        if card is not None:
            self.touch_drag_started.emit(card.key, point - self.card_rect(card.key).topLeft(), place, finger)


class TrayRows:
    """Rows of the list."""

    def __init__(self, service: BoardService, today: Callable[[], date]) -> None:
        self._service = service
        self._view_models = CardViewModelCache(service, today)

    def invalidate(self, cards: Collection[CardKey] | None) -> None:
        """None: all cards."""
        if cards is None:
            self._view_models.invalidate_all()
        else:
            self._view_models.invalidate(cards)

    def view_model(self, key: CardKey) -> CardViewModel | None:
        card = self._service.card(key)
        return self._view_models.get(card) if card is not None else None

    def groups(self, trays: Trays) -> list[RowGroup]:
        return [
            RowGroup(tr("Overdue"), self._rows(trays.overdue.keys), _note(trays.overdue), is_urgent=True),
            RowGroup(tr("No date"), self._rows(trays.undated.keys), _note(trays.undated)),
        ]

    def day_group(self, name: str, keys: Sequence[CardKey]) -> RowGroup:
        return RowGroup(name, self._rows(keys[:DAY_SIZE]), _note(Tray(tuple(keys[:DAY_SIZE]), len(keys))))

    def _rows(self, keys: Sequence[CardKey]) -> tuple[CardRow, ...]:
        cards = self._service.calendar.cards(keys)
        shown = self._view_models.get_all(cards)
        return tuple(
            CardRow(card=shown[card.key], column=card.column, location=self._board_title(card))
            for card in cards
        )

    def _board_title(self, card: Card) -> str:
        board = self._service.known_board(card.board)
        return board.title if board is not None else ""


def _note(tray: Tray) -> str:
    """Says how many there are, where not all are listed."""
    if tray.is_more:
        return tr("of more than {count}", count=tray.count)
    return tr("of {count}", count=tray.count) if tray.count > len(tray.keys) else ""


class TrayPanel(QFrame):
    """The list with its hint; while a day is open, its name and a button that closes it.

    `day_closed` asks for the trays again. `emptied`: the list had the focus and has no cards any longer.
    """

    day_closed = Signal()
    emptied = Signal()

    def __init__(self, theme: Theme, rows: TrayRows, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("calendarTrays")
        self._theme, self._rows = theme, rows
        self.day: date | None = None
        self._day_name = ""
        self.title, self.hint = plain_label("panel", self), plain_label("muted", self)
        self.close_button = QToolButton(self)
        self.close_button.clicked.connect(self.day_closed)
        self.card_list = TrayList(theme, self)
        self.card_list.lit_changed.connect(lambda is_lit: set_style_property(self, "lit", is_lit))
        self._build_layout()

    def _build_layout(self) -> None:
        for label in (self.title, self.hint):
            label.setWordWrap(True)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 4, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.card_list, 1)
        self.hint.setContentsMargins(12, 4, 12, 8)
        box.addWidget(self.hint)
        set_reading_order(self.title, self.close_button, self.card_list, self.hint)

    def show_trays(self, trays: Trays) -> None:
        self.day, self._day_name = None, ""
        self._show([*self._rows.groups(trays)])

    def show_day(self, day: date, name: str, keys: Sequence[CardKey]) -> None:
        """Lists the cards of a day; `name` is that of the day."""
        self.day, self._day_name = day, name
        self._show([self._rows.day_group(tr("Due on this day"), keys)])

    def _show(self, groups: list[RowGroup]) -> None:
        had_focus = self.card_list.hasFocus()
        self.card_list.show_groups(groups)
        is_empty = not any(group.rows for group in groups)
        self.card_list.setVisible(not is_empty)
        self._show_texts(is_empty)
        if is_empty and had_focus:
            self.emptied.emit()

    def _show_texts(self, is_empty: bool) -> None:
        self.title.setText(self._day_name or tr("To plan"))
        self.close_button.setVisible(self.day is not None)
        self.card_list.accepts_cards = self.day is None
        if self.day is not None:
            self.hint.setText(tr("No cards on this day.") if is_empty else "")
        elif is_empty:
            self.hint.setText(tr("Nothing is overdue or without a date."))
        else:
            self.hint.setText(tr("Drop cards here to remove their due date."))
        self.hint.setVisible(bool(self.hint.text()))

    def apply_appearance(self) -> None:
        self.close_button.setIcon(self._theme.icon("x"))
        self.close_button.setAccessibleName(tr("Close the day"))
        self.close_button.setToolTip(tr("Close the day"))
        self.card_list.setAccessibleName(tr("Cards to plan"))
        self.card_list.apply_appearance()
        self._show_texts(not self.card_list.grouped_model.card_rows())
