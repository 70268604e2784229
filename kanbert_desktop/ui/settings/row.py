"""A row of the page: what it is, a line about it, and at the right, or below where it is narrow, its control."""

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kanbert_desktop.ui import icons
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.mirrored import margins
from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.settings.words import Words, no_words
from kanbert_desktop.ui.theme import Theme

_TEXT_ROOM = 220
"""Of the words beside a control, in pixels at 100 %; with less, the control goes below them."""


class Control(Protocol):
    """Whatever stands at a row's right: it is called as the row is."""

    def dress(self, name: str, description: str) -> None: ...


class Row(QFrame):
    """`fixed_by` says who else has decided; while it says anything, the controls are disabled."""

    def __init__(
        self,
        theme: Theme,
        name: Words,
        hint: Words = no_words,
        controls: Sequence[QWidget] = (),
        fixed_by: Words = no_words,
    ) -> None:
        super().__init__()
        self.setObjectName("settingRow")
        self._theme, self._name, self._hint, self._fixed_by = theme, name, hint, fixed_by
        self.controls = controls
        self.title, self.about = plain_label("title", self), plain_label("muted", self)
        self.note = plain_label("muted", self)
        self._lock = PlainLabel(self)
        self._lay_out()

    def matches(self, words: Sequence[str]) -> bool:
        """All of these words, in lower case, are in what it says."""
        said = f"{self._name()} {self._hint()}".casefold()
        return all(word in said for word in words)

    def dress(self) -> None:
        """Theme or language changed, or what it says."""
        name, hint, note = self._name(), self._hint(), self._fixed_by()
        self.title.setText(name)
        self.say(hint)
        self.show_note(note, is_fixed=bool(note))
        for control in self.controls:
            control.setEnabled(not note)
            cast("Control", control).dress(name, note or hint)
        self._box.setContentsMargins(margins(16, self._theme.air(11), 12, self._theme.air(11)))
        self._fit()

    def say(self, hint: str, *, is_problem: bool = False) -> None:
        self.about.setText(hint)
        self.about.setVisible(bool(hint))
        set_property(self.about, "problem", is_problem)

    def show_note(self, words: str, *, is_fixed: bool) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self._lock.setVisible(is_fixed)
        side, ratio = self._theme.px(13), self.devicePixelRatioF()
        self._lock.setPixmap(icons.pixmap("lock", self._theme.color("muted"), side, ratio))

    def _lay_out(self) -> None:
        for label in (self.title, self.about, self.note):
            label.setWordWrap(True)
        said = QWidget(self)
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        noted = QHBoxLayout()
        noted.setSpacing(6)
        noted.addWidget(self._lock)
        noted.addWidget(self.note, 1)
        words.addLayout(noted)
        self._side = QWidget(self)
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        for control in self.controls:
            side.addWidget(control)
        # Whatever room there is beyond the controls belongs to the words.
        self._side.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._side.setVisible(bool(self.controls))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setSpacing(16)
        self._box.addWidget(said, 1)
        self._box.addWidget(self._side, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self._side.sizeHint().width() + self._theme.px(_TEXT_ROOM)
        is_narrow = bool(self.controls) and wanted > self.width()
        down = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != down:
            self._box.setDirection(down)
            self._box.setSpacing(8 if is_narrow else 16)
            where = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignVCenter
            self._box.setAlignment(self._side, where)
