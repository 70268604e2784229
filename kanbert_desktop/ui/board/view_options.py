"""Stored view options of a board, and the button with the menu that changes them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.sorting import Grouping, Sort
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.literal_text import literal
from kanbert_desktop.ui.widgets.popups import Menu, add_menu_heading, open_menu_below

_DELIMITER = "\n"


class BoardViewOptions:
    def __init__(self, service: BoardService, board: BoardId) -> None:
        self._service, self._board = service, board

    @property
    def folded_columns(self) -> set[Column]:
        names = self._service.local.value(f"folded:{self._board}").split(",")
        return {column for column in Column if column.value in names}

    @folded_columns.setter
    def folded_columns(self, columns: set[Column]) -> None:
        names = sorted(column.value for column in columns)
        self._service.local.save_value(f"folded:{self._board}", ",".join(names))

    @property
    def opened_card(self) -> CardKey | None:
        """The card whose panel is open, restored at the next start. None if the card no longer exists."""
        card = self._service.card(self._service.local.value(f"opened:{self._board}"))
        return card.key if card is not None and card.board == self._board else None

    @opened_card.setter
    def opened_card(self, key: CardKey | None) -> None:
        self._service.local.save_value(f"opened:{self._board}", key or "")

    @property
    def opened_part(self) -> str:
        """The part of that panel in which somebody was writing when the program quit: "" or "comment"."""
        return self._service.local.value(f"opened-part:{self._board}")

    @opened_part.setter
    def opened_part(self, part: str) -> None:
        if part != self.opened_part:
            self._service.local.save_value(f"opened-part:{self._board}", part)

    @property
    def sort(self) -> Sort:
        """Returns the stored sort order; by due date unless another one was chosen."""
        stored = self._service.local.value(f"sort:{self._board}")
        return Sort(stored) if stored in set(Sort) else Sort.DUE

    @sort.setter
    def sort(self, sort: Sort) -> None:
        self._service.local.save_value(f"sort:{self._board}", sort.value)

    @property
    def grouping(self) -> Grouping:
        stored = self._service.local.value(f"groups:{self._board}")
        return Grouping(stored) if stored in set(Grouping) else Grouping.NONE

    @grouping.setter
    def grouping(self, grouping: Grouping) -> None:
        self._service.local.save_value(f"groups:{self._board}", grouping.value)

    @property
    def folded_groups(self) -> frozenset[str]:
        """Names of groups; "" is the group of cards without a value."""
        stored = self._service.local.value(f"folded-groups:{self._board}")
        return frozenset(stored.removeprefix(_DELIMITER).split(_DELIMITER)) if stored else frozenset()

    @folded_groups.setter
    def folded_groups(self, names: frozenset[str]) -> None:
        stored = "".join(_DELIMITER + name for name in sorted(names))
        self._service.local.save_value(f"folded-groups:{self._board}", stored)


class ViewButton(QPushButton):
    """Opens the *View* menu: sort order, groups and archived cards.

    `sort_requested` carries a `Sort`, `grouping_requested` a `Grouping`, `archived_requested` whether archived cards are
    to be shown. `state_changed` is emitted when `texts` are others.
    """

    sort_requested = Signal(object)
    grouping_requested = Signal(object)
    archived_requested = Signal(bool)
    state_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sort, self._grouping = Sort.DUE, Grouping.NONE
        self._shows_archived = False
        self.setObjectName("viewMenu")
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self.apply_appearance()

    def show_options(self, sort: Sort, grouping: Grouping) -> None:
        self._sort, self._grouping = sort, grouping
        self._show_state()

    def show_archived(self, shown: bool) -> None:
        self._shows_archived = shown
        self._show_state()

    def open_menu(self) -> None:
        open_menu_below(self, self.build_menu(), at_end=True)

    def build_menu(self) -> Menu:
        menu = Menu(self)
        menu.setAccessibleName(tr("View"))
        self.add_choices(menu)
        return menu

    def add_choices(self, menu: Menu) -> None:
        """Adds the entries of the *View* menu to a menu."""
        add_menu_heading(menu, tr("Sort by"))
        group = QActionGroup(menu)
        for sort in Sort:
            chosen = self._add_choice(menu, group, sort_text(sort), now=sort is self._sort)
            chosen.triggered.connect(lambda _checked=False, sort=sort: self.sort_requested.emit(sort))
        menu.addSeparator()
        add_menu_heading(menu, tr("Group by"))
        group = QActionGroup(menu)
        for grouping in Grouping:
            chosen = self._add_choice(menu, group, grouping_text(grouping), now=grouping is self._grouping)
            chosen.triggered.connect(
                lambda _checked=False, grouping=grouping: self.grouping_requested.emit(grouping)
            )
        menu.addSeparator()
        archived = QAction(tr("Show archived"), menu, checkable=True, checked=self._shows_archived)
        archived.triggered.connect(self.archived_requested)
        menu.addAction(archived)

    def _add_choice(self, menu: QMenu, group: QActionGroup, text: str, *, now: bool) -> QAction:
        action = QAction(text, menu, checkable=True, checked=now)
        group.addAction(action)
        menu.addAction(action)
        return action

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        set_button_icon(self, self._theme, "sliders-horizontal", "muted")
        self.setText(tr("View"))
        self._show_state()

    def texts(self) -> tuple[str, str, str]:
        """Returns what the button may show, the longest first: what is chosen, the name of the menu, nothing."""
        chosen = [sort_text(self._sort).partition(",")[0]]
        if self._grouping is not Grouping.NONE:
            chosen.append(grouping_text(self._grouping))
        return (tr("View: {choices}", choices=" · ".join(chosen)), tr("View"), "")

    def _show_state(self) -> None:
        """Says what is chosen to the pointer and to screen readers."""
        text = tr("Sort: {sort}", sort=sort_text(self._sort))
        if self._grouping is not Grouping.NONE:
            text += " · " + tr("Groups: {groups}", groups=grouping_text(self._grouping))
        if self._shows_archived:
            text += " · " + tr("Archived cards are shown")
        self.setAccessibleName(tr("View"))
        self.setAccessibleDescription(text)
        self.setToolTip(literal(single_keys.with_key(text, "S")))
        self.state_changed.emit()


def sort_text(sort: Sort) -> str:
    match sort:
        case Sort.DUE:
            return tr("Due date")
        case Sort.PRIORITY:
            return tr("Priority")
        case Sort.TITLE:
            return tr("Title")
        case Sort.UPDATED:
            return tr("Last change")
        case Sort.MANUAL:
            return tr("My order, this computer only")


def sorted_by_text(sort: Sort) -> str:
    """Returns why a card cannot be dropped at a chosen position."""
    match sort:
        case Sort.DUE:
            return tr("Sorted by due date")
        case Sort.PRIORITY:
            return tr("Sorted by priority")
        case Sort.TITLE:
            return tr("Sorted by title")
        case Sort.UPDATED:
            return tr("Sorted by last change")
        case Sort.MANUAL:
            return ""


def grouping_text(grouping: Grouping) -> str:
    match grouping:
        case Grouping.NONE:
            return tr("No groups")
        case Grouping.ASSIGNEE:
            return tr("Assignee")
        case Grouping.PRIORITY:
            return tr("Priority")
        case Grouping.PARENT:
            return tr("Parent card")
