"""Item model of the days shown: one row a week, one column a weekday. Names for screen readers."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from kanbert_desktop.app.boards.calendar import CardsByDay
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.calendar.days import WEEK_DAYS, CalendarKind, CalendarRange, day_title, weekday_name

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DAY = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren
"""Editable: the title of its focused card."""


class DayModel(QAbstractTableModel):
    """`focused_text` is the name of what has the focus within a day, or "" if the day itself has it."""

    def __init__(self, shown: CalendarRange, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.range = shown
        self.cards: CardsByDay = {}
        self._today = today
        self._focused: tuple[date, str] | None = None

    # What is shown.

    def show_range(self, shown: CalendarRange) -> None:
        """Shows these days, without cards until there are some."""
        if shown != self.range:
            self.beginResetModel()
            self.range, self.cards, self._focused = shown, {}, None
            self.endResetModel()

    def show_cards(self, cards: CardsByDay) -> None:
        """Only days with other cards than before are painted again."""
        before, self.cards = self.cards, cards
        for day in before.keys() | cards.keys():
            index = self.index_of(day)
            if index.isValid() and before.get(day) != cards.get(day):
                self._emit_changed(index, index)

    def keys_on(self, day: date) -> tuple[CardKey, ...]:
        return self.cards.get(day, ())

    def day_of(self, key: CardKey) -> date | None:
        return next((day for day, keys in self.cards.items() if key in keys), None)

    def day_at(self, index: Index) -> date:
        return self.range.day(index.row(), index.column())

    def index_of(self, day: date) -> QModelIndex:
        place = self.range.position(day)
        return self.index(*place) if place is not None else QModelIndex()

    def set_focused(self, day: date, text: str) -> None:
        """Names what has the focus within that day, "" for the day."""
        before, self._focused = self._focused, (day, text) if text else None
        for changed in {before[0] if before else day, day}:
            index = self.index_of(changed)
            if index.isValid():
                self._emit_changed(index, index)

    def update_names(self) -> None:
        """Call after a change of language or at midnight."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WEEK_DAYS - 1)
        self._emit_changed(self.index(0, 0), self.index(self.range.weeks - 1, WEEK_DAYS - 1))

    def _emit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.dataChanged.emit(first, last, [Qt.ItemDataRole.AccessibleTextRole])

    # Qt's questions.

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.range.weeks

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else WEEK_DAYS

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _DAY if index.isValid() else Qt.ItemFlag(0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        day = self.day_at(index)
        name = self.day_name(day)
        if self._focused is not None and self._focused[0] == day:
            return f"{self._focused[1]}, {name}"
        return name

    def day_name(self, day: date) -> str:
        """Returns, for example, "Tuesday, 1 December, 3 cards"."""
        parts = [day_title(day, self._today())]
        if day == self._today():
            parts.append(tr("today"))
        parts.append(tr("%n card(s)", len(self.keys_on(day))))
        return ", ".join(parts)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        first = (
            self.range.day(section, 0)
            if orientation is Qt.Orientation.Vertical
            else self.range.day(0, section)
        )
        if orientation is Qt.Orientation.Vertical:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return week_text(self.range, section)
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return weekday_name(first.isoweekday())
        if role == Qt.ItemDataRole.DisplayRole:
            return weekday_name(first.isoweekday(), QLocale.FormatType.ShortFormat)
        return None


def week_text(shown: CalendarRange, week: int) -> str:
    """Names a week by ISO 8601: the number of the week that its Thursday is in."""
    thursday = next(day for column in range(WEEK_DAYS) if (day := shown.day(week, column)).isoweekday() == 4)
    return tr("Week {number}", number=thursday.isocalendar().week)


def kind_text(kind: CalendarKind) -> str:
    return tr("Month") if kind is CalendarKind.MONTH else tr("Week")
