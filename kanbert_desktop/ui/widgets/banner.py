"""Strips above the page: lasting states that a person should know of, each in one line."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import read_in_order, speak
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

Words = Callable[[], str]


class About(StrEnum):
    """What a strip is about; they stand in this order."""

    SAVING = "saving"
    SIGN_IN = "sign_in"
    KEYRING = "keyring"
    READ_ONLY = "read_only"
    RESCUED = "rescued"
    DAMAGED = "damaged"
    OPENING = "opening"
    NEWER = "newer"
    FAULT = "fault"
    UPDATE = "update"
    SAMPLE = "sample"


_TONES = {
    About.SAVING: "bad",
    About.SIGN_IN: "warn",
    About.KEYRING: "warn",
    About.RESCUED: "warn",
    About.DAMAGED: "warn",
    About.OPENING: "warn",
    About.NEWER: "warn",
}
_SIGNS = {"bad": "circle-alert", "warn": "triangle-alert", "accent": "info"}


class Notice(NamedTuple):
    """`words` and `button` are asked when shown, because the language may change; so are the words of `more` buttons."""

    words: Words
    button: Words | None = None
    act: Callable[[], None] | None = None
    more: tuple[tuple[Words, Callable[[], None]], ...] = ()


class StripBar(QWidget):
    """At most one strip about each thing; without any it takes no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.strips: dict[About, Strip] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    def put(self, about: About, notice: Notice) -> None:
        is_new = about not in self.strips
        self._remove(about)
        strip = Strip(self._theme, _TONES.get(about, "accent"), notice, self)
        order = list(About)
        before = sum(order.index(other) < order.index(about) for other in self.strips)
        self.strips[about] = strip
        self._box.insertWidget(before, strip)
        read_in_order(*(self.strips[each] for each in order if each in self.strips))
        self.show()
        if is_new:
            speak(self, strip.words.text())

    def drop(self, about: About) -> None:
        self._remove(about)
        self.setVisible(bool(self.strips))

    def dress(self) -> None:
        for strip in self.strips.values():
            strip.dress()

    def _remove(self, about: About) -> None:
        strip = self.strips.pop(about, None)
        if strip is not None:
            self._box.removeWidget(strip)
            strip.hide()
            strip.deleteLater()


class Strip(QFrame):
    def __init__(self, theme: Theme, tone: str, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setProperty("tone", tone)
        self._theme, self._tone, self._notice = theme, tone, notice
        self._sign = PlainLabel(self)
        self.words = plain_label("title", self)
        self.words.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setVisible(notice.button is not None)
        if notice.act is not None:
            self.button.clicked.connect(notice.act)
        self.more = [QPushButton(self) for _ in notice.more]
        for button, (_, act) in zip(self.more, notice.more, strict=True):
            button.clicked.connect(act)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 6, 16, 6)
        box.setSpacing(10)
        box.addWidget(self._sign)
        box.addWidget(self.words, 1)
        for button in (self.button, *self.more):
            box.addWidget(button)
        self.dress()

    def dress(self) -> None:
        self.words.setText(self._notice.words())
        self.setAccessibleName(self.words.text())
        if self._notice.button is not None:
            self.button.setText(self._notice.button())
        for button, (words, _) in zip(self.more, self._notice.more, strict=True):
            button.setText(words())
        for button in (self.button, *self.more):
            button.setAccessibleDescription(self.words.text())
        color = self._theme.color(self._tone)
        self._sign.setPixmap(
            icons.pixmap(_SIGNS[self._tone], color, self._theme.px(16), self.devicePixelRatioF())
        )
