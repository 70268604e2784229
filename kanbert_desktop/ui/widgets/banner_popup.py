"""All banners with their whole texts, where the window has room for one line of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import Banner, BannerContent
from kanbert_desktop.ui.widgets.popups import Popup
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_AROUND = 48
"""Pixels of the screen above and below."""


class BannerPopup(Popup):
    """Closed by whatever button is pressed in it."""

    def __init__(self, theme: Theme, banners: Sequence[tuple[str, BannerContent]], bar: QWidget) -> None:
        """`banners` are tone and content of each; the popup is as wide as the bar."""
        super().__init__(bar)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Notices"))
        self._theme, self._bar = theme, bar
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.banners = [Banner(theme, tone, self._closing(content), inner) for tone, content in banners]
        for banner in self.banners:
            rows.addWidget(banner)
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        add_overlay_scroll_bars(area)
        self.box.addWidget(area)

    def adjust_child_sizes(self) -> None:
        """As wide as the bar, as high as the screen allows."""
        margins = self.box.contentsMargins()
        width = self._bar.width() - margins.left() - margins.right()
        height = sum(banner.whole_height(width) for banner in self.banners)
        self._area.setFixedSize(width, min(height, self._bar.screen().availableSize().height() - 2 * _AROUND))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        buttons = (banner.button for banner in self.banners if banner.button.isVisibleTo(self))
        first = next(buttons, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _closing(self, content: BannerContent) -> BannerContent:
        buttons = tuple((text, self._after_closing(action)) for text, action in content.more_buttons)
        action = content.action and self._after_closing(content.action)
        return content._replace(action=action, more_buttons=buttons)

    def _after_closing(self, action: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self.close()
            action()

        return run
