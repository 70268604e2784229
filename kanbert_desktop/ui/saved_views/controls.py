"""Head of a view's page: name and number of cards, layout, sort order and groups, and the menu of the view."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.saved_views import VIEW_SORTS, SavedView, ViewGrouping, ViewLayout
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.board.view_options import sort_text
from kanbert_desktop.ui.saved_views.groups import layout_text, view_grouping_text
from kanbert_desktop.ui.settings.controls import SegmentedControl
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import literal
from kanbert_desktop.ui.widgets.popups import Menu, add_menu_heading, open_menu_below


class ArrangementButton(QPushButton):
    """`sort_requested` carries a `Sort`, `grouping_requested` a `ViewGrouping`."""

    sort_requested = Signal(object)
    grouping_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, SavedView("", "")
        self.setObjectName("viewButton")
        self.setProperty("kind", "quiet")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)

    def show_view(self, view: SavedView) -> None:
        self._view = view
        self.apply_appearance()

    def open_menu(self) -> None:
        open_menu_below(self, self.build_menu(), at_end=True)

    def build_menu(self) -> Menu:
        menu = Menu(self)
        menu.setAccessibleName(tr("Sort and group"))
        add_menu_heading(menu, tr("Sort by"))
        group = QActionGroup(menu)
        for sort in VIEW_SORTS:
            chosen = _add_choice(menu, group, sort_text(sort), now=sort is self._view.sort)
            chosen.triggered.connect(lambda _checked=False, sort=sort: self.sort_requested.emit(sort))
        menu.addSeparator()
        add_menu_heading(menu, tr("Group by"))
        group = QActionGroup(menu)
        for grouping in self._groupings():
            chosen = _add_choice(
                menu, group, view_grouping_text(grouping), now=grouping is self._view.grouping
            )
            chosen.triggered.connect(
                lambda _checked=False, grouping=grouping: self.grouping_requested.emit(grouping)
            )
        return menu

    def _groupings(self) -> list[ViewGrouping]:
        in_columns = self._view.layout is ViewLayout.COLUMNS
        return [one for one in ViewGrouping if not (in_columns and one is ViewGrouping.COLUMN)]

    def apply_appearance(self) -> None:
        set_button_icon(self, self._theme, "arrow-up-down", "muted")
        text = tr("Sort: {sort}", sort=sort_text(self._view.sort))
        if self._view.grouping is not ViewGrouping.NONE:
            text += " · " + tr("Groups: {groups}", groups=view_grouping_text(self._view.grouping))
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(literal(f"{text} (S)"))


class ViewHeader(QWidget):
    """`layout_chosen` carries a `ViewLayout`; `menu_requested` asks for the view's menu below `menu_button`."""

    layout_chosen = Signal(object)
    menu_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title_label, self.count_label = plain_label("page", self), plain_label("muted", self)
        self.title_label.setMinimumWidth(40)
        self.layout_control = SegmentedControl(
            {layout.value: partial(layout_text, layout) for layout in ViewLayout}
        )
        self.layout_control.chosen.connect(lambda value: self.layout_chosen.emit(ViewLayout(value)))
        self.arrangement_button = ArrangementButton(theme, self)
        self.menu_button = QToolButton(self)
        self.menu_button.clicked.connect(self.menu_requested)
        controls = FlowLayout([self.layout_control, self.arrangement_button], [])
        names = QVBoxLayout()
        names.setSpacing(2)
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self.title_label, 1)
        title.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        names.addLayout(title)
        names.addWidget(self.count_label)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(names)
        box.addLayout(controls)

    def show_view(self, view: SavedView) -> None:
        self.title_label.setText(view.name)
        self.layout_control.show_value(view.layout.value)
        self.arrangement_button.show_view(view)

    def show_count(self, text: str) -> None:
        if text != self.count_label.text():
            self.count_label.setText(text)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.layout_control.apply_appearance(tr("Layout"), "")
        self.arrangement_button.apply_appearance()
        self.menu_button.setIcon(self._theme.icon("ellipsis", "muted", 18))
        self.menu_button.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        self.menu_button.setAccessibleName(tr("View menu"))
        self.menu_button.setToolTip(tr("View menu"))


def _add_choice(menu: QMenu, group: QActionGroup, text: str, *, now: bool) -> QAction:
    action = QAction(text, menu, checkable=True, checked=now)
    group.addAction(action)
    menu.addAction(action)
    return action
