"""All banners with their whole texts, where the window has room for one line of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.widgets.popups import Popup
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_AROUND = 48
"""Pixels of the screen above and below."""


class BannerPopup(Popup):
    """As wide as the bar, as high as the screen allows; the first button has the focus."""

    def __init__(self, bar: QWidget, rows: QWidget, height_of: Callable[[int], int]) -> None:
        """`height_of` returns the height of the rows in a width."""
        super().__init__(bar)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Notices"))
        self._bar, self._rows, self._height_of = bar, rows, height_of
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(rows)
        add_overlay_scroll_bars(area)
        self.box.addWidget(area)

    def adjust_child_sizes(self) -> None:
        margins = self.box.contentsMargins()
        width = self._bar.width() - margins.left() - margins.right()
        most = self._bar.screen().availableSize().height() - 2 * _AROUND
        self._area.setFixedSize(width, min(self._height_of(width), most))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        buttons = (one for one in self._rows.findChildren(QPushButton) if one.isVisibleTo(self))
        first = next(buttons, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
