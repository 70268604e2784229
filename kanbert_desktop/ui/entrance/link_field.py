"""The whole link of a sign-in as text, for computers where no browser can be opened."""

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.scrolling import use_overlay_bars
from kanbert_desktop.ui.theme import Theme

LINES = 6


class LinkField(QPlainTextEdit):
    """Selectable, never editable; Tab goes on to what comes next. It holds state and challenge, no secret."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        use_overlay_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A link has no blanks to break at.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def dress(self) -> None:
        self.setAccessibleName(tr("Link to the sign-in"))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + self._theme.px(18))
