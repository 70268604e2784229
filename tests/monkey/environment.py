"""Where the monkey lives: a server, a window that nobody can shut, and an account of all that was wished in it."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.accounts import session
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Options
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.sandbox.state import SandboxState
from kanbert_desktop.ui.window.main_window import MainWindow
from monkey.invariants import Promises
from simulation.change_audit import Account
from simulation.client import WatchedLedger
from simulation.server import Journal, keep_journal
from support.colleague import Colleague
from support.sandbox import RunningSandbox, running_sandbox
from support.window_process import all_loaded, running_window, without_browser

HANDS = "simulation"
"""The name of the token, by which the server marks what came from this window."""


class Beside(Journal):
    """The journal of the world of a running sandbox."""

    def __init__(self, world: SandboxState) -> None:
        self.rows = world.rows


class Doorkeeper(QObject):
    """Nobody closes the window while the monkey plays."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


@dataclass
class House:
    sandbox: RunningSandbox
    account: Account
    application: Application
    window: MainWindow
    promises: Promises = field(init=False)

    def __post_init__(self) -> None:
        self.promises = Promises(self.sandbox, self.account, self.ledger)
        self.colleague = Colleague(self.sandbox.world, "Jonas")

    @property
    def ledger(self) -> WatchedLedger:
        ledger = self.application.current_account.require_session().replica
        assert isinstance(ledger, WatchedLedger)
        return ledger

    @property
    def mirror(self) -> Mirror:
        return self.ledger.mirror


@asynccontextmanager
async def house(folder: Path) -> AsyncIterator[House]:
    """Signed in and loaded; what `folder` holds goes with it."""
    with (
        without_browser(folder / "programs"),
        running_sandbox(folder / "sandbox") as sandbox,
        _accounted(sandbox.world) as account,
    ):
        token = Colleague(sandbox.world, "Mira").token(name=HANDS)
        options = Options(server=sandbox.url, access_token=token, profile=folder / "profile")
        async with running_window(options) as (application, window):
            await all_loaded(window)
            doorkeeper = _locked(application, window)
            yield House(sandbox, account, application, window)
            window.removeEventFilter(doorkeeper)


def _locked(application: Application, window: MainWindow) -> Doorkeeper:
    """No other program is started, nobody signs out, the window stays."""
    doorkeeper = Doorkeeper(window)
    window.installEventFilter(doorkeeper)
    stay: Any = SimpleNamespace(nothing=lambda *_words, **_names: None)
    application.open_window = stay.nothing  # type: ignore[method-assign]
    window.ask_to_sign_out = stay.nothing  # type: ignore[method-assign]
    return doorkeeper


@contextmanager
def _accounted(world: SandboxState) -> Iterator[Account]:
    """Every wish is written down beside the ledger that takes it, and every form a card ever had on the server."""
    with world._lock:
        keep_journal(world)
    account = Account(Beside(world))

    def ledger(_mirror: Mirror, *arguments: Any) -> WatchedLedger:  # noqa: ANN401  as they come
        return WatchedLedger(account, lambda: 0, *arguments)

    with patch.object(session, "Ledger", ledger):
        yield account


def objects_of(window: MainWindow) -> int:
    """Everything of Qt that lives in the window or hangs about without one."""
    strays = [widget for widget in QApplication.topLevelWidgets() if widget is not window]
    return sum(1 + len(place.findChildren(QObject)) for place in [window, *strays])


def resident_bytes() -> int:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
