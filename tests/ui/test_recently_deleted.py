"""Recently deleted page, used by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.recently_deleted import RecentlyDeletedPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication


@pytest.fixture
def deleted(window: MainWindow, application: FakeApplication) -> RecentlyDeletedPage:
    """One card whose deletion was sent, and a newer one whose deletion was not."""
    desktop = application.open_account
    sent = desktop.service.delete_card("1")
    desktop.replica.apply(Batch(drop=[sent.entry.id], removed=[sent.card]))
    desktop.service.delete_card("3")
    window.workspace.navigator.open_page(PageKind.DELETED)
    page = window.workspace.navigator.page(PageKind.DELETED)
    assert isinstance(page, RecentlyDeletedPage)
    return page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_each_card_says_how_it_is_restored(deleted: RecentlyDeletedPage, window: MainWindow) -> None:
    assert [row.method_label.text() for row in deleted.rows] == [
        "Not sent yet: will be restored unchanged.",
        "Will be restored as a new card, without its comments.",
    ]
    assert deleted.rows[0].location_label.text().startswith("Website-Relaunch · ")
    assert (
        deleted.rows[0].restore_button.accessibleName()
        == "Restore “Barrierefreiheitserklärung nach BFSG schreiben”"
    )
    assert window.windowTitle() == "Recently deleted – Kanbert Desktop"


def test_enter_restores_and_focuses_the_next(
    deleted: RecentlyDeletedPage, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    assert deleted.rows[0].restore_button.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert application.open_account.service.card("3") is not None
    assert window.workspace.toast.text_label.text().startswith("Undone: Delete")
    assert len(deleted.rows) == 1
    assert deleted.rows[0].restore_button.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert window.workspace.toast.text_label.text() == "Restored as a new card, without its comments."
    assert deleted.rows == []
    assert deleted.empty_state.isVisible()


def test_arrow_keys_move_and_escape_goes_back(
    deleted: RecentlyDeletedPage, window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down)
    assert deleted.rows[1].restore_button.hasFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Up)
    assert deleted.rows[0].restore_button.hasFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert window.workspace.board.isVisible()


def test_a_card_restored_elsewhere_leaves_the_list(
    deleted: RecentlyDeletedPage, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    deletion = deleted.rows[1].deletion
    application.open_account.service.undo_change(deletion.change)
    qtbot.waitUntil(lambda: len(deleted.rows) == 1)
    assert window.workspace.toast.isHidden()


def test_without_cards_it_says_so_and_the_palette_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "recently")
    press(qtbot, Qt.Key.Key_Return)
    page = window.workspace.navigator.page(PageKind.DELETED)
    assert isinstance(page, RecentlyDeletedPage)
    assert page.empty_state.title_label.text() == "Nothing has been deleted."
    press(qtbot, Qt.Key.Key_Escape)
    assert window.workspace.board.isVisible()
