"""Damage met while the window shows the boards: the file is recovered below it, and a banner says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import AccountReopened
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from plugins.qt_loop import QtLoop
from support.app_user import AppUser, make_app_user, next_event
from support.damaged_pages import flip_bytes_of
from support.fake_keyring import install_fake_keyring
from support.real_window import real_window, wait_until, wait_until_loaded
from support.sandbox import running_sandbox


@pytest.fixture
def app_user(tmp_path: Path, profile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppUser]:
    with running_sandbox(tmp_path / "sandbox", tasks=300) as sandbox:
        yield make_app_user(sandbox, install_fake_keyring(monkeypatch), profile, monkeypatch)


async def signed_in_and_loaded(user: AppUser) -> None:
    async with user.run_application() as application:
        await user.sign_in(application)
        await application.sync()


def longest_board(application: Application) -> BoardId:
    service = application.require_service()
    return max(service.boards(), key=lambda board: len(service.cards(board.id))).id


def scroll_through(window: MainWindow, board: BoardId) -> None:
    """Shows the board and scrolls every column to its end."""
    workspace = window.workspace
    assert workspace is not None
    workspace.service._local_cards.reset_stored()
    workspace.navigator.open_board(board)
    for view in workspace.board.columns_view.columns.values():
        bar = view.cards.verticalScrollBar()
        bar.setValue(bar.maximum())
    window.repaint()


@pytest.mark.parametrize("tree", ["base", "cards", "cards_by_due"])
def test_scrolling_over_damage_costs_the_user_nothing(
    qt_loop: QtLoop, qapp: QApplication, app_user: AppUser, tree: str
) -> None:
    async def scenario() -> None:
        await signed_in_and_loaded(app_user)
        async with real_window(qapp, app_user.options.profile or Path()) as real:
            application, window = real.application, real.window
            await wait_until_loaded(window)
            session, before = application.session, window.workspace
            assert session is not None
            assert before is not None
            await session.disconnect()
            board = longest_board(application)
            before.navigator.open_board(board)
            card = session.service.cards(board)[0].key
            session.service.edit_card(card, {Field.TITLE: "Ungesendet"})
            before.board.open_card(card)
            before.board.panel.composer.field.setPlainText("Ein halber Satz")
            await session.service.wait_until_saved()
            flip_bytes_of(session._store, tree)
            qt_loop.loop.call_soon(lambda: scroll_through(window, board))
            await next_event(application, AccountReopened)
            await wait_until(lambda: window.workspace not in (None, before), "another workspace")
            after = window.workspace
            assert after is not None
            assert "was damaged" in after.banner_bar.banners[BannerKind.RECOVERED].text_label.text()
            assert BannerKind.SAVING not in after.banner_bar.banners
            assert after.service.local.draft(f"comment:{card}") == "Ein halber Satz"
            await wait_until_loaded(window)
            await wait_until(
                lambda: app_user.sandbox.state.rows("SELECT id FROM tasks WHERE title = 'Ungesendet'"),
                "the change on the server",
            )
            assert after.service.require_card(card).title == "Ungesendet"
            assert len(after.service.cards(board)) > 1

    qt_loop(scenario())


def test_wrong_counts_are_put_right_in_the_open_window(
    qt_loop: QtLoop, qapp: QApplication, app_user: AppUser
) -> None:
    async def scenario() -> None:
        await signed_in_and_loaded(app_user)
        async with real_window(qapp, app_user.options.profile or Path()) as real:
            application, window = real.application, real.window
            await wait_until_loaded(window)
            session, workspace = application.session, window.workspace
            assert session is not None
            assert workspace is not None
            board = longest_board(application)
            workspace.navigator.open_board(board)
            columns = workspace.board.columns_view.columns.values()
            right = [view._counts for view in columns]
            assert sum(shown for shown, _ in right) > 0
            falsify = "UPDATE counts SET n = n + 5 WHERE board = ? AND n > 0"
            session._store.write(lambda db: db.execute(falsify, (board,)).rowcount).result(30)
            session.replica.local_cards.reset_stored()
            workspace.board.refresh()
            assert [view._counts for view in columns] != right
            await session.file_check.run()
            await wait_until(lambda: [view._counts for view in columns] == right, "the right counts")

    qt_loop(scenario())
