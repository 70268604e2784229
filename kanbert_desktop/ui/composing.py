"""Fields in which an input method can compose a word, as for Chinese, Japanese and Korean."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)

# Qt allows one widget class among the bases; to a type checker this one is seen as what it is mixed into.
if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object


class Composing(_Mixed):
    """Put before a field's own class: until the word stands, Enter, Esc and single keys belong to the input method."""

    is_composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.is_composing = bool(event.preeditString())

    def event(self, event: QEvent) -> bool:
        if self.is_composing and event.type() in _KEYS:
            event.accept()
            return True
        if event.type() is QEvent.Type.FocusOut:
            # Qt takes over what was composed so far.
            self.is_composing = False
        return bool(super().event(event))


class Commanded(_Mixed):
    """Put before a list's own class whose letters are commands: an input method would keep them for a word."""

    def event(self, event: QEvent) -> bool:
        done = bool(super().event(event))
        if isinstance(event, QInputMethodQueryEvent) and event.queries() & Qt.InputMethodQuery.ImEnabled:
            event.setValue(Qt.InputMethodQuery.ImEnabled, False)
        return done


class ComposingLine(Composing, QLineEdit):
    """A plain line of its own."""
