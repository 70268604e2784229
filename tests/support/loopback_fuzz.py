"""Generated streams of bytes against a loopback listener: in portions, left open, closed or cut."""

import asyncio
import random
from contextlib import suppress

from kanbert_desktop.identity import loopback_server as visitors
from kanbert_desktop.identity.callback_request import Callback
from kanbert_desktop.identity.loopback_server import MAX_CONNECTIONS, LoopbackServer
from kanbert_desktop.identity.result_page import ResultPageKind
from support.raw_browser import RawBrowserTab

CONCURRENT = 20
FRAGMENTS = (
    b"GET ", b"POST ", b"HEAD ", b"/callback", b"?code=c", b"&state=", b"&state=bad", b"&error=access_denied", b"%00", b"%ff", b" HTTP/1.1",
    b" HTTP/2.0", b"\r\n", b"\n", b"\r", b"Host: 127.0.0.1:1", b"Host: ", b":", b"\x00", b"\xff\xfe", b"a" * 3000, b"\r\n\r\n", b"X-Y: z\r\n",
)  # fmt: skip


async def check_listener(seeds: range) -> Callback:
    """One listener meets them all, a sign-in still completes, and no socket is kept."""
    async with LoopbackServer("good") as loopback:
        for start in range(seeds.start, seeds.stop, CONCURRENT):
            batch = range(start, min(start + CONCURRENT, seeds.stop))
            await asyncio.gather(*(send_garbage(loopback.redirect_uri, seed) for seed in batch))
            assert len(loopback._connections) <= MAX_CONNECTIONS
        tab = await RawBrowserTab(loopback.redirect_uri).connect()
        await tab.send(tab.request("/callback?code=the-code-1&state=good"))
        callback = await loopback.wait_for_callback()
        loopback.show_result(ResultPageKind.SIGNED_IN)
        assert "You are signed in" in await tab.read_response()
    async with asyncio.timeout(20):
        while loopback._connections or visitors._closing:  # noqa: ASYNC110  # Qt sets these, no event tells
            await asyncio.sleep(0)
    return callback


async def send_garbage(redirect_uri: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    tab = await RawBrowserTab(redirect_uri).connect()
    with suppress(ConnectionError):
        for portion in chance.choice([_assembled, _damaged])(chance, tab):
            await tab.send(portion)
    await (tab.reset() if chance.random() < 0.5 else tab.close())


def _assembled(chance: random.Random, _tab: RawBrowserTab) -> list[bytes]:
    return [
        chance.choice(FRAGMENTS) if chance.random() < 0.8 else chance.randbytes(chance.randint(1, 40))
        for _ in range(chance.randint(0, 12))
    ]


def _damaged(chance: random.Random, tab: RawBrowserTab) -> list[bytes]:
    """A request that was good, with bytes lost, doubled, exchanged or added; in portions. None that is a callback."""
    method, target = chance.choice(
        [
            ("HEAD", "/callback?code=c&state=good"),
            ("POST", "/callback?code=c&state=good"),
            ("GET", "/favicon.ico"),
        ]
    )
    data = bytearray(tab.request(target, method, more="Accept-Language: de-DE,de;q=0.9\r\n"))
    for _ in range(chance.randint(0, 6)):
        at = chance.randrange(len(data))
        data[at : at + chance.randint(0, 3)] = chance.choice(
            [b"", chance.randbytes(1), data[at : at + 20], b"\r\n", b"\x00"]
        )
    cuts = sorted(chance.randrange(len(data) + 1) for _ in range(chance.randint(0, 5)))
    return [bytes(data[a:b]) for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
