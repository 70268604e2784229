"""Which verbs there are, and how one of them is run on an open desk."""

import asyncio
from collections.abc import Awaitable, Callable

from kanbert_desktop.cli import exporting, network, reading, writing
from kanbert_desktop.cli.call import Call
from kanbert_desktop.cli.failures import report
from kanbert_desktop.cli.keyring_patience import patient_with_keyring
from kanbert_desktop.cli.progress import telling_progress
from kanbert_desktop.domain.errors import Cancelled, StoreBroken

Verb = Callable[[Call], Awaitable[None]]
VERBS: dict[str, Verb] = {
    "sign-in": network.sign_in,
    "sign-out": network.sign_out,
    "status": reading.status,
    "sync": network.sync,
    "boards": reading.boards,
    "cards": reading.cards,
    "add": writing.add,
    "edit": writing.edit,
    "comment": writing.comment,
    "delete": writing.delete,
    "undo": writing.undo,
    "attention": reading.attention,
    "resolve": writing.resolve,
    "export": exporting.export,
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
    if not call.desk.is_answered(call.id):
        await call.desk.require_room()
    try:
        await verb(call)
    except StoreBroken as error:
        if not call.outlives:
            call.desk.give_up_unsaved()
            raise
        # The disk ran full in between: the window has the change, and saves it when it can.
        raise StoreBroken(_KEPT.get(error.key, error.key), **error.parameters) from error
