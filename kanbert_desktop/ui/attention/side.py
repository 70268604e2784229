"""One side of a conflict: a card to choose, with what would be kept and what differs marked in it."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.theme import Theme


class Side(QFrame):
    """A click anywhere on it chooses it."""

    chosen = Signal()

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setProperty("chosen", False)
        self.radio = QRadioButton(name, self)
        self.radio.setAccessibleName(spoken)
        self.radio.toggled.connect(self._on_toggled)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 14)
        self._box.setSpacing(4)
        self._box.addWidget(self.radio)

    def add_value(self, name: str, marked: str, was: str = "") -> None:
        """`marked` is HTML made by `marked_words`; `was` what it was before, as plain text."""
        self._box.addSpacing(6)
        label = plain_label("label", self)
        label.setText(name)
        value = QLabel(self)
        value.setTextFormat(Qt.TextFormat.RichText)
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setText(marked)
        self._box.addWidget(label)
        self._box.addWidget(value)
        if was:
            before = plain_label("muted", self)
            before.setText(was)
            before.setWordWrap(True)
            self._box.addWidget(before)

    def fill(self) -> None:
        self._box.addStretch(1)

    def _on_toggled(self, is_chosen: bool) -> None:
        set_property(self, "chosen", is_chosen)
        if is_chosen:
            self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


def marked_words(text: str, other: str, theme: Theme) -> str:
    """`text` as safe HTML, with the words that `other` does not have on a soft ground."""
    mine, theirs = _words(text), _words(other)
    matcher = SequenceMatcher(a=theirs, b=mine, autojunk=False)
    parts = []
    for kind, _, _, start, end in matcher.get_opcodes():
        words = _escaped(mine[start:end])
        parts.append(_on_ground(words, theme) if kind != "equal" and words.strip() else words)
    return "".join(parts).replace("\n", "<br>")


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _escaped(words: Sequence[str]) -> str:
    return escape("".join(words))


def _on_ground(words: str, theme: Theme) -> str:
    ground, ink = theme.color("ok-soft").name(), theme.color("ok").name()
    return f'<span style="background-color:{ground};color:{ink};font-weight:600">{words}</span>'
