"""First sign-in, and later ones."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import ClientRegistration
from kanbert_desktop.app.accounts.sign_in_settings import AdminPreset
from kanbert_desktop.app.environment import Options
from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.domain.errors import Cancelled, InvalidInput, NotReady, SignInRequired
from kanbert_desktop.domain.events import SignInExpired
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

LEFT = Qt.MouseButton.LeftButton
MY_APP = ClientRegistration("https://api.kanbert.com", "my-app")


def test_without_an_account_the_first_page_explains_how_to_connect(new_window: MainWindow) -> None:
    first = new_window.access.first_run_page
    assert new_window.pages.currentWidget() is first
    assert first.methods.selected_form() is first.methods.browser_form
    assert first.methods.browser_form.client_id_field.edit.hasFocus()
    assert first.methods.browser_form.redirect_edit.text() == "http://127.0.0.1/callback"
    assert first.methods.browser_form.server_field.text() == "https://api.kanbert.com"
    assert first.methods.browser_form.server_field.isVisible()


def test_the_redirect_url_is_copied(new_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(new_window.access.first_run_page.methods.browser_form.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1/callback"
    assert new_window.access.first_run_page.methods.browser_form.copy_button.text() == "Copied"


def test_a_missing_client_id_is_asked_for(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(new_window.access.first_run_page.methods.browser_form.submit_button, LEFT)
    assert new_window.access.first_run_page.methods.browser_form.client_id_field.hint_label.text().startswith(
        "The client ID is missing."
    )
    assert application.sign_ins == []


def test_signing_in_opens_the_boards(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("  my-app ")
    qtbot.keyClick(
        new_window.access.first_run_page.methods.browser_form.client_id_field.edit, Qt.Key.Key_Return
    )
    assert application.sign_in_requests == [MY_APP]
    assert new_window.pages.currentWidget() is new_window.access.waiting_page
    application.sign_in()
    application.sign_ins[0].finish()
    application.tasks.run_pending()
    assert new_window.pages.currentWidget() is new_window.workspace
    assert application.remembered_registrations == [MY_APP]
    assert not new_window.workspace.toast.isVisible()


def test_another_user_is_informed_that_the_boards_stay_separate(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("my-app")
    qtbot.keyClick(
        new_window.access.first_run_page.methods.browser_form.client_id_field.edit, Qt.Key.Key_Return
    )
    application.sign_in()
    application.sign_ins[0].is_other_account = True
    application.sign_ins[0].finish()
    application.tasks.run_pending()
    assert (
        new_window.workspace.toast.text_label.text() == "This is another account. Its boards stay separate."
    )


def test_the_window_asks_before_another_user_signs_in(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("my-app")
    qtbot.keyClick(
        new_window.access.first_run_page.methods.browser_form.client_id_field.edit, Qt.Key.Key_Return
    )
    attempt = application.sign_ins[0]
    assert attempt.ask_other_account is not None
    attempt.ask_other_account(
        Person(PersonId("u1"), "Mira", "mira@studio.test"), Person(PersonId("u2"), "Eve", "eve@studio.test")
    )
    assert new_window.access.waiting_page.title_label.text() == "Another account has signed in"
    qtbot.mouseClick(new_window.access.waiting_page.continue_button, LEFT)
    assert attempt.decisions == [True]


def test_a_denied_sign_in_can_be_tried_again_as_a_new_attempt(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("my-app")
    qtbot.mouseClick(new_window.access.first_run_page.methods.browser_form.submit_button, LEFT)
    application.sign_ins[0].fail(Cancelled("denied"))
    application.tasks.run_pending()
    assert new_window.access.waiting_page.title_label.text() == "You did not allow access."
    qtbot.mouseClick(new_window.access.waiting_page.retry_button, LEFT)
    assert len(application.sign_ins) == 2
    assert application.sign_in_requests[1] == MY_APP
    assert new_window.access.waiting_page.title_label.text() == "Continue in your browser"


def test_cancel_returns_to_the_typed_text(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("my-app")
    qtbot.mouseClick(new_window.access.first_run_page.methods.browser_form.submit_button, LEFT)
    qtbot.keyClick(new_window.access.waiting_page, Qt.Key.Key_Escape)
    application.tasks.run_pending()
    assert new_window.pages.currentWidget() is new_window.access.first_run_page
    assert new_window.access.first_run_page.methods.browser_form.client_id_field.text() == "my-app"


def test_an_unusable_server_is_explained_in_the_form(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.sign_in_error = InvalidInput("server_not_https", server="http://kanbert.example")
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("my-app")
    qtbot.mouseClick(new_window.access.first_run_page.methods.browser_form.submit_button, LEFT)
    assert new_window.access.first_run_page.methods.browser_form.problem_label.text().startswith(
        "This address is not secure."
    )
    assert application.remembered_registrations == []


def test_sample_data_needs_one_click(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(new_window.access.first_run_page.sample_button, LEFT)
    assert application.sample_openings == 1
    assert application.sign_ins == [], "no browser, no sign-in"
    assert new_window.pages.currentWidget() is new_window.workspace
    assert BannerKind.SAMPLE_DATA in new_window.workspace.banner_bar.banners
    assert new_window.access.first_run_page.sample_button.isEnabled()


def test_sample_data_that_does_not_start_says_so(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.sign_in_error = NotReady("sandbox_failed")
    qtbot.mouseClick(new_window.access.first_run_page.sample_button, LEFT)
    form = new_window.access.first_run_page.methods.browser_form
    assert form.problem_label.text().startswith("The sample data could not be started.")
    assert new_window.access.first_run_page.sample_button.isEnabled()


def test_sample_data_whose_token_was_revoked_signs_in_with_the_browser(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.sample_error = SignInRequired("token_ended")
    qtbot.mouseClick(new_window.access.first_run_page.sample_button, LEFT)
    assert application.sign_in_requests == ["sample"]
    assert new_window.pages.currentWidget() is new_window.access.waiting_page


def test_sample_data_is_left_by_connecting_and_stays(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    first = new_window.access.first_run_page
    qtbot.mouseClick(first.sample_button, LEFT)
    qtbot.mouseClick(new_window.workspace.banner_bar.banners[BannerKind.SAMPLE_DATA].button, LEFT)
    assert new_window.pages.currentWidget() is first
    assert first.notice_box.text_label.text().startswith("The sample data stays on this computer.")
    assert first.methods.browser_form.client_id_field.edit.hasFocus()
    assert not first.sample_button.isVisible()
    qtbot.mouseClick(first.back_button, LEFT)
    assert new_window.pages.currentWidget() is new_window.workspace
    application.is_sample_data = False
    new_window.banner_controller.refresh()
    assert BannerKind.SAMPLE_DATA not in new_window.workspace.banner_bar.banners


def test_sample_data_is_not_offered_where_it_is_not_installed(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.is_sandbox_available = False
    window = MainWindow(application, theme, application.current_account.now)
    qtbot.addWidget(window)
    assert not window.access.first_run_page.sample_button.isVisibleTo(window.access.first_run_page)


def test_a_preset_client_id_leaves_one_button(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.preset = AdminPreset(client_id="preset")
    window = MainWindow(application, theme, application.current_account.now)
    qtbot.addWidget(window)
    assert window.access.first_run_page.methods.isHidden()
    assert window.access.first_run_page.preset_button.text() == "Sign in with your browser"
    qtbot.mouseClick(window.access.first_run_page.preset_button, LEFT)
    assert application.sign_in_requests == [None]


def test_an_expired_sign_in_shows_one_banner_and_work_continues(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.service.edit_card("1", {})
    application.bus.publish(SignInExpired())
    banner = window.workspace.banner_bar.banners[BannerKind.SIGN_IN]
    assert banner.text_label.text().startswith("Kanbert asks you to sign in again.")
    assert window.pages.currentWidget() is window.workspace
    assert (
        application.open_account.service.move_card(
            "1", application.open_account.service.require_card("3").column
        )
        is not None
    )
    qtbot.mouseClick(banner.button, LEFT)
    assert application.sign_in_requests == ["again"]


def test_cancelling_a_new_sign_in_returns_to_the_boards(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.bus.publish(SignInExpired())
    qtbot.mouseClick(window.workspace.banner_bar.banners[BannerKind.SIGN_IN].button, LEFT)
    assert window.pages.currentWidget() is window.access.waiting_page
    qtbot.keyClick(window.access.waiting_page, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.workspace


def test_a_start_that_needs_a_sign_in_still_shows_the_boards(
    window: MainWindow, application: FakeApplication
) -> None:
    application.connection_error = SignInRequired("sign_in_needed")
    application.tasks.start("live", window.go_online())
    assert BannerKind.SIGN_IN in window.workspace.banner_bar.banners
    assert window.workspace.pages.currentWidget() is window.workspace.board


def test_started_on_sample_data_the_one_button_signs_in_there(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.options = Options(sandbox=True)
    window = MainWindow(application, theme, application.current_account.now)
    qtbot.addWidget(window)
    qtbot.mouseClick(window.access.first_run_page.preset_button, LEFT)
    assert application.sign_in_requests == ["sample"]
    assert window.pages.currentWidget() is window.access.waiting_page


def test_enter_presses_the_focused_button(
    new_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("my-app")
    new_window.access.first_run_page.methods.browser_form.submit_button.setFocus()
    qtbot.keyClick(new_window.access.first_run_page.methods.browser_form.submit_button, Qt.Key.Key_Return)
    assert application.sign_in_requests == [MY_APP]
