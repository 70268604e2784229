"""A month of seven whole days a week, by keyboard and pointer: the calendar of the date pop-ups."""

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce, set_reading_order, set_tab_order_after
from kanbert_desktop.ui.widgets.day_table import set_up_day_table
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.text_fields import ENTER_KEYS, NoInputMethodMixin

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
WEEKS, DAYS = 6, 7
_CELL_WIDTH, _CELL_HEIGHT, _HEADER_HEIGHT = 34, 28, 24
"""Pixels at 100 %."""
_PADDING = 8
_RADIUS = 6
_K = Qt.Key
_ARROWS = {_K.Key_Left: -1, _K.Key_Right: 1, _K.Key_Up: -DAYS, _K.Key_Down: DAYS}
_PAGES = {_K.Key_PageUp: -1, _K.Key_PageDown: 1}
_SHORT, _LONG = QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MONTHS_OF_A_YEAR = 12


class MonthModel(QAbstractTableModel):
    """Six weeks from the one with the first day of the month; weeks begin as the locale says."""

    def __init__(self, shown: date, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.locale, self.today = QLocale(), today
        self.first_weekday = self.locale.firstDayOfWeek().value
        self._weekdays = frozenset(day.value for day in self.locale.weekdays())
        self.month = shown.replace(day=1)

    @property
    def first_day(self) -> int:
        """The ordinal of the first cell, which may lie before the first date there is."""
        return self.month.toordinal() - (self.month.isoweekday() - self.first_weekday) % DAYS

    def show_month(self, month: date) -> None:
        self.beginResetModel()
        self.month = month.replace(day=1)
        self.endResetModel()

    def date_at(self, index: AnyIndex) -> date | None:
        ordinal = self.first_day + index.row() * DAYS + index.column()
        is_date = index.isValid() and date.min.toordinal() <= ordinal <= date.max.toordinal()
        return date.fromordinal(ordinal) if is_date else None

    def index_of(self, day: date) -> QModelIndex:
        row, column = divmod(day.toordinal() - self.first_day, DAYS)
        return self.index(row, column) if 0 <= row < WEEKS else QModelIndex()

    def is_weekend(self, day: date) -> bool:
        return day.isoweekday() not in self._weekdays

    def is_in_month(self, day: date) -> bool:
        return (day.year, day.month) == (self.month.year, self.month.month)

    # Qt's model.

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        day = self.date_at(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.locale.toString(day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self.locale.toString(QDate(day.year, day.month, day.day), _LONG)
            return f"{text}, {tr('Today')}" if day == self.today else text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        day = (self.first_weekday - 1 + section) % DAYS + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return self.locale.standaloneDayName(day, _SHORT)
        is_spoken = role == Qt.ItemDataRole.AccessibleTextRole
        return self.locale.standaloneDayName(day, _LONG) if is_spoken else None


class MonthGrid(NoInputMethodMixin, QTableView):
    """`day_chosen` carries a day, by Enter or a click; `day_focused` the day that the keyboard is on."""

    day_chosen = Signal(object)
    day_focused = Signal(object)

    def __init__(self, theme: Theme, selected: date, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("monthGrid")
        self._theme = theme
        self.selected = selected
        self.days = MonthModel(selected, today, self)
        self.setModel(self.days)
        self.setItemDelegate(_DayDelegate(theme, self))
        self.setAccessibleName(tr("Calendar"))
        set_up_day_table(self)
        self.clicked.connect(self._on_click)
        self.focus_day(selected)

    def fix_size(self) -> None:
        """Makes room for seven whole columns and six whole weeks; call when the fonts are set."""
        px = self._theme.px
        header = self.horizontalHeader()
        header.setFixedHeight(max(px(_HEADER_HEIGHT), header.fontMetrics().height() + 4))
        names = [str(self.days.headerData(day, Qt.Orientation.Horizontal)) for day in range(DAYS)]
        widest = max(header.fontMetrics().horizontalAdvance(name) for name in names)
        width = max(px(_CELL_WIDTH), widest + _PADDING)
        height = max(px(_CELL_HEIGHT), self.fontMetrics().height() + _PADDING)
        frame = 2 * self.frameWidth()
        self.setFixedSize(DAYS * width + frame, WEEKS * height + header.height() + frame)

    @property
    def focused_day(self) -> date | None:
        return self.days.date_at(self.currentIndex())

    def select_day(self, day: date) -> None:
        """Shows what is chosen, and goes there."""
        self.selected = day
        self.focus_day(day)
        self.viewport().update()

    def focus_day(self, day: date) -> None:
        if not self.days.is_in_month(day):
            self.days.show_month(day)
        self.setCurrentIndex(self.days.index_of(day))
        self.day_focused.emit(day)

    def turn(self, months: int) -> None:
        """Goes to the same day of another month, or to its last day."""
        day = self.focused_day or self.selected
        year, month = divmod(day.year * _MONTHS_OF_A_YEAR + day.month - 1 + months, _MONTHS_OF_A_YEAR)
        if date.min.year <= year <= date.max.year:
            last = monthrange(year, month + 1)[1]
            self.focus_day(date(year, month + 1, min(day.day, last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        key, day = Qt.Key(event.key()), self.focused_day
        if day is None or event.modifiers() & _MODIFIERS:
            return False
        if key in _ARROWS:
            self._move(day, self._days_of(key))
        elif key in _PAGES:
            is_year = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.turn(_PAGES[key] * (_MONTHS_OF_A_YEAR if is_year else 1))
        elif key == _K.Key_Home:
            self.focus_day(day.replace(day=1))
        elif key == _K.Key_End:
            self.focus_day(day.replace(day=monthrange(day.year, day.month)[1]))
        elif key == _K.Key_T:
            self.focus_day(self.days.today)
        elif key in (*ENTER_KEYS, _K.Key_Space):
            self.day_chosen.emit(day)
        else:
            return False
        return True

    def _days_of(self, key: Qt.Key) -> int:
        sideways = key in (_K.Key_Left, _K.Key_Right)
        return -_ARROWS[key] if sideways and self.isRightToLeft() else _ARROWS[key]

    def _move(self, day: date, days: int) -> None:
        if date.min.toordinal() <= day.toordinal() + days <= date.max.toordinal():
            self.focus_day(day + timedelta(days=days))

    def _on_click(self, index: QModelIndex) -> None:
        day = self.days.date_at(index)
        if day is not None:
            self.day_chosen.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y()
        if steps:
            self.turn(-1 if steps > 0 else 1)
        event.accept()


class MonthPicker(QWidget):
    """The grid below the name of its month, which two buttons turn."""

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, selected: date, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Calendar"))
        self.grid = MonthGrid(theme, selected, today, self)
        self.title_label = PlainLabel(self)
        self.title_label.setProperty("role", "strong")
        self.title_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.previous_button = self._button(theme, "chevron-left", tr("Previous month"), -1)
        self.next_button = self._button(theme, "chevron-right", tr("Next month"), 1)
        header = QHBoxLayout()
        header.addWidget(self.previous_button)
        header.addWidget(self.title_label, 1)
        header.addWidget(self.next_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(header)
        box.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignHCenter)
        set_reading_order(self.previous_button, self.title_label, self.next_button, self.grid)
        set_tab_order_after(self.previous_button, self.next_button, self.grid)
        self.grid.day_chosen.connect(self.day_chosen)
        self.grid.day_focused.connect(self._show_title)
        self._show_title()

    def _button(self, theme: Theme, icon: str, text: str, months: int) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(theme.icon(icon, "muted"))
        button.setIconSize(QSize(theme.px(16), theme.px(16)))
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setAutoRepeat(True)
        button.clicked.connect(lambda: self._turn(months))
        return button

    def _turn(self, months: int) -> None:
        self.grid.turn(months)
        announce(self.grid, self.title_label.text())

    def _show_title(self) -> None:
        month = self.grid.days.month
        name = self.grid.days.locale.standaloneMonthName(month.month, _LONG)
        self.title_label.setText(f"{name} {month.year}")


class _DayDelegate(QStyledItemDelegate):
    """A chosen day is filled, today has a frame and bold digits; weekends and days of other months are dimmed."""

    def __init__(self, theme: Theme, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._theme, self._grid = theme, grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        day = self._grid.days.date_at(index)
        if day is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(option.rect).adjusted(2, 1, -2, -1)
        self._paint_background(painter, cell, day, option.state)
        painter.setFont(self._font(day))
        painter.setPen(self._theme.color(self._text_color(day)))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()

    def _paint_background(self, painter: QPainter, cell: QRectF, day: date, state: QStyle.StateFlag) -> None:
        color, grid = self._theme.color, self._grid
        painter.setPen(Qt.PenStyle.NoPen)
        if day == grid.selected:
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(cell, _RADIUS, _RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(cell, _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == grid.days.today:
            painter.setPen(QPen(color("on-accent" if day == grid.selected else "accent"), 1))
            painter.drawRoundedRect(cell.adjusted(2.5, 2.5, -2.5, -2.5), _RADIUS - 2, _RADIUS - 2)
        if grid.hasFocus() and day == grid.focused_day:
            painter.setPen(QPen(color("text" if day == grid.selected else "accent"), 2))
            painter.drawRoundedRect(cell, _RADIUS, _RADIUS)

    def _font(self, day: date) -> QFont:
        if not self._grid.days.is_in_month(day):
            return self._theme.font("chip")
        return self._theme.font("strong" if day == self._grid.days.today else "text")

    def _text_color(self, day: date) -> str:
        days = self._grid.days
        if day == self._grid.selected:
            return "on-accent"
        if day == days.today and days.is_in_month(day):
            return "accent"
        return "muted" if days.is_weekend(day) or not days.is_in_month(day) else "text"
