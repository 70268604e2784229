"""Repeated sign-in by each method, the keyring page and banners, and a computer without a browser."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.environment import Options
from kanbert_desktop.domain.errors import Cancelled, InvalidInput, KeyringUnavailable, SignInRequired
from kanbert_desktop.domain.events import KeyringBlocked, KeyringReady, SignInExpired, WriteAccessChanged
from kanbert_desktop.ui.sign_in import controller
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

LEFT = Qt.MouseButton.LeftButton


def banner_text(window: MainWindow, about: BannerKind) -> str:
    return window.workspace.banner_bar.banners[about].text_label.text()


def press(window: MainWindow, about: BannerKind, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.workspace.banner_bar.banners[about].button, LEFT)


def test_an_expired_token_is_requested_on_the_first_run_page(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.current_account.sign_in_method = "token"
    application.bus.publish(SignInExpired("token_ended"))
    assert banner_text(window, BannerKind.SIGN_IN) == (
        "Kanbert no longer accepts the access token. Your boards stay here."
    )
    press(window, BannerKind.SIGN_IN, qtbot)
    first = window.access.first_run_page
    assert window.pages.currentWidget() is first
    assert first.methods.selected_form() is first.methods.token_form
    assert first.methods.token_form.token_field.edit.hasFocus()
    assert first.notice_box.text_label.text().startswith(
        "Kanbert no longer accepts the access token. It was deleted"
    )
    qtbot.mouseClick(first.back_button, LEFT)
    assert window.pages.currentWidget() is window.workspace


def test_an_account_with_a_secret_goes_through_the_browser_again(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.current_account.sign_in_method = "secret"
    application.bus.publish(SignInExpired())
    press(window, BannerKind.SIGN_IN, qtbot)
    assert application.sign_in_requests == ["again"]
    assert window.pages.currentWidget() is window.access.waiting_page


def test_a_missing_secret_is_requested_in_its_field(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.current_account.sign_in_method = "secret"
    application.sign_in_error = SignInRequired("secret_missing")
    application.bus.publish(SignInExpired())
    press(window, BannerKind.SIGN_IN, qtbot)
    first = window.access.first_run_page
    assert window.pages.currentWidget() is first
    assert first.methods.selected_form() is first.methods.secret_form
    assert first.notice_box.text_label.text().startswith("The client secret is no longer in the keyring.")


def test_a_client_id_that_is_missing_opens_the_first_page(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.sign_in_error = InvalidInput("client_id_missing")
    application.bus.publish(SignInExpired())
    press(window, BannerKind.SIGN_IN, qtbot)
    assert window.pages.currentWidget() is window.access.first_run_page
    assert window.access.first_run_page.notice_box.text_label.text().startswith("The client ID is missing.")


def test_a_locked_keyring_is_reported_on_the_boards_when_signing_in_again(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.sign_in_error = KeyringUnavailable("keyring_locked")
    application.bus.publish(SignInExpired())
    press(window, BannerKind.SIGN_IN, qtbot)
    assert window.pages.currentWidget() is window.workspace
    assert window.workspace.toast.text_label.text().startswith("The keyring is locked.")


def test_a_blocked_keyring_shows_one_banner_that_disappears_automatically(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.bus.publish(KeyringBlocked("keyring_locked"))
    assert banner_text(window, BannerKind.KEYRING) == "The keyring is locked. Unlock the keyring to continue."
    press(window, BannerKind.KEYRING, qtbot)
    assert application.current_account.keyring_retry_count == 1
    window.show_current_account()
    assert BannerKind.KEYRING in window.workspace.banner_bar.banners
    application.bus.publish(KeyringReady())
    assert BannerKind.KEYRING not in window.workspace.banner_bar.banners


def test_read_only_access_follows_the_server(window: MainWindow, application: FakeApplication) -> None:
    application.open_account.sync_control.can_write = False
    application.bus.publish(WriteAccessChanged(False))
    assert banner_text(window, BannerKind.READ_ONLY) == "You have read-only access."
    application.open_account.sync_control.can_write = True
    application.bus.publish(WriteAccessChanged(True))
    assert BannerKind.READ_ONLY not in window.workspace.banner_bar.banners


@pytest.fixture
def signed_in(new_window: MainWindow, application: FakeApplication, qtbot: QtBot) -> MainWindow:
    """Signed in by browser, without a keyring."""
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("42")
    qtbot.mouseClick(new_window.access.first_run_page.methods.browser_form.submit_button, LEFT)
    application.sign_in()
    application.current_account.keyring_problem = "keyring_absent"
    application.keyring_problem_after_retry = "keyring_absent"
    application.sign_ins[0].finish()
    application.tasks.run_pending()
    return new_window


def test_without_a_keyring_the_user_is_informed_before_the_boards_open(
    signed_in: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    page = signed_in.access.pages.keyring_page
    assert signed_in.pages.currentWidget() is page
    assert page.title_label.text() == "The keyring is not available."
    assert page.text_label.text() == "You can stay signed in until you quit; nothing is written to disk."
    assert page.continue_button.hasFocus()
    qtbot.keyClick(page.continue_button, Qt.Key.Key_Return)
    assert signed_in.pages.currentWidget() is signed_in.workspace
    assert banner_text(signed_in, BannerKind.KEYRING).startswith("The keyring is not available.")


def test_retrying_continues_once_the_keyring_is_available(
    signed_in: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    page = signed_in.access.pages.keyring_page
    qtbot.mouseClick(page.retry_button, LEFT)
    assert signed_in.pages.currentWidget() is page
    assert page.retry_button.isEnabled()
    application.keyring_problem_after_retry = None
    qtbot.mouseClick(page.retry_button, LEFT)
    assert signed_in.pages.currentWidget() is signed_in.workspace
    assert BannerKind.KEYRING not in signed_in.workspace.banner_bar.banners


def test_credentials_can_be_stored_later_from_the_banner(
    signed_in: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(signed_in.access.pages.keyring_page.continue_button, LEFT)
    application.keyring_problem_after_retry = None
    press(signed_in, BannerKind.KEYRING, qtbot)
    assert BannerKind.KEYRING not in signed_in.workspace.banner_bar.banners


def test_without_a_browser_the_full_url_is_shown(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controller, "has_browser", lambda: False)
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("42")
    qtbot.mouseClick(new_window.access.first_run_page.methods.browser_form.submit_button, LEFT)
    page = new_window.access.waiting_page
    assert page.link_view.toPlainText() == application.sign_ins[0].link
    assert page.link_view.isVisible()
    assert page.link_view.isReadOnly()
    assert not page.open_again_button.isVisible()
    assert page.copy_link_button.hasFocus()
    assert page.paste_form.field.isVisible()
    assert page.text_label.text().startswith("No browser can be opened here. Open this link on")
    page.show_failure(Cancelled("timed_out"))
    assert page.link_view.toPlainText() == ""
    assert not page.link_view.isVisible()


def test_a_failed_retry_is_reported_on_the_current_page(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("42")
    qtbot.mouseClick(new_window.access.first_run_page.methods.browser_form.submit_button, LEFT)
    application.sign_ins[0].fail(Cancelled("timed_out"))
    application.tasks.run_pending()
    assert new_window.access.waiting_page.title_label.text() == "The sign-in timed out."
    application.sign_in_error = InvalidInput("client_id_missing")
    qtbot.mouseClick(new_window.access.waiting_page.retry_button, LEFT)
    assert new_window.access.waiting_page.title_label.text() == "The client ID is missing."


@pytest.mark.parametrize(
    ("method", "in_sandbox", "with_browser"),
    [("sample", False, False), ("browser", False, False), ("sample", True, False), ("browser", True, True)],
)
def test_sample_data_opens_again_at_once_unless_a_sign_in_is_to_be_seen(
    window: MainWindow, application: FakeApplication, method: str, in_sandbox: bool, with_browser: bool
) -> None:
    application.is_sample_data = True
    application.options = Options(sandbox=in_sandbox)
    application.current_account.sign_in_method = method  # type: ignore[assignment]
    window.access.controller.sign_in_again()
    assert application.sign_in_requests == (["sample"] if with_browser else [])
    assert application.sample_openings == (not with_browser)
