"""Form of one sign-in method; error texts before sign-in."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError, TransientError
from kanbert_desktop.ui.sign_in.fields import Field
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import margins, set_property
from kanbert_desktop.ui.widgets.accessibility import speak
from kanbert_desktop.ui.widgets.centred_page import plain_label, row
from kanbert_desktop.ui.widgets.text_fields import EnterChoice


def entrance_words(error: KanbertError) -> tuple[str, str]:
    """What happened, and what to do; asked anew when the language changes."""
    title, message = title_and_message(error)
    if isinstance(error, TransientError) and error.key in ("offline", "timeout", "server_error"):
        return title, tr("Nothing was changed. Check your network and try again.")
    return title, message


def in_one_line(error: KanbertError) -> str:
    return " ".join(entrance_words(error)).strip()


Words = Callable[[], str]


class Way(QFrame):
    """`wished` says that the person wants to come in this way, with what is typed."""

    wished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("way")
        self._theme = theme
        self._busy: Words | None = None
        self._refused: KanbertError | None = None
        self.choice = EnterChoice()
        self.choice.setObjectName("wayChoice")
        self.note, self.more = plain_label("chip"), plain_label("muted")
        self.note.hide()
        self.more.setWordWrap(True)
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self.problem, self.waiting = plain_label("problem"), plain_label("muted")
        self.body = QWidget()
        self.inside = QVBoxLayout(self.body)
        self._lay_out()
        self.choice.toggled.connect(self._unfold)
        self.button.clicked.connect(self.begin)
        self.choice.entered.connect(self.begin)
        self.choice.picked.connect(lambda: self.first_field().setFocus(Qt.FocusReason.OtherFocusReason))
        self._unfold(chosen=False)

    # What each way has of its own.

    def fields(self) -> list[Field]:
        return []

    def tab_stops(self) -> list[QWidget]:
        """In the order in which they are read."""
        return [self.choice, self.button]

    def first_field(self) -> QWidget:
        """Where the keyboard belongs when the page opens."""
        return self.button

    def field_of(self, _error: KanbertError) -> Field | None:
        """Where what is wrong was typed; None where it is not about one field."""
        return None

    def begin(self) -> None:
        """The button was pressed, or Enter somewhere in here; while one try runs, a second one waits for its end."""
        if self.button.isEnabled() and self.is_complete():
            self.settle()
            self.wished.emit()

    def is_complete(self) -> bool:
        """False after the keyboard was put where something is missing, with words why."""
        return True

    # What is told in it.

    def refuse(self, error: KanbertError) -> None:
        """Says why it did not begin; what was typed stays."""
        self.set_busy(None)
        self.settle()
        field = self.field_of(error)
        if field is not None:
            field.refuse(lambda: in_one_line(error))
            return
        self._refused = error
        self._show_problem()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        speak(self, self.problem.text())

    def settle(self) -> None:
        """What was refused before is over."""
        self._refused = None
        self._show_problem()
        for field in self.fields():
            field.settle()

    def set_busy(self, words: Words | None) -> None:
        """What is being done; None says that all is ready for the next try."""
        self._busy = words
        self.button.setEnabled(words is None)
        self._show_waiting()

    def dress(self) -> None:
        for field in self.fields():
            field.dress()
        self._show_problem()
        self._show_waiting()

    def name(self, words: str, more: str) -> None:
        self.choice.setText(words)
        self.more.setText(more)
        self.choice.setAccessibleDescription(more)

    def recommend(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()
        self.choice.setAccessibleName(f"{self.choice.text()} ({self.note.text()})")

    def _lay_out(self) -> None:
        self.inside.setContentsMargins(0, 10, 0, 0)
        self.inside.setSpacing(12)
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.problem)
        foot.addLayout(row(self.button, self.waiting, 1, spacing=12))
        self.problem.setWordWrap(True)
        self.waiting.setWordWrap(True)
        body = QVBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.body)
        body.addLayout(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 14, 10)
        box.setSpacing(2)
        head = row(self.choice, 1)
        head.addWidget(self.note, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(head)
        self.more.setContentsMargins(margins(30, 0, 0, 2))
        box.addWidget(self.more)
        self._rest = QWidget()
        self._rest.setLayout(body)
        body.setContentsMargins(0, 0, 0, 4)
        box.addWidget(self._rest)

    def put(self, *parts: QWidget | QLayout) -> None:
        """One under the other, in the unfolded part."""
        for part in parts:
            if isinstance(part, QLayout):
                self.inside.addLayout(part)
            else:
                self.inside.addWidget(part)

    def _unfold(self, chosen: bool) -> None:
        set_property(self, "chosen", chosen)
        self._rest.setVisible(chosen)
        self.more.setVisible(not chosen)

    def _show_problem(self) -> None:
        words = in_one_line(self._refused) if self._refused else ""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _show_waiting(self) -> None:
        self.waiting.setText(self._busy() if self._busy else "")
        self.waiting.setVisible(self._busy is not None)


def numbered(number: int, text: QWidget, *more: QWidget | QLayout) -> QLayout:
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
    line = row(spacing=12)
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(right, 1)
    return line
