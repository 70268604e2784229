"""Switching accounts in the real window; unfinished text is kept."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.domain.errors import KeyringUnavailable
from kanbert_desktop.domain.events import AccountSwitched
from kanbert_desktop.identity import async_keyring, keyring_backends
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.menus import SWITCH_TASK
from plugins.qt_loop import QtLoop
from support.sandbox import RunningSandbox, running_sandbox


@pytest.fixture
def profiles(tmp_path: Path) -> Iterator[tuple[RunningSandbox, RunningSandbox]]:
    with running_sandbox(tmp_path / "one") as one, running_sandbox(tmp_path / "two", tasks=20) as two:
        yield one, two


@pytest.fixture
def real(profile: Path, monkeypatch: pytest.MonkeyPatch) -> Application:
    """Without a keyring: a sign-in lasts as long as the application."""

    def absent() -> keyring_backends.KeyringBackend:
        raise KeyringUnavailable("keyring_absent")

    defaults = async_keyring.AsyncKeyring.__init__.__kwdefaults__ or {}
    monkeypatch.setattr(
        async_keyring.AsyncKeyring.__init__, "__kwdefaults__", defaults | {"find_backend": absent}
    )
    options = Options(profile=profile)
    return Application(Environment.for_options(options), options)


async def receive_event(application: Application, event: type, wanted: Callable[[], bool]) -> None:
    changed = asyncio.Event()
    end = application.bus.subscribe(event, lambda _event: changed.set())
    async with asyncio.timeout(60):
        while not wanted():
            changed.clear()
            await changed.wait()
    end()


async def ended(application: Application, name: str) -> None:
    running = application.tasks._running.get(name)
    if running is not None:
        await asyncio.wait({running})


def test_the_other_accounts_boards_are_shown_and_unfinished_text_is_kept(
    qt_loop: QtLoop,
    real: Application,
    profiles: tuple[RunningSandbox, RunningSandbox],
    theme: Theme,
    qtbot: QtBot,
) -> None:
    async def signed_in(sandbox: RunningSandbox) -> str:
        await real.sign_in_with_token(sandbox.credentials["access_token"], sandbox.url)
        await real.sync()
        assert real.account is not None
        return real.account.id

    async def scenario() -> None:
        two, one = await signed_in(profiles[1]), await signed_in(profiles[0])
        window = MainWindow(real, theme, real.current_account.now)
        qtbot.addWidget(window)
        window.show()
        workspace = window.workspace
        assert workspace is not None
        board = workspace.service.boards()[0]
        card = workspace.service.cards(board.id)[0]
        workspace.board.show_board(board.id)
        workspace.board.open_card(card.key)
        workspace.board.panel.composer.field.setPlainText("Ein halber Satz")
        window.account_menu.switcher.switch_to(two)
        await receive_event(real, AccountSwitched, lambda: window.workspace is not workspace)
        assert window.workspace is not None
        shown = {row["id"] for row in profiles[1].state.rows("SELECT id FROM projects")}
        assert {one.id for one in window.workspace.service.boards()} <= shown
        assert window.workspace.board.board in shown
        assert "Ein halber Satz" not in {label.text() for label in window.findChildren(QLabel)}
        await ended(real, SWITCH_TASK)
        window.account_menu.switcher.switch_to(one)
        second = window.workspace
        await receive_event(real, AccountSwitched, lambda: window.workspace is not second)
        assert window.workspace is not None
        window.workspace.board.open_card(card.key)
        assert window.workspace.board.panel.composer.field.toPlainText() == "Ein halber Satz"
        window._remove_workspace()
        await real.close()

    qt_loop(scenario())
