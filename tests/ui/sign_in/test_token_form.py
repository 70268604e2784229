"""Coming in with a pasted access token: checked first, kept where it was pasted if it is refused."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.errors import KanbertError, Refused, TransientError
from kanbert_desktop.ui.sign_in.methods import SignInMethods
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

LEFT = Qt.MouseButton.LeftButton
SERVER = "https://api.kanbert.com"


@pytest.fixture
def ways(new_window: MainWindow) -> SignInMethods:
    return new_window.first_run_page.methods


def paste_token(ways: SignInMethods, qtbot: QtBot) -> None:
    ways.select("token")
    ways.token_form.token_field.edit.setText("  a-token ")
    qtbot.keyClick(ways.token_form.token_field.edit, Qt.Key.Key_Return)


def test_a_token_is_checked_before_anything_else_happens(
    new_window: MainWindow, ways: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    assert application.token_sign_ins == [("a-token", SERVER)]
    assert ways.token_form.status_label.text() == "Asking Kanbert …"
    assert not ways.token_form.submit_button.isEnabled()
    qtbot.keyClick(ways.token_form.token_field.edit, Qt.Key.Key_Return)
    assert len(application.token_sign_ins) == 1, "twice pressed is asked once"
    ways.select("browser")
    ways.browser_form.client_id_field.edit.setText("42")
    qtbot.keyClick(ways.browser_form.client_id_field.edit, Qt.Key.Key_Return)
    assert application.sign_in_requests == [], "nor is another way begun meanwhile"
    assert new_window.pages.currentWidget() is new_window.first_run_page


def test_a_token_that_is_known_leads_to_the_boards_and_leaves_the_page(
    new_window: MainWindow, ways: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    application.sign_in()
    answer(application)
    assert new_window.pages.currentWidget() is new_window.workspace
    assert ways.token_form.token_field.text() == ""
    ways.token_form.token_field.reveal_button.setChecked(True)
    ways.token_form.token_field.edit.undo()
    assert ways.token_form.token_field.text() == "", "nor does it come back"


def test_a_token_that_is_not_known_is_refused_in_place_and_kept(
    ways: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    answer(application, Refused("token_refused", status=401))
    assert ways.token_form.token_field.hint_label.text().startswith(
        "Kanbert does not know this access token."
    )
    assert ways.token_form.token_field.hint_label.property("problem")
    assert ways.token_form.token_field.text() == "a-token"
    assert ways.token_form.submit_button.isEnabled()
    assert ways.token_form.token_field.edit.hasFocus()


def test_without_a_network_the_page_does_not_speak_of_saved_work(
    ways: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    answer(application, TransientError("offline"))
    assert ways.token_form.problem_label.text() == (
        "Kanbert cannot be reached. Nothing was changed. Check your network and try again."
    )
    assert ways.token_form.token_field.text() == "a-token"


def answer(application: FakeApplication, error: KanbertError | None = None) -> None:
    checking = application.token_check
    assert isinstance(checking, asyncio.Future)
    if error is None:
        checking.set_result(None)
    else:
        checking.set_exception(error)
    application.tasks.run_pending()


def test_a_token_needs_no_redirect_url(ways: SignInMethods, qtbot: QtBot) -> None:
    qtbot.mouseClick(ways.server_options.toggle_button, LEFT)
    assert ways.server_options.port_field.isVisible()
    ways.select("token")
    assert not ways.server_options.port_field.isVisible()
    assert ways.server_options.server_field.isVisible()


def test_choosing_the_access_token_focuses_its_field(
    new_window: MainWindow, ways: SignInMethods, qtbot: QtBot
) -> None:
    qtbot.mouseClick(ways.token_form.radio_button, LEFT)
    assert ways.token_form.token_field.edit.hasFocus()
    qtbot.mouseClick(ways.browser_form.radio_button, LEFT)
    assert ways.browser_form.client_id_field.edit.hasFocus()


def test_space_chooses_and_focuses_too_and_arrows_walk_on(
    new_window: MainWindow, ways: SignInMethods, qtbot: QtBot
) -> None:
    ways.browser_form.radio_button.setFocus()
    qtbot.keyClick(ways.browser_form.radio_button, Qt.Key.Key_Down)
    qtbot.keyClick(ways.secret_form.radio_button, Qt.Key.Key_Down)
    assert ways.token_form.radio_button.isChecked()
    assert ways.token_form.radio_button.hasFocus()
    qtbot.keyClick(ways.token_form.radio_button, Qt.Key.Key_Space)
    assert ways.token_form.token_field.edit.hasFocus()
