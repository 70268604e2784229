"""Layout of the page, placement of the card panel."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.filter import FilterBar
from kanbert_desktop.ui.board.view_options import SortAndGroupButton
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel


class AppearanceAware(Protocol):
    """Whatever looks another way in another theme or language."""

    def apply_appearance(self) -> None: ...


class BoardColumnArea(QWidget):
    """Everything but the panel of a card."""

    def __init__(self, page: QWidget, head: QWidget, filter_bar: QWidget, view: SortAndGroupButton) -> None:
        super().__init__(page)
        self._view = view
        above = QHBoxLayout()
        above.setContentsMargins(mirrored_margins(0, 0, 12, 0))
        above.setSpacing(0)
        above.addWidget(filter_bar, 1)
        above.addWidget(view)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(head)
        self._box.addLayout(above)

    def add_columns(self, question: QWidget, strip: QWidget) -> None:
        self._box.addWidget(question)
        self._box.addWidget(strip, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.set_available_width(event.size().width())


def add_find_shortcut(page: QWidget, filter_bar: FilterBar) -> None:
    """Ctrl+F anywhere on the page."""

    def find() -> None:
        filter_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        filter_bar.field.selectAll()

    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(find)


def apply_appearance_to_all(*parts: AppearanceAware | None) -> None:
    """None: it has not been built yet."""
    for part in parts:
        if part is not None:
            part.apply_appearance()


def run_when_destroyed(page: QWidget, *ends: Callable[[], None]) -> None:
    """They are called once the page is gone: nothing of it may be held then."""
    for end in ends:
        page.destroyed.connect(lambda _page, end=end: end())


PANEL_WIDTH = 368
SIDE_BY_SIDE_MIN_WIDTH = 1100
"""In a narrower window the panel covers the board's right part instead of pushing it aside."""


def place_side_by_side(
    page: QWidget, main: QWidget, panel: QWidget | None, width: int, *, side_by_side: bool
) -> None:
    """The panel, `width` pixels wide, at the end of the page; what it is `beside` leaves it that room."""
    whole, height, direction = page.rect(), page.height(), page.layoutDirection()
    left = QRect(0, 0, page.width() - (width if side_by_side else 0), height)
    main.setGeometry(QStyle.visualRect(direction, whole, left))
    if panel is not None:
        right = QRect(page.width() - width, 0, width, height)
        panel.setGeometry(QStyle.visualRect(direction, whole, right))


class PanelPlacement:
    """`build` makes the panel: the board can be read before, so that costs no start-up time."""

    def __init__(
        self, page: QWidget, left: QWidget, strip: ColumnsView, theme: Theme, build: "Callable[[], CardPanel]"
    ) -> None:
        self._page, self._left, self._columns_view, self._theme = page, left, strip, theme
        self._build = build
        self.built: CardPanel | None = None

    @property
    def panel(self) -> "CardPanel":
        if self.built is None:
            self.built = self._build()
            self.built.hide()
        return self.built

    def save_drafts(self) -> None:
        if self.built is not None:
            self.built.save_drafts()

    def update_layout(self, opened: CardKey | None) -> None:
        """Board and panel share the page; the column of the open card stays in sight."""
        page, px = self._page, self._theme.px
        view = self._columns_view.view_of(opened) if opened is not None else None
        panel = min(px(PANEL_WIDTH), page.width())
        beside = opened is not None and page.window().width() >= px(SIDE_BY_SIDE_MIN_WIDTH)
        place_side_by_side(page, self._left, self.built, panel, side_by_side=beside)
        covered = panel if opened is not None and not beside else 0
        self._columns_view.make_room_for_panel(beside, view.column if view else None, covered_width=covered)
