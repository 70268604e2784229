"""Coming in for the first time, and again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import ClientRegistration
from kanbert_desktop.app.accounts.sign_in_settings import AdminPreset
from kanbert_desktop.app.environment import Options
from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.domain.errors import Cancelled, InvalidInput, SignInRequired
from kanbert_desktop.domain.events import SignInExpired
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import About
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import PlayedApplication

LEFT = Qt.MouseButton.LeftButton
MY_APP = ClientRegistration("https://api.kanbert.com", "my-app")


def test_without_an_account_the_first_page_explains_how_to_connect(new_window: MainWindow) -> None:
    first = new_window.first
    assert new_window.pages.currentWidget() is first
    assert first.ways.chosen() is first.ways.browser
    assert first.ways.browser.client_id.edit.hasFocus()
    assert first.ways.browser.redirect.text() == "http://127.0.0.1/callback"
    assert not first.ways.more.server.isVisible()


def test_the_redirect_url_is_copied(new_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(new_window.first.ways.browser.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1/callback"
    assert new_window.first.ways.browser.copy.text() == "Copied"


def test_a_missing_client_id_is_asked_for(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(new_window.first.ways.browser.button, LEFT)
    assert new_window.first.ways.browser.client_id.hint.text().startswith("The client ID is missing.")
    assert application.attempts == []


def test_signing_in_leads_from_the_first_page_to_the_boards(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    new_window.first.ways.browser.client_id.edit.setText("  my-app ")
    qtbot.keyClick(new_window.first.ways.browser.client_id.edit, Qt.Key.Key_Return)
    assert application.typed == [MY_APP]
    assert new_window.pages.currentWidget() is new_window.sign_in
    application.sign_in()
    application.attempts[0].finish()
    application.tasks.turn()
    assert new_window.pages.currentWidget() is new_window.workspace
    assert application.remembered == [MY_APP]
    assert not new_window.workspace.toast.isVisible()


def test_somebody_else_than_before_is_told_that_the_boards_stay_apart(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    new_window.first.ways.browser.client_id.edit.setText("my-app")
    qtbot.keyClick(new_window.first.ways.browser.client_id.edit, Qt.Key.Key_Return)
    application.sign_in()
    application.attempts[0].other_account = True
    application.attempts[0].finish()
    application.tasks.turn()
    assert new_window.workspace.toast.words.text() == "This is another account. Its boards stay separate."


def test_the_window_asks_before_somebody_else_comes_in(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    new_window.first.ways.browser.client_id.edit.setText("my-app")
    qtbot.keyClick(new_window.first.ways.browser.client_id.edit, Qt.Key.Key_Return)
    attempt = application.attempts[0]
    assert attempt.ask is not None
    attempt.ask(
        Person(PersonId("u1"), "Mira", "mira@studio.test"), Person(PersonId("u2"), "Eve", "eve@studio.test")
    )
    assert new_window.sign_in.title.text() == "Somebody else has signed in"
    qtbot.mouseClick(new_window.sign_in.come_in, LEFT)
    assert attempt.decided == [True]


def test_a_denied_sign_in_can_be_tried_again_as_a_new_attempt(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    new_window.first.ways.browser.client_id.edit.setText("my-app")
    qtbot.mouseClick(new_window.first.ways.browser.button, LEFT)
    application.attempts[0].fail(Cancelled("denied"))
    application.tasks.turn()
    assert new_window.sign_in.title.text() == "You did not allow access."
    qtbot.mouseClick(new_window.sign_in.try_again, LEFT)
    assert len(application.attempts) == 2
    assert application.typed[1] == MY_APP
    assert new_window.sign_in.title.text() == "Continue in your browser"


def test_cancel_goes_back_to_what_was_typed(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    new_window.first.ways.browser.client_id.edit.setText("my-app")
    qtbot.mouseClick(new_window.first.ways.browser.button, LEFT)
    qtbot.keyClick(new_window.sign_in, Qt.Key.Key_Escape)
    application.tasks.turn()
    assert new_window.pages.currentWidget() is new_window.first
    assert new_window.first.ways.browser.client_id.text() == "my-app"


def test_an_unusable_server_is_explained_beside_the_fields(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.sign_in_trouble = InvalidInput("server_not_https", server="http://kanbert.example")
    new_window.first.ways.browser.client_id.edit.setText("my-app")
    qtbot.mouseClick(new_window.first.ways.browser.button, LEFT)
    assert new_window.first.ways.browser.problem.text().startswith("This address is not secure.")
    assert application.remembered == []


def test_sample_data_needs_one_click(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(new_window.first.sample, LEFT)
    assert application.typed == ["sample"]
    assert new_window.pages.currentWidget() is new_window.sign_in


def test_sample_data_is_not_offered_where_it_is_not_installed(
    application: PlayedApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.sandbox_available = False
    window = MainWindow(application, theme, application.presence.now)
    qtbot.addWidget(window)
    assert window.first.sample.isHidden()


def test_a_client_id_from_outside_leaves_one_button(
    application: PlayedApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.preset = AdminPreset(client_id="preset")
    window = MainWindow(application, theme, application.presence.now)
    qtbot.addWidget(window)
    assert window.first.ways.isHidden()
    assert window.first.preset.text() == "Sign in with your browser"
    qtbot.mouseClick(window.first.preset, LEFT)
    assert application.typed == [None]


def test_an_expired_sign_in_is_one_strip_and_work_goes_on(
    window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.desktop.desk.edit_card("1", {})
    application.bus.publish(SignInExpired())
    strip = window.workspace.strips.strips[About.SIGN_IN]
    assert strip.words.text().startswith("Kanbert asks you to sign in again.")
    assert window.pages.currentWidget() is window.workspace
    assert (
        application.desktop.desk.move_card("1", application.desktop.desk.require_card("3").column) is not None
    )
    qtbot.mouseClick(strip.button, LEFT)
    assert application.typed == ["again"]


def test_cancelling_a_new_sign_in_returns_to_the_boards(
    window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.bus.publish(SignInExpired())
    qtbot.mouseClick(window.workspace.strips.strips[About.SIGN_IN].button, LEFT)
    assert window.pages.currentWidget() is window.sign_in
    qtbot.keyClick(window.sign_in, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.workspace


def test_a_start_that_needs_a_sign_in_still_shows_the_boards(
    window: MainWindow, application: PlayedApplication
) -> None:
    application.trouble = SignInRequired("sign_in_needed")
    application.tasks.start("live", window.go_live())
    assert About.SIGN_IN in window.workspace.strips.strips
    assert window.workspace.pages.currentWidget() is window.workspace.board


def test_started_on_sample_data_the_one_button_signs_in_there(
    application: PlayedApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.options = Options(sandbox=True)
    window = MainWindow(application, theme, application.presence.now)
    qtbot.addWidget(window)
    qtbot.mouseClick(window.first.preset, LEFT)
    assert application.typed == ["sample"]
    assert window.pages.currentWidget() is window.sign_in


def test_enter_presses_the_button_that_has_the_focus(
    new_window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    new_window.first.ways.browser.client_id.edit.setText("my-app")
    new_window.first.ways.browser.button.setFocus()
    qtbot.keyClick(new_window.first.ways.browser.button, Qt.Key.Key_Return)
    assert application.typed == [MY_APP]
