"""All parts with their licences: the list at the left, the chosen one's text beside it, or below where it is narrow."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kanbert_desktop.app.licences import Licence, licences
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.read_only_text import PlainText
from kanbert_desktop.ui.scrolling import use_overlay_bars
from kanbert_desktop.ui.theme import Theme

ROW = 28
NARROW = 560
"""Pixels at 100 % below which the text stands under the list."""


class LicenceList(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._licences = licences()
        self.parts = QListWidget()
        self.parts.setObjectName("licenceParts")
        self.parts.setFrameShape(QFrame.Shape.NoFrame)
        self.parts.setMinimumWidth(theme.px(184))
        self.parts.setAccessibleName(tr("Licences"))
        use_overlay_bars(self.parts)
        for one in self._licences:
            item = QListWidgetItem(one.name, self.parts)
            item.setSizeHint(QSize(1, theme.row(ROW)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _in_one_line(one))
        self.short = plain_label("strong")
        self.short.setWordWrap(True)
        self.text = PlainText(theme, tr("Text of the licence"))
        self.parts.currentRowChanged.connect(self._show)
        self._lay_out()
        self.parts.setCurrentRow(0)

    def _lay_out(self) -> None:
        told = QWidget()
        inside = QVBoxLayout(told)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.short)
        inside.addWidget(self.text, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(self.parts, 2)
        self._box.addWidget(told, 7)

    def _show(self, row: int) -> None:
        one = self._licences[row] if 0 <= row < len(self._licences) else Licence("", "", "", "")
        self.short.setText(_in_one_line(one))
        self.text.setPlainText(one.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(NARROW)
        down = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != down:
            self._box.setDirection(down)


def _in_one_line(one: Licence) -> str:
    return " · ".join(part for part in (one.title, one.licence) if part)
