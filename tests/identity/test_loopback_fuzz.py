"""Any bytes, in any portions, left open, closed or cut: the listener lives and the sign-in still completes."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from kanbert_desktop.identity import visitor as visitors
from kanbert_desktop.identity.callback import Callback
from kanbert_desktop.identity.loopback import MOST_VISITORS, Loopback
from kanbert_desktop.identity.loopback_page import Ending
from support.browsing import Tab

Run = Callable[[Coroutine[Any, Any, Any]], Any]
STREAMS = 1000
PIECES = (
    b"GET ", b"POST ", b"HEAD ", b"/callback", b"?code=c", b"&state=", b"&state=bad", b"&error=access_denied", b"%00", b"%ff", b" HTTP/1.1",
    b" HTTP/2.0", b"\r\n", b"\n", b"\r", b"Host: 127.0.0.1:1", b"Host: ", b":", b"\x00", b"\xff\xfe", b"a" * 3000, b"\r\n\r\n", b"X-Y: z\r\n",
)  # fmt: skip


async def disturb(redirect_uri: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    tab = await Tab(redirect_uri).connect()
    with suppress(ConnectionError):
        for _ in range(chance.randint(0, 12)):
            piece = (
                chance.choice(PIECES) if chance.random() < 0.8 else chance.randbytes(chance.randint(1, 40))
            )
            await tab.send(piece)
    await (tab.reset() if chance.random() < 0.5 else tab.close())


def test_no_stream_of_bytes_disturbs_a_sign_in(qt_loop: Run) -> None:
    async def journey() -> Callback:
        async with Loopback("good") as loopback:
            for start in range(0, STREAMS, 20):
                await asyncio.gather(
                    *(disturb(loopback.redirect_uri, seed) for seed in range(start, start + 20))
                )
                assert len(loopback._visitors) <= MOST_VISITORS
            tab = await Tab(loopback.redirect_uri).connect()
            await tab.send(tab.request("/callback?code=the-code-1&state=good"))
            callback = await loopback.wait()
            loopback.finish(Ending.SIGNED_IN)
            assert "You are signed in" in await tab.answer()
        async with asyncio.timeout(20):
            while loopback._visitors or visitors._leaving:  # noqa: ASYNC110  # Qt sets these, no event tells
                await asyncio.sleep(0)
        return callback

    assert qt_loop(journey()).code == "the-code-1"
