"""The monkey's environment: a server, a window that cannot be closed, and an audit of all changes made in it."""

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
from kanbert_desktop.sandbox.state import SandboxState
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.ui.window.main_window import MainWindow
from monkey.invariants import Invariants
from simulation.change_audit import ChangeAudit
from simulation.client import AuditedReplica
from simulation.server import Journal, install_journal
from support.colleague import Colleague
from support.real_window import running_window, wait_until_loaded, without_browser
from support.sandbox import RunningSandbox, running_sandbox

TOKEN_NAME = "simulation"
"""The token's name, by which the server marks what came from this window."""


class SandboxJournal(Journal):
    """The journal of a running sandbox."""

    def __init__(self, state: SandboxState) -> None:
        self.rows = state.rows


class CloseBlocker(QObject):
    """Keeps the window open while the monkey plays."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


@dataclass
class MonkeyEnvironment:
    sandbox: RunningSandbox
    audit: ChangeAudit
    application: Application
    window: MainWindow
    invariants: Invariants = field(init=False)

    def __post_init__(self) -> None:
        self.invariants = Invariants(self.sandbox, self.audit, self.replica)
        self.colleague = Colleague(self.sandbox.state, "Jonas")

    @property
    def replica(self) -> AuditedReplica:
        replica = self.application.current_account.require_session().replica
        assert isinstance(replica, AuditedReplica)
        return replica

    @property
    def local_cards(self) -> LocalCards:
        return self.replica.local_cards


@asynccontextmanager
async def open_environment(folder: Path) -> AsyncIterator[MonkeyEnvironment]:
    """Signed in and loaded; everything in `folder` is removed with it."""
    with (
        without_browser(folder / "programs"),
        running_sandbox(folder / "sandbox") as sandbox,
        _accounted(sandbox.state) as account,
    ):
        token = Colleague(sandbox.state, "Mira").token(name=TOKEN_NAME)
        options = Options(server=sandbox.url, access_token=token, profile=folder / "profile")
        async with running_window(options) as (application, window):
            await wait_until_loaded(window)
            close_blocker = _locked(application, window)
            yield MonkeyEnvironment(sandbox, account, application, window)
            window.removeEventFilter(close_blocker)


def _locked(application: Application, window: MainWindow) -> CloseBlocker:
    """Starts no other program, neither signs out nor removes data, keeps the window open."""
    close_blocker = CloseBlocker(window)
    window.installEventFilter(close_blocker)
    stay: Any = SimpleNamespace(nothing=lambda *_words, **_names: None)
    application.open_window = stay.nothing  # type: ignore[method-assign]
    window.access.ask_to_sign_out = stay.nothing  # type: ignore[method-assign]
    window.access.sign_out.ask_to_remove_data = stay.nothing  # type: ignore[method-assign]
    return close_blocker


@contextmanager
def _accounted(state: SandboxState) -> Iterator[ChangeAudit]:
    """Audits every change as the replica records it, and every version a card ever had on the server."""
    with state._lock:
        install_journal(state)
    account = ChangeAudit(SandboxJournal(state))

    def audited_replica(*arguments: Any) -> AuditedReplica:  # noqa: ANN401  as they come
        return AuditedReplica(account, lambda: 0, *arguments)

    with patch.object(session, "Replica", audited_replica):
        yield account


def objects_of(window: MainWindow) -> int:
    """Qt objects in the window, and top-level widgets without a parent."""
    others = [widget for widget in QApplication.topLevelWidgets() if widget is not window]
    return sum(1 + len(place.findChildren(QObject)) for place in [window, *others])


def resident_bytes() -> int:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
