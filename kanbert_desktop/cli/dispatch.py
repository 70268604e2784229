"""Table of account verbs, progress while one runs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli import account_commands, read_commands, write_commands
from kanbert_desktop.cli.errors import report
from kanbert_desktop.cli.invocation import Call
from kanbert_desktop.domain.errors import Cancelled, StoreError
from kanbert_desktop.domain.events import FullCompareProgressed, LoadProgressed


@contextmanager
def telling_progress(call: Call) -> Iterator[None]:
    """Of the first load and of a full comparison, beside the answer; whoever holds the profile tells whoever asked."""

    def tell(event: LoadProgressed) -> None:
        if not event.done:
            call.output.progress(_words(event))

    def tell_compared(event: FullCompareProgressed) -> None:
        call.output.progress(tr("Comparing everything, %n card(s) so far", event.cards))

    bus = call.application.bus
    ends = (bus.subscribe(LoadProgressed, tell), bus.subscribe(FullCompareProgressed, tell_compared))
    try:
        yield
    finally:
        for end in ends:
            end()


def _words(event: LoadProgressed) -> str:
    cards = tr("%n card(s) so far", event.cards)
    if not event.total_boards:
        return cards
    boards = tr("Loading boards, {boards} of {all}", boards=event.boards, all=event.total_boards)
    return f"{boards} · {cards}"


TELL_SECONDS = 3.0
GIVE_UP_SECONDS = 20.0


@asynccontextmanager
async def patient_with_keyring(call: Call) -> AsyncIterator[None]:
    """Inside, whoever asks the keyring fails with `KeyringUnavailable` after twenty seconds.

    Also where it is the window that asks: the verb waits for the window then.
    """
    watching = asyncio.ensure_future(_watch(call))
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def _watch(call: Call) -> None:
    watch = call.application.current_account.credentials.keyring_monitor
    while True:
        await watch.circuit_breaker.busy.wait()
        if await _is_idle_within(call, TELL_SECONDS):
            continue
        call.output.note(
            tr("Waiting for the keyring: a window of your desktop may be asking you to unlock it.")
        )
        if not await _is_idle_within(call, GIVE_UP_SECONDS - TELL_SECONDS):
            await watch.stop_waiting()


async def _is_idle_within(call: Call, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await call.application.current_account.credentials.keyring_monitor.circuit_breaker.idle.wait()
    except TimeoutError:
        return False
    return True


Verb = Callable[[Call], Awaitable[None]]
VERBS: dict[str, Verb] = {
    "sign-in": account_commands.sign_in,
    "sign-out": account_commands.sign_out,
    "status": read_commands.status,
    "sync": account_commands.sync,
    "boards": read_commands.boards,
    "cards": read_commands.cards,
    "add": write_commands.add,
    "edit": write_commands.edit,
    "comment": write_commands.comment,
    "delete": write_commands.delete,
    "undo": write_commands.undo,
    "attention": read_commands.attention,
    "resolve": write_commands.resolve,
    "export": read_commands.export,
}
CHANGING = frozenset({"add", "edit", "comment", "delete", "undo", "resolve"})
"""Verbs that save something of the person's."""
_KEPT = {"disk_full": "kept_disk_full", "store_unwritable": "kept_unwritable"}
LONG = frozenset({"sign-in", "sign-out", "sync"})
"""Verbs that wait for the network, the keyring or a person: whoever runs one for another may be kept for minutes."""
OWN_SECRETS = frozenset({"sign-in", "sync"})
"""Verbs that need the asker's access token or client secret, where the asker has one."""


def interrupted(verb: str) -> Cancelled:
    """In the words of what was under way."""
    keys = {"sign-in": "cancelled", "sync": "sync_interrupted"}
    return Cancelled(keys.get(verb, "verb_interrupted"))


async def run_call(call: Call) -> int:
    """Its exit code; whatever went wrong has been said."""
    try:
        with telling_progress(call):
            if call.words.verb in LONG:
                async with patient_with_keyring(call):
                    await _carry_out(call)
            else:
                await _carry_out(call)
    except asyncio.CancelledError:
        return report(interrupted(call.words.verb), call.output)
    except Exception as error:  # noqa: BLE001  a bug as well ends in one line and code 1
        return report(error, call.output)
    return 0


async def _carry_out(call: Call) -> None:
    """A change is refused with nothing kept, so that it can be repeated, or kept and told not to be: never both."""
    verb = VERBS[call.words.verb]
    if call.words.verb not in CHANGING:
        await verb(call)
        return
    # What was carried out before and only has to be told again needs no room: refused, it would be repeated as new.
    if not call.desk.is_request_done(call.id):
        await call.desk.require_disk_space()
    try:
        await verb(call)
    except StoreError as error:
        if not call.outlives:
            call.desk.discard_unsaved()
            raise
        # The disk ran full in between: the window has the change, and saves it when it can.
        raise StoreError(_KEPT.get(error.key, error.key), **error.parameters) from error
