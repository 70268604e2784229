"""Key B copies cards to a board that is chosen from a palette of boards."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.palette.board_chooser import BoardChooser
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB


def opened(window: MainWindow) -> BoardChooser:
    window.workspace.commands.copy_to_board_requested.emit([CardKey("1"), CardKey("2")])
    (chooser,) = window.workspace.findChildren(BoardChooser)
    assert chooser.isVisible()
    return chooser


def titles(chooser: BoardChooser) -> list[str]:
    return [match.target.title for match in chooser.result_list.matches]


def test_the_other_boards_are_offered(window: MainWindow) -> None:
    chooser = opened(window)
    assert sorted(titles(chooser)) == ["Frühjahrskatalog 2027", "Kampagne Fernwärme"]
    assert chooser.field.placeholderText() == "Copy 2 cards to board …"


def test_typing_and_enter_copy_the_cards(
    application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    service = application.open_account.service
    before = {card.key for card in service.cards(HEAT)}
    chooser = opened(window)
    qtbot.keyClicks(chooser.field, "fern")
    assert titles(chooser) == ["Kampagne Fernwärme"]
    with qtbot.waitSignal(window.workspace.commands.change_queued):
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    assert len({card.key for card in service.cards(HEAT)} - before) == 2
    assert {card.board for card in map(service.require_card, ("1", "2"))} == {WEB}


def test_escape_copies_nothing(application: FakeApplication, window: MainWindow, qtbot: QtBot) -> None:
    chooser = opened(window)
    qtbot.keyClick(chooser.field, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert application.open_account.service.undo_text() is None
