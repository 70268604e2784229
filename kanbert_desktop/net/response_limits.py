"""Limits of one response: bytes, decompressed bytes, headers and time. They apply to every request."""

import asyncio
import time
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing
from types import TracebackType
from typing import Any, Protocol

import httpx
from httpx import (
    URL,
    AsyncBaseTransport,
    AsyncByteStream,
    AsyncClient,
    Client,
    Request,
    Response,
    SyncByteStream,
)

ACCEPTED_CODINGS = "gzip, deflate"
"""The encodings whose decompression can be stopped at any byte. No other encoding is requested or decoded."""
MAX_BODY_BYTES = 12 * 1024 * 1024
"""Of one body, compressed and decompressed: a page of 30 cards has some 50 kB, one full of pasted images a few MB."""
MAX_ERROR_BYTES = 256 * 1024
"""Of a body that comes with an error status; the rest of it is not read."""
MAX_HEADER_BYTES = 32 * 1024
TOTAL_SECONDS = 120.0
"""From the request to the last byte of the response. The client's own timeouts end a single pause."""
_PIECE = 64 * 1024
_WINDOW_GZIP, _WINDOW_RAW = 16 + zlib.MAX_WBITS, -zlib.MAX_WBITS


class ResponseTooLarge(httpx.RequestError):
    """More than this program accepts from any server."""


class BoundedClient(AsyncClient):
    """Bounds every response, with or without a proxy, for every reader.

    `make_twin` makes a client that blocks, for another thread.
    """

    def __init__(self, *, make_twin: Callable[[], Client] | None = None, **options: Any) -> None:  # noqa: ANN401 - httpx's own
        super().__init__(**options)
        self._make_twin = make_twin
        self._twin: Client | None = None

    def blocking_twin(self) -> Client | None:
        """The client for the same server that blocks, always the same one; closed with this one."""
        if self._twin is None and self._make_twin is not None and not self.is_closed:
            self._twin = self._make_twin()
        return self._twin

    async def aclose(self) -> None:
        if self._twin is not None:
            self._twin.close()
        await super().aclose()

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        if self._twin is not None:
            self._twin.close()
        await super().__aexit__(exc_type, exc_value, traceback)

    def _transport_for_url(self, url: URL) -> AsyncBaseTransport:
        return BoundedTransport(super()._transport_for_url(url))


class BoundedTransport(AsyncBaseTransport):
    def __init__(self, inner: AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: Request) -> Response:
        """Raises `ReadTimeout` and `ResponseTooLarge` besides the transport's errors; the body raises them later."""
        deadline = asyncio.get_running_loop().time() + _total_seconds(request)
        try:
            async with asyncio.timeout_at(deadline):
                response = await self._inner.handle_async_request(request)
        except TimeoutError as error:
            raise httpx.ReadTimeout("no complete head in time", request=request) from error
        except httpx.RemoteProtocolError as error:
            if "too long" in str(error):
                raise ResponseTooLarge("the headers have no end", request=request) from error
            raise
        try:
            return _bounded(request, response, deadline)
        except httpx.RequestError:
            await response.aclose()
            raise


def _total_seconds(request: Request) -> float:
    """A request with a longer read timeout gets a longer total time too."""
    silence: float | None = request.extensions.get("timeout", {}).get("read")
    return max(TOTAL_SECONDS, 2 * (silence or 0))


def _bounded(request: Request, response: Response, deadline: float) -> Response:
    is_error = response.status_code >= 400
    headers = _checked_headers(request, response)
    if not isinstance(response.stream, AsyncByteStream):
        raise TypeError("an asynchronous transport answers with an asynchronous stream")
    unpacker = _unpacker_of(request, response)
    if not isinstance(unpacker, _Plain):
        headers = [
            pair for pair in headers if pair[0].lower() not in {b"content-encoding", b"content-length"}
        ]
    stream = _BoundedStream(response.stream, unpacker, request, deadline, cut=is_error)
    return Response(response.status_code, headers=headers, stream=stream, extensions=response.extensions)


def bounded_body(request: Request, response: Response, deadline: float) -> bytes:
    """The decompressed body of a successful response of a transport that blocks, within the same limits.

    `deadline` is by `time.monotonic`. Raises `httpx.RequestError`.
    """
    _checked_headers(request, response)
    unpacker = _unpacker_of(request, response)
    if not isinstance(response.stream, SyncByteStream):
        raise TypeError("a transport that blocks answers with such a stream")
    packed, body = 0, bytearray()
    try:
        for piece in response.stream:
            packed += len(piece)
            for unpacked in unpacker.feed(piece):
                body += unpacked
                _check_length(request, max(packed, len(body)), MAX_BODY_BYTES)
            if time.monotonic() > deadline:
                raise httpx.ReadTimeout("no complete body in time", request=request)
    except zlib.error as error:
        raise httpx.DecodingError("damaged", request=request) from error
    if not unpacker.is_whole():
        raise httpx.DecodingError("cut off", request=request)
    return bytes(body)


