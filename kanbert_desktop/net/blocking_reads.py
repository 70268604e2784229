"""Repeats a request that succeeded, with other parameters, on a thread of its own: a third of the time of asyncio.

It knows neither credentials nor errors: whatever is not a plain success is left to the client, which asks again.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import httpx
from httpx import URL, BaseTransport, Client, Request, Response

from kanbert_desktop.net.response_limits import TOTAL_SECONDS, BoundedClient, bounded_body

BlockingRead = Callable[[str], Response]
"""Reads the address, a path with its query, and returns a response with its body. Raises `NotPlain`."""


class SameServer(URL):
    """Another address of a server whose URL has been parsed: to parse each again takes a third of reading a page."""

    def __init__(self, url: URL, address: str) -> None:
        """`address` is a path with its query, percent-encoded. Raises ValueError for text that is not ASCII."""
        super().__init__(url)
        address.encode("ascii")
        path, _, query = address.partition("?")
        # httpx has no public way that does not parse; a test compares with its own URL.
        self._uri_reference = self._uri_reference._replace(path=path, query=query or None, fragment=None)


class NotPlain(Exception):
    """Anything but a plain response. The client has to ask, and says what it means."""


class BlockingClient(Client):
    """Sends without cookies, redirects and authentication, and bounds every response."""

    def read(self, like: Request, address: str) -> Response:
        """Sends the headers of `like` to the same server. Raises `NotPlain`."""
        if self.is_closed:
            # httpx's transport would connect again.
            raise NotPlain
        with _plain_errors():
            request = Request(like.method, like.url, headers=like.headers, extensions=like.extensions)
            request.url = SameServer(like.url, address)
            return self._read(request)

    def _read(self, request: Request) -> Response:
        deadline = time.monotonic() + TOTAL_SECONDS
        transport: BaseTransport = self._transport_for_url(request.url)
        response = transport.handle_request(request)
        try:
            if response.status_code != httpx.codes.OK:
                raise NotPlain
            body = bounded_body(request, response, deadline)
        finally:
            response.close()
        headers = [pair for pair in response.headers.raw if pair[0].lower() in {b"date", b"content-type"}]
        return Response(response.status_code, headers=headers, content=body, request=request)


def blocking_read(client: httpx.AsyncClient, like: Request) -> BlockingRead | None:
    """Returns what reads like the request `like`, which succeeded; None for a client with a transport of its own."""
    twin = client.blocking_twin() if isinstance(client, BoundedClient) else None
    return partial(twin.read, like) if isinstance(twin, BlockingClient) else None


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise NotPlain from error
