"""Pickers of due date, assignee and priority, for one or several cards."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kanbert_desktop.app.boards.name_index import plain_name
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Person, PersonId, Priority
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.date_input import parse_date
from kanbert_desktop.ui.cards.month_picker import MonthPicker
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
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, menu_text
from kanbert_desktop.ui.widgets.painting import AVATAR_SIZE, avatar_pixmap
from kanbert_desktop.ui.widgets.popups import Menu, Popup
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

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
        menu.open_at(cards.viewport().mapToGlobal(_anchor_rect(cards).bottomLeft() + QPoint(4, -2)))

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
        self.field = DateField(self)
        self.field.setPlaceholderText(tr("tomorrow, Fri, 3 Dec …"))
        self.field.setAccessibleName(tr("Due date as text"))
        self.hint = PlainLabel(self)
        self.hint.setProperty("role", "muted")
        self.hint.setObjectName("dueHint")
        self.calendar = MonthPicker(theme, current or today, today, self)
        for part in (self.field, self.hint, self.calendar):
            self.box.addWidget(part)
        self.box.addLayout(self._shortcuts())
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._choose_typed)
        self.field.calendar_requested.connect(self.calendar.grid.setFocus)
        self.field.turned.connect(self.calendar.grid.turn)
        self.calendar.day_chosen.connect(self._choose)
        self._show_hint(long_date(current, today) if current else tr("No due date"))
        self.field.setFocus()

    def adjust_child_sizes(self) -> None:
        self.calendar.grid.fix_size()

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
            self.calendar.grid.select_day(day)
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


class DateField(InputMethodMixin, QLineEdit):
    """Down goes to the calendar below, Page Up and Page Down turn its months."""

    calendar_requested = Signal()
    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self.calendar_requested.emit()
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self.turned.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
            case _:
                super().keyPressEvent(event)


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
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_PersonDelegate(theme, people, self.list))
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
        self._plain_names = [plain_name(nobody.text())]
        names = Counter(to_single_line(person.name) for person in people)
        for person in people:
            name = to_single_line(person.name)
            # Two people of one name are told apart by the address; nobody is without a text.
            address = person.email or person.id
            parts = [name] if name and names[name] == 1 else [name, address]
            item = QListWidgetItem(" · ".join(filter(None, parts)))
            item.setData(_ID_ROLE, person.id)
            self.list.addItem(item)
            self._plain_names.append(f"{plain_name(name)} {plain_name(person.email)}")
            if person.id == current:
                self.list.setCurrentItem(item)

    def _filter(self, text: str) -> None:
        words = [plain for word in text.split() if (plain := plain_name(word))]
        first = None
        for row, name in enumerate(self._plain_names):
            matches = all(word in name for word in words)
            self.list.setRowHidden(row, not matches)
            first = row if matches and first is None else first
        if first is not None:
            self.list.setCurrentRow(first)

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


class _PersonDelegate(QStyledItemDelegate):
    """Draws the avatars of the rows that are seen: there may be thousands of people."""

    def __init__(self, theme: Theme, people: Sequence[Person], view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view, self._everyone = theme, view, people
        self._people = {person.id: person for person in people}
        self._icons: dict[str, QIcon] = {}

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        person = self._people.get(index.data(_ID_ROLE))
        if person is not None:
            if person.id not in self._icons:
                self._icons[person.id] = self._icon(person)
            option.icon = self._icons[person.id]
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = self._view.iconSize()

    def _icon(self, person: Person) -> QIcon:
        icon, size = QIcon(), self._theme.px(AVATAR_SIZE)
        picture = avatar_pixmap(self._theme, person, size, self._view.devicePixelRatioF(), self._everyone)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(picture, mode)
        return icon


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
) -> Menu:
    """Kanbert documents no list of priorities, so the menu offers those seen on cards, and none."""
    menu = Menu(parent)
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
