"""After a recovery, new cards of this computer are shown before their boards are known."""

from PySide6.QtWidgets import QApplication

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.events import BoardsChanged
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication


def test_a_card_on_an_unknown_board_is_shown(
    window: MainWindow, application: FakeApplication, qapp: QApplication
) -> None:
    desktop, workspace = application.open_account, window.workspace
    assert desktop is not None
    assert workspace is not None
    lost = next(iter(desktop.local_cards.boards))
    card = desktop.service.add_card(lost, "Gerettet").card
    known = desktop.local_cards.boards.pop(lost)
    application.bus.publish(BoardsChanged())
    qapp.processEvents()
    assert lost in set(workspace.sidebar.board_tree.boards_model.boards())
    workspace.navigator.open_board(lost)
    assert "Board not loaded yet" in window.windowTitle()
    columns = workspace.board.columns_view.columns.values()
    assert any(view.cards.card_rect(card).isValid() for view in columns)
    desktop.local_cards.boards[BoardId(lost)] = known
    application.bus.publish(BoardsChanged())
    assert [board.title for board in desktop.service.boards() if board.id == lost] == [known.title]
