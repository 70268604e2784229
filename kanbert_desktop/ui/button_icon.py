"""An icon before a button's words, with the air between them that the design asks for."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton

from kanbert_desktop.ui import icons
from kanbert_desktop.ui.theme import Theme

GAP = 4
"""Pixels, beside the four that Qt leaves by itself (product.md 5: 8)."""


def set_icon(button: QAbstractButton, theme: Theme, name: str, color: str = "text", size: int = 16) -> None:
    side, gap = theme.px(size), theme.px(GAP)
    pale = theme.color("muted")
    button.setIcon(icons.icon(name, theme.color(color), side, gap=gap, disabled=pale))
    button.setIconSize(QSize(side + gap, side))
