"""A small window below a field: closes on Escape, on a click elsewhere, and when something was chosen."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

MARGIN = 12


class Popup(QFrame):
    """A popup of the window system, so that it is never cut off by the panel."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(8, 8, 8, 8)
        self.box.setSpacing(6)

    def open_below(self, field: QWidget, part: QRect | None = None) -> None:
        """`part`: below that rectangle of the field."""
        # The style sheet's fonts decide how much room everything needs, so they come first.
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        self.make_room()
        self.adjustSize()
        # Qt counts lines for the width it would like, which is wider than one that is fixed.
        self.resize(self.width(), max(self.height(), self.box.totalHeightForWidth(self.width())))
        place = part or field.rect()
        start = place.right() + 1 - self.width() if field.isRightToLeft() else place.left()
        below = field.mapToGlobal(QPoint(start, place.bottom() + 3))
        room = field.screen().availableGeometry()
        # Inside the window where there is room for that: beyond it, it would hang over another program.
        edges = field.window().frameGeometry()
        left = min(below.x(), edges.right() - MARGIN - self.width(), room.right() - self.width())
        left = max(left, edges.left() + MARGIN)
        above = field.mapToGlobal(place.topLeft()).y() - self.height() - 2
        window = edges & room
        top = below.y() if below.y() + self.height() <= window.bottom() or above < window.top() else above
        self.move(max(room.left(), left), max(room.top(), min(top, room.bottom() - self.height())))
        self.show()

    def make_room(self) -> None:
        """For parts whose own idea of their size is too small; fonts are known by now."""
