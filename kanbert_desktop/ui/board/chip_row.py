"""What was understood of a line that is being typed, as chips below it."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kanbert_desktop.ui import icons
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.theme import Theme

_WIDEST = 110


class SmallChip(NamedTuple):
    """`spoken` is the whole of it for a screen reader."""

    icon: str
    words: str
    spoken: str


class ChipRow(QWidget):
    """Hidden while there is nothing to show."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[SmallChip, ...] = ()
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addStretch(1)
        self.hide()

    def show_chips(self, chips: tuple[SmallChip, ...]) -> None:
        if chips == self._shown:
            return
        self._shown = chips
        while self._box.count() > 1:
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for place, chip in enumerate(chips):
            self._box.insertWidget(place, self._chip(chip))
        self.setAccessibleName(", ".join(chip.spoken for chip in chips))
        self.setVisible(bool(chips))

    def words(self) -> list[str]:
        return [chip.words for chip in self._shown]

    def _chip(self, chip: SmallChip) -> QWidget:
        holder = QWidget(self)
        holder.setObjectName("smallChip")
        icon, words = PlainLabel(holder), PlainLabel(holder)
        room = self._theme.px(_WIDEST)
        words.setText(words.fontMetrics().elidedText(chip.words, Qt.TextElideMode.ElideRight, room))
        size = self._theme.px(12)
        icon.setPixmap(icons.pixmap(chip.icon, self._theme.color("accent"), size, self.devicePixelRatioF()))
        box = QHBoxLayout(holder)
        box.setContentsMargins(6, 1, 8, 1)
        box.setSpacing(4)
        box.addWidget(icon)
        box.addWidget(words)
        return holder
