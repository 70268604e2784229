"""A PDF that is made in memory and then written whole."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPageLayout, QPdfWriter

from kanbert_desktop.domain.untrusted_text import in_one_line

CREATOR = "Kanbert Desktop"


class PdfFile:
    """`device` takes the pages; `content` is the whole file once they are all there."""

    def __init__(self, title: str, layout: QPageLayout) -> None:
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.device = QPdfWriter(self._buffer)
        self.device.setPageLayout(layout)
        self.device.setTitle(in_one_line(title))
        self.device.setCreator(CREATOR)

    def content(self) -> bytes:
        self._buffer.close()
        return bytes(self._bytes.data())
