"""Sidebar: boards, counts, badge, folding."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.local_data import LAST_BOARD
from kanbert_desktop.domain.board import Board, BoardId, Column
from kanbert_desktop.domain.events import BoardsChanged, LoadProgressed, SyncState, SyncStatus
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.sidebar.board_model import COUNT_ROLE
from kanbert_desktop.ui.sidebar.sync_status import SyncPopover
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


class RecordedEvents(QObject):
    """The events that these objects get from now on."""

    def __init__(self, *watched: QObject) -> None:
        super().__init__()
        self._seen: list[tuple[QObject, QEvent.Type]] = []
        for one in watched:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._seen.append((watched, event.type()))
        return False

    def of(self, kind: QEvent.Type) -> list[QObject]:
        """The objects that got such an event, in the order in which they did."""
        return [watched for watched, seen in self._seen if seen == kind]


def rows(window: MainWindow) -> dict[str, list[tuple[str, int | None]]]:
    model = window.workspace.sidebar.board_tree.boards_model
    return {
        client.data(): [
            (model.index(row, 0, client).data(), model.index(row, 0, client).data(COUNT_ROLE))
            for row in range(model.rowCount(client))
        ]
        for client in model.client_rows()
    }


def counted(window: MainWindow, qtbot: QtBot) -> dict[str, list[tuple[str, int | None]]]:
    qtbot.waitUntil(lambda: not window.workspace.account_events.sidebar_counts.is_scheduled)
    return rows(window)


def test_clients_and_boards_are_sorted_with_their_open_cards(window: MainWindow, qtbot: QtBot) -> None:
    assert counted(window, qtbot) == {
        "Bergmann Möbel": [("Frühjahrskatalog 2027", 18), ("Website-Relaunch", 8)],
        "Stadtwerke Lindau": [("Kampagne Fernwärme", 31)],
    }


def test_a_count_follows_changes(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    application.open_account.service.move_card("1", Column.COMPLETED)
    assert counted(window, qtbot)["Bergmann Möbel"][1] == ("Website-Relaunch", 7)


def test_a_click_opens_a_board_and_it_is_remembered(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    tree = window.workspace.sidebar.board_tree
    place = tree.visualRect(tree.boards_model.index_of(BoardId("b3"))).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert window.workspace.board.board == "b3"
    assert window.windowTitle() == "Kampagne Fernwärme – Kanbert Desktop"
    assert application.open_account.service.local.value(LAST_BOARD) == "b3"


def test_the_keyboard_moves_folds_and_opens(window: MainWindow, qtbot: QtBot) -> None:
    tree = window.workspace.sidebar.board_tree
    tree.setFocus()
    tree.setCurrentIndex(tree.boards_model.index_of(BoardId("b2")))
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert window.workspace.board.board == "b1"
    tree.setFocus()
    tree.setCurrentIndex(tree.boards_model.index(0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert not tree.isExpanded(tree.boards_model.index(0, 0))


def test_folded_clients_stay_folded(window: MainWindow, application: FakeApplication) -> None:
    tree = window.workspace.sidebar.board_tree
    tree.collapse(tree.boards_model.index(0, 0))
    boards = application.open_account.local_cards.boards
    boards[BoardId("b9")] = Board(BoardId("b9"), "Neu", "N", boards[BoardId("b1")].client)
    application.bus.publish(BoardsChanged())
    assert [name for name, _ in rows(window)["Bergmann Möbel"]] == [
        "Frühjahrskatalog 2027",
        "Neu",
        "Website-Relaunch",
    ]
    assert not tree.isExpanded(tree.boards_model.index(0, 0))


def test_a_renamed_board_keeps_its_position(window: MainWindow, application: FakeApplication) -> None:
    window.workspace.navigator.open_board(BoardId("b1"))
    boards = application.open_account.local_cards.boards
    boards[BoardId("b1")] = boards[BoardId("b1")]._replace(title="Anders")
    application.bus.publish(BoardsChanged())
    assert window.workspace.sidebar.board_tree._delegate.opened_board == "b1"
    assert window.workspace.board.board == "b1"


def test_rows_have_accessible_names_and_counts(window: MainWindow, qtbot: QtBot) -> None:
    counted(window, qtbot)
    model = window.workspace.sidebar.board_tree.boards_model
    assert model.index_of(BoardId("b2")).data(ACCESSIBLE) == "Board Frühjahrskatalog 2027, 18 open cards"
    assert model.index(0, 0).data(ACCESSIBLE) == "Client Bergmann Möbel"


def test_the_badge_shows_the_sync_status(window: MainWindow, application: FakeApplication) -> None:
    application.publish_status(SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=2, problem="offline"))
    badge = window.workspace.sidebar.sync_badge
    assert (badge.title, badge.detail) == ("Waiting for network", "2 changes saved here")
    assert badge.accessibleName() == "Waiting for network, 2 changes saved here"


def test_another_time_of_the_last_sync_lays_nothing_out_again(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    workspace = window.workspace
    badge = workspace.sidebar.sync_badge
    synced = datetime(2026, 11, 30, 9, 41, tzinfo=UTC)
    application.publish_status(SyncStatus(last_sync=synced))
    QCoreApplication.sendPostedEvents()
    seen = RecordedEvents(badge, workspace, workspace.rail.buttons.sync, workspace.rail.buttons.inbox)
    application.publish_status(SyncStatus(last_sync=synced + timedelta(minutes=1)))
    QCoreApplication.sendPostedEvents()
    assert "9:42" in badge.toolTip()
    assert "9:42" in workspace.rail.buttons.sync.toolTip()
    assert seen.of(QEvent.Type.ToolTipChange) == [badge, workspace.rail.buttons.sync]
    assert not seen.of(QEvent.Type.LayoutRequest)
    long_line = SyncStatus(SyncState.NEEDS_SIGN_IN, pending=2_000_000_000)
    application.publish_status(long_line)
    QCoreApplication.sendPostedEvents()
    assert workspace in seen.of(QEvent.Type.LayoutRequest)
    assert badge.height() == badge.heightForWidth(badge.width())


def test_the_rail_follows_the_status_and_the_open_decisions(
    window: MainWindow, application: FakeApplication
) -> None:
    rail = window.workspace.rail
    application.publish_status(SyncStatus(SyncState.NEEDS_DECISION, attention=3))
    assert rail.buttons.attention.accessibleName() == "Attention, 3 need your decision"
    assert rail.buttons.sync.accessibleName().startswith("3 need your decision")
    application.publish_status(SyncStatus(SyncState.SAVED_LOCALLY, pending=2))
    assert rail.buttons.attention.accessibleName() == "Attention"
    assert rail.buttons.sync.accessibleName() == "Saved here, 2 changes to send"


def test_the_badge_opens_details_and_syncs(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.service.move_card("40", Column.WIP)
    application.publish_status(SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=1, problem="certificate"))
    qtbot.mouseClick(window.workspace.sidebar.sync_badge, Qt.MouseButton.LeftButton)
    popover = window.workspace.findChild(SyncPopover)
    texts = [label.text() for label in popover.findChildren(QLabel)]
    assert "Katalogseite 0" in texts
    assert any("certificate" in text for text in texts)
    qtbot.mouseClick(popover.main_button, Qt.MouseButton.LeftButton)
    assert application.open_account.sync_control.sync_request_count == 1


def test_attention_counts_and_opens(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    application.publish_status(SyncStatus(SyncState.NEEDS_DECISION, attention=3))
    attention = window.workspace.sidebar.attention_button
    assert attention.accessibleName() == "Attention, 3 need your decision"
    qtbot.mouseClick(attention, Qt.MouseButton.LeftButton)
    assert window.workspace.pages.currentWidget() is window.workspace.navigator.page(PageKind.ATTENTION)
    assert attention.isChecked()
    assert window.windowTitle() == "Attention – Kanbert Desktop"


def test_f9_folds_the_sidebar_and_the_rail_expands_it(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    window.resize(1300, 800)
    qtbot.waitUntil(workspace.sidebar.isVisible)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not workspace.sidebar.isVisible()
    assert workspace.rail.isVisible()
    qtbot.mouseClick(workspace.rail.buttons.expand, Qt.MouseButton.LeftButton)
    assert workspace.sidebar.isVisible()
    assert not workspace.rail.isVisible()


def test_a_narrow_window_folds_the_sidebar_automatically(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(800, 600)
    qtbot.waitUntil(window.workspace.rail.isVisible)
    window.resize(1300, 800)
    qtbot.waitUntil(window.workspace.sidebar.isVisible)


def test_the_first_load_shows_progress_and_opens_a_board(
    window: MainWindow, application: FakeApplication
) -> None:
    sidebar = window.workspace.sidebar
    application.bus.publish(LoadProgressed(12, 38, 412))
    assert sidebar.load_progress.text_label.text() == "Loading boards, 12 of 38"
    assert sidebar.load_progress.isVisible()
    application.bus.publish(LoadProgressed(0, 0, 412))
    assert sidebar.load_progress.text_label.text() == "412 cards so far"
    application.bus.publish(LoadProgressed(38, 38, 900, done=True))
    assert not sidebar.load_progress.isVisible()


def test_the_window_opens_its_first_board_as_soon_as_there_is_one(
    window: MainWindow, application: FakeApplication
) -> None:
    workspace = window.workspace
    boards = dict(application.open_account.local_cards.boards)
    application.open_account.local_cards.boards.clear()
    workspace.board.board = None
    application.bus.publish(BoardsChanged())
    workspace.navigator.open_last_board()
    assert workspace.pages.currentWidget() is workspace.loading_page
    application.open_account.local_cards.boards.update(boards)
    application.bus.publish(BoardsChanged())
    assert workspace.pages.currentWidget() is workspace.board


def test_without_running_projects_the_page_says_so(window: MainWindow, application: FakeApplication) -> None:
    window.workspace.loading_page.show_progress(LoadProgressed(0, 0, 0, done=True))
    assert window.workspace.loading_page.title_label.text() == "No running projects for you."
