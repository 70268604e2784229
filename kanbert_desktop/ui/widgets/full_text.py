"""All of a text that is too long to be shown where it belongs: as plain text, in a window of its own."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.copy_button import CopyButton
from kanbert_desktop.ui.widgets.flow_layout import Flow
from kanbert_desktop.ui.widgets.text_fields import PlainText

LONGEST_LINE = 500
"""Characters. Qt takes quadratic time to break a longer one that has no spaces."""
_LINES_AT_ONCE = 100

Read = Callable[[], Iterable[str]]


class WholeText(QDialog):
    """Opened with `open()`. `read` gives the text in pieces; it is filled in while the window goes on answering."""

    def __init__(self, title: str, read: Read, theme: Theme, parent: QWidget) -> None:
        """`title` is short."""
        super().__init__(parent)
        self.setObjectName("wholeText")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._read = read
        self._lines = _broken(read())
        head = plain_label("panel")
        head.setText(title)
        head.setWordWrap(True)
        self.text = PlainText(theme, title)
        self.copy = CopyButton(theme, lambda: "".join(self._read()))
        self.copy.setProperty("kind", "primary")
        self.copy.setAutoDefault(False)
        self.copy.dress(tr("Copy"))
        close = QPushButton(tr("Close"))
        close.setProperty("kind", "plain")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        box.addWidget(head)
        box.addWidget(self.text, 1)
        box.addLayout(Flow([], [close, self.copy]))
        self._filling = QTimer(self, interval=0)
        self._filling.timeout.connect(self._fill)
        self._fill()
        self._filling.start()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        room = parent.window().size()
        self.resize(min(theme.px(760), room.width() - 40), min(theme.px(560), room.height() - 40))

    @property
    def is_filled(self) -> bool:
        return not self._filling.isActive()

    def _fill(self) -> None:
        lines = list(islice(self._lines, _LINES_AT_ONCE))
        if lines:
            self.text.appendPlainText("\n".join(lines))
        else:
            self._filling.stop()


def _broken(pieces: Iterable[str]) -> Iterator[str]:
    """Its lines, none longer than `LONGEST_LINE`; long ones end at a space where they have one."""
    rest = ""
    for piece in pieces:
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            yield from _parts(line)
    yield from _parts(rest)


def _parts(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > LONGEST_LINE:
        space = line.rfind(" ", start + 1, start + LONGEST_LINE)
        end = space if space > 0 else start + LONGEST_LINE
        yield line[start:end]
        start = end + (space > 0)
    yield line[start:]


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
