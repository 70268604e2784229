"""Full text of something that is shown shortened: the note below it and the dialog."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.copy_button import CopyButton
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.text_editors import ReadOnlyTextEdit

MAX_LINE_LENGTH = 500
"""Characters. Qt takes quadratic time to break a longer line without spaces."""
_LINES_AT_ONCE = 100

TextSource = Callable[[], Iterable[str]]


class FullTextDialog(QDialog):
    """Shows the whole text as plain text; opened with `open()`.

    `read` yields it in pieces, which are added between events so that the window stays responsive.
    """

    def __init__(self, title: str, read: TextSource, theme: Theme, parent: QWidget) -> None:
        """`title` must be short."""
        super().__init__(parent)
        self.setObjectName("wholeText")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._read = read
        self._lines = _broken(read())
        header = plain_label("panel")
        header.setText(title)
        header.setWordWrap(True)
        self.text = ReadOnlyTextEdit(theme, title)
        self.copy_button = CopyButton(theme, lambda: "".join(self._read()))
        self.copy_button.setProperty("kind", "primary")
        self.copy_button.setAutoDefault(False)
        self.copy_button.apply_appearance(tr("Copy"))
        close = QPushButton(tr("Close"))
        close.setProperty("kind", "plain")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        box.addWidget(header)
        box.addWidget(self.text, 1)
        box.addLayout(FlowLayout([], [close, self.copy_button]))
        self._fill_timer = QTimer(self, interval=0)
        self._fill_timer.timeout.connect(self._fill)
        self._fill()
        self._fill_timer.start()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        available = parent.window().size()
        self.resize(min(theme.px(760), available.width() - 40), min(theme.px(560), available.height() - 40))

    @property
    def is_filled(self) -> bool:
        return not self._fill_timer.isActive()

    def _fill(self) -> None:
        lines = list(islice(self._lines, _LINES_AT_ONCE))
        if lines:
            self.text.appendPlainText("\n".join(lines))
        else:
            self._fill_timer.stop()


def _broken(pieces: Iterable[str]) -> Iterator[str]:
    """Splits into lines of at most `MAX_LINE_LENGTH` characters, at a space where there is one."""
    rest = ""
    for piece in pieces:
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            yield from _parts(line)
    yield from _parts(rest)


def _parts(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > MAX_LINE_LENGTH:
        space = line.rfind(" ", start + 1, start + MAX_LINE_LENGTH)
        end = space if space > 0 else start + MAX_LINE_LENGTH
        yield line[start:end]
        start = end + (space > 0)
    yield line[start:]


class ShortenedNote(QWidget):
    """Note below a shortened text; hidden while nothing is missing. `title` is called when the full text is opened."""

    def __init__(self, theme: Theme, title: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._title = theme, title
        self._read: TextSource = lambda: ()
        self.text_label = plain_label("muted", self)
        self.text_label.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "quiet")
        self.button.clicked.connect(self._show_all)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.text_label, 1)
        box.addWidget(self.button)
        self.hide()

    def show_note(self, text: str, read: TextSource | None = None) -> None:
        """`text` says what is missing and is empty where nothing is; `read` yields the full text."""
        self.text_label.setText(text)
        self.button.setVisible(read is not None)
        self.button.setText(tr("Show all"))
        self.button.setAccessibleDescription(text)
        self._read = read or self._read
        self.setVisible(bool(text))

    def _show_all(self) -> None:
        FullTextDialog(self._title(), self._read, self._theme, self.window()).open()


def shortened_note_text() -> str:
    return tr("Only the beginning is shown, without formatting.")


def unformatted_note_text() -> str:
    return tr("This text is shown without formatting.")
