"""Field with hint and validation message; group of server options."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import RedirectUrl
from kanbert_desktop.app.accounts.sign_in_settings import check_server_address as doubt_about
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import margins, set_icon, set_property
from kanbert_desktop.ui.widgets.accessibility import read_in_order, speak
from kanbert_desktop.ui.widgets.centred_page import plain_label, row
from kanbert_desktop.ui.widgets.text_fields import EnterChoice, EnterEdit

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


PORTS = range(1024, 65536)
"""The lower ones belong to the system."""


class MoreOptions(QWidget):
    """Folded at first; `head`, which unfolds it, stands where the page wants it. `redirect_changed` says that another URL is to be registered."""

    redirect_changed = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, server: str, redirect: RedirectUrl) -> None:
        super().__init__()
        self._theme = theme
        self.head = QPushButton()
        self.head.setProperty("kind", "disclosure")
        self.head.setCheckable(True)
        self.server = Field(lambda: tr("Server"), lambda: "", _server_doubt)
        self.server.edit.setText(server)
        self.port = Field(lambda: tr("Fixed port"), lambda: "", _port_doubt)
        self.port.edit.setText(str(redirect.port or ""))
        self.hosts = [EnterChoice("127.0.0.1"), EnterChoice("localhost")]
        self.hosts[redirect.localhost].setChecked(True)
        self._group = QButtonGroup(self)
        self._labels = [plain_label("label") for _ in range(3)]
        self._lay_out()
        self._connect()

    def redirect(self) -> RedirectUrl:
        """As chosen; a port that cannot be one counts as none."""
        text = self.port.text()
        is_port = text.isdecimal() and int(text) in PORTS
        return RedirectUrl(int(text) if is_port else None, localhost=self.hosts[1].isChecked())

    def is_usable(self) -> bool:
        """False after the keyboard was put where something has to be corrected."""
        for field, doubt in ((self.server, _server_doubt), (self.port, _port_doubt)):
            words = doubt(field.text())
            if words is not None:
                self.head.setChecked(True)
                field.refuse(words)
                return False
        return True

    def offer_redirect(self, offered: bool) -> None:
        """A token needs none."""
        self._redirects.setVisible(offered)

    def tab_stops(self) -> list[QWidget]:
        """Below `head`."""
        return [self.server.edit, *self.hosts, self.port.edit]

    def dress(self) -> None:
        self.head.setText(tr("More"))
        names = (tr("Server"), tr("Host of the redirect URL"), tr("Fixed port"))
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        self.port.edit.setPlaceholderText(tr("any free one"))
        for host in self.hosts:
            host.setAccessibleDescription(names[1])
        self.server.dress()
        self.port.dress()
        self._show(self.head.isChecked())

    def _lay_out(self) -> None:
        self._body, self._redirects = QWidget(), QWidget()
        hosts = QVBoxLayout()
        hosts.setSpacing(6)
        hosts.addWidget(self._labels[1])
        hosts.addLayout(row(*self.hosts, spacing=16))
        hosts.addStretch(1)
        port = QVBoxLayout()
        port.setSpacing(6)
        port.addWidget(self._labels[2])
        port.addWidget(self.port)
        beside = row(hosts, spacing=24)
        beside.addLayout(port, 1)
        self._redirects.setLayout(beside)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(margins(22, 6, 0, 0))
        inside.setSpacing(6)
        inside.addWidget(self._labels[0])
        inside.addWidget(self.server)
        inside.addSpacing(6)
        inside.addWidget(self._redirects)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._body)

    def _connect(self) -> None:
        for host in self.hosts:
            self._group.addButton(host)
            host.entered.connect(self.entered)
            host.toggled.connect(lambda _on: self.redirect_changed.emit())
        self.port.edit.textEdited.connect(lambda _text: self.redirect_changed.emit())
        self.head.toggled.connect(self._show)
        for field in (self.server, self.port):
            field.entered.connect(self.entered)

    def _show(self, opened: bool) -> None:
        self._body.setVisible(opened)
        set_icon(self.head, self._theme, "chevron-down" if opened else "chevron-right", "muted")


def _server_doubt(text: str) -> Words | None:
    error = doubt_about(text)
    return (lambda: " ".join(texts_for_key(error.key, **error.parameters))) if error is not None else None


def _port_doubt(text: str) -> Words | None:
    if not text or (text.isdecimal() and int(text) in PORTS):
        return None
    return lambda: tr("A port is a number from {low} to {high}.", low=PORTS[0], high=PORTS[-1])
