"""The three ways in on the first page: what each asks for, what it says while typing, and what it hands over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import ClientRegistration, RedirectUrl
from kanbert_desktop.app.accounts.sign_in_settings import AdminPreset
from kanbert_desktop.app.environment import Options
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.ui.sign_in.methods import Ways
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import PlayedApplication

LEFT = Qt.MouseButton.LeftButton
SERVER = "https://api.kanbert.com"


@pytest.fixture
def ways(new_window: MainWindow) -> Ways:
    return new_window.first.ways


def type_into(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.clear()
    qtbot.keyClicks(edit, text)


def test_the_recommended_way_is_open_and_the_others_are_one_line_each(ways: Ways) -> None:
    assert ways.browser.button.isVisible()
    assert ways.browser.note.text() == "Recommended"
    assert not ways.secret.button.isVisible()
    assert not ways.token.button.isVisible()
    assert ways.secret.more.isVisible()


def test_an_application_with_a_secret_hands_the_secret_over(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    ways.choose("secret")
    assert ways.secret.secret is not None
    assert ways.secret.secret.edit.echoMode() is QLineEdit.EchoMode.Password
    assert ways.secret.secret.hint.text() == "Kept in the keyring only."
    ways.secret.client_id.edit.setText("42")
    ways.secret.secret.edit.setText("s3cret")
    qtbot.keyClick(ways.secret.secret.edit, Qt.Key.Key_Return)
    assert application.typed == [ClientRegistration(SERVER, "42", "s3cret")]
    assert application.attempts[0].opened == 0, "one Enter opens the browser once"


def test_a_secret_can_be_looked_at_and_hidden_again(ways: Ways, qtbot: QtBot) -> None:
    field = ways.secret.secret
    assert field is not None
    ways.choose("secret")
    qtbot.mouseClick(field.reveal, LEFT)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert field.reveal.accessibleName() == "Hide: Client secret"
    qtbot.mouseClick(field.reveal, LEFT)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_missing_secret_is_asked_for(ways: Ways, application: PlayedApplication) -> None:
    ways.choose("secret")
    ways.secret.client_id.edit.setText("42")
    ways.secret.begin()
    assert ways.secret.secret is not None
    assert ways.secret.secret.hint.text().startswith("The client secret is missing.")
    assert ways.secret.secret.edit.hasFocus()
    assert application.typed == []


def test_what_cannot_be_a_client_id_is_said_calmly_while_typing_and_plainly_afterwards(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    field = ways.browser.client_id
    type_into(qtbot, field.edit, "https://app")
    assert field.hint.text().startswith("That is an address, not a client ID.")
    assert not field.hint.property("problem")
    assert field.edit.accessibleDescription() == field.hint.text()
    ways.browser.copy.setFocus()
    assert field.hint.property("problem")
    qtbot.mouseClick(ways.browser.button, LEFT)
    assert application.typed == []
    type_into(qtbot, field.edit, "9c1f2f00-7a3e")
    assert field.hint.isHidden()


def test_an_unusual_client_id_is_doubted_but_taken(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    type_into(qtbot, ways.browser.client_id.edit, "a" * 40)
    assert ways.browser.client_id.hint.text().startswith("That looks like a secret")
    ways.browser.begin()
    assert application.typed == [ClientRegistration(SERVER, "a" * 40)]


def test_a_fixed_port_and_localhost_show_the_url_to_register(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(ways.more.head, LEFT)
    type_into(qtbot, ways.more.port.edit, "8765")
    assert ways.browser.redirect.text() == "http://127.0.0.1:8765/callback"
    ways.more.hosts[1].setChecked(True)
    assert ways.browser.redirect.text() == "http://localhost:8765/callback"
    qtbot.mouseClick(ways.browser.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "http://localhost:8765/callback"
    ways.browser.client_id.edit.setText("42")
    ways.browser.begin()
    assert application.typed == [ClientRegistration(SERVER, "42", redirect=RedirectUrl(8765, localhost=True))]


@pytest.mark.parametrize("port", ["80", "70000", "x"])
def test_an_impossible_port_is_refused_where_it_stands(
    ways: Ways, application: PlayedApplication, qtbot: QtBot, port: str
) -> None:
    qtbot.mouseClick(ways.more.head, LEFT)
    type_into(qtbot, ways.more.port.edit, port)
    ways.browser.client_id.edit.setText("42")
    ways.browser.begin()
    assert application.typed == []
    assert ways.more.port.hint.text() == "A port is a number from 1024 to 65535."
    assert ways.more.port.edit.hasFocus()


def test_a_server_without_https_is_refused_where_it_stands(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    ways.more.server.edit.setText("http://kanbert.example")
    ways.browser.client_id.edit.setText("42")
    ways.browser.begin()
    assert application.typed == []
    assert ways.more.server.isVisible(), "the options were folded and had to open"
    assert ways.more.server.hint.text().startswith("This address is not secure.")
    type_into(qtbot, ways.more.server.edit, "http://127.0.0.1:8000")
    assert ways.more.server.hint.isHidden()
    ways.browser.begin()
    assert application.typed == [ClientRegistration("http://127.0.0.1:8000", "42")]


@pytest.fixture
def preset_window(application: PlayedApplication, theme: Theme, qtbot: QtBot) -> MainWindow:
    application.preset = AdminPreset(client_id="given")
    application.client_id = "given"
    window = MainWindow(application, theme, application.presence.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    with qtbot.waitActive(window, timeout=10_000):
        window.show()
        window.activateWindow()
    return window


def test_a_preset_hides_the_other_ways_behind_a_quiet_line(
    preset_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    first = preset_window.first
    assert first.preset.hasFocus()
    assert not first.ways.isVisible()
    qtbot.mouseClick(first.others, LEFT)
    assert first.ways.token.choice.isVisible()
    assert not first.preset.isVisible(), "two primary buttons would be one too many"
    qtbot.mouseClick(first.others, LEFT)
    first.preset.setFocus()
    qtbot.keyClick(first.preset, Qt.Key.Key_Return)
    assert application.typed == [None]


def test_a_preset_that_fails_says_so_beside_its_button(
    preset_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.sign_in_trouble = InvalidInput("server_not_https", server="http://k.example")
    qtbot.mouseClick(preset_window.first.preset, LEFT)
    assert preset_window.first.problem.text().startswith("This address is not secure.")
    assert preset_window.first.problem.isVisible()


def test_started_on_sample_data_there_is_no_other_way(
    application: PlayedApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.options = Options(sandbox=True)
    window = MainWindow(application, theme, application.presence.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    assert window.first.others.isHidden()
    assert window.first.sample.isHidden()
