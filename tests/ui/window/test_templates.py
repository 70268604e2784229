"""Card templates: saved, used and removed through the palette."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB


def choose(qtbot: QtBot, window: MainWindow, letters: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), letters)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_a_card_is_saved_as_template_and_used(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    workspace, service = window.workspace, application.open_account.service
    workspace.navigator.open_board(WEB)
    workspace.board.focus_board(CardKey("1"))
    choose(qtbot, window, "save card as template")
    title = "Cookie-Banner nach Rechtsprüfung anpassen"
    assert workspace.toast.text_label.text() == f"“{title}” was saved as a template on this computer."
    workspace.navigator.open_board(HEAT)
    choose(qtbot, window, "cookie")
    made = workspace.board.opened_card
    assert made is not None
    assert (service.require_card(made).title, service.require_card(made).board) == (title, HEAT)
    assert workspace.toast.undo_button.isVisible()
    qtbot.mouseClick(workspace.toast.undo_button, Qt.MouseButton.LeftButton)
    assert service.card(made) is None


def test_a_template_can_be_removed(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    Templates(application.open_account.service).save("1")
    choose(qtbot, window, "remove template")
    assert Templates(application.open_account.service).all() == []
    assert window.workspace.toast.text_label.text().startswith("The template “Cookie-Banner")


def test_t_saves_the_focused_card(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    window.workspace.navigator.open_board(WEB)
    window.workspace.board.focus_board(CardKey("3"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T)
    saved = [template.title for template in Templates(application.open_account.service).all()]
    assert saved == ["Barrierefreiheitserklärung nach BFSG schreiben"]
