"""Drag events made by hand, as the Qt at hand takes them."""

from PySide6.QtCore import QLibraryInfo, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent

# From 6.12 on the constructors with whole pixels are deprecated; before it there are no others.
_Position = QPointF if QLibraryInfo.version().segments() >= [6, 12] else QPoint


def drag_entering(position: QPoint, data: QMimeData) -> QDragEnterEvent:
    """`position` is in pixels of the widget that gets it."""
    return QDragEnterEvent(_Position(position), *_carrying(data))


def drag_moving(position: QPoint, data: QMimeData) -> QDragMoveEvent:
    """`position` is in pixels of the widget that gets it."""
    return QDragMoveEvent(_Position(position), *_carrying(data))


def _carrying(data: QMimeData) -> tuple[Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
    return Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
