"""The panel of one card at the right: built when it is first needed, beside the board or over it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyle, QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_strip import ColumnStrip
from kanbert_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.ui.board.panel.card_panel import CardPanel

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
