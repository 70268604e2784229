"""The table of account verbs, and how one is run: progress, keyring timeout, disk errors."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.errors import interruption_error, report_error
from kanbert_desktop.cli.invocation import Invocation
from kanbert_desktop.cli.options import CHANGING_ACTIONS
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import FullCompareProgressed, LoadProgressed

if TYPE_CHECKING:
    import argparse

KEYRING_HINT_SECONDS = 3.0
KEYRING_TIMEOUT_SECONDS = 20.0
VerbHandler = Callable[[Invocation], Awaitable[None] | None]
"""Reading verbs do not wait for anything."""


def _handler(module: str, name: str) -> VerbHandler:
    """Imports the module of a verb when the verb is run: no verb needs the modules of all others."""

    def run(invocation: Invocation) -> Awaitable[None] | None:
        handler: VerbHandler = getattr(import_module(f"kanbert_desktop.cli.{module}"), name)
        return handler(invocation)

    return run


VERB_HANDLERS: dict[str, VerbHandler] = {
    "sign-in": _handler("account_commands", "sign_in"),
    "sign-out": _handler("account_commands", "sign_out"),
    "status": _handler("read_commands", "status"),
    "sync": _handler("account_commands", "sync"),
    "boards": _handler("read_commands", "boards"),
    "cards": _handler("read_commands", "cards"),
    "add": _handler("write_commands", "add"),
    "edit": _handler("write_commands", "edit"),
    "comment": _handler("write_commands", "comment"),
    "delete": _handler("write_commands", "delete"),
    "undo": _handler("write_commands", "undo"),
    "inbox": _handler("inbox_commands", "inbox"),
    "attention": _handler("read_commands", "attention"),
    "resolve": _handler("write_commands", "resolve"),
    "export": _handler("read_commands", "export"),
    "overview": _handler("overview_command", "overview"),
    "views": _handler("view_commands", "run_views"),
    "templates": _handler("template_commands", "run_templates"),
}
_READING_VERBS = frozenset({"status", "boards", "cards", "inbox", "attention", "export", "overview"})
_CHANGING_VERBS = frozenset({"add", "edit", "comment", "delete", "undo", "resolve"})
_KEPT_IN_WINDOW = {"disk_full": "kept_disk_full", "store_unwritable": "kept_unwritable"}
LONG_VERBS = frozenset({"sign-in", "sign-out", "sync"})
"""Verbs that wait for the network, the keyring or the user, possibly for minutes."""
VERBS_NEEDING_OWN_SECRETS = frozenset({"sign-in", "sync"})
"""Verbs that need the sender's access token or client secret, if it has one."""


def is_reading(found: "argparse.Namespace") -> bool:
    """True if the verb reads the account's file itself, whoever holds the profile."""
    return found.verb in _READING_VERBS or (found.verb in CHANGING_ACTIONS and not is_changing(found))


def is_changing(found: "argparse.Namespace") -> bool:
    """True if the verb saves changes."""
    if found.verb in CHANGING_ACTIONS:
        return found.action in CHANGING_ACTIONS[found.verb]
    return found.verb in _CHANGING_VERBS


async def run_invocation(invocation: Invocation) -> int:
    """Returns the exit code. Errors have been reported."""
    try:
        with report_progress(invocation):
            if invocation.arguments.verb in LONG_VERBS:
                async with keyring_timeout(invocation):
                    await _run(invocation)
            else:
                await _run(invocation)
    except asyncio.CancelledError:
        return report_error(interruption_error(invocation.arguments.verb), invocation.output)
    except Exception as error:  # noqa: BLE001  a bug also ends in one line and exit code 1
        return report_error(error, invocation.output)
    return 0


async def _run(invocation: Invocation) -> None:
    """Either refuses a change and keeps nothing, so that it can be repeated, or keeps it and says so: never both."""
    verb = VERB_HANDLERS[invocation.arguments.verb]
    if not is_changing(invocation.arguments):
        await _finish(verb(invocation))
        return
    # A request carried out before needs no disk space: if refused, it would be repeated as a new one.
    if not invocation.service.is_request_done(invocation.id):
        await invocation.service.require_disk_space()
    try:
        await _finish(verb(invocation))
    except StoreError as error:
        if not invocation.process_continues:
            invocation.service.discard_unsaved()
            raise
        # The disk ran full in between: the window has the change and saves it later.
        raise StoreError(_KEPT_IN_WINDOW.get(error.key, error.key), **error.parameters) from error


async def _finish(work: Awaitable[None] | None) -> None:
    if work is not None:
        await work


@contextmanager
def report_progress(invocation: Invocation) -> Iterator[None]:
    """Reports the first load and a full compare. The holder of the profile reports to the process that asked."""

    def show_load(event: LoadProgressed) -> None:
        if not event.done:
            invocation.output.print_progress(_words(event))

    def show_compare(event: FullCompareProgressed) -> None:
        invocation.output.print_progress(tr("Comparing everything, %n card(s) so far", event.cards))

    bus = invocation.application.bus
    unsubscribers = (
        bus.subscribe(LoadProgressed, show_load),
        bus.subscribe(FullCompareProgressed, show_compare),
    )
    try:
        yield
    finally:
        for unsubscribe in unsubscribers:
            unsubscribe()


def _words(event: LoadProgressed) -> str:
    cards = tr("%n card(s) so far", event.cards)
    if not event.total_boards:
        return cards
    boards = tr("Loading boards, {boards} of {all}", boards=event.boards, all=event.total_boards)
    return f"{boards} · {cards}"


@asynccontextmanager
async def keyring_timeout(invocation: Invocation) -> AsyncIterator[None]:
    """Inside, calls to the keyring fail with `KeyringUnavailable` after twenty seconds.

    This includes calls of the window, on which the verb waits then.
    """
    watcher = asyncio.ensure_future(_watch_keyring(invocation))
    try:
        yield
    finally:
        watcher.cancel()
        await asyncio.gather(watcher, return_exceptions=True)


async def _watch_keyring(invocation: Invocation) -> None:
    monitor = invocation.application.current_account.credentials.keyring_monitor
    while True:
        await monitor.circuit_breaker.busy.wait()
        if await _is_idle_within(invocation, KEYRING_HINT_SECONDS):
            continue
        invocation.output.print_note(tr("Waiting for the keyring: a window may be asking you to unlock it."))
        if not await _is_idle_within(invocation, KEYRING_TIMEOUT_SECONDS - KEYRING_HINT_SECONDS):
            await monitor.stop_waiting()


async def _is_idle_within(invocation: Invocation, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await (
                invocation.application.current_account.credentials.keyring_monitor.circuit_breaker.idle.wait()
            )
    except TimeoutError:
        return False
    return True
