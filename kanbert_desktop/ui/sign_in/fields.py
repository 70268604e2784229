"""Field with hint and validation message, button of a choice; options of the redirect URL."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import RedirectUrl
from kanbert_desktop.app.accounts.server_address import ServerAddress, parse_server_address
from kanbert_desktop.app.accounts.sign_in_settings import check_server_address as doubt_about
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.accessibility import announce, set_reading_order
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label
from kanbert_desktop.ui.widgets.text_fields import ENTER_KEYS, EnterLineEdit

LazyText = Callable[[], str]
Validator = Callable[[str], LazyText | None]
"""Returns a function for the text of a problem, because the language may change; None if there is no problem."""


class Remark(NamedTuple):
    """What a field says about a text that is accepted. `is_good`: it is what was expected."""

    text: LazyText
    is_good: bool


RemarkMaker = Callable[[str], Remark | None]
ALLOWED_PORTS = range(1024, 65536)
"""Ports below 1024 need privileges."""


def _accept_all(_text: str) -> LazyText | None:
    return None


def _say_nothing(_text: str) -> Remark | None:
    return None


class EnterRadioButton(QRadioButton):
    """`submitted`: Enter, continue with this choice.

    `picked`: chosen by a click or Space, so the focus moves to its fields.
    """

    submitted = Signal()
    picked = Signal()

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.toggled.connect(self._set_tab_stop)
        self._set_tab_stop(False)

    def _set_tab_stop(self, checked: bool) -> None:
        """Makes the group one tab stop. Qt does so only after one of the buttons has had the focus."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_down = self.isDown()
        super().mouseReleaseEvent(event)
        if was_down and self.isChecked():
            self.picked.emit()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Arrow keys only move within the group."""
        was_down = self.isDown()
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Space and was_down and self.isChecked():
            self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER_KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.setChecked(True)
            self.submitted.emit()


class InputField(QWidget):
    """Field with a hint; the validator runs at every key, and `remark` about what it accepts.

    The text of a problem is grey while typing and red once the field loses the focus.
    """

    submitted = Signal()
    """Enter was pressed."""

    def __init__(
        self,
        name: LazyText,
        help_text: LazyText,
        validator: Validator = _accept_all,
        remark: RemarkMaker = _say_nothing,
    ) -> None:
        super().__init__()
        self._name, self._help, self._validator, self._remark = name, help_text, validator, remark
        self._note: LazyText | None = None
        self.edit = EnterLineEdit()
        self.hint_label = plain_label("muted")
        self.hint_label.setWordWrap(True)
        self.edit_row = horizontal_box(self.edit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self.edit_row)
        box.addWidget(self.hint_label)
        self.edit.textEdited.connect(self._on_typed)
        self.edit.editingFinished.connect(self._on_editing_finished)
        self.edit.returnPressed.connect(self.submitted)

    def text(self) -> str:
        return self.edit.text().strip()

    def show_error(self, text: LazyText) -> None:
        """Shows and announces the text below the field and focuses the field; its text stays."""
        self._set_note(text, problem=True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def clear_error(self) -> None:
        self._set_note(None)

    def apply_appearance(self) -> None:
        self.edit.setAccessibleName(self._name())
        self._show()

    def _on_typed(self, _text: str) -> None:
        problem = self._validator(self.text())
        remark = self._remark(self.text()) if problem is None and self.text() else None
        if remark is None:
            self._set_note(problem)
        else:
            self._set_note(remark.text, good=remark.is_good)

    def _on_editing_finished(self) -> None:
        problem = self._validator(self.text())
        if problem is not None:
            self._set_note(problem, problem=True)

    def _set_note(self, text: LazyText | None, *, problem: bool = False, good: bool = False) -> None:
        before = self.hint_label.text()
        self._note = text
        set_style_property(self.hint_label, "problem", problem)
        set_style_property(self.hint_label, "good", good)
        self._show()
        if text is not None and self.hint_label.text() != before:
            announce(self.edit, self.hint_label.text())

    def _show(self) -> None:
        text = (self._note or self._help)()
        self.hint_label.setText(text)
        self.hint_label.setVisible(bool(text))
        # A screen reader reads it after the field's name.
        self.edit.setAccessibleDescription(text)


class MaskedField(InputField):
    """Password field; a toggle button reveals the text."""

    def __init__(self, theme: Theme, name: LazyText, help_text: LazyText) -> None:
        super().__init__(name, help_text)
        self._theme = theme
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.reveal_button = QPushButton()
        self.reveal_button.setCheckable(True)
        self.edit_row.addWidget(self.reveal_button)
        set_reading_order(self.edit, self.reveal_button, self.hint_label)
        self.reveal_button.toggled.connect(self._on_reveal)

    def clear(self) -> None:
        """Clears the field once the secret is stored."""
        # `clear` would keep the text for Ctrl+Z.
        self.edit.setText("")
        self.reveal_button.setChecked(False)

    def apply_appearance(self) -> None:
        super().apply_appearance()
        self._on_reveal(self.reveal_button.isChecked())

    def _on_reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self.reveal_button.setText(tr("Hide") if shown else tr("Show"))
        set_button_icon(self.reveal_button, self._theme, "eye-off" if shown else "eye", "text")
        self.reveal_button.setAccessibleName(f"{self.reveal_button.text()}: {self._name()}")


class ServerField(InputField):
    """Address of the server, or of the space in the browser."""

    def __init__(self, server: str) -> None:
        super().__init__(
            lambda: tr("Server address"),
            lambda: tr("Or as in your browser, such as studio.kanbert.com."),
            _server_problem,
        )
        self.edit.setText(server)

    def address(self) -> ServerAddress | None:
        """None after showing what is wrong and focusing the field."""
        try:
            return parse_server_address(self.text())
        except InvalidInput as error:
            key, parameters = error.key, error.parameters
            self.show_error(lambda: " ".join(texts_for_key(key, **parameters)))
            return None


class RedirectOptions(QWidget):
    """Port and host of the redirect URL; collapsed at first.

    The page places `toggle_button`. `redirect_changed`: another redirect URL has to be registered.
    """

    redirect_changed = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, redirect: RedirectUrl) -> None:
        super().__init__()
        self._theme = theme
        self._is_listed = self._is_used = True
        self.toggle_button = QPushButton()
        self.toggle_button.setProperty("kind", "disclosure")
        self.toggle_button.setCheckable(True)
        self.port_field = InputField(lambda: tr("Fixed port"), lambda: "", _port_problem)
        self.port_field.edit.setText(str(redirect.port or ""))
        self.host_choice = [EnterRadioButton("127.0.0.1"), EnterRadioButton("localhost")]
        self.host_choice[redirect.localhost].setChecked(True)
        self._group = QButtonGroup(self)
        self._labels = [plain_label("label") for _ in range(2)]
        self._build_layout()
        self._connect()

    def redirect(self) -> RedirectUrl:
        """The chosen redirect URL; an invalid port counts as none."""
        text = self.port_field.text()
        is_port = text.isdecimal() and int(text) in ALLOWED_PORTS
        return RedirectUrl(int(text) if is_port else None, localhost=self.host_choice[1].isChecked())

    def validate(self) -> bool:
        """Returns False after focusing the field that has to be corrected."""
        text = _port_problem(self.port_field.text())
        if text is not None:
            self.toggle_button.setChecked(True)
            self.port_field.show_error(text)
        return text is None

    def set_listed(self, listed: bool) -> None:
        """Whether the page lists the sign-in methods."""
        self._is_listed = listed
        self._show_or_hide()

    def set_used(self, used: bool) -> None:
        """A token sign-in has no redirect URL."""
        self._is_used = used
        self._show_or_hide()

    def tab_stops(self) -> list[QWidget]:
        """Tab stops below `toggle_button`."""
        return [*self.host_choice, self.port_field.edit]

    def apply_appearance(self) -> None:
        self.toggle_button.setText(tr("More"))
        names = (tr("Host of the redirect URL"), tr("Fixed port"))
        for label, text in zip(self._labels, names, strict=True):
            label.setText(text)
        self.port_field.edit.setPlaceholderText(tr("any free port"))
        for host in self.host_choice:
            host.setAccessibleDescription(names[0])
        self.port_field.apply_appearance()
        self._show(self.toggle_button.isChecked())

    def _build_layout(self) -> None:
        self._body = QWidget()
        hosts = QVBoxLayout()
        hosts.setSpacing(6)
        hosts.addWidget(self._labels[0])
        hosts.addLayout(horizontal_box(*self.host_choice, spacing=16))
        hosts.addStretch(1)
        port = QVBoxLayout()
        port.setSpacing(6)
        port.addWidget(self._labels[1])
        port.addWidget(self.port_field)
        redirect_row = horizontal_box(hosts, spacing=24)
        redirect_row.addLayout(port, 1)
        redirect_row.setContentsMargins(mirrored_margins(22, 6, 0, 0))
        self._body.setLayout(redirect_row)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._body)

    def _connect(self) -> None:
        for host in self.host_choice:
            self._group.addButton(host)
            host.submitted.connect(self.submitted)
            host.toggled.connect(lambda _on: self.redirect_changed.emit())
        self.port_field.edit.textEdited.connect(lambda _text: self.redirect_changed.emit())
        self.toggle_button.toggled.connect(self._show)
        self.port_field.submitted.connect(self.submitted)

    def _show_or_hide(self) -> None:
        for part in (self, self.toggle_button):
            part.setVisible(self._is_listed and self._is_used)

    def _show(self, opened: bool) -> None:
        self._body.setVisible(opened)
        set_button_icon(
            self.toggle_button, self._theme, "chevron-down" if opened else "chevron-right", "muted"
        )


def _server_problem(text: str) -> LazyText | None:
    error = doubt_about(text)
    return (lambda: " ".join(texts_for_key(error.key, **error.parameters))) if error is not None else None


def _port_problem(text: str) -> LazyText | None:
    if not text or (text.isdecimal() and int(text) in ALLOWED_PORTS):
        return None
    return lambda: tr(
        "A port is a number from {low} to {high}.", low=ALLOWED_PORTS[0], high=ALLOWED_PORTS[-1]
    )
