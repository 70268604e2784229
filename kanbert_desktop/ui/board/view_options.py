"""Sort and group button; saved view options of a board."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.sorting import Grouping, Sort
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.literal_text import literal
from kanbert_desktop.ui.widgets.popups import add_menu_heading, open_menu_below

_FILTERS = 620
"""Pixels, at 100 % text size, that the filter bar beside it wants."""


class SortAndGroupButton(QPushButton):
    """`sort_wished` carries a `Sort`, `grouping_wished` a `Grouping`."""

    sort_requested = Signal(object)
    grouping_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sort, self._grouping = Sort.DUE, Grouping.NONE
        self._room = 10_000
        self.setObjectName("viewButton")
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self.apply_appearance()

    def show_options(self, sort: Sort, grouping: Grouping) -> None:
        self._sort, self._grouping = sort, grouping
        self.apply_appearance()

    def set_available_width(self, room: int) -> None:
        """`room` is the width of the bar it stands in, in pixels; where the words do not fit the icon alone stays."""
        if self._room != room:
            self._room = room
            self._show_words()

    def open_menu(self) -> None:
        open_menu_below(self, self.build_menu(), at_end=True)

    def build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(tr("Sort and group"))
        add_menu_heading(menu, tr("Sort by"))
        group = QActionGroup(menu)
        for sort in Sort:
            chosen = self._choice(menu, group, sort_text(sort), now=sort is self._sort)
            chosen.triggered.connect(lambda _checked=False, sort=sort: self.sort_requested.emit(sort))
        menu.addSeparator()
        add_menu_heading(menu, tr("Group by"))
        group = QActionGroup(menu)
        for grouping in Grouping:
            chosen = self._choice(menu, group, grouping_text(grouping), now=grouping is self._grouping)
            chosen.triggered.connect(lambda _checked=False, wish=grouping: self.grouping_requested.emit(wish))
        return menu

    def _choice(self, menu: QMenu, group: QActionGroup, words: str, *, now: bool) -> QAction:
        action = QAction(words, menu, checkable=True, checked=now)
        group.addAction(action)
        menu.addAction(action)
        return action

    def apply_appearance(self) -> None:
        """Theme or language changed."""
        set_button_icon(self, self._theme, "arrow-up-down", "muted")
        self._show_words()

    def _show_words(self) -> None:
        words = tr("Sort: {sort}", sort=sort_text(self._sort))
        if self._grouping is not Grouping.NONE:
            words += " · " + tr("Groups: {groups}", groups=grouping_text(self._grouping))
        wanted = self._theme.px(_FILTERS + 40) + self.fontMetrics().horizontalAdvance(words)
        self.setText(words if wanted <= self._room else "")
        self.setAccessibleName(words)
        self.setToolTip(literal(f"{words} (S)"))


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
    """Why a card cannot be dropped at a place of one's choice."""
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
        case Grouping.PARENT:
            return tr("Parent card")


_DELIMITER = "\n"


class BoardViewOptions:
    def __init__(self, desk: BoardService, board: BoardId) -> None:
        self._service, self._board = desk, board

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
        """The card whose panel is open, also for the next start; None where it is not there any more."""
        card = self._service.card(self._service.local.value(f"opened:{self._board}"))
        return card.key if card is not None and card.board == self._board else None

    @opened_card.setter
    def opened_card(self, key: CardKey | None) -> None:
        self._service.local.save_value(f"opened:{self._board}", key or "")

    @property
    def sort(self) -> Sort:
        """By due date where nothing else was chosen."""
        kept = self._service.local.value(f"sort:{self._board}")
        return Sort(kept) if kept in set(Sort) else Sort.DUE

    @sort.setter
    def sort(self, sort: Sort) -> None:
        self._service.local.save_value(f"sort:{self._board}", sort.value)

    @property
    def grouping(self) -> Grouping:
        kept = self._service.local.value(f"groups:{self._board}")
        return Grouping(kept) if kept in set(Grouping) else Grouping.NONE

    @grouping.setter
    def grouping(self, grouping: Grouping) -> None:
        self._service.local.save_value(f"groups:{self._board}", grouping.value)

    @property
    def folded_groups(self) -> frozenset[str]:
        """Names of groups; "" is the one of cards that have none."""
        kept = self._service.local.value(f"folded-groups:{self._board}")
        return frozenset(kept.removeprefix(_DELIMITER).split(_DELIMITER)) if kept else frozenset()

    @folded_groups.setter
    def folded_groups(self, names: frozenset[str]) -> None:
        kept = "".join(_DELIMITER + name for name in sorted(names))
        self._service.local.save_value(f"folded-groups:{self._board}", kept)
