"""The event loop of a verb: plain asyncio, or Qt's for the few that need Qt."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.environment import Options
from kanbert_desktop.app.system.handover_server import Listen, Listener
from kanbert_desktop.cli.dispatch import LONG_VERBS


def listen_on_qt(place: str, connected: Callable[[], None]) -> Listener:
    """Listens on Qt's running loop: over plain sockets where it watches them, because QtNetwork takes 4 MiB."""
    if sys.platform == "win32":
        from kanbert_desktop.app.system.qt_handover import QtListener  # noqa: PLC0415  verbs do without Qt

        return QtListener(place, connected)
    from kanbert_desktop.app.system.plain_handover import listen_by_asyncio  # noqa: PLC0415  not on Windows

    return listen_by_asyncio(place, connected)


class EventLoop(NamedTuple):
    """`has_qt`: it can run verbs that need Qt."""

    run: Callable[[Coroutine[Any, Any, int]], int]
    stop_on_signals: Callable[[Callable[[], object]], AbstractContextManager[None]]
    listen: Listen = listen_on_qt
    has_qt: bool = True


def needs_qt(verb: str, options: Options, account: KnownAccount | None) -> bool:
    """A sign-in listens for the browser, and the sandbox is started, through Qt."""
    is_sandbox = options.sandbox or (account is not None and account.sandbox is not None)
    return (verb == "sign-in" and not options.access_token) or (verb in LONG_VERBS and is_sandbox)


def plain_loop(verb: str) -> EventLoop:
    if verb not in LONG_VERBS:
        _load_asyncio_without_ssl()
    from kanbert_desktop.app.system.plain_event_loop import run_on_asyncio, stop_on_signals  # noqa: PLC0415
    from kanbert_desktop.app.system.plain_handover import listen_by_asyncio  # noqa: PLC0415

    return EventLoop(run_on_asyncio, stop_on_signals, listen_by_asyncio, has_qt=False)


def _load_asyncio_without_ssl() -> None:
    """A verb that saves or reads serves no verb that needs the network: it does without OpenSSL, which takes 3 ms."""
    missing: Any = None
    if sys.modules.setdefault("ssl", missing) is missing:
        try:
            # From here on the module is not lazy any more (`startup.import_lazily`).
            _ = asyncio.events
        finally:
            del sys.modules["ssl"]


def qt_loop() -> EventLoop:
    from kanbert_desktop.startup import remove_import_hook  # noqa: PLC0415  for these verbs only

    remove_import_hook()
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    from kanbert_desktop.app.system.event_loop import run_on_qt  # noqa: PLC0415
    from kanbert_desktop.app.system.system_events import stop_on_signals  # noqa: PLC0415

    application = QCoreApplication(["kanbert-desktop"])
    return EventLoop(lambda verb: run_on_qt(application, verb), stop_on_signals)
