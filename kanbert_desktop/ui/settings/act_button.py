"""Buttons of a row: one does something, one copies a text."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from kanbert_desktop.ui.button_icon import set_icon
from kanbert_desktop.ui.entrance.copy_button import CopyButton
from kanbert_desktop.ui.settings.words import Words
from kanbert_desktop.ui.theme import Theme


class ActButton(QPushButton):
    """A screen reader says the row's name after the button's words: there are several "Switch"."""

    def __init__(self, theme: Theme, words: Words, act: Callable[[], object], icon: str = "") -> None:
        super().__init__()
        self._theme, self._words, self._icon = theme, words, icon
        self.clicked.connect(lambda _checked=False: act())

    def dress(self, name: str, description: str) -> None:
        self.setText(self._words())
        self.setAccessibleName(f"{self.text()}: {name}")
        self.setAccessibleDescription(description)
        if self._icon:
            set_icon(self, self._theme, self._icon)


class CopyText(CopyButton):
    """Dressed by its row like every control: with the row's name and what that says."""

    def __init__(self, theme: Theme, words: Words, value: Callable[[], str]) -> None:
        super().__init__(theme, value)
        self._said = words

    def dress(self, words: str, name: str = "") -> None:
        super().dress(self._said(), f"{self._said()}: {words}")
        self.setAccessibleDescription(name)
