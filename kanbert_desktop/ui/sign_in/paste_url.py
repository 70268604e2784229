"""The folded way out for browsers that cannot reach this computer: paste the final address."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import margins, set_icon, set_property
from kanbert_desktop.ui.widgets.accessibility import speak
from kanbert_desktop.ui.widgets.centred_page import plain_label, row
from kanbert_desktop.ui.widgets.flow_layout import broken
from kanbert_desktop.ui.widgets.text_fields import EnterEdit


class PasteFallback(QWidget):
    """`pasted` carries what was typed; `was_touched` says that the person has folded or unfolded it."""

    pasted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        # Its longest line would otherwise make the page scroll sideways.
        self.setMinimumWidth(1)
        self._theme = theme
        self.was_touched = False
        self._problem: KanbertError | None = None
        self.head = QPushButton()
        self.head.setProperty("kind", "disclosure")
        self.head.setCheckable(True)
        self._words = plain_label("muted")
        self._words.setWordWrap(True)
        self.field = EnterEdit()
        self.button = QPushButton()
        self._body = QWidget()
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(margins(20, 0, 0, 0))
        inside.setSpacing(8)
        inside.addWidget(self._words)
        inside.addLayout(row(self.field, self.button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._body)
        self.head.clicked.connect(self._on_head)
        self.head.toggled.connect(self._on_toggled)
        self.button.clicked.connect(self._paste)
        self.field.returnPressed.connect(self._paste)
        self._body.hide()

    def fold(self) -> None:
        """As at the beginning of an attempt; what was pasted is forgotten, it may hold a code."""
        self._forget()
        self.head.setChecked(False)
        self.was_touched = False
        self._problem = None
        self.dress()

    def unfold(self) -> None:
        self.head.setChecked(True)

    def refuse(self, error: KanbertError) -> None:
        self._problem = error
        self._say_what_to_do()
        speak(self, self._words.text())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def taken(self) -> None:
        self._forget()
        self._problem = None
        self._say(tr("That is it. Signing you in …"))
        speak(self, self._words.text())

    def dress(self) -> None:
        self._name_head()
        self._say_what_to_do()
        self.field.setPlaceholderText("http://127.0.0.1:…/callback?code=…")
        self.field.setAccessibleName(tr("Final address from the browser"))
        self.button.setText(tr("Continue"))
        self._on_toggled(self.head.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_head()

    def _name_head(self) -> None:
        """In one line where there is room for it."""
        words = tr("The browser shows an error or cannot reach 127.0.0.1?")
        self.head.setAccessibleName(words)
        self.head.setText(words)
        if self.head.sizeHint().width() > self.width() > 1:
            self.head.setText(broken(words))

    def _forget(self) -> None:
        """Not `clear`, which Ctrl+Z would take back."""
        self.field.setText("")

    def _say_what_to_do(self) -> None:
        if self._problem is not None:
            self._say(" ".join(title_and_message(self._problem)), problem=True)
        else:
            self._say(tr("Copy the whole address from the browser and paste it here."))

    def _say(self, words: str, *, problem: bool = False) -> None:
        self._words.setText(words)
        self.field.setAccessibleDescription(words)
        set_property(self._words, "problem", problem)

    def _on_head(self) -> None:
        self.was_touched = True

    def _on_toggled(self, opened: bool) -> None:
        self._body.setVisible(opened)
        icon = "chevron-down" if opened else "chevron-right"
        set_icon(self.head, self._theme, icon, "muted")

    def _paste(self) -> None:
        address = self.field.text().strip()
        if address:
            self.pasted.emit(address)
