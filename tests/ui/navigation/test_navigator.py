"""Back and forward between boards, open cards and pages, with their view states."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.events import BoardsChanged
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, WEB

ALT = Qt.KeyboardModifier.AltModifier


def opened(application: FakeApplication, theme: Theme, qtbot: QtBot) -> MainWindow:
    """A window of another start."""
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def back(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)


def forward(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)


def test_alt_and_arrow_keys_move_between_boards_cards_and_pages(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    workspace.board.open_card(CardKey("1"))
    workspace.navigator.open_board(HEAT)
    workspace.navigator.open_page(PageKind.ATTENTION)
    back(window, qtbot)
    assert window.windowTitle().startswith("Kampagne Fernwärme")
    back(window, qtbot)
    assert (workspace.board.board, workspace.board.opened_card) == (WEB, "1")
    back(window, qtbot)
    assert (workspace.board.board, workspace.board.opened_card) == (WEB, None)
    forward(window, qtbot)
    assert workspace.board.opened_card == "1"
    forward(window, qtbot)
    forward(window, qtbot)
    assert window.windowTitle().startswith("Attention")
    forward(window, qtbot)
    assert window.windowTitle().startswith("Attention")


def test_a_closed_card_is_no_entry(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(HEAT)
    workspace.navigator.open_board(WEB)
    workspace.board.open_card(CardKey("1"))
    workspace.board.close_card()
    back(window, qtbot)
    assert workspace.board.board == HEAT


def test_focus_and_scroll_are_restored(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    window.resize(1300, 600)
    workspace.navigator.open_board(HEAT)
    cards = workspace.board.columns_view.columns[Column.WIP].cards
    cards.focus_card(CardKey("95"))
    where = cards.verticalScrollBar().value() // 2
    assert where > 0
    cards.verticalScrollBar().setValue(where)
    workspace.navigator.open_board(CATALOGUE)
    back(window, qtbot)
    qtbot.waitUntil(lambda: cards.verticalScrollBar().value() == where)
    assert cards.current_key() == "95"
    assert cards.hasFocus()


def test_focus_and_scroll_are_restored_at_the_next_start(
    window: MainWindow, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    window.resize(1300, 600)
    window.workspace.navigator.open_board(HEAT)
    cards = window.workspace.board.columns_view.columns[Column.WIP].cards
    cards.focus_card(CardKey("95"))
    where = cards.verticalScrollBar().value() // 2
    cards.verticalScrollBar().setValue(where)
    window.close()
    again = opened(application, theme, qtbot)
    cards = again.workspace.board.columns_view.columns[Column.WIP].cards
    qtbot.waitUntil(lambda: cards.verticalScrollBar().value() == where > 0)
    assert cards.current_key() == "95"
    assert cards.hasFocus()


@pytest.mark.parametrize(
    "saved", ["", "{", "[]", '["x", 1, 2]', '["x", null, 0, {"nowhere": 1}]', '[1, 2, 3, "4"]']
)
def test_an_unreadable_saved_view_state_is_ignored(
    saved: str, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.sign_in()
    application.open_account.service.local.save_value("standing", saved)
    again = opened(application, theme, qtbot)
    assert again.workspace.board.board is not None


def test_the_filter_is_restored(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(HEAT)
    qtbot.keyClicks(workspace.board.filter_bar.field, "kampagne 17")
    workspace.navigator.open_board(WEB)
    assert workspace.board.filter_bar.field.text() == ""
    back(window, qtbot)
    assert workspace.board.filter_bar.field.text() == "kampagne 17"
    qtbot.waitUntil(lambda: workspace.board.columns_view.columns[Column.WIP].model.keys == ["87"])


def test_a_missing_board_is_skipped(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    workspace = window.workspace
    for board in (WEB, CATALOGUE, HEAT):
        workspace.navigator.open_board(board)
    del application.open_account.local_cards.boards[CATALOGUE]
    application.bus.publish(BoardsChanged())
    back(window, qtbot)
    assert workspace.board.board == WEB
    assert workspace.toast.isHidden()


def test_the_mouse_buttons_go_back_and_forward(window: MainWindow) -> None:
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    workspace.navigator.open_board(HEAT)
    cards = workspace.board.columns_view.columns[Column.WIP].cards
    place = cards.viewport().mapTo(window, QPoint(40, 40))
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.BackButton, none, place)
    assert workspace.board.board == WEB
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.ForwardButton, none, place)
    assert workspace.board.board == HEAT
    assert workspace.board.opened_card is None
