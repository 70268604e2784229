"""A small static file, read as it lies there: no credentials, no redirects, no more than was agreed."""

import asyncio
from urllib.parse import urlsplit

import httpx

from kanbert_desktop.domain.errors import Later, Refused
from kanbert_desktop.net.client import Response, make_client
from kanbert_desktop.net.failures import read_failure, trouble_key


async def read_static_file(address: str, *, most: int, seconds: float) -> bytes:
    """At most `most` bytes, within `seconds` altogether; asked once, because nobody waits for it.

    Raises `Later`, `Refused` (`too_large`, `not_found`, …), `InvalidInput` (the address), `NotReady` (a proxy).
    """
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    # Packed answers are not asked for: a few bytes may hold any number of them.
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
    try:
        async with (
            asyncio.timeout(seconds),
            make_client(f"{parts.scheme}://{parts.netloc}") as client,
            client.stream("GET", path or "/", headers=headers) as response,
        ):
            return await _body(response, most)
    except TimeoutError as error:
        raise Later("timeout") from error
    except httpx.RequestError as error:
        raise Later(trouble_key(error)) from error


async def _body(response: Response, most: int) -> bytes:
    if response.status_code != 200:
        # Without its body: nobody said how long that is.
        raise read_failure(httpx.Response(response.status_code, request=response.request))
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Later("unreadable_answer")
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > most:
            raise Refused("too_large")
    return bytes(body)
