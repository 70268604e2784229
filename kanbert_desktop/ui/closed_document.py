"""A text document that loads nothing, whatever its text names."""

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument


class ClosedDocument(QTextDocument):
    """Answers every request for a resource with one transparent pixel.

    An empty answer would not do: `QTextDocument::loadResource` reads a local file where the view that it asked has
    nothing, and Qt's painter of images tries the name as a path where the document has nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        self._nothing.fill(Qt.GlobalColor.transparent)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return self._nothing
