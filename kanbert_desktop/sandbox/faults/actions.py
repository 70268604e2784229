"""The faults: lost, late, rejected, duplicated and garbled responses."""

import asyncio
import dataclasses
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from starlette.types import Message, Receive


@dataclass
class HeldRequest:
    """Holds a request until `release()`. `has_arrived` is set when a request waits. Thread-safe."""

    has_arrived: threading.Event = field(default_factory=threading.Event)
    _open: threading.Event = field(default_factory=threading.Event)
    _waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = field(default_factory=list)

    async def wait(self) -> None:
        held_request = asyncio.Event()
        self._waiting.append((asyncio.get_running_loop(), held_request))
        self.has_arrived.set()
        if not self._open.is_set():
            await held_request.wait()

    def release(self) -> None:
        self._open.set()
        for loop, held_request in self._waiting:
            if not loop.is_closed():
                loop.call_soon_threadsafe(held_request.set)


_JSON = ("Content-Type", "application/json")
_HTML = ("Content-Type", "text/html; charset=utf-8")
_PORTAL = b"""<!doctype html><title>Hotel WLAN</title><h1>Welcome</h1><p>Please accept the terms to go online.</p>"""


@dataclass(frozen=True)
class FaultResponse:
    """`cut_after_bytes`: bytes of the body that are sent before the connection breaks; `pause`: seconds between the pieces of a slow body."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    cut_after_bytes: int | None = None
    pause: float = 0


@dataclass(frozen=True)
class Fault:
    """What happens to one request. If `reaches_server` is False, the server does nothing.

    `response` replaces the server's response, `transform` changes it, `run_afterwards` runs after the server acted and before the response is sent.
    """

    reaches_server: bool = True
    cut: bool = False
    delay_seconds: float = 0
    held_request: HeldRequest | None = None
    response: FaultResponse | None = None
    transform: Callable[[FaultResponse], FaultResponse] | None = None
    run_afterwards: Callable[[], object] | None = None
    is_duplicated: bool = False


def lose_response() -> Fault:
    """The server does what was requested; the client gets no response."""
    return Fault(cut=True)


def reset_connection() -> Fault:
    """The connection breaks before the server does anything."""
    return Fault(reaches_server=False, cut=True)


def delay(seconds: float) -> Fault:
    return Fault(delay_seconds=seconds)


def hold_request(held: HeldRequest) -> Fault:
    return Fault(held_request=held)


def duplicate_request() -> Fault:
    """The server gets the request twice; the client gets the second response."""
    return Fault(is_duplicated=True)


def then_run(action: Callable[[], object]) -> Fault:
    """Changes the state right after this response was built: between one page and the next."""
    return Fault(run_afterwards=action)


def error_status(
    code: int, body: object = None, *, retry_after: int | str | datetime | None = None, after: bool = False
) -> Fault:
    """`after` True: rejected although it was done, as a gateway does. A `datetime` is sent as an HTTP date."""
    headers = [_JSON, *(_LIMITS if code == 429 else ())]
    if retry_after is not None:
        headers.append(("Retry-After", _retry(retry_after)))
        headers += [("X-RateLimit-Reset", _reset(retry_after))] if code == 429 else []
    text = json.dumps(_BODIES.get(code, {"message": "Server Error"}) if body is None else body).encode()
    return Fault(reaches_server=after, response=FaultResponse(code, text, tuple(headers)))


def gateway_error(code: int = 502, *, after: bool = False) -> Fault:
    """An error page of a proxy, in HTML."""
    page = f"<html><head><title>{code}</title></head><body><center><h1>{code}</h1></center></body></html>"
    return Fault(reaches_server=after, response=FaultResponse(code, page.encode(), (_HTML,)))


def captive_portal() -> Fault:
    """A captive portal: status 200 with a page that is not Kanbert's."""
    return Fault(reaches_server=False, response=FaultResponse(200, _PORTAL, (_HTML,)))


def redirect_elsewhere(to: str = "http://elsewhere.invalid/", code: int = 302) -> Fault:
    """Sends the client, and the credentials it might send along, to another host."""
    return Fault(reaches_server=False, response=FaultResponse(code, b"", (("Location", to),)))


