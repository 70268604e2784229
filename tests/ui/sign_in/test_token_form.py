"""Sign-in with a pasted access token, which is checked first and kept in its field if rejected."""

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
def method_forms(new_window: MainWindow) -> SignInMethods:
    return new_window.access.first_run_page.methods


def paste_token(method_forms: SignInMethods, qtbot: QtBot) -> None:
    method_forms.select("token")
    method_forms.token_form.token_field.edit.setText("  a-token ")
    qtbot.keyClick(method_forms.token_form.token_field.edit, Qt.Key.Key_Return)


def test_a_token_is_checked_before_anything_else_happens(
    new_window: MainWindow, method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    paste_token(method_forms, qtbot)
    assert application.token_sign_ins == [("a-token", SERVER)]
    assert method_forms.token_form.status_label.text() == "Contacting Kanbert …"
    assert not method_forms.token_form.submit_button.isEnabled()
    qtbot.keyClick(method_forms.token_form.token_field.edit, Qt.Key.Key_Return)
    assert len(application.token_sign_ins) == 1, "twice pressed is asked once"
    method_forms.select("browser")
    method_forms.browser_form.client_id_field.edit.setText("42")
    qtbot.keyClick(method_forms.browser_form.client_id_field.edit, Qt.Key.Key_Return)
    assert application.sign_in_requests == [], "nor is another way begun meanwhile"
    assert new_window.pages.currentWidget() is new_window.access.first_run_page


def test_a_valid_token_opens_the_boards_and_is_cleared(
    new_window: MainWindow, method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    paste_token(method_forms, qtbot)
    application.sign_in()
    answer(application)
    assert new_window.pages.currentWidget() is new_window.workspace
    assert method_forms.token_form.token_field.text() == ""
    method_forms.token_form.token_field.reveal_button.setChecked(True)
    method_forms.token_form.token_field.edit.undo()
    assert method_forms.token_form.token_field.text() == "", "nor does it come back"


def test_an_invalid_token_is_rejected_in_its_field_and_kept(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    paste_token(method_forms, qtbot)
    answer(application, Refused("token_refused", status=401))
    assert method_forms.token_form.token_field.hint_label.text().startswith(
        "Kanbert does not recognise this access token."
    )
    assert method_forms.token_form.token_field.hint_label.property("problem")
    assert method_forms.token_form.token_field.text() == "a-token"
    assert method_forms.token_form.submit_button.isEnabled()
    assert method_forms.token_form.token_field.edit.hasFocus()


def test_without_a_network_the_page_does_not_mention_saved_work(
    method_forms: SignInMethods, application: FakeApplication, qtbot: QtBot
) -> None:
    paste_token(method_forms, qtbot)
    answer(application, TransientError("offline"))
    assert method_forms.token_form.problem_label.text() == (
        "Kanbert cannot be reached. Nothing was changed. Check your network and try again."
    )
    assert method_forms.token_form.token_field.text() == "a-token"


def answer(application: FakeApplication, error: KanbertError | None = None) -> None:
    checking = application.token_check
    assert isinstance(checking, asyncio.Future)
    if error is None:
        checking.set_result(None)
    else:
        checking.set_exception(error)
    application.tasks.run_pending()


def test_a_token_needs_no_redirect_url(method_forms: SignInMethods, qtbot: QtBot) -> None:
    qtbot.mouseClick(method_forms.redirect_options.toggle_button, LEFT)
    assert method_forms.redirect_options.port_field.isVisible()
    method_forms.select("token")
    assert not method_forms.redirect_options.port_field.isVisible()
    assert not method_forms.redirect_options.toggle_button.isVisible()
    assert method_forms.token_form.server_field.isVisible()


def test_choosing_the_access_token_focuses_its_field(
    new_window: MainWindow, method_forms: SignInMethods, qtbot: QtBot
) -> None:
    qtbot.mouseClick(method_forms.token_form.radio_button, LEFT)
    assert method_forms.token_form.token_field.edit.hasFocus()
    qtbot.mouseClick(method_forms.browser_form.radio_button, LEFT)
    assert method_forms.browser_form.client_id_field.edit.hasFocus()


def test_space_selects_and_focuses_and_arrow_keys_move_on(
    new_window: MainWindow, method_forms: SignInMethods, qtbot: QtBot
) -> None:
    method_forms.browser_form.radio_button.setFocus()
    qtbot.keyClick(method_forms.browser_form.radio_button, Qt.Key.Key_Down)
    qtbot.keyClick(method_forms.secret_form.radio_button, Qt.Key.Key_Down)
    assert method_forms.token_form.radio_button.isChecked()
    assert method_forms.token_form.radio_button.hasFocus()
    qtbot.keyClick(method_forms.token_form.radio_button, Qt.Key.Key_Space)
    assert method_forms.token_form.token_field.edit.hasFocus()
