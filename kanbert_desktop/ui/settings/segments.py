"""One of a few choices, side by side: arrows go from one to the next, Tab past them all."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.ui.settings.words import Words


class Segments(QWidget):
    """`chosen` carries the value that the person chose."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, Words]) -> None:
        super().__init__()
        self._choices = choices
        self._group = QButtonGroup(self)
        self.buttons = {value: self._button(value) for value in choices}
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for place, button in enumerate(self.buttons.values()):
            button.setProperty("place", _place(place, len(choices)))
            box.addWidget(button)

    def show_value(self, value: str) -> None:
        for one, button in self.buttons.items():
            button.setChecked(one == value)
            # One stop for Tab; Qt itself sees to that only once one of them has had the keyboard.
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == value else Qt.FocusPolicy.ClickFocus)

    def dress(self, name: str, description: str) -> None:
        """`name` is what is chosen here."""
        self.setAccessibleName(name)
        for value, button in self.buttons.items():
            button.setText(self._choices[value]())
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(description)

    def _button(self, value: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        # Alone this makes it a radio button for screen readers.
        button.setAutoExclusive(True)
        button.clicked.connect(lambda: self.chosen.emit(value))
        self._group.addButton(button)
        return button


def _place(place: int, of: int) -> str:
    return "first" if place == 0 else "last" if place == of - 1 else "middle"
