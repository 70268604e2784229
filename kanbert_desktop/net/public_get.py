"""Unauthenticated GET: reachability probe, small static file."""

import asyncio
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from kanbert_desktop.domain.errors import Refused, TransientError
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.net.client import Response, make_client
from kanbert_desktop.net.errors import has_json, network_error_key, read_failure, server_date


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """`problem` is an error key, None if the server answered as expected; `date` is its clock, if it sent one."""

    problem: str | None = None
    status: int = 0
    date: datetime | None = None


async def probe(origin: str, path: str, seconds: float) -> ProbeResult:
    """Never raises for network failures.

    Raises `NotReady` (a proxy) and `InvalidInput` (the origin) like `make_client`.
    """
    try:
        async with asyncio.timeout(seconds), make_client(origin) as client:
            response = await client.get(path)
    except TimeoutError:
        return ProbeResult("timeout")
    except httpx.RequestError as error:
        return ProbeResult(network_error_key(error))
    return ProbeResult(_problem(response), response.status_code, server_date(response))


def _problem(response: Response) -> str | None:
    """A rejection is a valid response: the probe is not signed in."""
    if response.is_success:
        return None if has_json(response) else "unreadable_answer"
    failure = read_failure(response)
    return failure.key if isinstance(failure, TransientError) else None


async def get_static_file(address: str, *, max_bytes: int, seconds: float) -> bytes:
    """Reads at most `max_bytes` within `seconds`. Does not retry: nobody waits for the result.

    Raises `TransientError`, `Refused` (`too_large`, `not_found`, …), `InvalidInput` (the address), `NotReady` (a
    proxy).
    """
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    # No compressed response: a few bytes may expand to any number of them.
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
    try:
        async with (
            asyncio.timeout(seconds),
            make_client(f"{parts.scheme}://{parts.netloc}") as client,
            client.stream("GET", path or "/", headers=headers) as response,
        ):
            return await _body(response, max_bytes)
    except TimeoutError as error:
        raise TransientError("timeout") from error
    except httpx.RequestError as error:
        raise TransientError(network_error_key(error)) from error


async def _body(response: Response, most: int) -> bytes:
    if response.status_code != 200:
        # Without its body, whose length is not limited.
        raise read_failure(httpx.Response(response.status_code, request=response.request))
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise TransientError("unreadable_answer")
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > most:
            raise Refused("too_large")
    return bytes(body)
