"""One version in a conflict, with its differences highlighted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.attention.text_difference import HighlightedText
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.full_text import ShortenedNote, TextSource


class VersionView(QFrame):
    """A click anywhere selects this version."""

    chosen = Signal()

    def __init__(self, name: str, spoken: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("side")
        self.setProperty("chosen", False)
        self.radio_button = QRadioButton(name, self)
        self.radio_button.setAccessibleName(spoken)
        self.radio_button.toggled.connect(self._on_toggled)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 14)
        self._box.setSpacing(4)
        self._box.addWidget(self.radio_button)

    def add_value(self, name: str, marked: HighlightedText, read: TextSource, was: str = "") -> None:
        """`read` yields the full text; `was` is the previous value as plain text."""
        self._box.addSpacing(6)
        label = plain_label("label", self)
        label.setText(name)
        value = QLabel(self)
        value.setTextFormat(Qt.TextFormat.RichText)
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setText(marked.html)
        self._box.addWidget(label)
        self._box.addWidget(value)
        if not marked.is_complete:
            note = ShortenedNote(self._theme, lambda: name, self)
            note.show_note(tr("Only part of this text is shown."), read)
            self._box.addWidget(note)
        if was:
            before = plain_label("muted", self)
            before.setText(was)
            before.setWordWrap(True)
            self._box.addWidget(before)

    def add_stretch(self) -> None:
        self._box.addStretch(1)

    def _on_toggled(self, is_chosen: bool) -> None:
        set_style_property(self, "chosen", is_chosen)
        if is_chosen:
            self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio_button.setChecked(True)
        self.radio_button.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)
