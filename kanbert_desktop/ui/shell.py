"""The pages of the window, and above them what concerns the program itself while no boards are open."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kanbert_desktop.ui.strips import StripBar
from kanbert_desktop.ui.theme import Theme


class Shell(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.strips = StripBar(theme)
        self.pages = QStackedWidget()
        self.pages.setObjectName("shell")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.strips)
        box.addWidget(self.pages, 1)
