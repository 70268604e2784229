"""Coming in with a pasted access token: checked first, kept where it was pasted if it is refused."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.errors import KanbertError, Refused, TransientError
from kanbert_desktop.ui.sign_in.methods import Ways
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import PlayedApplication

LEFT = Qt.MouseButton.LeftButton
SERVER = "https://api.kanbert.com"


@pytest.fixture
def ways(new_window: MainWindow) -> Ways:
    return new_window.first.ways


def paste_token(ways: Ways, qtbot: QtBot) -> None:
    ways.choose("token")
    ways.token.token.edit.setText("  a-token ")
    qtbot.keyClick(ways.token.token.edit, Qt.Key.Key_Return)


def test_a_token_is_checked_before_anything_else_happens(
    new_window: MainWindow, ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    assert application.tokens == [("a-token", SERVER)]
    assert ways.token.waiting.text() == "Asking Kanbert …"
    assert not ways.token.button.isEnabled()
    qtbot.keyClick(ways.token.token.edit, Qt.Key.Key_Return)
    assert len(application.tokens) == 1, "twice pressed is asked once"
    ways.choose("browser")
    ways.browser.client_id.edit.setText("42")
    qtbot.keyClick(ways.browser.client_id.edit, Qt.Key.Key_Return)
    assert application.typed == [], "nor is another way begun meanwhile"
    assert new_window.pages.currentWidget() is new_window.first


def test_a_token_that_is_known_leads_to_the_boards_and_leaves_the_page(
    new_window: MainWindow, ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    application.sign_in()
    answer(application)
    assert new_window.pages.currentWidget() is new_window.workspace
    assert ways.token.token.text() == ""
    ways.token.token.reveal.setChecked(True)
    ways.token.token.edit.undo()
    assert ways.token.token.text() == "", "nor does it come back"


def test_a_token_that_is_not_known_is_refused_in_place_and_kept(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    answer(application, Refused("token_refused", status=401))
    assert ways.token.token.hint.text().startswith("Kanbert does not know this access token.")
    assert ways.token.token.hint.property("problem")
    assert ways.token.token.text() == "a-token"
    assert ways.token.button.isEnabled()
    assert ways.token.token.edit.hasFocus()


def test_without_a_network_the_page_does_not_speak_of_saved_work(
    ways: Ways, application: PlayedApplication, qtbot: QtBot
) -> None:
    paste_token(ways, qtbot)
    answer(application, TransientError("offline"))
    assert ways.token.problem.text() == (
        "Kanbert cannot be reached. Nothing was changed. Check your network and try again."
    )
    assert ways.token.token.text() == "a-token"


def answer(application: PlayedApplication, error: KanbertError | None = None) -> None:
    checking = application.checking
    assert isinstance(checking, asyncio.Future)
    if error is None:
        checking.set_result(None)
    else:
        checking.set_exception(error)
    application.tasks.turn()


def test_a_token_needs_no_redirect_url(ways: Ways, qtbot: QtBot) -> None:
    qtbot.mouseClick(ways.more.head, LEFT)
    assert ways.more.port.isVisible()
    ways.choose("token")
    assert not ways.more.port.isVisible()
    assert ways.more.server.isVisible()


def test_choosing_the_access_token_focuses_its_field(
    new_window: MainWindow, ways: Ways, qtbot: QtBot
) -> None:
    qtbot.mouseClick(ways.token.choice, LEFT)
    assert ways.token.token.edit.hasFocus()
    qtbot.mouseClick(ways.browser.choice, LEFT)
    assert ways.browser.client_id.edit.hasFocus()


def test_space_chooses_and_focuses_too_and_arrows_walk_on(
    new_window: MainWindow, ways: Ways, qtbot: QtBot
) -> None:
    ways.browser.choice.setFocus()
    qtbot.keyClick(ways.browser.choice, Qt.Key.Key_Down)
    qtbot.keyClick(ways.secret.choice, Qt.Key.Key_Down)
    assert ways.token.choice.isChecked()
    assert ways.token.choice.hasFocus()
    qtbot.keyClick(ways.token.choice, Qt.Key.Key_Space)
    assert ways.token.token.edit.hasFocus()
