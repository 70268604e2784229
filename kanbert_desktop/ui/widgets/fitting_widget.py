"""Widget whose parts depend on its width."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class FittingWidget(QWidget):
    """Calls `fit` when it has another size, and when a part was shown, hidden or got another text."""

    def fit(self) -> None:
        """Gives the parts what they have room for; changes nothing if nothing is different."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)