def _checked_headers(request: Request, response: Response) -> list[tuple[bytes, bytes]]:
    headers = response.headers.raw
    if sum(len(name) + len(value) for name, value in headers) > MAX_HEADER_BYTES:
        raise ResponseTooLarge("the headers are too long", request=request)
    if response.status_code < 400 and _announced(response) > MAX_BODY_BYTES:
        raise ResponseTooLarge("the announced body is too long", request=request)
    # Redirects are never followed, so the address need not be parsed: httpx fails at some.
    return [pair for pair in headers if pair[0].lower() != b"location"]


def _check_length(request: Request, length: int, most: int) -> None:
    if length > most:
        raise ResponseTooLarge("the body is too long", request=request)


def _announced(response: Response) -> int:
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


class _Unpacker(Protocol):
    def feed(self, packed: bytes) -> Iterator[bytes]:
        """Yields pieces of bounded size. May raise `zlib.error`."""
        ...

    def is_whole(self) -> bool: ...


class _Plain:
    def feed(self, packed: bytes) -> Iterator[bytes]:
        yield packed

    def is_whole(self) -> bool:
        return True


class _Zlib:
    """gzip (RFC 1952), or deflate as zlib (RFC 1950) or, as some servers send it, without its header (RFC 1951)."""

    def __init__(self, windows: tuple[int, ...]) -> None:
        self._windows = list(windows)
        self._inflater = zlib.decompressobj(self._windows.pop(0))
        self._is_fed = False

    def feed(self, packed: bytes) -> Iterator[bytes]:
        try:
            piece = self._inflater.decompress(packed, _PIECE)
        except zlib.error:
            if self._is_fed or not self._windows:
                raise
            self._inflater = zlib.decompressobj(self._windows.pop(0))
            piece = self._inflater.decompress(packed, _PIECE)
        self._is_fed = self._is_fed or bool(packed)
        while True:
            yield piece
            rest = self._inflater.unconsumed_tail
            if self._inflater.eof or (not rest and len(piece) < _PIECE):
                return
            piece = self._inflater.decompress(rest, _PIECE)

    def is_whole(self) -> bool:
        return self._inflater.eof or not self._is_fed


def _unpacker_of(request: Request, response: Response) -> _Unpacker:
    """A caller that asked for the unmodified bytes gets them and checks the encoding itself."""
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding in {"", "identity"} or request.headers.get("Accept-Encoding") == "identity":
        return _Plain()
    if coding in {"gzip", "x-gzip"}:
        return _Zlib((_WINDOW_GZIP,))
    if coding == "deflate":
        return _Zlib((zlib.MAX_WBITS, _WINDOW_RAW))
    raise httpx.DecodingError("packed in a way that was not asked for", request=request)


class _BoundedStream(AsyncByteStream):
    """The decompressed body in pieces of at least 64 kB but the last: single bytes must not become a list of objects.

    `cut`: a body that is too long ends early instead of failing, since its status is what matters.
    """

    def __init__(
        self, inner: AsyncByteStream, unpacker: _Unpacker, request: Request, deadline: float, *, cut: bool
    ) -> None:
        self._inner = inner
        self._unpacker = unpacker
        self._request = request
        self._deadline = deadline
        self._cut = cut
        self._most = MAX_ERROR_BYTES if cut else MAX_BODY_BYTES

    async def __aiter__(self) -> AsyncIterator[bytes]:
        gathered = bytearray()
        taken = 0
        try:
            # Closed here if it is left early: the event loop would close it later, in another task.
            async with aclosing(self._unpacked()) as pieces:
                async for piece in pieces:
                    taken += len(piece)
                    self._check(taken)
                    gathered += piece
                    if len(gathered) >= _PIECE:
                        yield bytes(gathered)
                        gathered.clear()
        except (ResponseTooLarge, httpx.DecodingError):
            if not self._cut:
                raise
        if gathered:
            yield bytes(gathered)

    async def _unpacked(self) -> AsyncGenerator[bytes, None]:
        packed = 0
        async with aclosing(self._in_time()) as pieces:
            async for piece in pieces:
                packed += len(piece)
                self._check(packed)
                try:
                    for unpacked in self._unpacker.feed(piece):
                        yield unpacked
                except zlib.error as error:
                    raise httpx.DecodingError("damaged", request=self._request) from error
        if not self._unpacker.is_whole():
            raise httpx.DecodingError("cut off", request=self._request)

    def _check(self, count: int) -> None:
        _check_length(self._request, count, self._most)

    async def _in_time(self) -> AsyncGenerator[bytes, None]:
        pieces = aiter(self._inner)
        try:
            while True:
                try:
                    async with asyncio.timeout_at(self._deadline):
                        piece = await anext(pieces)
                except StopAsyncIteration:
                    return
                except TimeoutError as error:
                    raise httpx.ReadTimeout("no complete body in time", request=self._request) from error
                yield piece
        finally:
            if isinstance(pieces, AsyncGenerator):
                await pieces.aclose()

    async def aclose(self) -> None:
        await self._inner.aclose()