def broken_json(*, after: bool = False) -> Fault:
    """`after` True: the server did it, only the response is broken."""
    answer = FaultResponse(200, b'{"data": [{"id": "0", "titl', (_JSON,))
    return Fault(reaches_server=after, response=answer)


def _retry(value: int | str | datetime) -> str:
    return format_datetime(value.astimezone(UTC), usegmt=True) if isinstance(value, datetime) else str(value)


def _reset(retry_after: int | str | datetime) -> str:
    """When the limit ends, in Unix seconds, as Laravel sends it with `Retry-After` [G]."""
    if isinstance(retry_after, datetime):
        return str(int(retry_after.timestamp()))
    return str(int(datetime.now(UTC).timestamp()) + int(retry_after)) if str(retry_after).isdigit() else "0"


_LIMITS = (("X-RateLimit-Limit", "60"), ("X-RateLimit-Remaining", "0"))
_BODIES: dict[int, dict[str, Any]] = {
    401: {"message": "Unauthenticated."},
    403: {"message": "This action is unauthorized."},
    404: {"message": "No query results for model [App\\Models\\Task]"},
    405: {"message": "The method is not supported for this route."},
    409: {"message": "Conflict."},
    410: {"message": "Gone."},
    412: {"message": "Precondition Failed."},
    422: {"message": "The title field is invalid.", "errors": {"title": ["The title field is invalid."]}},
    429: {"message": "Too Many Attempts."},
}


def truncated_body(keep: float = 0.5) -> Fault:
    """The body ends after this share, with a matching length."""
    return Fault(
        transform=lambda answer: dataclasses.replace(answer, body=answer.body[: int(len(answer.body) * keep)])
    )


def cut_off_body(after_bytes: int = 20) -> Fault:
    """The connection breaks in the middle of the body."""
    return Fault(transform=lambda answer: dataclasses.replace(answer, cut_after_bytes=after_bytes))


def slow_body(pause: float = 0.2) -> Fault:
    """Sends the body in sixteen pieces, `pause` seconds apart."""
    return Fault(transform=lambda answer: dataclasses.replace(answer, pause=pause))


def wrong_content_type(content_type: str = "text/plain") -> Fault:
    def relabel(answer: FaultResponse) -> FaultResponse:
        stored = (pair for pair in answer.headers if pair[0].lower() != "content-type")
        return dataclasses.replace(answer, headers=(*stored, ("Content-Type", content_type)))

    return Fault(transform=relabel)


def with_field(path: str, value: object) -> Fault:
    """Sets `value` at `path` (`status`, `assignee.type`) in every object of a successful response: an unknown word, an unknown field, a null."""

    def put(item: dict[str, Any], name: str) -> None:
        item[name] = value

    return _edited(path, put)


def without_field(path: str) -> Fault:
    def take(item: dict[str, Any], name: str) -> None:
        item.pop(name, None)

    return _edited(path, take)


def _edited(path: str, edit: Callable[[dict[str, Any], str], None]) -> Fault:
    *way, name = path.split(".")

    def remake(answer: FaultResponse) -> FaultResponse:
        try:
            found = json.loads(answer.body)
        except ValueError:
            return answer
        if answer.status >= 300 or not isinstance(found, dict):
            return answer
        items = found["data"] if isinstance(found.get("data"), list) else [found]
        for item in items:
            inner = _followed(item, way)
            if inner is not None:
                edit(inner, name)
        return dataclasses.replace(answer, body=json.dumps(found).encode())

    return Fault(transform=remake)


def _followed(item: object, way: list[str]) -> dict[str, Any] | None:
    for step in way:
        item = item.get(step) if isinstance(item, dict) else None
    return item if isinstance(item, dict) else None


@dataclass
class ResponseRecorder:
    _status: int = 500
    _headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    _body: bytearray = field(default_factory=bytearray)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = list(message["headers"])
        else:
            self._body += message.get("body", b"")

    def response(self) -> FaultResponse:
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in self._headers)
        return FaultResponse(self._status, bytes(self._body), headers)


async def read_body(receive: Receive) -> bytes:
    body = bytearray()
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return bytes(body)


def replay_body(body: bytes, receive: Receive) -> Receive:
    """Sends the same body again, then what the connection really delivers."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
