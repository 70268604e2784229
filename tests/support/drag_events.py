"""Builds drag events for the installed version of Qt."""

from PySide6.QtCore import QLibraryInfo, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

# From 6.12 on the constructors with integer positions are deprecated; earlier versions have no others.
_Position = QPointF if QLibraryInfo.version().segments() >= [6, 12] else QPoint


def drag_entering(position: QPoint, data: QMimeData) -> QDragEnterEvent:
    """`position` is in pixels of the target widget."""
    return QDragEnterEvent(_Position(position), *_carrying(data))


def drag_moving(position: QPoint, data: QMimeData) -> QDragMoveEvent:
    """`position` is in pixels of the target widget."""
    return QDragMoveEvent(_Position(position), *_carrying(data))


def dropping(position: QPoint, data: QMimeData) -> QDropEvent:
    """`position` is in pixels of the target widget."""
    return QDropEvent(QPointF(position), *_carrying(data))


def _carrying(data: QMimeData) -> tuple[Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
    return Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
