"""Two versions side by side, or one below the other where there is too little room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_Way = QBoxLayout.Direction


class Beside(QWidget):
    def __init__(self, parts: tuple[QWidget, QWidget], spacing: int) -> None:
        super().__init__()
        self._parts = parts
        self._box = QBoxLayout(_Way.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part in parts:
            self._box.addWidget(part, 1)

    def minimumSizeHint(self) -> QSize:
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(part.minimumSizeHint().width() for part in self._parts) + self._box.spacing()
        self._box.setDirection(_Way.LeftToRight if needed <= self.width() else _Way.TopToBottom)
