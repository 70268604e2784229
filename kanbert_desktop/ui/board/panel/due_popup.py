"""Choose a due date: typed, clicked in a calendar, or none."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.board.due_input import typed_date
from kanbert_desktop.ui.board.due_words import long_date
from kanbert_desktop.ui.board.panel.popup import Popup
from kanbert_desktop.ui.composing import ComposingLine
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.speaking import read_in_order
from kanbert_desktop.ui.theme import Theme

_FRAME = 6
"""Pixels of border and focus ring of the table."""
_CELL = 12
"""Pixels of air in a cell."""


class DuePopup(Popup):
    """`chosen` carries a date, or None for no date."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, now: date | None, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.setAccessibleName(tr("Choose a due date"))
        self.field = ComposingLine(self)
        self.field.setPlaceholderText(tr("tomorrow, Fri, 3 Dec …"))
        self.field.setAccessibleName(tr("Due date in words"))
        self.hint = PlainLabel(self)
        self.hint.setProperty("role", "muted")
        self.hint.setObjectName("dueHint")
        self.calendar = self._calendar(theme, now or today)
        for part in (self.field, self.hint, self.calendar):
            self.box.addWidget(part)
        self.box.addLayout(self._shortcuts())
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._take_typed)
        self._say(long_date(now, today) if now else tr("No due date"))
        self.field.setFocus()

    def make_room(self) -> None:
        """Qt reckons with neither the frame of the table nor the least width of its columns, and cuts both edges."""
        for table in self.calendar.findChildren(QTableView):
            metrics, frame = table.fontMetrics(), 2 * table.frameWidth() + _FRAME
            for header in (table.horizontalHeader(), table.verticalHeader()):
                header.setMinimumSectionSize(1)
            names = [QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
            wide = max(metrics.horizontalAdvance(name) for name in [*names, "30"]) + _CELL
            bar = self.calendar.findChild(QWidget, "qt_calendar_navigationbar")
            high = 7 * (metrics.height() + _CELL // 3) + frame + (bar.sizeHint().height() if bar else 0)
            self.calendar.setMinimumSize(self.calendar.sizeHint().expandedTo(QSize(7 * wide + frame, high)))

    def _calendar(self, theme: Theme, shown: date) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setAccessibleName(tr("Calendar"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setGridVisible(False)
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        for table in calendar.findChildren(QTableView):
            table.setAccessibleName(tr("Calendar"))
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for day in Qt.DayOfWeek:
            calendar.setWeekdayTextFormat(day, plain)
        # Qt's own arrows are black in every theme.
        for name, arrow, words in (
            ("qt_calendar_prevmonth", "chevron-left", tr("Month before")),
            ("qt_calendar_nextmonth", "chevron-right", tr("Month after")),
        ):
            button = calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(theme.icon(arrow, "muted"))
                button.setAccessibleName(words)
        names = ("prevmonth", "monthbutton", "yearbutton", "nextmonth")
        parts = (calendar.findChild(QToolButton, f"qt_calendar_{name}") for name in names)
        read_in_order(*(part for part in parts if part is not None))
        head = QTextCharFormat()
        head.setForeground(theme.color("muted"))
        head.setBackground(theme.color("raised"))
        calendar.setHeaderTextFormat(head)
        calendar.clicked.connect(lambda day: self._take(date(day.year(), day.month(), day.day())))
        calendar.activated.connect(lambda day: self._take(date(day.year(), day.month(), day.day())))
        return calendar

    def _shortcuts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        tomorrow = self._today + timedelta(days=1)
        for words, day in ((tr("Today"), self._today), (tr("Tomorrow"), tomorrow), (tr("No date"), None)):
            button = QPushButton(words, self)
            button.setProperty("kind", "quiet")
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, day=day: self._take(day))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _on_text(self, text: str) -> None:
        day = typed_date(text, self._today)
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._say(long_date(day, self._today) if day else tr("Type a day, or choose one below."))

    def _take_typed(self) -> None:
        day = typed_date(self.field.text(), self._today)
        if day is not None:
            self._take(day)
        else:
            self._say(tr("This is no day of the calendar."), problem=True)

    def _say(self, words: str, *, problem: bool = False) -> None:
        self.hint.setText(words)
        set_property(self.hint, "problem", problem)

    def _take(self, day: date | None) -> None:
        self.close()
        self.chosen.emit(day)
