"""A browser's connection on a raw socket."""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

RESPONSE_TIMEOUT_SECONDS = 60


class RawBrowserTab:
    """One connection to a loopback address."""

    def __init__(self, redirect_uri: str) -> None:
        self.host = urlsplit(redirect_uri).netloc
        self.port = int(self.host.rpartition(":")[2])

    async def connect(self) -> "RawBrowserTab":
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    def request(self, target: str, method: str = "GET", host: str | None = None, more: str = "") -> bytes:
        return f"{method} {target} HTTP/1.1\r\nHost: {host or self.host}\r\n{more}\r\n".encode()

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def read_response(self) -> str:
        """Reads until the other side closes; "" if it closed or reset without a response."""
        try:
            data = await asyncio.wait_for(self.reader.read(), RESPONSE_TIMEOUT_SECONDS)
        except ConnectionError:
            data = b""
        await self.close()
        return data.decode()

    async def close(self) -> None:
        self.writer.close()
        await self._gone()

    async def reset(self) -> None:
        self.writer.transport.abort()
        await self._gone()

    async def _gone(self) -> None:
        with suppress(ConnectionError):
            await self.writer.wait_closed()


async def visit(
    redirect_uri: str, target: str, method: str = "GET", host: str | None = None, more: str = ""
) -> str:
    tab = await RawBrowserTab(redirect_uri).connect()
    await tab.send(tab.request(target, method, host, more))
    return await tab.read_response()
