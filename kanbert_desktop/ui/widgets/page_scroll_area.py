"""A page that scrolls as a whole where the window is too small for it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_AROUND = 8
"""Pixels that stay visible around what is revealed."""


class PageScrollArea(QScrollArea):
    """`content` is as large as the page, but never smaller than what it needs."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        add_overlay_scroll_bars(self, horizontal=True)
        FingerInput(self)

    def reveal(self, part: QWidget, rect: QRect) -> None:
        """Scrolls to that rectangle of a widget of the page; its beginning if not all of it fits."""
        place = QRect(part.mapTo(self._content, rect.topLeft()), rect.size())
        for edge in (place.bottomRight(), place.topLeft()):
            self.ensureVisible(edge.x(), edge.y(), _AROUND, _AROUND)
