"""A question between the filter and the columns, asked without a dialog: Enter says yes, Escape says no."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.speaking import speak


class InlineQuestion(QFrame):
    """One at a time; whatever is answered, `after` is called last, for the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inlineQuestion")
        self._act: Callable[[], None] | None = None
        self._after: Callable[[], None] = lambda: None
        self.words = PlainLabel(self)
        self.words.setWordWrap(True)
        self.yes, self.no = QPushButton(self), QPushButton(self)
        self.yes.setProperty("kind", "primary")
        self.no.setProperty("kind", "quiet")
        self.yes.clicked.connect(lambda: self._answer(yes=True))
        self.no.clicked.connect(lambda: self._answer(yes=False))
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 6, 16, 6)
        box.setSpacing(8)
        for part in (self.words, self.yes, self.no):
            box.addWidget(part, 1 if part is self.words else 0)
        self.hide()

    def ask(self, words: str, yes: str, act: Callable[[], None], after: Callable[[], None]) -> None:
        self._act, self._after = act, after
        self.words.setText(words)
        self.yes.setText(yes)
        self.yes.setAccessibleName(f"{words} {yes}")
        self.no.setText(tr("Not now"))
        self.no.setAccessibleName(tr("Not now"))
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        speak(self, words)

    def drop(self) -> None:
        """What it was about is not on screen any more."""
        self._act = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._answer(yes=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer(yes=not self.no.hasFocus())
        else:
            super().keyPressEvent(event)

    def _answer(self, *, yes: bool) -> None:
        act, after = self._act, self._after
        self.drop()
        if act is not None and yes:
            act()
        after()
