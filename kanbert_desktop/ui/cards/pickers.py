"""Pickers of due date, assignee and priority, for one or several cards."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Protocol, TypeVar

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QSize, Qt, Signal
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

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Person, PersonId, Priority
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.date_input import parse_date
from kanbert_desktop.ui.cards.painter import readable_color
from kanbert_desktop.ui.cards.texts import long_date, priority_title
from kanbert_desktop.ui.commands.board_shortcuts import (
    BOARD_SHORTCUTS,
    NUMBERED_PRIORITIES,
    BoardCommand,
    key_sequence_of,
)
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
"""Pixels of padding in a cell."""
_ID_ROLE = Qt.ItemDataRole.UserRole
V = TypeVar("V")


class PickerAnchor(Protocol):
    """A list of cards, on a board or elsewhere."""

    def current_key(self) -> CardKey | None: ...
    def card_rect(self, key: CardKey) -> QRect: ...
    def viewport(self) -> QWidget: ...


class CardPickers:
    """Each picker opens below the focused card and runs one command; `done` is called after it."""

    def __init__(
        self, service: BoardService, commands: CardCommands, theme: Theme, today: Callable[[], date]
    ) -> None:
        self._service, self._commands, self._theme, self._today = service, commands, theme, today

    def open(
        self, command: BoardCommand, cards: PickerAnchor, keys: list[CardKey], done: Callable[[], None]
    ) -> None:
        """Opens the picker for DUE, ASSIGNEE or PRIORITY."""
        pickers = {
            BoardCommand.DUE: self._due,
            BoardCommand.ASSIGNEE: self._assignee,
            BoardCommand.PRIORITY: self._priority,
        }
        pickers[command](cards, keys, done)

    def _due(self, cards: PickerAnchor, keys: list[CardKey], done: Callable[[], None]) -> None:
        current = self._shared(keys, lambda card: card.due)
        popup = DueDatePicker(self._theme, current, self._today(), cards.viewport())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(lambda day: self._commands.set_due(keys, day))
        popup.chosen.connect(lambda _day: done())
        popup.open_below(cards.viewport(), _anchor_rect(cards))

    def _assignee(self, cards: PickerAnchor, keys: list[CardKey], done: Callable[[], None]) -> None:
        current = self._shared(keys, lambda card: card.assignee)
        popup = AssigneePicker(self._theme, self._service.people(), current, cards.viewport())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(lambda person: self._commands.assign_all(keys, person))
        popup.chosen.connect(lambda _person: done())
        popup.open_below(cards.viewport(), _anchor_rect(cards))

    def _priority(self, cards: PickerAnchor, keys: list[CardKey], done: Callable[[], None]) -> None:
        def choose(priority: Priority | None) -> None:
            self._commands.set_priority(keys, priority)
            done()

        current = self._shared(keys, lambda card: card.priority)
        menu = priority_menu(cards.viewport(), self._theme, self._service.priorities(), current, choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(cards.viewport().mapToGlobal(_anchor_rect(cards).bottomLeft() + QPoint(4, -2)))

    def _shared(self, keys: Sequence[CardKey], of: Callable[[Card], V]) -> V | None:
        """Returns the value that all cards share, else None."""
        values = {of(card) for key in keys if (card := self._service.card(key)) is not None}
        return values.pop() if len(values) == 1 else None


def _anchor_rect(cards: PickerAnchor) -> QRect:
    """Returns the rectangle of the focused card inside the visible part, else the top of the list."""
    key = cards.current_key()
    visible = cards.viewport().rect()
    rect = cards.card_rect(key) & visible if key is not None else QRect()
    return rect if rect.isValid() else QRect(visible.topLeft(), visible.topRight())


class DueDatePicker(Popup):
    """`chosen` carries a date, or None for no date."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, current: date | None, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.setAccessibleName(tr("Choose a due date"))
        self.field = InputMethodLineEdit(self)
        self.field.setPlaceholderText(tr("tomorrow, Fri, 3 Dec …"))
        self.field.setAccessibleName(tr("Due date as text"))
        self.hint = PlainLabel(self)
        self.hint.setProperty("role", "muted")
        self.hint.setObjectName("dueHint")
        self.calendar = self._calendar(theme, current or today)
        for part in (self.field, self.hint, self.calendar):
            self.box.addWidget(part)
        self.box.addLayout(self._shortcuts())
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._choose_typed)
        self._show_hint(long_date(current, today) if current else tr("No due date"))
        self.field.setFocus()

    def adjust_child_sizes(self) -> None:
        """Makes the calendar large enough.

        Qt ignores the table's frame and the minimum width of its columns and clips both edges.
        """
        for table in self.calendar.findChildren(QTableView):
            metrics, frame = table.fontMetrics(), 2 * table.frameWidth() + _FRAME
            for header in (table.horizontalHeader(), table.verticalHeader()):
                header.setMinimumSectionSize(1)
            names = [QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
            width = max(metrics.horizontalAdvance(name) for name in [*names, "30"]) + _CELL
            bar = self.calendar.findChild(QWidget, "qt_calendar_navigationbar")
            height = 7 * (metrics.height() + _CELL // 3) + frame + (bar.sizeHint().height() if bar else 0)
            self.calendar.setMinimumSize(
                self.calendar.sizeHint().expandedTo(QSize(7 * width + frame, height))
            )

    def _calendar(self, theme: Theme, selected: date) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setAccessibleName(tr("Calendar"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setGridVisible(False)
        calendar.setSelectedDate(QDate(selected.year, selected.month, selected.day))
        for table in calendar.findChildren(QTableView):
            table.setAccessibleName(tr("Calendar"))
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for day in Qt.DayOfWeek:
            calendar.setWeekdayTextFormat(day, plain)
        # Qt's own arrows are black in every theme.
        for name, icon, text in (
            ("qt_calendar_prevmonth", "chevron-left", tr("Previous month")),
            ("qt_calendar_nextmonth", "chevron-right", tr("Next month")),
        ):
            button = calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(theme.icon(icon, "muted"))
                button.setAccessibleName(text)
        names = ("prevmonth", "monthbutton", "yearbutton", "nextmonth")
        buttons = (calendar.findChild(QToolButton, f"qt_calendar_{name}") for name in names)
        set_reading_order(*(part for part in buttons if part is not None))
        header_format = QTextCharFormat()
        header_format.setForeground(theme.color("muted"))
        header_format.setBackground(theme.color("raised"))
        calendar.setHeaderTextFormat(header_format)
        calendar.clicked.connect(lambda day: self._choose(date(day.year(), day.month(), day.day())))
        calendar.activated.connect(lambda day: self._choose(date(day.year(), day.month(), day.day())))
        return calendar

    def _shortcuts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        tomorrow = self._today + timedelta(days=1)
        for text, day in ((tr("Today"), self._today), (tr("Tomorrow"), tomorrow), (tr("No date"), None)):
            button = QPushButton(text, self)
            button.setProperty("kind", "quiet")
            button.setAccessibleName(text)
            button.clicked.connect(lambda _checked=False, day=day: self._choose(day))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _on_text(self, text: str) -> None:
        day = parse_date(text, self._today)
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._show_hint(long_date(day, self._today) if day else tr("Enter a date, or choose one below."))

    def _choose_typed(self) -> None:
        day = parse_date(self.field.text(), self._today)
        if day is not None:
            self._choose(day)
        else:
            self._show_hint(tr("This is not a valid date."), problem=True)

    def _show_hint(self, text: str, *, problem: bool = False) -> None:
        self.hint.setText(text)
        set_style_property(self.hint, "problem", problem)

    def _choose(self, day: date | None) -> None:
        self.close()
        self.chosen.emit(day)


class AssigneePicker(Popup):
    """`chosen` carries a person's id, or None for nobody."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, people: Sequence[Person], current: PersonId | None, parent: QWidget
    ) -> None:
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
        self._fill(people, current)
        rows = min(8, self.list.count()) * max(self.list.sizeHintForRow(1), self.list.sizeHintForRow(0))
        self.list.setFixedSize(theme.px(260), rows + 4)
        self.search.textChanged.connect(self._filter)
        self.search.step_requested.connect(self._step)
        self.search.returnPressed.connect(self._choose)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.search.setFocus()

    def _fill(self, people: Sequence[Person], current: PersonId | None) -> None:
        size = self._theme.px(AVATAR_SIZE)
        nobody_icon = icons.icon("user-x", self._theme.color("muted"), self._theme.px(16), box_size=size)
        nobody = QListWidgetItem(nobody_icon, tr("Unassigned"))
        nobody.setData(_ID_ROLE, None)
        self.list.addItem(nobody)
        for person in people:
            icon = QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                icon.addPixmap(
                    avatar_pixmap(self._theme, person, size, self.devicePixelRatioF(), people), mode
                )
            item = QListWidgetItem(icon, to_single_line(person.name))
            item.setData(_ID_ROLE, person.id)
            self.list.addItem(item)
            if person.id == current:
                self.list.setCurrentItem(item)

    def _filter(self, text: str) -> None:
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

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.close()
            self.chosen.emit(item.data(_ID_ROLE))


class PersonSearchField(InputMethodMixin, QLineEdit):
    """Up and Down move through the list below."""

    step_requested = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step_requested.emit(step)


def priority_menu(
    parent: QWidget,
    theme: Theme,
    known: Sequence[Priority],
    current: Priority | None,
    choose: Callable[[Priority | None], object],
) -> QMenu:
    """Kanbert documents no list of priorities, so the menu offers those seen on cards, and none."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Priority"))
    if not known:
        menu.addAction(tr("No card has a priority yet, so there is none to choose.")).setEnabled(False)
        return menu
    keys = {entry.command: key_sequence_of(entry) for entry in BOARD_SHORTCUTS}
    for priority, command in zip_longest(known, NUMBERED_PRIORITIES[: len(known)]):
        action = menu.addAction(flag_icon(theme, priority), menu_text(priority_title(priority)))
        action.triggered.connect(lambda _checked=False, priority=priority: choose(priority))
        if command is not None:
            action.setShortcut(keys[command])
        if current is not None and current.id == priority.id:
            menu.setActiveAction(action)
    menu.addSeparator()
    nothing = menu.addAction(tr("No priority"))
    nothing.setShortcut(keys[BoardCommand.NO_PRIORITY])
    nothing.triggered.connect(lambda: choose(None))
    return menu


def flag_icon(theme: Theme, priority: Priority) -> QIcon:
    color = QColor(priority.color or "")
    readable = readable_color(color, theme) if color.isValid() else theme.color("muted")
    return icons.icon("flag", readable, theme.px(16))
