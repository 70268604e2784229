"""A field with one line under it: a help at rest, a doubt while typing, a refusal in its place."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.button_icon import set_icon
from kanbert_desktop.ui.centred_card import plain_label, row
from kanbert_desktop.ui.entrance.entering import EnterEdit
from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.speaking import read_in_order, speak
from kanbert_desktop.ui.theme import Theme

Words = Callable[[], str]
Judge = Callable[[str], Words | None]
"""What is doubtful about a text, in words that are asked when they are shown; None where nothing is."""


def _nothing(_text: str) -> Words | None:
    return None


class Field(QWidget):
    """`judge` is asked at every keystroke; its doubt is calm while typing and plain once the field is left."""

    entered = Signal()
    """Enter was pressed in it."""

    def __init__(self, name: Words, help_words: Words, judge: Judge = _nothing) -> None:
        super().__init__()
        self._name, self._help, self._judge = name, help_words, judge
        self._note: Words | None = None
        self.edit = EnterEdit()
        self.hint = plain_label("muted")
        self.hint.setWordWrap(True)
        self.line = row(self.edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self.line)
        box.addWidget(self.hint)
        self.edit.textEdited.connect(self._on_typed)
        self.edit.editingFinished.connect(self._on_left)
        self.edit.returnPressed.connect(self.entered)

    def text(self) -> str:
        return self.edit.text().strip()

    def refuse(self, words: Words) -> None:
        """Under the field, spoken, with the keyboard there; what was typed stays."""
        self._tell(words, problem=True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def settle(self) -> None:
        """The refusal is over."""
        self._tell(None)

    def dress(self) -> None:
        self.edit.setAccessibleName(self._name())
        self._show()

    def _on_typed(self, _text: str) -> None:
        self._tell(self._judge(self.text()))

    def _on_left(self) -> None:
        doubt = self._judge(self.text())
        if doubt is not None:
            self._tell(doubt, problem=True)

    def _tell(self, words: Words | None, *, problem: bool = False) -> None:
        before = self.hint.text()
        self._note = words
        set_property(self.hint, "problem", problem)
        self._show()
        if words is not None and self.hint.text() != before:
            speak(self.edit, self.hint.text())

    def _show(self) -> None:
        words = (self._note or self._help)()
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        # A screen reader says it after the field's name.
        self.edit.setAccessibleDescription(words)


class MaskedField(Field):
    """For what nobody else should read; the button shows it for as long as it is pressed in."""

    def __init__(self, theme: Theme, name: Words, help_words: Words) -> None:
        super().__init__(name, help_words)
        self._theme = theme
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.reveal = QPushButton()
        self.reveal.setCheckable(True)
        self.line.addWidget(self.reveal)
        read_in_order(self.edit, self.reveal, self.hint)
        self.reveal.toggled.connect(self._on_reveal)

    def clear(self) -> None:
        """It has been taken: nothing of it stays on the screen."""
        # Not `clear`, which Ctrl+Z would take back.
        self.edit.setText("")
        self.reveal.setChecked(False)

    def dress(self) -> None:
        super().dress()
        self._on_reveal(self.reveal.isChecked())

    def _on_reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self.reveal.setText(tr("Hide") if shown else tr("Show"))
        set_icon(self.reveal, self._theme, "eye-off" if shown else "eye", "text")
        self.reveal.setAccessibleName(f"{self.reveal.text()}: {self._name()}")
