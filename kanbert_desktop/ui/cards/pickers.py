"""Due date, assignee and priority pickers."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Person, PersonId, Priority
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.cards.date_input import parse_date
from kanbert_desktop.ui.cards.painter import readable_color
from kanbert_desktop.ui.cards.texts import long_date
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_reading_order
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, menu_text
from kanbert_desktop.ui.widgets.painting import AVATAR_SIZE, avatar_pixmap
from kanbert_desktop.ui.widgets.popups import Popup
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import InputMethodLineEdit, InputMethodMixin

_FRAME = 6
"""Pixels of border and focus ring of the table."""
_CELL = 12
"""Pixels of air in a cell."""


class DueDatePicker(Popup):
    """`chosen` carries a date, or None for no date."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, now: date | None, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.setAccessibleName(tr("Choose a due date"))
        self.field = InputMethodLineEdit(self)
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

    def adjust_child_sizes(self) -> None:
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
        set_reading_order(*(part for part in parts if part is not None))
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
        day = parse_date(text, self._today)
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._say(long_date(day, self._today) if day else tr("Type a day, or choose one below."))

    def _take_typed(self) -> None:
        day = parse_date(self.field.text(), self._today)
        if day is not None:
            self._take(day)
        else:
            self._say(tr("This is no day of the calendar."), problem=True)

    def _say(self, words: str, *, problem: bool = False) -> None:
        self.hint.setText(words)
        set_style_property(self.hint, "problem", problem)

    def _take(self, day: date | None) -> None:
        self.close()
        self.chosen.emit(day)


_ID = Qt.ItemDataRole.UserRole


class PersonSearchField(InputMethodMixin, QLineEdit):
    """Up, Down and Enter belong to the list below."""

    step_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step_requested.emit(step)


class AssigneePicker(Popup):
    """`chosen` carries a person's id, or None for nobody."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, people: Sequence[Person], now: PersonId | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(tr("Choose an assignee"))
        self.search = PersonSearchField(self)
        self.search.setPlaceholderText(tr("Find a person"))
        self.search.setAccessibleName(tr("Find a person"))
        self.list = QListWidget(self)
        self.list.setObjectName("peopleList")
        self.list.setAccessibleName(tr("People"))
        add_overlay_scroll_bars(self.list, horizontal=True)
        self.list.setIconSize(QSize(theme.px(AVATAR_SIZE), theme.px(AVATAR_SIZE)))
        self.box.addWidget(self.search)
        self.box.addWidget(self.list)
        self._fill(people, now)
        rows = min(8, self.list.count()) * max(self.list.sizeHintForRow(1), self.list.sizeHintForRow(0))
        self.list.setFixedSize(theme.px(260), rows + 4)
        self.search.textChanged.connect(self._narrow)
        self.search.step_requested.connect(self._step)
        self.search.returnPressed.connect(self._take)
        self.list.itemClicked.connect(lambda _item: self._take())
        self.list.itemActivated.connect(lambda _item: self._take())
        self.search.setFocus()

    def _fill(self, people: Sequence[Person], now: PersonId | None) -> None:
        side = self._theme.px(AVATAR_SIZE)
        none = icons.icon("user-x", self._theme.color("muted"), self._theme.px(16), box_size=side)
        nobody = QListWidgetItem(none, tr("Nobody"))
        nobody.setData(_ID, None)
        self.list.addItem(nobody)
        for person in people:
            face = QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                face.addPixmap(
                    avatar_pixmap(self._theme, person, side, self.devicePixelRatioF(), people), mode
                )
            item = QListWidgetItem(face, to_single_line(person.name))
            item.setData(_ID, person.id)
            self.list.addItem(item)
            if person.id == now:
                self.list.setCurrentItem(item)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            name = item.text().casefold()
            item.setHidden(not all(word in name for word in words))
            first = first or (None if item.isHidden() else item)
        if first is not None:
            self.list.setCurrentItem(first)

    def _step(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return
            row += step

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.close()
            self.chosen.emit(item.data(_ID))


def priority_menu(
    parent: QWidget,
    theme: Theme,
    known: Sequence[Priority],
    now: Priority | None,
    choose: Callable[[Priority | None], object],
) -> QMenu:
    """Kanbert documents no list of priorities, so those seen on cards are offered, and none."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Priority"))
    if not known:
        menu.addAction(tr("No card here has a priority yet, so there is none to choose.")).setEnabled(False)
        return menu
    for priority in known:
        action = menu.addAction(flag_icon(theme, priority), menu_text(priority.title))
        action.triggered.connect(lambda _checked=False, wished=priority: choose(wished))
        if now is not None and now.id == priority.id:
            menu.setActiveAction(action)
    menu.addSeparator()
    menu.addAction(tr("No priority")).triggered.connect(lambda: choose(None))
    return menu


def flag_icon(theme: Theme, priority: Priority) -> QIcon:
    color = QColor(priority.color or "")
    ink = readable_color(color, theme) if color.isValid() else theme.color("muted")
    return icons.icon("flag", ink, theme.px(16))
