"""The line below a text that is not shown as it was written: what is missing, and the way to all of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.theme import Theme
from kanbert_desktop.ui.whole_text import Read, WholeText


class CutNote(QWidget):
    """Takes no room where everything is there. `title` is asked when the whole text is opened."""

    def __init__(self, theme: Theme, title: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._title = theme, title
        self._read: Read = lambda: ()
        self.words = plain_label("muted", self)
        self.words.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "quiet")
        self.button.clicked.connect(self._show_all)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.words, 1)
        box.addWidget(self.button)
        self.hide()

    def tell(self, words: str, read: Read | None = None) -> None:
        """`words` say what is not here, "" where all of it is; `read` gives the whole text."""
        self.words.setText(words)
        self.button.setVisible(read is not None)
        self.button.setText(tr("Show all"))
        self.button.setAccessibleDescription(words)
        self._read = read or self._read
        self.setVisible(bool(words))

    def _show_all(self) -> None:
        WholeText(self._title(), self._read, self._theme, self.window()).open()


def only_the_beginning() -> str:
    return tr("This is only the beginning, without formatting.")


def without_formatting() -> str:
    return tr("This text is shown without its formatting.")
