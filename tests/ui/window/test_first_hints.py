"""Three hints below the first board: shown once on a computer, each until it was done, or closed together."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.switching import ListedAccount
from kanbert_desktop.app.settings import FIRST_HINTS
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window import first_hints
from kanbert_desktop.ui.window.first_hints import HintBar
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_window import window_on_screen

LEFT = Qt.MouseButton.LeftButton
ALL = ["drag", "palette", "offline"]


@pytest.fixture
def first_board(new_window: MainWindow, application: FakeApplication, qtbot: QtBot) -> MainWindow:
    """On a computer without accounts, just after *Try with sample data*."""
    qtbot.mouseClick(new_window.access.first_run_page.sample_button, LEFT)
    qtbot.waitUntil(lambda: bar_of(new_window) is not None)
    return new_window


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(first_hints, "announce", lambda _widget, text: texts.append(text))
    return texts


def bar_of(window: MainWindow) -> HintBar | None:
    shown = [bar for bar in window.findChildren(HintBar) if bar.isVisible()]
    return shown[0] if shown else None


def shown_hints(window: MainWindow) -> list[str]:
    bar = bar_of(window)
    return list(bar.hints) if bar is not None else []


def test_the_first_board_shows_three_hints(announced: list[str], first_board: MainWindow) -> None:
    bar = bar_of(first_board)
    assert bar is not None
    assert [hint.text_label.text() for hint in bar.hints.values()] == [
        "Drag a card to another column",
        "Ctrl+K finds everything",
        "Works offline, too",
    ]
    assert bar.hints["drag"].text_label.accessibleName() == (
        "Drag a card to another column, or move it with Ctrl+Shift+Left and Ctrl+Shift+Right."
    )
    assert announced == [bar.text()]
    assert bar.close_button.accessibleDescription() == bar.text()


def test_what_was_done_is_not_hinted_at_any_more(
    first_board: MainWindow, application: FakeApplication
) -> None:
    workspace = first_board.workspace
    workspace.commands.rename("1", "Another title")
    assert shown_hints(first_board) == ALL
    workspace.commands.move(["1"], Column.WIP)
    assert shown_hints(first_board) == ["palette", "offline"]
    first_board.window_actions["palette"].trigger()
    workspace.popups.palette_controller.palette.close()
    assert shown_hints(first_board) == ["offline"]
    application.publish_status(SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=0))
    assert shown_hints(first_board) == ["offline"]
    application.publish_status(SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=1))
    assert bar_of(first_board) is None
    assert application.settings.get(FIRST_HINTS) == ""


def test_closed_hints_never_come_back(
    first_board: MainWindow, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    bar = bar_of(first_board)
    assert bar is not None
    bar.close_button.setFocus()
    qtbot.keyClick(bar.close_button, Qt.Key.Key_Return)
    assert bar_of(first_board) is None
    application.settings.put(FIRST_HINTS, application.settings.get(FIRST_HINTS))
    with window_on_screen(application, theme, qtbot) as later:
        qtbot.waitUntil(later.workspace.board.isVisible)
        assert bar_of(later) is None


def test_hints_that_are_left_are_there_at_the_next_start(
    first_board: MainWindow, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    first_board.workspace.commands.move(["1"], Column.WIP)
    with window_on_screen(application, theme, qtbot) as later:
        qtbot.waitUntil(lambda: shown_hints(later) == ["palette", "offline"])


def test_only_boards_show_the_hints(first_board: MainWindow, qtbot: QtBot) -> None:
    workspace = first_board.workspace
    workspace.navigator.open_page(PageKind.SETTINGS)
    assert bar_of(first_board) is None
    workspace.navigator.go_back_or_forward(-1)
    assert shown_hints(first_board) == ALL


def test_a_small_window_belongs_to_the_cards(first_board: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    theme.configure("light", 2.0)
    first_board.resize(720, 480)
    qtbot.waitUntil(lambda: bar_of(first_board) is None)
    first_board.resize(1366, 768)
    qtbot.waitUntil(lambda: shown_hints(first_board) == ALL)
    theme.configure("light", 1.0)


def test_the_toast_does_not_cover_the_hints(first_board: MainWindow, qtbot: QtBot) -> None:
    workspace, bar = first_board.workspace, bar_of(first_board)
    assert bar is not None
    workspace.toast.show_message("Done.")
    top = bar.mapTo(workspace, bar.rect().topLeft()).y()
    qtbot.waitUntil(lambda: workspace.toast.geometry().bottom() < top)


def test_the_hints_are_reached_by_tab_from_the_board(first_board: MainWindow, qtbot: QtBot) -> None:
    bar = bar_of(first_board)
    assert bar is not None
    workspace = first_board.workspace
    workspace.board.focus_board()
    for _ in range(20):
        qtbot.keyClick(first_board.focusWidget(), Qt.Key.Key_Tab)
        if bar.close_button.hasFocus():
            break
    assert bar.close_button.hasFocus()


def test_who_knows_the_program_sees_no_hints(window: MainWindow) -> None:
    assert bar_of(window) is None


@pytest.fixture
def returning(application: FakeApplication, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """Signed out on a computer that knows an account."""
    account = KnownAccount("https://api.kanbert.com", "u1", "Mira", "mira@studio.test", signed_in=False)
    application.listed_accounts = [
        ListedAccount(account, application.folder, "signed_out", is_current=False, in_this_profile=True)
    ]
    with window_on_screen(application, theme, qtbot) as made:
        yield made


def test_a_later_sign_in_brings_no_hints(
    returning: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.mouseClick(returning.access.first_run_page.sample_button, LEFT)
    assert returning.pages.currentWidget() is returning.workspace
    assert application.settings.get(FIRST_HINTS) == ""
