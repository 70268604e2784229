"""The button that shows a fact of the card and opens what it is chosen from."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QWidget,
)

from kanbert_desktop.ui.literal_text import menu_words, wrapped_tip


class PanelField(QPushButton):
    """A name of any length leaves the panel its width: the icon gives way first, then the end of the words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panelField")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_fact(self, name: str, words: str, icon: QIcon, size: int) -> None:
        """`name` says what the words are of; `size` is the icon's, in pixels."""
        self._words = words
        self.setText(menu_words(words))
        self.setIcon(icon)
        self.setIconSize(QSize(size, size))
        self.setAccessibleName(f"{name}: {words}")

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        missing = self._missing()
        if missing > 0:
            option.icon = QIcon()
            option.text = self._cut(missing - option.iconSize.width())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            cut = self._cut(self._missing() - self.iconSize().width()) != self.text()
            QToolTip.showText(event.globalPos(), wrapped_tip(self._words) if cut else "", self)
            return True
        return super().event(event)

    def _missing(self) -> int:
        """Pixels that words and icon together would need beyond its width."""
        return self.sizeHint().width() - self.width()

    def _cut(self, by: int) -> str:
        """The words, shorter by so many pixels."""
        if by <= 0:
            return self.text()
        metrics = self.fontMetrics()
        room = metrics.horizontalAdvance(self.text()) - by
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
