"""Text fields that are as high as their text."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from kanbert_desktop.domain.untrusted_text import is_short, shortened
from kanbert_desktop.ui.board.title_editor import TitleEditor
from kanbert_desktop.ui.composing import Composing
from kanbert_desktop.ui.scrolling import use_overlay_bars


def text_height(field: QPlainTextEdit, fewest: int, most: int) -> int:
    """Pixels for the wrapped text of `field`, between so many lines."""
    document = field.document()
    lines = 0
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        # Lines are laid out when somebody asks for their place.
        document.documentLayout().blockBoundingRect(block)
        lines += max(1, block.layout().lineCount())
    return field.fontMetrics().lineSpacing() * min(most, max(fewest, lines))


STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The person looks elsewhere for a moment: a half-written text is not finished by that."""


class PanelTitle(TitleEditor):
    """The card's title: edited where it stands. Enter and leaving save.

    Escape restores the title and says `put_aside` with what was typed. Leaving does the same with a draft that was
    only shown again.
    """

    committed = Signal(str)
    put_aside = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panelTitle")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._saved = self._latest = ""
        self._draft: str | None = None
        self._is_cut = False
        self._can_write = True
        self.textChanged.connect(self.fit)
        self.accepted.connect(lambda: self.commit(is_asked=True))

    @property
    def is_changed(self) -> bool:
        return self.text() != " ".join(self._saved.split())

    def show_title(self, title: str) -> None:
        """What is being typed stays; Escape leads to the newest title then.

        Of one that is too long for a field there is only the beginning, to be read.
        """
        self._is_cut = not is_short(title)
        self.allow(self._can_write)
        title = shortened(title)
        self._latest = title
        # Also while another window is in front, where nothing has the keyboard.
        if self.window().focusWidget() is self and self.is_changed:
            return
        self._saved, self._draft = title, None
        if self.toPlainText() != title:
            self.setPlainText(title)

    def allow(self, can_write: bool) -> None:
        self._can_write = can_write
        self.setReadOnly(self._is_cut or not can_write)

    def show_draft(self, text: str) -> None:
        """What was typed before and never saved: the field is being edited again."""
        self.replace_text(text)
        self._draft = self.text()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def saved(self, title: str) -> None:
        self._saved = self._latest = title
        self._draft = None

    def unsaved(self) -> str:
        return self.text() if self.is_changed else ""

    def restore(self) -> None:
        """Ctrl+Z brings back what was typed."""
        self._saved = self._latest
        self._draft = None
        self.replace_text(self._saved)
        self.selectAll()

    def fit(self) -> None:
        self.setFixedHeight(text_height(self, 1, 8) + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_changed:
            self._put_aside()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STILL_HERE:
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def commit(self, *, is_asked: bool = False) -> None:
        """`is_asked`: by Enter, which also saves a draft that was only shown again."""
        if not self.is_changed:
            return
        if self.text() == self._draft and not is_asked:
            self._put_aside()
        else:
            self.committed.emit(self.text())

    def _put_aside(self) -> None:
        text = self.text()
        self.restore()
        self.put_aside.emit(text)


class LongText(Composing, QPlainTextEdit):
    """Several lines; Ctrl+Enter says `sent`, Escape is left to the panel."""

    sent = Signal()

    def __init__(self, parent: QWidget, fewest: int = 2, most: int = 10) -> None:
        super().__init__(parent)
        self._fewest, self._most = fewest, most
        use_overlay_bars(self)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        self.setFixedHeight(text_height(self, self._fewest, self._most) + 20)

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.sent.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
