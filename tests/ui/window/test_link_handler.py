"""Deep links to cards and boards, and links that lead nowhere or not yet."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.link_handler import LinkHandler
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, NOW, WEB, card


@pytest.fixture
def links(window: MainWindow, application: FakeApplication) -> Iterator[LinkHandler]:
    application.open_account.sync_control.current_status = SyncStatus(last_sync=NOW)
    made = LinkHandler(application, window)  # type: ignore[arg-type]
    yield made
    made.close()


def test_a_card_opens_with_its_board(links: LinkHandler, window: MainWindow) -> None:
    window.workspace.navigator.open_page(PageKind.SETTINGS)
    links.open_link("kanbert-desktop://card/71")
    assert (window.workspace.board.board, window.workspace.board.opened_card) == (HEAT, "71")
    assert window.workspace.navigator.location.kind is PageKind.BOARD


@pytest.mark.parametrize("word", [WEB, "WEB", "web"])
def test_a_board_opens_by_its_id_or_short_code(links: LinkHandler, window: MainWindow, word: str) -> None:
    links.open_link(f"kanbert-desktop://board/{word}")
    assert (window.workspace.board.board, window.workspace.board.opened_card) == (WEB, None)


def test_a_link_shows_a_hidden_window(links: LinkHandler, window: MainWindow, qtbot: QtBot) -> None:
    window.hide()
    links.open_link("kanbert-desktop://card/1")
    qtbot.waitUntil(window.isVisible)


def test_a_link_replaces_the_first_run_page(links: LinkHandler, window: MainWindow) -> None:
    window.show_page(window.access.first_run_page)
    links.open_link("kanbert-desktop://card/1")
    assert window.pages.currentWidget() is window.workspace
    assert window.workspace.board.opened_card == "1"


def test_a_link_to_the_window_shows_it_and_does_nothing_else(
    links: LinkHandler, window: MainWindow, qtbot: QtBot
) -> None:
    window.workspace.navigator.open_page(PageKind.SETTINGS)
    before = window.workspace.navigator.location
    window.hide()
    links.open_link("kanbert-desktop://window")
    qtbot.waitUntil(window.isVisible)
    assert window.workspace.navigator.location == before
    assert not window.workspace.toast.isVisible()


@pytest.mark.parametrize("words", ["window?card=1", "window/card/1", "window#board", "window/../card/1"])
def test_a_link_to_the_window_with_anything_added_is_rejected(
    links: LinkHandler, window: MainWindow, words: str
) -> None:
    before = window.workspace.navigator.location
    with pytest.raises(InvalidInput):
        links.open_link(f"kanbert-desktop://{words}")
    assert window.workspace.navigator.location == before


def test_a_malformed_link_is_reported_and_changes_nothing(links: LinkHandler, window: MainWindow) -> None:
    before = window.workspace.navigator.location
    with pytest.raises(InvalidInput):
        links.open_link("kanbert-desktop://card/1?delete=yes")
    assert window.workspace.toast.text_label.text().startswith("This link cannot be opened.")
    assert window.workspace.navigator.location == before


def test_an_unknown_card_is_synced_and_opens_when_it_arrives(
    links: LinkHandler, window: MainWindow, application: FakeApplication
) -> None:
    links.open_link("kanbert-desktop://card/999")
    assert application.open_account.sync_control.sync_request_count == 1
    assert not window.workspace.toast.isVisible()
    application.receive_cards(card(999, "From a moment ago", Column.NEW, CATALOGUE))
    assert window.workspace.board.opened_card == "999"
    application.publish_status(SyncStatus(last_sync=NOW + timedelta(minutes=1)))
    assert not window.workspace.toast.isVisible()


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("kanbert-desktop://card/999", "This card is not on this computer."),
        ("kanbert-desktop://board/999", "This board is not on this computer."),
    ],
)
def test_a_card_missing_after_a_sync_is_reported(
    links: LinkHandler, window: MainWindow, application: FakeApplication, link: str, text: str
) -> None:
    links.open_link(link)
    application.publish_status(SyncStatus(SyncState.SENDING, last_sync=NOW))
    assert not window.workspace.toast.isVisible()
    application.publish_status(SyncStatus(last_sync=NOW + timedelta(minutes=1)))
    assert window.workspace.toast.text_label.text().startswith(text)
    window.workspace.toast.dismiss_toast()
    application.receive_cards(card(999, "Too late", Column.NEW, CATALOGUE))
    assert window.workspace.board.opened_card is None


def test_offline_a_missing_card_is_reported_at_once(
    links: LinkHandler, window: MainWindow, application: FakeApplication
) -> None:
    links.open_link("kanbert-desktop://card/999")
    application.publish_status(SyncStatus(SyncState.WAITING_FOR_NETWORK, last_sync=NOW, problem="offline"))
    assert window.workspace.toast.text_label.text().startswith("This card is not on this computer.")


def test_a_sync_that_never_ends_times_out(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.sync_control.current_status = SyncStatus(last_sync=NOW)
    links = LinkHandler(application, window, timeout_ms=20)  # type: ignore[arg-type]
    links.open_link("kanbert-desktop://card/999")
    qtbot.waitUntil(window.workspace.toast.isVisible)
    links.close()


def test_a_first_load_has_no_timeout(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    application.open_account.sync_control.current_status = SyncStatus(last_sync=None)
    links = LinkHandler(application, window, timeout_ms=20)  # type: ignore[arg-type]
    links.open_link("kanbert-desktop://card/999")
    for _ in range(3):
        qtbot.waitSignal(links._timer.timeout).wait()
    assert not window.workspace.toast.isVisible()
    application.receive_cards(card(999, "At last", Column.NEW, CATALOGUE))
    assert window.workspace.board.opened_card == "999"
    links.close()


def test_without_an_account_the_link_waits_for_the_sign_in(
    new_window: MainWindow, application: FakeApplication
) -> None:
    links = LinkHandler(application, new_window)  # type: ignore[arg-type]
    links.open_link("kanbert-desktop://card/1")
    assert new_window.access.first_run_page.notice_box.text_label.text().startswith(
        "Sign in to open the link."
    )
    application.sign_in()
    new_window.show_current_account()
    assert new_window.workspace.board.opened_card == "1"
    links.close()


def test_a_malformed_link_is_reported_on_the_first_run_page_too(
    new_window: MainWindow, application: FakeApplication
) -> None:
    links = LinkHandler(application, new_window)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        links.open_link("kanbert-desktop://nothing")
    assert new_window.access.first_run_page.notice_box.text_label.text().startswith(
        "This link cannot be opened."
    )
    links.close()


def test_the_newest_link_wins(links: LinkHandler, window: MainWindow, application: FakeApplication) -> None:
    links.open_link("kanbert-desktop://card/999")
    links.open_link("kanbert-desktop://board/WEB")
    application.receive_cards(card(999, "No longer wanted", Column.NEW, CATALOGUE))
    assert (window.workspace.board.board, window.workspace.board.opened_card) == (WEB, None)


def test_a_link_to_the_window_leaves_one_to_a_card_waiting(
    links: LinkHandler, window: MainWindow, application: FakeApplication
) -> None:
    links.open_link("kanbert-desktop://card/999")
    links.open_link("kanbert-desktop://window")
    application.receive_cards(card(999, "At last", Column.NEW, CATALOGUE))
    assert window.workspace.board.opened_card == "999"


def test_a_file_open_event_of_macos_opens_a_link(links: LinkHandler, window: MainWindow) -> None:
    assert links.eventFilter(window, QFileOpenEvent(QUrl("kanbert-desktop://card/1")))
    assert window.workspace.board.opened_card == "1"
    assert links.eventFilter(window, QFileOpenEvent(QUrl("kanbert-desktop://card/")))
    assert not links.eventFilter(window, QFileOpenEvent(QUrl("file:///tmp/x")))
    assert not links.eventFilter(window, QEvent(QEvent.Type.User))
