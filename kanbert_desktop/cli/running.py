"""Which verbs there are, and how one of them is run on an open desk."""

import asyncio
from collections.abc import Awaitable, Callable

from kanbert_desktop.cli import exporting, network, reading, writing
from kanbert_desktop.cli.call import Call
from kanbert_desktop.cli.failures import report
from kanbert_desktop.cli.keyring_patience import patient_with_keyring
from kanbert_desktop.cli.progress import telling_progress
from kanbert_desktop.domain.errors import Cancelled

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
                    await VERBS[call.words.verb](call)
            else:
                await VERBS[call.words.verb](call)
    except asyncio.CancelledError:
        return report(interrupted(call.words.verb), call.output)
    except Exception as error:  # noqa: BLE001  a bug as well ends in one line and code 1
        return report(error, call.output)
    return 0
