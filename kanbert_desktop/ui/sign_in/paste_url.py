"""Fallback for browsers that cannot reach this computer: paste the final URL."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label
from kanbert_desktop.ui.widgets.flow_layout import in_two_lines
from kanbert_desktop.ui.widgets.text_fields import EnterLineEdit


class PasteUrlForm(QWidget):
    """`pasted` carries the text; `was_toggled_by_user`: the user has expanded or collapsed the form."""

    pasted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        # Otherwise its longest line would make the page scroll sideways.
        self.setMinimumWidth(1)
        self._theme = theme
        self.was_toggled_by_user = False
        self._problem: KanbertError | None = None
        self.toggle_button = QPushButton()
        self.toggle_button.setProperty("kind", "disclosure")
        self.toggle_button.setCheckable(True)
        self._text_label = plain_label("muted")
        self._text_label.setWordWrap(True)
        self.field = EnterLineEdit()
        self.submit_button = QPushButton()
        self._body = QWidget()
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(mirrored_margins(20, 0, 0, 0))
        inner.setSpacing(8)
        inner.addWidget(self._text_label)
        inner.addLayout(horizontal_box(self.field, self.submit_button))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.toggle_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._body)
        self.toggle_button.clicked.connect(self._on_toggle_clicked)
        self.toggle_button.toggled.connect(self._on_toggled)
        self.submit_button.clicked.connect(self._paste)
        self.field.returnPressed.connect(self._paste)
        self._body.hide()

    def collapse(self) -> None:
        """Collapses the form for a new attempt and clears the field, which may contain an authorization code."""
        self._clear_field()
        self.toggle_button.setChecked(False)
        self.was_toggled_by_user = False
        self._problem = None
        self.apply_appearance()

    def expand(self) -> None:
        self.toggle_button.setChecked(True)

    def show_error(self, error: KanbertError) -> None:
        self._problem = error
        self._show_instructions()
        announce(self, self._text_label.text())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def show_accepted(self) -> None:
        self._clear_field()
        self._problem = None
        self._show_text(tr("Address accepted. Signing you in …"))
        announce(self, self._text_label.text())

    def apply_appearance(self) -> None:
        self._set_toggle_text()
        self._show_instructions()
        self.field.setPlaceholderText("http://127.0.0.1:…/callback?code=…")
        self.field.setAccessibleName(tr("Last address from the browser"))
        self.submit_button.setText(tr("Continue"))
        self._on_toggled(self.toggle_button.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_toggle_text()

    def _set_toggle_text(self) -> None:
        """In one line where there is space."""
        text = tr("Does the browser show an error?")
        self.toggle_button.setAccessibleName(text)
        self.toggle_button.setText(text)
        if self.toggle_button.sizeHint().width() > self.width() > 1:
            self.toggle_button.setText(in_two_lines(text))

    def _clear_field(self) -> None:
        """`clear` would keep the text for Ctrl+Z."""
        self.field.setText("")

    def _show_instructions(self) -> None:
        if self._problem is not None:
            self._show_text(" ".join(title_and_message(self._problem)), problem=True)
        else:
            self._show_text(tr("Copy the whole address from the browser and paste it here."))

    def _show_text(self, text: str, *, problem: bool = False) -> None:
        self._text_label.setText(text)
        self.field.setAccessibleDescription(text)
        set_style_property(self._text_label, "problem", problem)

    def _on_toggle_clicked(self) -> None:
        self.was_toggled_by_user = True

    def _on_toggled(self, opened: bool) -> None:
        self._body.setVisible(opened)
        icon = "chevron-down" if opened else "chevron-right"
        set_button_icon(self.toggle_button, self._theme, icon, "muted")

    def _paste(self) -> None:
        address = self.field.text().strip()
        if address:
            self.pasted.emit(address)
