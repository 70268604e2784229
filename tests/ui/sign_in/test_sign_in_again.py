"""Signing in again by each way, the keyring's page and strips, and a computer without a browser."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.errors import Cancelled, InvalidInput, KeyringUnavailable, SignInRequired
from kanbert_desktop.domain.events import KeyringBlocked, KeyringReady, SignInExpired, WriteAccessChanged
from kanbert_desktop.ui.sign_in import controller
from kanbert_desktop.ui.widgets.banner import About
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import PlayedApplication

LEFT = Qt.MouseButton.LeftButton


def said(window: MainWindow, about: About) -> str:
    return window.workspace.strips.strips[about].words.text()


def press(window: MainWindow, about: About, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.workspace.strips.strips[about].button, LEFT)


def test_a_token_that_ended_is_asked_for_on_the_first_page_with_true_words(
    window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.sign_in_kind = "token"
    application.bus.publish(SignInExpired("token_ended"))
    assert said(window, About.SIGN_IN) == (
        "Kanbert no longer accepts the access token. Your boards stay here."
    )
    press(window, About.SIGN_IN, qtbot)
    first = window.first
    assert window.pages.currentWidget() is first
    assert first.ways.chosen() is first.ways.token
    assert first.ways.token.token.edit.hasFocus()
    assert first.notice.words.text().startswith("Kanbert no longer accepts the access token. It was deleted")
    qtbot.mouseClick(first.back, LEFT)
    assert window.pages.currentWidget() is window.workspace


def test_an_account_with_a_secret_goes_through_the_browser_again(
    window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.sign_in_kind = "secret"
    application.bus.publish(SignInExpired())
    press(window, About.SIGN_IN, qtbot)
    assert application.typed == ["again"]
    assert window.pages.currentWidget() is window.sign_in


def test_a_secret_that_is_gone_is_asked_for_at_its_place(
    window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.sign_in_kind = "secret"
    application.sign_in_trouble = SignInRequired("secret_missing")
    application.bus.publish(SignInExpired())
    press(window, About.SIGN_IN, qtbot)
    first = window.first
    assert window.pages.currentWidget() is first
    assert first.ways.chosen() is first.ways.secret
    assert first.notice.words.text().startswith("The application's secret is no longer in the keyring.")


def test_a_client_id_that_is_missing_opens_the_first_page(
    window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.sign_in_trouble = InvalidInput("client_id_missing")
    application.bus.publish(SignInExpired())
    press(window, About.SIGN_IN, qtbot)
    assert window.pages.currentWidget() is window.first
    assert window.first.notice.words.text().startswith("The client ID is missing.")


def test_a_locked_keyring_is_told_on_the_boards_where_signing_in_again_needs_it(
    window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.sign_in_trouble = KeyringUnavailable("keyring_locked")
    application.bus.publish(SignInExpired())
    press(window, About.SIGN_IN, qtbot)
    assert window.pages.currentWidget() is window.workspace
    assert window.workspace.toast.words.text().startswith("The keyring is locked.")


def test_the_waiting_keyring_is_one_strip_that_goes_by_itself(
    window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.bus.publish(KeyringBlocked("keyring_locked"))
    assert said(window, About.KEYRING) == "The keyring is locked. Unlock the keyring to continue."
    press(window, About.KEYRING, qtbot)
    assert application.keyring_retried == 1
    window.show_whoever_is_here()
    assert About.KEYRING in window.workspace.strips.strips
    application.bus.publish(KeyringReady())
    assert About.KEYRING not in window.workspace.strips.strips


def test_reading_only_comes_and_goes_as_kanbert_says(
    window: MainWindow, application: PlayedApplication
) -> None:
    application.desktop.outside.can_write = False
    application.bus.publish(WriteAccessChanged(False))
    assert said(window, About.READ_ONLY) == "You can read here, not change."
    application.desktop.outside.can_write = True
    application.bus.publish(WriteAccessChanged(True))
    assert About.READ_ONLY not in window.workspace.strips.strips


@pytest.fixture
def arrived(new_window: MainWindow, application: PlayedApplication, qtbot: QtBot) -> MainWindow:
    """Signed in through the browser, without a keyring to keep it in."""
    new_window.first.ways.browser.client_id.edit.setText("42")
    qtbot.mouseClick(new_window.first.ways.browser.button, LEFT)
    application.sign_in()
    application.keyring_problem = "keyring_absent"
    application.keyring_then = "keyring_absent"
    application.attempts[0].finish()
    application.tasks.turn()
    return new_window


def test_without_a_keyring_the_person_is_told_before_the_boards_come(
    arrived: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    page = arrived._open_entrance().keyring
    assert arrived.pages.currentWidget() is page
    assert page.title.text() == "The keyring is not available."
    assert page.text.text() == "You can stay signed in until you quit; nothing is written to disk."
    assert page.go_on.hasFocus()
    qtbot.keyClick(page.go_on, Qt.Key.Key_Return)
    assert arrived.pages.currentWidget() is arrived.workspace
    assert said(arrived, About.KEYRING).startswith("The keyring is not available.")


def test_trying_again_goes_on_once_the_keyring_is_there(
    arrived: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    page = arrived._open_entrance().keyring
    qtbot.mouseClick(page.try_again, LEFT)
    assert arrived.pages.currentWidget() is page
    assert page.try_again.isEnabled()
    application.keyring_then = None
    qtbot.mouseClick(page.try_again, LEFT)
    assert arrived.pages.currentWidget() is arrived.workspace
    assert About.KEYRING not in arrived.workspace.strips.strips


def test_a_sign_in_that_could_not_be_kept_can_be_kept_later_from_its_strip(
    arrived: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(arrived._open_entrance().keyring.go_on, LEFT)
    application.keyring_then = None
    press(arrived, About.KEYRING, qtbot)
    assert About.KEYRING not in arrived.workspace.strips.strips


def test_without_a_browser_the_link_stands_there_in_full(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controller, "has_browser", lambda: False)
    new_window.first.ways.browser.client_id.edit.setText("42")
    qtbot.mouseClick(new_window.first.ways.browser.button, LEFT)
    page = new_window.sign_in
    assert page.link.toPlainText() == application.attempts[0].link
    assert page.link.isVisible()
    assert page.link.isReadOnly()
    assert not page.open_again.isVisible()
    assert page.copy_link.hasFocus()
    assert page.fallback.field.isVisible()
    assert page.text.text().startswith("No browser can be opened here. Open this link on")
    page.end(Cancelled("timed_out"))
    assert page.link.toPlainText() == ""
    assert not page.link.isVisible()


def test_a_failed_try_again_is_told_on_the_page_that_shows_it(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    new_window.first.ways.browser.client_id.edit.setText("42")
    qtbot.mouseClick(new_window.first.ways.browser.button, LEFT)
    application.attempts[0].fail(Cancelled("timed_out"))
    application.tasks.turn()
    assert new_window.sign_in.title.text() == "The time is over."
    application.sign_in_trouble = InvalidInput("client_id_missing")
    qtbot.mouseClick(new_window.sign_in.try_again, LEFT)
    assert new_window.sign_in.title.text() == "The client ID is missing."
