"""A verb that waits for the keyring says so, and does not wait for ever."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.call import Call

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
    watch = call.application.presence.keys.watch
    while True:
        await watch.gate.asked.wait()
        if await _is_idle_within(call, TELL_SECONDS):
            continue
        call.output.note(
            tr("Waiting for the keyring: a window of your desktop may be asking you to unlock it.")
        )
        if not await _is_idle_within(call, GIVE_UP_SECONDS - TELL_SECONDS):
            await watch.give_up()


async def _is_idle_within(call: Call, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await call.application.presence.keys.watch.gate.idle.wait()
    except TimeoutError:
        return False
    return True
