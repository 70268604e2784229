"""List below a field: what may be typed next."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.query.completion import Completion
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.popup_windows import ShadowBehind
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import ENTER_KEYS, is_composing

WIDTH, FRAME = 240, 10
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
"""With one of these, Enter belongs to the field."""
TextField = QLineEdit | QPlainTextEdit


class CompletionList(QListWidget):
    """Follows one field, which keeps the focus.

    Up and Down select, Tab takes the selected completion or the first, Enter takes a selected one, Escape closes. Keys
    that it does not need reach the field. It is a child of the window, which it cannot leave. `preselects`: the first
    completion is selected when the list opens, so Enter takes it.
    """

    def __init__(self, field: TextField, theme: Theme, *, preselects: bool = False) -> None:
        super().__init__(field.window())
        self._field, self._theme, self._preselects = field, theme, preselects
        self._completions: Sequence[Completion] = ()
        self._around: list[QWidget] = []
        self.setObjectName("completionList")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Completions"))
        add_overlay_scroll_bars(self)
        self.hide()
        ShadowBehind(self)
        # The field may move while its layout follows the new text.
        self._place_timer = QTimer(self, singleShot=True, interval=0)
        self._place_timer.timeout.connect(self._place)
        field.installEventFilter(self)
        field.destroyed.connect(self.deleteLater)
        self.itemClicked.connect(lambda item: self._take(self.row(item)))
        self.currentTextChanged.connect(lambda text: announce(field, text))

    def offer(self, completions: Sequence[Completion]) -> None:
        """Shows the completions of the field's text, or hides the list if there are none."""
        self._completions = completions
        self.clear()
        self.addItems([to_single_line(one.label) for one in self._completions])
        if not self._completions or not self._field.hasFocus():
            self.hide()
            return
        self._place()
        self._place_timer.start()
        self.show()
        self.raise_()
        if self._preselects:
            self.setCurrentRow(0)

    def showEvent(self, event: QShowEvent) -> None:
        """What the field stands in may scroll or grow with its text."""
        super().showEvent(event)
        around = self._field.parentWidget()
        while around is not None and around is not self.parentWidget():
            around.installEventFilter(self)
            self._around.append(around)
            around = around.parentWidget()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for around in self._around:
            # Qt may have destroyed it by now.
            with suppress(RuntimeError):
                around.removeEventFilter(self)
        self._around.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field or not self.isVisible():
            if event.type() in _MOVES and self.isVisible():
                self._place_timer.start()
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.Resize and isinstance(self._field, QPlainTextEdit):
            # It grows with its text.
            self._place_timer.start()
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Resize):
            self.hide()
        elif (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not is_composing(self._field)
        ):
            return self._handle_key(Qt.Key(event.key()), event.modifiers())
        return False

    def _handle_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        row = self.currentRow()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow((row + step) % self.count() if row >= 0 else (0, self.count() - 1)[step < 0])
        elif key == Qt.Key.Key_Tab and not modifiers:
            self._take(max(0, row))
        elif key in ENTER_KEYS and row >= 0 and not modifiers & _HELD:
            self._take(row)
        else:
            return False
        return True

    def _take(self, row: int) -> None:
        one = self._completions[row]
        self.hide()
        replace_text(self._field, one.span, one.replacement)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Below the line that is being typed, above it where there is no room below."""
        window, cursor = self._field.window(), self._field.cursorRect()
        width = min(self._theme.px(WIDTH), window.width())
        height = self.sizeHintForRow(0) * self.count() + FRAME
        is_line = isinstance(self._field, QLineEdit)
        start = cursor.left() if not self._field.isRightToLeft() else 0
        below = self._field.mapTo(
            window, QPoint(start, self._field.height() if is_line else cursor.bottom() + 8)
        )
        above = self._field.mapTo(window, QPoint(start, 0 if is_line else cursor.top())).y() - 2
        fits_below = below.y() + 2 + height <= window.height() or above < window.height() - below.y()
        height = min(height, window.height() - below.y() - 2 if fits_below else above)
        self.setGeometry(
            max(0, min(below.x(), window.width() - width)),
            below.y() + 2 if fits_below else above - height,
            width,
            height,
        )


def text_of(field: TextField) -> str:
    """The line with the cursor; a line edit has only one."""
    return field.text() if isinstance(field, QLineEdit) else field.textCursor().block().text()


def cursor_in(field: TextField) -> int:
    """The place of the cursor in that line, in characters."""
    place = field.cursorPosition() if isinstance(field, QLineEdit) else field.textCursor().positionInBlock()
    return _characters(text_of(field), place)


def start_of_line(field: QPlainTextEdit) -> int:
    """The place of that line in the whole text, in characters."""
    return _characters(field.toPlainText(), field.textCursor().block().position())


def replace_text(field: TextField, span: tuple[int, int], text: str) -> None:
    """Replaces a part of that line as if it was typed: Ctrl+Z takes it back."""
    start, end = (qt_place(text_of(field), place) for place in span)
    if isinstance(field, QLineEdit):
        field.setSelection(start, end - start)
        field.insert(text)
        field.textEdited.emit(field.text())
        return
    cursor = field.textCursor()
    block = cursor.block().position()
    cursor.setPosition(block + start)
    cursor.setPosition(block + end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
    field.setTextCursor(cursor)


def qt_place(text: str, place: int) -> int:
    """Qt counts UTF-16 code units: an emoji is two."""
    return place + sum(letter > "\uffff" for letter in text[:place])


def _characters(text: str, place: int) -> int:
    """Converts a place of Qt to characters."""
    count = 0
    for letter in text:
        if place <= 0:
            break
        place -= 1 + (letter > "\uffff")
        count += 1
    return count
