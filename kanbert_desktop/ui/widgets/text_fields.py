"""Fields of one line and what all fields share: input methods, Enter."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)

# Qt allows only one widget class among the bases, so mypy sees the class that this one is mixed into.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

    _Mixed = QWidget
else:
    _Mixed = object


TEMPORARY_FOCUS_LOSS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Focus losses that do not end editing: a popup, a menu or another window."""
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InputMethodMixin(_Mixed):
    """Place before the field's class: Enter, Esc and single keys belong to the input method while it composes text.

    Composed text is not part of the field's text before the input method commits it, or the field loses the focus.
    """

    _composed = ""
    _placeholder: str | None = None
    """The placeholder that is hidden while text is composed."""

    @property
    def is_composing(self) -> bool:
        return bool(self._composed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        from PySide6.QtWidgets import QPlainTextEdit  # noqa: PLC0415  a start has no field of several lines

        # First: a handler of the new text may take the focus away, and nothing may be committed twice.
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        if isinstance(self, QPlainTextEdit):
            self._hide_placeholder(self, hidden=self.is_composing)

    def setPlaceholderText(self, text: str) -> None:
        if self._placeholder is not None:
            self._placeholder = text
        else:
            # Every field has one.
            super().setPlaceholderText(text)  # type: ignore[misc]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens Qt's own menu of the field, with the corners of all menus."""
        from PySide6.QtWidgets import QPlainTextEdit  # noqa: PLC0415  likewise

        from kanbert_desktop.ui.widgets.popups import open_text_menu  # noqa: PLC0415  on first use

        if isinstance(self, QLineEdit | QPlainTextEdit):
            open_text_menu(self.createStandardContextMenu(), event.globalPos())

    def event(self, event: QEvent) -> bool:
        if self.is_composing and event.type() in _KEYS:
            event.accept()
            return True
        if event.type() is QEvent.Type.FocusOut:
            self.commit_composed_text()
        return bool(super().event(event))

    def commit_composed_text(self) -> None:
        """Makes it text of the field. Qt leaves it to its plug-in; on Wayland it would stay visible without being text."""
        if self.is_composing:
            QGuiApplication.inputMethod().commit()
        if self.is_composing:
            event = QInputMethodEvent()
            event.setCommitString(self._composed)
            self.inputMethodEvent(event)

    def _hide_placeholder(self, field: "QPlainTextEdit", *, hidden: bool) -> None:
        """`QPlainTextEdit` draws its placeholder over composed text."""
        if hidden and self._placeholder is None:
            shown = field.placeholderText()
            field.setPlaceholderText("")
            self._placeholder = shown
        elif not hidden and self._placeholder is not None:
            shown, self._placeholder = self._placeholder, None
            field.setPlaceholderText(shown)


def is_composing(field: QWidget) -> bool:
    """Whether keys belong to the input method, also before a filter of the field's events."""
    return isinstance(field, InputMethodMixin) and field.is_composing


def is_text_field(widget: QWidget | None) -> bool:
    """Whether the user types text there."""
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit  # noqa: PLC0415  likewise

    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit)


class NoInputMethodMixin(_Mixed):
    """Place before the class of a list whose letters are commands: an input method would compose them into words."""

    def event(self, event: QEvent) -> bool:
        done = bool(super().event(event))
        if isinstance(event, QInputMethodQueryEvent) and event.queries() & Qt.InputMethodQuery.ImEnabled:
            event.setValue(Qt.InputMethodQuery.ImEnabled, False)
        return done


class InputMethodLineEdit(InputMethodMixin, QLineEdit):
    """Line edit that is aware of input methods."""


class EnterLineEdit(InputMethodMixin, QLineEdit):
    """Consumes Enter: Qt would pass it on to the window, which would press the focused button of the next page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in ENTER_KEYS:
            event.accept()
