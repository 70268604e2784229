"""List below a query field: keywords and values that may be typed next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.query.completion import Completion
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import ENTER_KEYS

WIDTH, FRAME = 240, 10


class CompletionList(QListWidget):
    """Follows one field, which keeps the focus.

    Up and Down select, Tab takes the selected completion or the first, Enter takes a selected one, Escape closes. Keys
    that it does not need reach the field. It is a child of the window, which it cannot leave.
    """

    def __init__(self, field: QLineEdit, theme: Theme) -> None:
        super().__init__(field.window())
        self._field, self._theme = field, theme
        self._completions: Sequence[Completion] = ()
        self.setObjectName("completionList")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Completions"))
        add_overlay_scroll_bars(self)
        self.hide()
        field.installEventFilter(self)
        field.destroyed.connect(self.deleteLater)
        self.itemClicked.connect(lambda item: self._take(self.row(item)))
        self.currentTextChanged.connect(lambda text: announce(field, text))

    def offer(self, completions: Sequence[Completion]) -> None:
        """Shows the completions of the field's text, or hides the list if there are none."""
        self._completions = completions
        self.clear()
        self.addItems([one.label for one in self._completions])
        if not self._completions or not self._field.hasFocus():
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field or not self.isVisible():
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Resize):
            self.hide()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
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
        elif key in ENTER_KEYS and row >= 0:
            self._take(row)
        else:
            return False
        return True

    def _take(self, row: int) -> None:
        one = self._completions[row]
        start, end = one.span
        self.hide()
        # As if it was typed: Ctrl+Z takes it back.
        self._field.setSelection(start, end - start)
        self._field.insert(one.replacement)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.textEdited.emit(self._field.text())

    def _place(self) -> None:
        """Below the term that is being typed."""
        window = self._field.window()
        width = min(self._theme.px(WIDTH), window.width())
        height = self.sizeHintForRow(0) * self.count() + FRAME
        start = self._field.cursorRect().left() if not self._field.isRightToLeft() else 0
        corner = self._field.mapTo(window, QPoint(start, self._field.height() + 2))
        self.setGeometry(
            max(0, min(corner.x(), window.width() - width)),
            corner.y(),
            width,
            min(height, window.height() - corner.y()),
        )
