"""Shows untrusted text literally in Qt properties that guess the format.

Many of Qt's properties guess: what looks like HTML (`Qt.mightBeRichText`) is drawn as HTML and opens the files it
names. Others read `&` as a mnemonic, or a tab as the start of a menu's shortcut. Names, titles and server responses
must pass through this module on their way to a tooltip, a menu, a button or a label.
"""

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtGui import Qt as QtOfGui
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from kanbert_desktop.domain.untrusted_text import remove_controls, to_single_line

_NO_INK = "\u200b"
"""Zero-width space. Behind `<` or `&` it keeps Qt from reading a tag or an entity; it is neither visible nor spoken."""


class PlainLabel(QLabel):
    """Label that never guesses the format and removes bidirectional control characters."""

    def __init__(self, text_or_parent: str | QWidget | None = None, parent: QWidget | None = None) -> None:
        text = text_or_parent if isinstance(text_or_parent, str) else ""
        super().__init__(parent if isinstance(text_or_parent, str) else text_or_parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(remove_controls(text))


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where its widget is too narrow; the tooltip then begins with the whole text."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, role = QPainter(self), self.foregroundRole()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        self.style().drawItemText(
            painter, self.rect(), int(flags), self.palette(), self.isEnabled(), shown, role
        )
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        is_elided = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        lines = [literal(self.text())] if is_elided else []
        QToolTip.showText(event.globalPos(), "\n".join(filter(None, [*lines, self.toolTip()])), self)
        return True


def literal(text: str) -> str:
    """For tooltips, status tips and other properties that guess: the result is read as plain text."""
    plain = remove_controls(text)
    if not QtOfGui.mightBeRichText(plain):
        return plain
    return plain.replace("<", f"<{_NO_INK}").replace("&", f"&{_NO_INK}")


def wrapped_tooltip(*paragraphs: str) -> str:
    """For `QToolTip.showText`: escaped rich text, because Qt wraps only rich text into lines."""
    return "".join(f"<p>{_paragraph(one)}</p>" for one in paragraphs if one)


def menu_text(text: str) -> str:
    """For an action, a menu title or a button: one line, with `&` and tab escaped."""
    return literal(to_single_line(text)).replace("&", "&&")


def escaped_window_title(text: str) -> str:
    """Escapes `[*]`, Qt's placeholder for a modified document."""
    return to_single_line(text).replace("[*]", "[*][*]")


def _paragraph(text: str) -> str:
    return html.escape(remove_controls(text)).replace("\n", "<br>")
