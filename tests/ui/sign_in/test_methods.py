"""The three sign-in methods: fields, hints while typing, submitted values."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import ClientRegistration, RedirectUrl
from kanbert_desktop.app.accounts.sign_in_settings import AdminPreset
from kanbert_desktop.app.environment import Options
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.ui.sign_in import settings_link
from kanbert_desktop.ui.sign_in.methods import SignInMethods
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

LEFT = Qt.MouseButton.LeftButton
GOOD_CLIENT_ID = "This looks like a client ID."
SERVER = "https://api.kanbert.com"


@pytest.fixture
def opened_urls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked to open."""
    urls: list[str] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url.toString())
        return True

    monkeypatch.setattr(settings_link.QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr(settings_link, "has_browser", lambda: True)
    return urls


@pytest.fixture
def method_forms(new_window: MainWindow) -> SignInMethods:
    return new_window.first_run_page.methods


def type_into(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.clear()
    qtbot.keyClicks(edit, text)


def test_the_recommended_method_is_expanded_and_the_others_collapsed(method_forms: SignInMethods) -> None:
    assert method_forms.browser_form.submit_button.isVisible()
    assert method_forms.browser_form.badge_label.text() == "Recommended"
    assert not method_forms.secret_form.submit_button.isVisible()
    assert not method_forms.token_form.submit_button.isVisible()
    assert method_forms.secret_form.description_label.isVisible()


def test_an_application_with_a_secret_submits_the_secret(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    method_forms.select("secret")
    assert method_forms.secret_form.secret_field is not None
    assert method_forms.secret_form.secret_field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert method_forms.secret_form.secret_field.hint_label.text() == "Kept in the keyring only."
    method_forms.secret_form.client_id_field.edit.setText("42")
    method_forms.secret_form.secret_field.edit.setText("s3cret")
    qtbot.keyClick(method_forms.secret_form.secret_field.edit, Qt.Key.Key_Return)
    assert application.sign_in_requests == [ClientRegistration(SERVER, "42", "s3cret")]
    assert application.sign_ins[0].open_count == 0, "one Enter opens the browser once"


def test_a_secret_can_be_revealed_and_hidden(method_forms: SignInMethods, qtbot: QtBot) -> None:
    field = method_forms.secret_form.secret_field
    assert field is not None
    method_forms.select("secret")
    qtbot.mouseClick(field.reveal_button, LEFT)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert field.reveal_button.accessibleName() == "Hide: Client secret"
    qtbot.mouseClick(field.reveal_button, LEFT)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_missing_secret_is_asked_for(method_forms: SignInMethods, application: FakeApplication) -> None:
    method_forms.select("secret")
    method_forms.secret_form.client_id_field.edit.setText("42")
    method_forms.secret_form.submit()
    assert method_forms.secret_form.secret_field is not None
    assert method_forms.secret_form.secret_field.hint_label.text().startswith("The client secret is missing.")
    assert method_forms.secret_form.secret_field.edit.hasFocus()
    assert application.sign_in_requests == []


def test_an_invalid_client_id_is_a_hint_while_typing_and_an_error_afterwards(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    field = method_forms.browser_form.client_id_field
    type_into(qtbot, field.edit, "https://app")
    assert field.hint_label.text().startswith("That is a web address, not a client ID.")
    assert not field.hint_label.property("problem")
    assert field.edit.accessibleDescription() == field.hint_label.text()
    method_forms.browser_form.copy_button.setFocus()
    assert field.hint_label.property("problem")
    qtbot.mouseClick(method_forms.browser_form.submit_button, LEFT)
    assert application.sign_in_requests == []
    type_into(qtbot, field.edit, "9c1f2f00-7a3e")
    assert not field.hint_label.property("problem")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9d2f4c1a-0b1e-4f6a-8c3d-2e5f7a9b1c3d", GOOD_CLIENT_ID),
        ("9D2F4C1A-0B1E-4F6A-8C3D-2E5F7A9B1C3D", GOOD_CLIENT_ID),
        ("9d2f4c1a-0b1e-4f6a", "Not complete yet: "),
        ("my-app", "Please check it: "),
        ("9d2f4c1a-0b1e-4f6a-8c3d-2e5f7a9b1c3d0", "Please check it: "),
        ("", ""),
    ],
)
def test_the_client_id_field_says_at_once_whether_it_looks_right(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot, text: str, said: str
) -> None:
    field = method_forms.browser_form.client_id_field
    type_into(qtbot, field.edit, text)
    assert field.hint_label.text().startswith(said)
    assert field.hint_label.isVisible() is bool(said)
    assert bool(field.hint_label.property("good")) is (said == GOOD_CLIENT_ID)
    assert not field.hint_label.property("problem")
    assert field.edit.accessibleDescription() == field.hint_label.text()
    method_forms.browser_form.submit()
    assert len(application.sign_in_requests) == bool(text), (
        "Kanbert documents no form: a remark refuses nothing"
    )


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://api.kanbert.com", "https://developers.kanbert.com/authentication"),
        ("studio.kanbert.com", "https://studio.kanbert.com/settings/apps"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/settings/apps"),
    ],
)
def test_a_button_opens_the_settings_page_of_the_server(
    method_forms: SignInMethods, opened_urls: list[str], qtbot: QtBot, address: str, opened: str
) -> None:
    form = method_forms.browser_form
    type_into(qtbot, form.server_field.edit, address)
    expected = "Open settings page" if opened.endswith("/settings/apps") else "Open instructions"
    assert form.settings_link.button.text() == expected
    qtbot.mouseClick(form.settings_link.button, LEFT)
    assert opened_urls == [opened]


def test_the_settings_page_of_no_address_is_not_opened(
    method_forms: SignInMethods, opened_urls: list[str], qtbot: QtBot
) -> None:
    form = method_forms.token_form
    method_forms.select("token")
    type_into(qtbot, form.server_field.edit, "http://kanbert.example")
    qtbot.mouseClick(form.settings_link.button, LEFT)
    assert opened_urls == []
    assert form.server_field.edit.hasFocus()
    assert form.server_field.hint_label.text().startswith("This address is not secure.")


def test_without_a_browser_the_settings_address_is_copied(
    method_forms: SignInMethods, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_link, "has_browser", lambda: False)
    link = method_forms.browser_form.settings_link
    qtbot.mouseClick(link.button, LEFT)
    assert QGuiApplication.clipboard().text() == "https://developers.kanbert.com/authentication"
    assert link.copied_label.text().startswith("No browser was found here.")
    assert link.copied_label.isVisible()


def test_the_address_of_a_space_signs_in_at_the_server_of_all_spaces(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    type_into(qtbot, method_forms.browser_form.server_field.edit, "https://studio.kanbert.com/boards?x=1")
    assert method_forms.token_form.server_field.text() == "https://studio.kanbert.com/boards?x=1"
    method_forms.browser_form.client_id_field.edit.setText("42")
    method_forms.browser_form.submit()
    assert application.sign_in_requests == [ClientRegistration(SERVER, "42")]


def test_an_unusual_client_id_is_questioned_but_accepted(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    type_into(qtbot, method_forms.browser_form.client_id_field.edit, "a" * 40)
    assert method_forms.browser_form.client_id_field.hint_label.text().startswith(
        "That looks like a client secret"
    )
    method_forms.browser_form.submit()
    assert application.sign_in_requests == [ClientRegistration(SERVER, "a" * 40)]


def test_a_fixed_port_and_localhost_show_the_url_to_register(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(method_forms.redirect_options.toggle_button, LEFT)
    type_into(qtbot, method_forms.redirect_options.port_field.edit, "8765")
    assert method_forms.browser_form.redirect_edit.text() == "http://127.0.0.1:8765/callback"
    method_forms.redirect_options.host_choice[1].setChecked(True)
    assert method_forms.browser_form.redirect_edit.text() == "http://localhost:8765/callback"
    qtbot.mouseClick(method_forms.browser_form.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == "http://localhost:8765/callback"
    method_forms.browser_form.client_id_field.edit.setText("42")
    method_forms.browser_form.submit()
    assert application.sign_in_requests == [
        ClientRegistration(SERVER, "42", redirect=RedirectUrl(8765, localhost=True))
    ]


@pytest.mark.parametrize("port", ["80", "70000", "x"])
def test_an_impossible_port_is_rejected_in_its_field(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot, port: str
) -> None:
    qtbot.mouseClick(method_forms.redirect_options.toggle_button, LEFT)
    type_into(qtbot, method_forms.redirect_options.port_field.edit, port)
    method_forms.browser_form.client_id_field.edit.setText("42")
    method_forms.browser_form.submit()
    assert application.sign_in_requests == []
    assert (
        method_forms.redirect_options.port_field.hint_label.text() == "A port is a number from 1024 to 65535."
    )
    assert method_forms.redirect_options.port_field.edit.hasFocus()


def test_a_server_without_https_is_rejected_in_its_field(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    method_forms.browser_form.server_field.edit.setText("http://kanbert.example")
    method_forms.browser_form.client_id_field.edit.setText("42")
    method_forms.browser_form.submit()
    assert application.sign_in_requests == []
    assert method_forms.browser_form.server_field.hint_label.text().startswith("This address is not secure.")
    type_into(qtbot, method_forms.browser_form.server_field.edit, "http://127.0.0.1:8000")
    assert not method_forms.browser_form.server_field.hint_label.property("problem")
    method_forms.browser_form.submit()
    assert application.sign_in_requests == [ClientRegistration("http://127.0.0.1:8000", "42")]


@pytest.fixture
def preset_window(application: FakeApplication, theme: Theme, qtbot: QtBot) -> MainWindow:
    application.preset = AdminPreset(client_id="given")
    application.client_id = "given"
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_a_preset_hides_the_other_methods_behind_a_link(
    preset_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    first = preset_window.first_run_page
    assert first.preset_button.hasFocus()
    assert not first.methods.isVisible()
    qtbot.mouseClick(first.other_methods_button, LEFT)
    assert first.methods.token_form.radio_button.isVisible()
    assert not first.preset_button.isVisible(), "two primary buttons would be one too many"
    qtbot.mouseClick(first.other_methods_button, LEFT)
    first.preset_button.setFocus()
    qtbot.keyClick(first.preset_button, Qt.Key.Key_Return)
    assert application.sign_in_requests == [None]


def test_a_failed_preset_shows_its_error_at_the_button(
    preset_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.sign_in_error = InvalidInput("server_not_https", server="http://k.example")
    qtbot.mouseClick(preset_window.first_run_page.preset_button, LEFT)
    assert preset_window.first_run_page.problem_label.text().startswith("This address is not secure.")
    assert preset_window.first_run_page.problem_label.isVisible()


def test_started_with_sample_data_it_opens_with_or_without_a_sign_in(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.options = Options(sandbox=True)
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    assert window.first_run_page.other_methods_button.isHidden()
    assert window.first_run_page.sample_button.isVisibleTo(window.first_run_page)
