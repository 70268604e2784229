"""Telling a screen reader what has just happened, and in which order things stand."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def speak(widget: QWidget, words: str) -> None:
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def read_in_order(*neighbours: QWidget) -> None:
    """A reader is told of the parts of one widget in the order they were made: let it be that of the eye."""
    for part in neighbours:
        part.raise_()
