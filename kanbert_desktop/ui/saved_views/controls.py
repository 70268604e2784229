"""Head of a view's page: name and number of cards, layout, sort order and groups, and the menu of the view."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.saved_views import VIEW_SORTS, SavedView, ViewGrouping, ViewLayout
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.board.view_options import sort_text
from kanbert_desktop.ui.saved_views.groups import layout_text, view_grouping_text
from kanbert_desktop.ui.settings.controls import SegmentedControl
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon, start_alignment, width_with_text
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import ElidedLabel, literal
from kanbert_desktop.ui.widgets.popups import Menu, add_menu_heading, open_menu_below

_SPACING = 8


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
        text = self._texts()[0]
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(literal(f"{text} (S)"))

    def fit(self, width: int) -> None:
        """Shows the longest text with which the button is no wider, or its icon alone."""
        self.setText(next((text for text in self._texts() if width_with_text(self, text) <= width), ""))

    def _texts(self) -> tuple[str, ...]:
        sort = tr("Sort: {sort}", sort=sort_text(self._view.sort))
        if self._view.grouping is ViewGrouping.NONE:
            return (sort,)
        groups = tr("Groups: {groups}", groups=view_grouping_text(self._view.grouping))
        return f"{sort} · {groups}", sort


class ViewHeader(QWidget):
    """`layout_chosen` carries a `ViewLayout`; `menu_requested` asks for the view's menu below `menu_button`.

    In a low page it has two lines, with the number of cards beside the name.
    """

    layout_chosen = Signal(object)
    menu_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._is_low = theme, False
        self.title_label, self.count_label = ElidedLabel(self), plain_label("muted", self)
        self.title_label.setAlignment(start_alignment())
        self.title_label.setProperty("role", "page")
        self.title_label.setMinimumWidth(40)
        self.layout_control = SegmentedControl(
            {layout.value: partial(layout_text, layout) for layout in ViewLayout}
        )
        self.layout_control.chosen.connect(lambda value: self.layout_chosen.emit(ViewLayout(value)))
        self.arrangement_button = ArrangementButton(theme, self)
        self.menu_button = QToolButton(self)
        self.menu_button.clicked.connect(self.menu_requested)
        controls = FlowLayout([self.layout_control, self.arrangement_button], [], _SPACING)
        self._names = QVBoxLayout()
        self._names.setSpacing(2)
        self._title = QHBoxLayout()
        self._title.setSpacing(_SPACING)
        self._title.addWidget(self.title_label, 1)
        self._title.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        self._names.addLayout(self._title)
        self._names.addWidget(self.count_label)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(_SPACING)
        box.addLayout(self._names)
        box.addLayout(controls)

    def set_low(self, is_low: bool) -> None:
        if is_low is not self._is_low:
            self._is_low = is_low
            (self._names if is_low else self._title).removeWidget(self.count_label)
            if is_low:
                self._title.insertWidget(1, self.count_label)
            else:
                self._names.addWidget(self.count_label)
        self._fit()

    def _fit(self) -> None:
        beside = self.layout_control.sizeHint().width() + _SPACING if self._is_low else 0
        self.arrangement_button.fit(self.width() - beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_view(self, view: SavedView) -> None:
        self.title_label.setText(view.name)
        self.layout_control.show_value(view.layout.value)
        self.arrangement_button.show_view(view)
        self._fit()

    def show_count(self, text: str) -> None:
        if text != self.count_label.text():
            self.count_label.setText(text)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.layout_control.apply_appearance(tr("Layout"), "")
        self.arrangement_button.apply_appearance()
        self._fit()
        self.menu_button.setIcon(self._theme.icon("ellipsis", "muted", 18))
        self.menu_button.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        self.menu_button.setAccessibleName(tr("View menu"))
        self.menu_button.setToolTip(tr("View menu"))


def _add_choice(menu: QMenu, group: QActionGroup, text: str, *, now: bool) -> QAction:
    action = QAction(text, menu, checkable=True, checked=now)
    group.addAction(action)
    menu.addAction(action)
    return action
