"""Layout of the page, placement of the card panel."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.columns_view import ColumnStrip
from kanbert_desktop.ui.board.filter import FilterBar
from kanbert_desktop.ui.board.view_options import ViewButton
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import margins

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel


class Dressed(Protocol):
    """Whatever looks another way in another theme or language."""

    def dress(self) -> None: ...


class BoardSide(QWidget):
    """Everything but the panel of a card."""

    def __init__(self, page: QWidget, head: QWidget, filter_bar: QWidget, view: ViewButton) -> None:
        super().__init__(page)
        self._view = view
        above = QHBoxLayout()
        above.setContentsMargins(margins(0, 0, 12, 0))
        above.setSpacing(0)
        above.addWidget(filter_bar, 1)
        above.addWidget(view)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(head)
        self._box.addLayout(above)

    def add(self, question: QWidget, strip: QWidget) -> None:
        self._box.addWidget(question)
        self._box.addWidget(strip, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.set_room(event.size().width())


def find_by_key(page: QWidget, filter_bar: FilterBar) -> None:
    """Ctrl+F anywhere on the page."""

    def find() -> None:
        filter_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        filter_bar.field.selectAll()

    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(find)


def dress_all(*parts: Dressed | None) -> None:
    """None: it has not been built yet."""
    for part in parts:
        if part is not None:
            part.dress()


def end_with(page: QWidget, *ends: Callable[[], None]) -> None:
    """They are called once the page is gone: nothing of it may be held then."""
    for end in ends:
        page.destroyed.connect(lambda _page, end=end: end())


PANEL = 368
BESIDE_FROM = 1100
"""In a narrower window the panel covers the board's right part instead of pushing it aside."""


def lay_beside(page: QWidget, main: QWidget, panel: QWidget | None, width: int, *, beside: bool) -> None:
    """The panel, `width` pixels wide, at the end of the page; what it is `beside` leaves it that room."""
    whole, height, direction = page.rect(), page.height(), page.layoutDirection()
    left = QRect(0, 0, page.width() - (width if beside else 0), height)
    main.setGeometry(QStyle.visualRect(direction, whole, left))
    if panel is not None:
        right = QRect(page.width() - width, 0, width, height)
        panel.setGeometry(QStyle.visualRect(direction, whole, right))


class PanelSide:
    """`build` makes the panel: the board can be read before, so that costs no start-up time."""

    def __init__(
        self, page: QWidget, left: QWidget, strip: ColumnStrip, theme: Theme, build: "Callable[[], CardPanel]"
    ) -> None:
        self._page, self._left, self._strip, self._theme = page, left, strip, theme
        self._build = build
        self.built: CardPanel | None = None

    @property
    def panel(self) -> "CardPanel":
        if self.built is None:
            self.built = self._build()
            self.built.hide()
        return self.built

    def keep_drafts(self) -> None:
        if self.built is not None:
            self.built.keep_drafts()

    def place(self, opened: CardKey | None) -> None:
        """Board and panel share the page; the column of the open card stays in sight."""
        page, px = self._page, self._theme.px
        view = self._strip.view_of(opened) if opened is not None else None
        panel = min(px(PANEL), page.width())
        beside = opened is not None and page.window().width() >= px(BESIDE_FROM)
        lay_beside(page, self._left, self.built, panel, beside=beside)
        covered = panel if opened is not None and not beside else 0
        self._strip.give_way(beside, view.column if view else None, covered=covered)
