"""Text of others in Qt's properties, shown as it was written: names, titles and answers of a server are no markup.

Many of Qt's properties guess: what looks like HTML (`Qt.mightBeRichText`) is drawn as HTML, and opens the files it
names. Others take `&` for a key, or a tab for the place where a menu's shortcut begins. Every text that may hold
something foreign passes through here on its way to a tooltip, a menu, a button or a label.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as QtOfGui
from PySide6.QtWidgets import QLabel, QWidget

from kanbert_desktop.domain.untrusted_text import remove_controls, to_single_line

_NO_INK = "\u200b"
"""Zero width space: behind `<` or `&` it makes a tag or an entity plain text for Qt, and is neither seen nor spoken."""


class PlainLabel(QLabel):
    """A label that never guesses, and in which nothing turns the words around it."""

    def __init__(self, text_or_parent: str | QWidget | None = None, parent: QWidget | None = None) -> None:
        text = text_or_parent if isinstance(text_or_parent, str) else ""
        super().__init__(parent if isinstance(text_or_parent, str) else text_or_parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(remove_controls(text))


def literal(text: str) -> str:
    """For a property that guesses: tooltip, what's this, status tip, message. Plain text, also to a screen reader."""
    plain = remove_controls(text)
    if not QtOfGui.mightBeRichText(plain):
        return plain
    return plain.replace("<", f"<{_NO_INK}").replace("&", f"&{_NO_INK}")


def wrapped_tooltip(*paragraphs: str) -> str:
    """For `QToolTip.showText`: rich text, because only that is broken into lines; every character means itself."""
    return "".join(f"<p>{_paragraph(one)}</p>" for one in paragraphs if one)


def menu_text(text: str) -> str:
    """For an action, a menu's title or a button: `&` is no key and a tab no shortcut; one line."""
    return literal(to_single_line(text)).replace("&", "&&")


def escaped_window_title(text: str) -> str:
    """`[*]` is where Qt marks a changed document, and shows nothing else there."""
    return to_single_line(text).replace("[*]", "[*][*]")


def _paragraph(text: str) -> str:
    return escape(remove_controls(text)).replace("\n", "<br>")
