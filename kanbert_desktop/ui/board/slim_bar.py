"""A scroll bar that lies in the margin beside a list instead of taking its width."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

_WIDE = 8


class SlimBar(QScrollBar):
    """Mirrors the list's own vertical bar, which is hidden; cards keep their width when it comes and goes."""

    def __init__(self, area: QAbstractScrollArea, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("slimBar")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        self._own = area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.installEventFilter(self)
        self._own.rangeChanged.connect(self._follow)
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._follow()
        if watched is self._area and event.type() is QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.setRange(self._own.minimum(), self._own.maximum())
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())
        self.setValue(self._own.value())
        place = self._area.geometry()
        from_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = place.left() + 3 - _WIDE if from_right else place.right() - 2
        self.setGeometry(left, place.top(), _WIDE, place.height())
        self.setVisible(self._own.maximum() > 0 and self._area.isVisible())
        self.raise_()
