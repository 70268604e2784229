"""Rows that belong together, below a heading."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.words import Words


class Section(QWidget):
    def __init__(self, name: Words, rows: Sequence[Row]) -> None:
        super().__init__()
        self._name = name
        self.rows: list[Row] = []
        self.head = plain_label("strong", self)
        self._card = QFrame(self)
        self._card.setObjectName("settingCard")
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.head.setContentsMargins(4, 0, 4, 0)
        box.addWidget(self.head)
        box.addWidget(self._card)
        self.put(rows)

    def put(self, rows: Sequence[Row]) -> None:
        """These instead of those that are there."""
        for row in self.rows:
            self._inside.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = list(rows)
        for row in self.rows:
            self._inside.addWidget(row)

    def dress(self) -> None:
        self.head.setText(self._name())
        for row in self.rows:
            row.dress()

    def narrow(self, words: Sequence[str]) -> bool:
        """Shows the rows that say all of these words, or all where the heading does; whether there are any."""
        heading = self._name().casefold()
        all_of_it = all(word in heading for word in words)
        shown = [row for row in self.rows if all_of_it or row.matches(words)]
        for row in self.rows:
            row.setVisible(row in shown)
            # The first one has no line above it.
            set_property(row, "first", row in shown[:1])
        self.setVisible(bool(shown))
        return bool(shown)
