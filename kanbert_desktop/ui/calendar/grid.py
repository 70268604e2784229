"""The grid of days: focus, keys, pointer and drops; signals say what the user requests."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from kanbert_desktop.app.boards.calendar import CardsByDay
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.calendar.card_labels import CardLabels
from kanbert_desktop.ui.calendar.day_delegate import DayDelegate, DayVisualState
from kanbert_desktop.ui.calendar.day_layout import DayLayout
from kanbert_desktop.ui.calendar.day_model import DayModel
from kanbert_desktop.ui.calendar.days import WEEK_DAYS, CalendarRange, day_after
from kanbert_desktop.ui.cards.drag import card_keys_in
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand, column_number, command_of
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.day_table import set_up_day_table
from kanbert_desktop.ui.widgets.text_fields import NoInputMethodMixin

_HEADER_HEIGHT, _LEAST_WEEK, _LEAST_HEIGHT = 28, 56, 200
_LEAST_WIDTH = 7 * 36
_K = Qt.Key
_ARROWS = {_K.Key_Left: -1, _K.Key_Right: 1, _K.Key_Up: -WEEK_DAYS, _K.Key_Down: WEEK_DAYS}
_PAGES = {_K.Key_PageUp: -1, _K.Key_PageDown: 1}
_HELD = (
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
)
_NO_STOP = -1


class CalendarGrid(NoInputMethodMixin, QTableView):
    """Shows days with as many of their cards as fit.

    The focus is on a day, on one of its cards or on its "+n more". `day_left` carries a day that is not shown,
    `range_left` -1 or 1; `shift_requested` days by which the selected cards are to move; `dropped` cards and a day.
    `focus_moved` carries the place of the focused day in the viewport.
    """

    command_triggered = Signal(object)
    digit_pressed = Signal(int)
    card_clicked = Signal(object)
    card_middle_clicked = Signal(object)
    menu_requested = Signal(QPoint)
    day_opened = Signal(object)
    day_left = Signal(object)
    range_left = Signal(int)
    today_requested = Signal()
    shift_requested = Signal(int)
    selection_changed = Signal()
    drag_started = Signal(object, QPoint)
    painted = Signal()
    focus_moved = Signal(QRect)
    dropped = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        labels: CardLabels,
        shown: CalendarRange,
        parent: QWidget,
        *,
        today: Callable[[], date],
        view_model: Callable[[CardKey], CardViewModel | None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("calendarGrid")
        self._theme, self._labels, self._today, self._view_model = theme, labels, today, view_model
        self.days = DayModel(shown, today, self)
        self.focused_day = shown.anchor
        self._stop = _NO_STOP
        self.selected: set[CardKey] = set()
        self.opened_card: CardKey | None = None
        self.dragged: frozenset[CardKey] = frozenset()
        self._drop_day: date | None = None
        self._pressed: tuple[CardKey, QPoint] | None = None
        self.delegate = DayDelegate(theme, self.days, labels, self, today=today)
        self.setItemDelegate(self.delegate)
        self.setModel(self.days)
        set_up_day_table(self)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    # What is shown.

    def show_range(self, shown: CalendarRange) -> None:
        self.days.show_range(shown)
        self.focus_day(self.focused_day if shown.position(self.focused_day) else shown.anchor)

    def show_cards(self, cards: CardsByDay) -> None:
        """Keeps the focus on its card, which may be on another day now."""
        key = self.current_key()
        self.days.show_cards(cards)
        self._drop_selected(cards)
        self.read_labels()
        if key is None or not self.focus_card(key):
            self._set_focus(self.focused_day, self._stop)
        self.selection_changed.emit()

    def _drop_selected(self, cards: CardsByDay) -> None:
        """A card that is not shown any more is not selected either."""
        if self.selected:
            self.selected &= {each for keys in cards.values() for each in keys}

    def read_labels(self) -> None:
        """Reads the cards that have room, and paints their days again."""
        visible: list[CardKey] = []
        for day, keys in self.days.cards.items():
            index = self.days.index_of(day)
            if index.isValid():
                visible += keys[: len(self._layout(day).cards)]
        read = self._labels.read(visible)
        for day, keys in self.days.cards.items():
            if not read.isdisjoint(keys):
                self._repaint(day)

    def _repaint(self, day: date) -> None:
        index = self.days.index_of(day)
        if index.isValid():
            self.update(index)

    def visible_keys(self, day: date) -> tuple[CardKey, ...]:
        return self.days.keys_on(day)[: len(self._layout(day).cards)]

    # Focus.

    def current_key(self) -> CardKey | None:
        """The focused card."""
        keys = self.visible_keys(self.focused_day)
        return keys[self._stop] if 0 <= self._stop < len(keys) else None

    def focus_day(self, day: date) -> None:
        self._set_focus(day, _NO_STOP)

    def focus_card(self, key: CardKey) -> bool:
        """Focuses a card if it is shown, else its day; returns False if it is on none of the days."""
        day = self.days.day_of(key)
        if day is None:
            return False
        keys = self.visible_keys(day)
        self._set_focus(day, keys.index(key) if key in keys else _NO_STOP)
        return True

    def selected_or_current_keys(self) -> list[CardKey]:
        """The cards that a command applies to: the selection, by day, else the focused card."""
        current = self.current_key()
        if not self.selected:
            return [current] if current is not None else []
        return [
            key for day in sorted(self.days.cards) for key in self.days.keys_on(day) if key in self.selected
        ]

    def toggle_current(self) -> None:
        key = self.current_key()
        if key is not None:
            self._toggle([key])

    def reset_selection(self) -> bool:
        """Returns False if nothing was selected."""
        had = bool(self.selected)
        self._select(())
        return had

    def card_rect(self, key: CardKey) -> QRect:
        day = self.days.day_of(key)
        keys = self.visible_keys(day) if day is not None else ()
        if day is None or key not in keys:
            return QRect()
        return self._layout(day).cards[keys.index(key)]

    def _set_focus(self, day: date, stop: int) -> None:
        before, self.focused_day = self.focused_day, day
        count = len(self._layout(day).stops)
        self._stop = min(stop, count - 1)
        text = self._stop_text()
        index = self.days.index_of(day)
        self.days.set_focused(day, text)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
        elif text or before != day:
            announce(self, text or self.days.day_name(day))
        for changed in {before, day}:
            self._repaint(changed)
        if before != day:
            self._emit_focus_moved()

    def _emit_focus_moved(self) -> None:
        """A page that is lower than the grid scrolls there."""
        if self.hasFocus():
            self.focus_moved.emit(self.visualRect(self.days.index_of(self.focused_day)))

    def _stop_text(self) -> str:
        """Names the focused card or "+n more"; "" for the day itself."""
        keys, visible = self.days.keys_on(self.focused_day), self.visible_keys(self.focused_day)
        if self._stop < 0:
            return ""
        if self._stop >= len(visible):
            return tr("+%n more", len(keys) - len(visible))
        card = self._view_model(keys[self._stop])
        text = card.accessible_text if card is not None else ""
        if keys[self._stop] in self.selected:
            text = f"{text}, {tr('selected')}"
        return tr("{card}, {number} of {all}", card=text, number=self._stop + 1, all=len(keys))

    def _toggle(self, keys: Iterable[CardKey]) -> None:
        self._select(self.selected ^ set(keys))
        self._set_focus(self.focused_day, self._stop)

    def _select(self, keys: Iterable[CardKey]) -> None:
        self.selected = set(keys)
        self.selection_changed.emit()
        self.viewport().update()

    def current_card(self) -> CardViewModel | None:
        """What the focused card shows."""
        key = self.current_key()
        return self._view_model(key) if key is not None else None

    def rename(self, key: CardKey) -> None:
        """Opens a field for the title over the card."""
        if self.focus_card(key) and self.current_key() == key:
            self.edit(self.days.index_of(self.focused_day))

    # Geometry and appearance.

    def _layout(self, day: date) -> DayLayout:
        return self.delegate.layout_of(self.visualRect(self.days.index_of(day)), day)

    def _day_at(self, point: QPoint) -> date | None:
        index = self.indexAt(point)
        return self.days.day_at(index) if index.isValid() else None

    def visual_state(self, day: date) -> DayVisualState:
        is_focused = self.hasFocus() and day == self.focused_day
        return DayVisualState(
            stop=self._stop if is_focused else None,
            is_drop_target=day == self._drop_day,
            selected=frozenset(self.selected),
            dragged=self.dragged,
            opened=self.opened_card,
        )

    def apply_appearance(self) -> None:
        self.setAccessibleName(tr("Calendar"))
        self.horizontalHeader().setFixedHeight(self._theme.px(_HEADER_HEIGHT))
        self.days.update_names()
        self.read_labels()
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        weeks = _LEAST_WEEK * self.days.rowCount() + _HEADER_HEIGHT
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(max(_LEAST_HEIGHT, weeks)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.read_labels()
        self._set_focus(self.focused_day, self._stop)

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        combination = event.keyCombination()
        held, key = event.modifiers() & _HELD, event.key()
        action, digit = command_of(combination), column_number(combination)
        if key in _ARROWS and not held:
            self._move_focus(key)
        elif key in _ARROWS and held == Qt.KeyboardModifier.ShiftModifier:
            self.shift_requested.emit(self._onward(_ARROWS[_K(key)]))
        elif key in _PAGES and not held:
            self.range_left.emit(_PAGES[_K(key)])
        elif key in (_K.Key_Home, _K.Key_End) and not held:
            self._focus_end_of_week(at_end=key == _K.Key_End)
        elif key == _K.Key_T and not held and single_keys.is_on:
            self.today_requested.emit()
        elif key == _K.Key_A and held == Qt.KeyboardModifier.ControlModifier:
            self._select({*self.selected, *self.days.keys_on(self.focused_day)})
        elif action is BoardCommand.OPEN and self.current_key() is None:
            self.day_opened.emit(self.focused_day)
        elif action is not None:
            self.command_triggered.emit(action)
        elif digit is not None:
            self.digit_pressed.emit(digit)
        else:
            QWidget.keyPressEvent(self, event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands."""

    def _move_focus(self, key: int) -> None:
        days, stops = _ARROWS[_K(key)], len(self._layout(self.focused_day).stops)
        if abs(days) == 1:
            self._go_to(day_after(self.focused_day, self._onward(days)), self._stop)
        elif days > 0 and self._stop + 1 < stops:
            self._set_focus(self.focused_day, self._stop + 1)
        elif days < 0 <= self._stop:
            self._set_focus(self.focused_day, self._stop - 1)
        else:
            self._go_to(day_after(self.focused_day, days), _NO_STOP)

    def _focus_end_of_week(self, *, at_end: bool) -> None:
        place = self.days.range.position(self.focused_day)
        if place is not None:
            self.focus_day(self.days.range.day(place[0], WEEK_DAYS - 1 if at_end else 0))

    def _go_to(self, day: date, stop: int) -> None:
        if self.days.range.position(day) is not None:
            self._set_focus(day, stop)
        else:
            self.day_left.emit(day)

    def _onward(self, days: int) -> int:
        """Left is the next day in a right-to-left language."""
        return -days if abs(days) == 1 and self.isRightToLeft() else days

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self._emit_focus_moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Pointer.

    def card_at(self, point: QPoint) -> CardKey | None:
        """`point` is in the viewport, or beyond it."""
        day = self._day_at(point) if self.viewport().rect().contains(point) else None
        stop = self._layout(day).stop_at(point) if day is not None else None
        keys = self.visible_keys(day) if day is not None else ()
        return keys[stop] if stop is not None and stop < len(keys) else None

    def show_menu_of(self, key: CardKey, position: QPoint) -> None:
        """`position` is on the screen."""
        if self.focus_card(key):
            if key not in self.selected:
                self._select(())
            self.menu_requested.emit(position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._pressed = None
        day = self._day_at(point)
        if day is None:
            return
        stop, visible = self._layout(day).stop_at(point), self.visible_keys(day)
        self._set_focus(day, _NO_STOP if stop is None else stop)
        if stop is not None and stop < len(visible):
            self._pressed = (visible[stop], point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        day = self._day_at(point)
        is_over = day is not None and self._layout(day).stop_at(point) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor
        )
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        key, start = self._pressed
        if (point - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.drag_started.emit(key, start - self.card_rect(key).topLeft())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        day = self._day_at(point)
        if day is None:
            return
        if pressed is None:
            layout = self._layout(day)
            if event.button() is Qt.MouseButton.LeftButton and layout.stop_at(point) == len(layout.cards):
                self.day_opened.emit(day)
        elif event.button() is Qt.MouseButton.MiddleButton:
            self.card_middle_clicked.emit(pressed[0])
        elif event.button() is Qt.MouseButton.LeftButton:
            self._click(pressed[0], event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None and self._layout(day).stop_at(event.position().toPoint()) is None:
            self.day_opened.emit(day)

    def _click(self, key: CardKey, held: Qt.KeyboardModifier) -> None:
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._toggle([key])
        else:
            self._select(())
            self.card_clicked.emit(key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key, position = self.current_key(), event.globalPos()
        if key is None:
            return
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            position = self.viewport().mapToGlobal(self.card_rect(key).center())
        if key not in self.selected:
            self._select(())
        self.menu_requested.emit(position)

    # Drops.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept_or_ignore(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept_or_ignore(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_drop_day(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._accept_or_ignore(event)
        day = self._drop_day
        self._set_drop_day(None)
        if event.isAccepted() and day is not None:
            self.dropped.emit(card_keys_in(event.mimeData()), day)

    def _accept_or_ignore(self, event: QDropEvent) -> None:
        day = self._day_at(event.position().toPoint()) if card_keys_in(event.mimeData()) else None
        self._set_drop_day(day)
        if day is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def _set_drop_day(self, day: date | None) -> None:
        """Repaints the two days alone: a drag may cross many in one frame."""
        before, self._drop_day = self._drop_day, day
        for changed in {before, day} if before != day else ():
            if changed is not None:
                self.update(self.days.index_of(changed))
