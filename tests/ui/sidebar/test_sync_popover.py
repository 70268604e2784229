"""Sync popover: full sentences, error numbers, the helpful button."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Reason
from kanbert_desktop.domain.events import Economy, SyncState, SyncStatus
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.sidebar.sync_status import SyncPopover
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import NOW

LEFT = Qt.MouseButton.LeftButton
WAITING = SyncState.WAITING_FOR_NETWORK
STATUSES = {
    "server error": SyncStatus(
        WAITING,
        pending=1,
        last_sync=NOW,
        offline_since=NOW,
        problem="server_error",
        parameters=(("status", "503"),),
    ),
    "certificate": SyncStatus(WAITING, pending=1, last_sync=NOW, problem="certificate"),
    "sign in": SyncStatus(SyncState.NEEDS_SIGN_IN, pending=2, last_sync=NOW, problem="sign_in_needed"),
    "token": SyncStatus(SyncState.NEEDS_SIGN_IN, pending=2, last_sync=NOW, problem="token_ended"),
    "silent": SyncStatus(WAITING, last_sync=NOW, no_response_since=NOW),
    "deciding": SyncStatus(SyncState.NEEDS_DECISION, attention=2, last_sync=NOW),
    "good": SyncStatus(last_sync=NOW),
    "on battery": SyncStatus(last_sync=NOW, economy=Economy.BATTERY),
    "metered": SyncStatus(WAITING, pending=1, last_sync=NOW, problem="certificate", economy=Economy.METERED),
}


def opened(window: MainWindow, application: FakeApplication, status: SyncStatus, qtbot: QtBot) -> SyncPopover:
    application.publish_status(status)
    qtbot.mouseClick(window.workspace.sidebar.sync_badge, LEFT)
    (popover,) = (one for one in window.workspace.findChildren(SyncPopover) if one.isVisible())
    return popover


def texts(popover: SyncPopover) -> str:
    return "\n".join(label.text() for label in popover.findChildren(QLabel))


def test_an_error_has_its_number(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    popover = opened(window, application, STATUSES["server error"], qtbot)
    assert "The server responded with error 503." in texts(popover)


@pytest.mark.parametrize(
    "wanted",
    [
        ("en", Economy.BATTERY, "On battery: syncing less often."),
        ("en", Economy.METERED, "Metered connection: syncing less often."),
        ("de", Economy.BATTERY, "Im Akkubetrieb: Es wird seltener synchronisiert."),
        ("de", Economy.METERED, "Getaktete Verbindung: Es wird seltener synchronisiert."),
    ],
)
def test_it_tells_why_it_syncs_less_often(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, wanted: tuple[str, Economy, str]
) -> None:
    language, reason, text = wanted
    use_language(QApplication.instance(), language, resource("translations"))
    popover = opened(window, application, SyncStatus(last_sync=NOW, economy=reason), qtbot)
    assert text in texts(popover).splitlines()


def test_plugged_in_it_says_nothing_of_power(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    assert "less often" not in texts(opened(window, application, STATUSES["good"], qtbot))


@pytest.fixture(params=[("en", 1.0), ("de", 1.5)], ids=["en 100 %", "de 150 %"])
def scheme(request: pytest.FixtureRequest, qapp: QApplication, theme: Theme) -> Iterator[None]:
    language, scale = request.param
    use_language(qapp, language, resource("translations"))
    theme.configure("light", scale)
    yield
    theme.configure("light", 1.0)


@pytest.mark.parametrize("name", STATUSES)
@pytest.mark.usefixtures("scheme")
def test_no_text_is_cut(window: MainWindow, application: FakeApplication, qtbot: QtBot, name: str) -> None:
    """Every label has space for all of its lines, and nothing exceeds the frame."""
    application.open_account.service.move_card("40", Column.WIP)
    popover = opened(window, application, STATUSES[name], qtbot)
    labels = popover.findChildren(QLabel)
    assert labels
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert popover.rect().contains(label.geometry()), label.text()
    assert popover.rect().contains(popover.main_button.geometry())


@pytest.mark.parametrize("name", ["sign in", "token"])
def test_it_offers_to_sign_in_when_needed(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, name: str
) -> None:
    popover = opened(window, application, STATUSES[name], qtbot)
    assert popover.main_button.text() == "Sign in"
    qtbot.mouseClick(popover.main_button, LEFT)
    assert application.open_account.sync_control.sync_request_count == 0
    assert application.sign_ins


def test_what_needs_a_decision_is_one_click_away(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.add_question("1", Reason.REJECTED, title="Anders")
    popover = opened(window, application, STATUSES["deciding"], qtbot)
    assert popover.main_button.text() == "Show decisions"
    qtbot.mouseClick(popover.main_button, LEFT)
    assert window.workspace.pages.currentWidget() is window.workspace.navigator.page(PageKind.ATTENTION)


def test_only_cards_whose_changes_will_be_sent_are_listed(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    service = application.open_account.service
    service.add_card(BoardId("b1"), "Neu und wieder weg")
    service.undo()
    moved = service.require_card("40")
    service.move_card(moved.key, Column.WIP)
    asked = service.require_card("1").title
    application.open_account.add_question("1", Reason.CHANGED_REMOTELY, title="Anders")
    pending = application.open_account.replica.status.current().pending
    assert pending == 1
    popover = opened(window, application, SyncStatus(WAITING, pending=pending, problem="offline"), qtbot)
    lines = texts(popover).splitlines()
    assert moved.title in lines
    assert not {asked, "Neu und wieder weg"} & set(lines)
    assert not any("more change" in line for line in lines)


def test_an_unresponsive_server_is_shown_in_badge_and_popover(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    workspace = window.workspace
    workspace.navigator.open_card(CardKey("1"))
    comments = workspace.board.panel.comments
    assert comments.state.text() == "Loading comments …"
    application.publish_status(STATUSES["silent"])
    assert workspace.sidebar.sync_badge.title == "Waiting for Kanbert"
    assert workspace.sidebar.sync_badge.detail.startswith("No response since ")
    qtbot.waitUntil(lambda: comments.state.text() == "Comments load when Kanbert responds.")
    application.publish_status(STATUSES["good"])
    assert workspace.sidebar.sync_badge.title == "Up to date"
    qtbot.waitUntil(lambda: comments.state.text() == "Loading comments …")


TEXTS = {
    "offline": (
        SyncStatus(WAITING, problem="offline"),
        "Waiting for network",
        "Comments load when you are online.",
    ),
    "server error": (
        STATUSES["server error"],
        "Waiting for Kanbert",
        "Comments load when Kanbert responds.",
    ),
    "sign in": (
        STATUSES["sign in"],
        "Sign in again",
        "Comments load when you have signed in again.",
    ),
    "good": (STATUSES["good"], "Up to date", "Loading comments …"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_badge_and_popover_show_the_same(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, name: str
) -> None:
    status, title, text = TEXTS[name]
    workspace = window.workspace
    application.publish_status(status)
    workspace.navigator.open_card(CardKey("1"))
    qtbot.waitUntil(lambda: workspace.board.panel.comments.state.text() == text)
    assert workspace.sidebar.sync_badge.title == title
