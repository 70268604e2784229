"""Form of one sign-in method; error texts before sign-in."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError, TransientError
from kanbert_desktop.ui.sign_in.fields import EnterRadioButton, InputField, ServerField
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_style_property
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import Paragraph, horizontal_box, plain_label

LazyText = Callable[[], str]


def sign_in_error_texts(error: KanbertError) -> tuple[str, str]:
    """Title and message; call again after a change of language."""
    title, message = title_and_message(error)
    if isinstance(error, TransientError) and error.key in ("offline", "timeout", "server_error"):
        return title, tr("Nothing was changed. Check your network and try again.")
    return title, message


def sign_in_error_line(error: KanbertError) -> str:
    return " ".join(sign_in_error_texts(error)).strip()


class SignInMethodForm(QFrame):
    """Form of one sign-in method; expanded while selected. `sign_in_requested`: sign in with what was typed."""

    sign_in_requested = Signal()

    def __init__(self, theme: Theme, server: str) -> None:
        super().__init__()
        self.setObjectName("way")
        self._theme = theme
        self._busy: LazyText | None = None
        self._error: KanbertError | None = None
        self.radio_button = EnterRadioButton()
        self.radio_button.setObjectName("wayChoice")
        self.badge_label, self.description_label = plain_label("chip"), plain_label("muted")
        self.badge_label.hide()
        self.description_label.setWordWrap(True)
        self.submit_button = QPushButton()
        self.submit_button.setProperty("kind", "primary")
        self.problem_label, self.status_label = plain_label("problem"), plain_label("muted")
        self.body = QWidget()
        self.body_layout = QVBoxLayout(self.body)
        self.server_field, self._server_label = ServerField(server), Paragraph("step")
        self._build_layout()
        self.add_parts(numbered_step(1, self._server_label, self.server_field))
        self.radio_button.toggled.connect(self._unfold)
        self.submit_button.clicked.connect(self.submit)
        self.radio_button.submitted.connect(self.submit)
        self.radio_button.picked.connect(
            lambda: self.initial_focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self._unfold(chosen=False)

    # To override.

    def fields(self) -> list[InputField]:
        return [self.server_field]

    def tab_stops(self) -> list[QWidget]:
        """Tab stops in reading order."""
        return [self.radio_button, self.submit_button]

    def initial_focus_widget(self) -> QWidget:
        """Widget that gets the focus when the page opens."""
        return self.submit_button

    def field_for_error(self, _error: KanbertError) -> InputField | None:
        """The field that the error is about; None if it is about no field."""
        return None

    def submit(self) -> None:
        """Validates and emits `sign_in_requested`, unless a sign-in is already running."""
        if self.submit_button.isEnabled() and self.validate():
            self.clear_error()
            self.sign_in_requested.emit()

    def validate(self) -> bool:
        """Returns False after focusing the incomplete field and showing why."""
        return self.server_field.address() is not None

    # State shown in the form.

    def show_error(self, error: KanbertError) -> None:
        """Shows why the sign-in did not start; what was typed stays."""
        self.set_busy(None)
        self.clear_error()
        field = self.field_for_error(error)
        if field is not None:
            field.show_error(lambda: sign_in_error_line(error))
            return
        self._error = error
        self._show_problem()
        self.submit_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.problem_label.text())

    def clear_error(self) -> None:
        self._error = None
        self._show_problem()
        for field in self.fields():
            field.clear_error()

    def set_busy(self, text: LazyText | None) -> None:
        """Shows what is being done and disables the button; None enables it again."""
        self._busy = text
        self.submit_button.setEnabled(text is None)
        self._show_status()

    def apply_appearance(self) -> None:
        self._server_label.setText(tr("The address of the server:"))
        for field in self.fields():
            field.apply_appearance()
        self._show_problem()
        self._show_status()

    def set_name(self, text: str, more: str) -> None:
        self.radio_button.setText(text)
        self.description_label.setText(more)
        self.radio_button.setAccessibleDescription(more)

    def show_recommendation(self, text: str) -> None:
        self.badge_label.setText(text)
        self.badge_label.show()
        self.radio_button.setAccessibleName(f"{self.radio_button.text()} ({self.badge_label.text()})")

    def _build_layout(self) -> None:
        self.body_layout.setContentsMargins(0, 10, 0, 0)
        self.body_layout.setSpacing(12)
        footer = QVBoxLayout()
        footer.setSpacing(8)
        footer.addWidget(self.problem_label)
        footer.addLayout(horizontal_box(self.submit_button, self.status_label, 1, spacing=12))
        self.problem_label.setWordWrap(True)
        self.status_label.setWordWrap(True)
        body = QVBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.body)
        body.addLayout(footer)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(2)
        header = horizontal_box(self.radio_button, 1)
        header.addWidget(self.badge_label, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(header)
        self.description_label.setContentsMargins(mirrored_margins(30, 0, 0, 2))
        box.addWidget(self.description_label)
        self._rest = QWidget()
        self._rest.setLayout(body)
        body.setContentsMargins(0, 0, 0, 4)
        box.addWidget(self._rest)

    def add_parts(self, *parts: QWidget | QLayout) -> None:
        """Appends parts to the expanded body."""
        for part in parts:
            if isinstance(part, QLayout):
                self.body_layout.addLayout(part)
            else:
                self.body_layout.addWidget(part)

    def _unfold(self, chosen: bool) -> None:
        set_style_property(self, "chosen", chosen)
        self._rest.setVisible(chosen)
        self.description_label.setVisible(not chosen)

    def _show_problem(self) -> None:
        text = sign_in_error_line(self._error) if self._error else ""
        self.problem_label.setText(text)
        self.problem_label.setVisible(bool(text))

    def _show_status(self) -> None:
        self.status_label.setText(self._busy() if self._busy else "")
        self.status_label.setVisible(self._busy is not None)


def numbered_step(number: int, text: QLabel, *more: QWidget | QLayout) -> QLayout:
    """A step with its number at the left, at the height of the first line of its text."""
    text.setObjectName("stepText")
    # Qt would indent the text of a label with padding.
    text.setIndent(0)
    icon = plain_label()
    icon.setObjectName("stepNumber")
    icon.setText(str(number))
    icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
    right = QVBoxLayout()
    right.setSpacing(6)
    right.addWidget(text)
    for part in more:
        right.addLayout(part) if isinstance(part, QLayout) else right.addWidget(part)
    line = horizontal_box(spacing=12)
    line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(right, 1)
    return line
