"""Form of one sign-in method; error texts before sign-in."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError, TransientError
from kanbert_desktop.ui.sign_in.fields import Field
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_style_property
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label
from kanbert_desktop.ui.widgets.text_fields import EnterRadioButton


def sign_in_error_texts(error: KanbertError) -> tuple[str, str]:
    """What happened, and what to do; asked anew when the language changes."""
    title, message = title_and_message(error)
    if isinstance(error, TransientError) and error.key in ("offline", "timeout", "server_error"):
        return title, tr("Nothing was changed. Check your network and try again.")
    return title, message


def sign_in_error_line(error: KanbertError) -> str:
    return " ".join(sign_in_error_texts(error)).strip()


LazyText = Callable[[], str]


class SignInMethodForm(QFrame):
    """`wished` says that the person wants to come in this way, with what is typed."""

    sign_in_requested = Signal()

    def __init__(self, theme: Theme) -> None:
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
        self._lay_out()
        self.radio_button.toggled.connect(self._unfold)
        self.submit_button.clicked.connect(self.submit)
        self.radio_button.submitted.connect(self.submit)
        self.radio_button.picked.connect(
            lambda: self.initial_focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self._unfold(chosen=False)

    # What each way has of its own.

    def fields(self) -> list[Field]:
        return []

    def tab_stops(self) -> list[QWidget]:
        """In the order in which they are read."""
        return [self.radio_button, self.submit_button]

    def initial_focus_widget(self) -> QWidget:
        """Where the keyboard belongs when the page opens."""
        return self.submit_button

    def field_for_error(self, _error: KanbertError) -> Field | None:
        """Where what is wrong was typed; None where it is not about one field."""
        return None

    def submit(self) -> None:
        """The button was pressed, or Enter somewhere in here; while one try runs, a second one waits for its end."""
        if self.submit_button.isEnabled() and self.validate():
            self.clear_error()
            self.sign_in_requested.emit()

    def validate(self) -> bool:
        """False after the keyboard was put where something is missing, with words why."""
        return True

    # What is told in it.

    def show_error(self, error: KanbertError) -> None:
        """Says why it did not begin; what was typed stays."""
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
        """What was refused before is over."""
        self._error = None
        self._show_problem()
        for field in self.fields():
            field.clear_error()

    def set_busy(self, words: LazyText | None) -> None:
        """What is being done; None says that all is ready for the next try."""
        self._busy = words
        self.submit_button.setEnabled(words is None)
        self._show_status()

    def apply_appearance(self) -> None:
        for field in self.fields():
            field.apply_appearance()
        self._show_problem()
        self._show_status()

    def set_name(self, words: str, more: str) -> None:
        self.radio_button.setText(words)
        self.description_label.setText(more)
        self.radio_button.setAccessibleDescription(more)

    def show_recommendation(self, words: str) -> None:
        self.badge_label.setText(words)
        self.badge_label.show()
        self.radio_button.setAccessibleName(f"{self.radio_button.text()} ({self.badge_label.text()})")

    def _lay_out(self) -> None:
        self.body_layout.setContentsMargins(0, 10, 0, 0)
        self.body_layout.setSpacing(12)
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.problem_label)
        foot.addLayout(horizontal_box(self.submit_button, self.status_label, 1, spacing=12))
        self.problem_label.setWordWrap(True)
        self.status_label.setWordWrap(True)
        body = QVBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.body)
        body.addLayout(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(2)
        head = horizontal_box(self.radio_button, 1)
        head.addWidget(self.badge_label, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(head)
        self.description_label.setContentsMargins(mirrored_margins(30, 0, 0, 2))
        box.addWidget(self.description_label)
        self._rest = QWidget()
        self._rest.setLayout(body)
        body.setContentsMargins(0, 0, 0, 4)
        box.addWidget(self._rest)

    def add_parts(self, *parts: QWidget | QLayout) -> None:
        """One under the other, in the unfolded part."""
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
        words = sign_in_error_line(self._error) if self._error else ""
        self.problem_label.setText(words)
        self.problem_label.setVisible(bool(words))

    def _show_status(self) -> None:
        self.status_label.setText(self._busy() if self._busy else "")
        self.status_label.setVisible(self._busy is not None)


def numbered_step(number: int, text: QWidget, *more: QWidget | QLayout) -> QLayout:
    """One step of several, with its number at the left."""
    sign = plain_label()
    sign.setObjectName("stepNumber")
    sign.setText(str(number))
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    right = QVBoxLayout()
    right.setSpacing(6)
    right.addWidget(text)
    for part in more:
        right.addLayout(part) if isinstance(part, QLayout) else right.addWidget(part)
    line = horizontal_box(spacing=12)
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(right, 1)
    return line
