"""Fields of several lines: title editor, growing text, read-only text.

Apart from `text_fields`: a start needs none of them.
"""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontDatabase,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import is_short, shorten
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars, hide_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import TEMPORARY_FOCUS_LOSS, InputMethodMixin


class TitleEditor(InputMethodMixin, QPlainTextEdit):
    """Title field: Enter emits `accepted`; Escape is left to the parent."""

    accepted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_started = False
        self.setAccessibleName(tr("Title"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        hide_scroll_bars(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr("Title"))

    def start(self, title: str, draft: str = "") -> None:
        """`draft` is text that was typed earlier and not saved; Ctrl+Z restores the title."""
        self.is_started = True
        self.setPlainText(title)
        self.selectAll()
        if draft:
            self.replace_text(draft)
            self.selectAll()

    def replace_text(self, text: str) -> None:
        """Replaces the text as if it was typed: Ctrl+Z restores the previous text."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def text(self) -> str:
        return " ".join(self.toPlainText().split())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
            return
        super().keyPressEvent(event)


def text_height(field: QPlainTextEdit, min_lines: int, max_lines: int) -> int:
    """Height in pixels of the field's wrapped text, between `min_lines` and `max_lines` lines."""
    document = field.document()
    lines = 0
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        # Qt lays out a block when its rectangle is requested.
        document.documentLayout().blockBoundingRect(block)
        lines += max(1, block.layout().lineCount())
    return field.fontMetrics().lineSpacing() * min(max_lines, max(min_lines, lines))


class GrowingTitleEdit(TitleEditor):
    """The card's title, edited in place. Enter and focus loss save.

    Escape restores the title and emits `edit_cancelled` with the typed text. Focus loss does the same with a draft that
    was only shown again.
    """

    committed = Signal(str)
    edit_cancelled = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panelTitle")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._saved = self._latest = ""
        self._draft: str | None = None
        self._is_cut = False
        self._can_write = True
        self.textChanged.connect(self.fit)
        self.accepted.connect(lambda: self.commit(is_explicit=True))

    @property
    def is_changed(self) -> bool:
        return self.text() != " ".join(self._saved.split())

    def show_title(self, title: str) -> None:
        """Shows a new title, but keeps text that is being typed; Escape then restores the new title.

        A title that is too long for the field is shown shortened and read-only.
        """
        self._is_cut = not is_short(title)
        self.set_editable(self._can_write)
        title = shorten(title)
        self._latest = title
        # Also while another window is active and no widget has the focus.
        if self.window().focusWidget() is self and (self.is_changed or self.is_composing):
            return
        self._saved, self._draft = title, None
        if self.toPlainText() != title:
            self.setPlainText(title)

    def set_editable(self, can_write: bool) -> None:
        self._can_write = can_write
        self.setReadOnly(self._is_cut or not can_write)

    def show_draft(self, text: str) -> None:
        """Shows text that was typed earlier and not saved; the field is being edited again."""
        self.replace_text(text)
        self._draft = self.text()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_saved(self, title: str) -> None:
        self._saved = self._latest = title
        self._draft = None

    def unsaved_text(self) -> str:
        return self.text() if self.is_changed else ""

    def restore(self) -> None:
        """Restores the title; Ctrl+Z brings the typed text back."""
        self._saved = self._latest
        self._draft = None
        self.replace_text(self._saved)
        self.selectAll()

    def fit(self) -> None:
        self.setFixedHeight(text_height(self, 1, 8) + 16)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A new title that came while text was composed is shown once that is over, unless it changed the text."""
        super().inputMethodEvent(event)
        if self._latest != self._saved and not self.is_composing and not self.is_changed:
            self.show_title(self._latest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_changed:
            self._cancel_edit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in TEMPORARY_FOCUS_LOSS:
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def commit(self, *, is_explicit: bool = False) -> None:
        """`is_explicit`: by Enter, which also saves a draft that was only shown again."""
        if not self.is_changed:
            return
        if self.text() == self._draft and not is_explicit:
            self._cancel_edit()
        else:
            self.committed.emit(self.text())

    def _cancel_edit(self) -> None:
        text = self.text()
        self.restore()
        self.edit_cancelled.emit(text)


class GrowingTextEdit(InputMethodMixin, QPlainTextEdit):
    """Multi-line field: Ctrl+Enter emits `submitted`; Escape is left to the panel.

    Where `offers_other_submit`, Ctrl+Shift+Enter emits `other_submitted`, else it does the same.
    """

    submitted = Signal()
    other_submitted = Signal()
    offers_other_submit = False

    def __init__(self, parent: QWidget, min_lines: int = 2, max_lines: int = 10) -> None:
        super().__init__(parent)
        self._min_lines, self._max_lines = min_lines, max_lines
        add_overlay_scroll_bars(self)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        self.setFixedHeight(text_height(self, self._min_lines, self._max_lines) + 20)

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            is_other = self.offers_other_submit and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if not event.isAutoRepeat():
                (self.other_submitted if is_other else self.submitted).emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()


class ReadOnlyTextEdit(QPlainTextEdit):
    """Monospaced text to read and copy; Tab moves the focus."""

    def __init__(self, theme: Theme, name: str, text: str = "") -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        add_overlay_scroll_bars(self)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.px(12))
        self.setFont(font)
        self.setAccessibleName(name)
