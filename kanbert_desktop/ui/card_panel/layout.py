"""The left edge of the panel's text, and what is placed by it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kanbert_desktop.ui.style.widget_style import mirrored_margins

EDGE = 20
"""Pixels from the edge of the panel to its text."""
FRAME = 6
"""Pixels from the frame of a field to its text. A field begins so far before the text edge, everything else at it."""


def separator(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setObjectName("panelLine")
    line.setFixedHeight(1)
    return line


def within_frame(part: QWidget) -> QHBoxLayout:
    """Indents a part as far as the text of the fields, whose frames begin before it."""
    box = QHBoxLayout()
    box.setContentsMargins(mirrored_margins(FRAME, 0, 0, 0))
    box.addWidget(part)
    return box
