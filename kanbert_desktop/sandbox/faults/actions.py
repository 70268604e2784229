"""Faults: lost, late, rejected, duplicated, garbled responses."""

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
class Hold:
    """`arrived` is set when a request stands there, `release()` lets it in; from any thread."""

    arrived: threading.Event = field(default_factory=threading.Event)
    _open: threading.Event = field(default_factory=threading.Event)
    _waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = field(default_factory=list)

    async def stand(self) -> None:
        gate = asyncio.Event()
        self._waiting.append((asyncio.get_running_loop(), gate))
        self.arrived.set()
        if not self._open.is_set():
            await gate.wait()

    def release(self) -> None:
        self._open.set()
        for loop, gate in self._waiting:
            if not loop.is_closed():
                loop.call_soon_threadsafe(gate.set)


_JSON = ("Content-Type", "application/json")
_HTML = ("Content-Type", "text/html; charset=utf-8")
_PORTAL = b"""<!doctype html><title>Hotel WLAN</title><h1>Welcome</h1><p>Please accept the terms to go online.</p>"""


@dataclass(frozen=True)
class Answer:
    """`cut_after`: how many bytes of the body leave before the connection breaks; `pause` seconds between bytes-wise pieces."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    cut_after: int | None = None
    pause: float = 0


@dataclass(frozen=True)
class Action:
    """What happens to one request. `asks_server` False means that nothing is done there.

    `answer` stands in for the server's, `remake` makes another out of it, `then` runs after the deed and before the answer leaves.
    """

    asks_server: bool = True
    cut: bool = False
    wait: float = 0
    hold: Hold | None = None
    answer: Answer | None = None
    remake: Callable[[Answer], Answer] | None = None
    then: Callable[[], object] | None = None
    twice: bool = False


def lose_answer() -> Action:
    """The server does what was asked; nobody hears of it."""
    return Action(cut=True)


def reset() -> Action:
    """The connection breaks before the server has done anything."""
    return Action(asks_server=False, cut=True)


def delay(seconds: float) -> Action:
    return Action(wait=seconds)


def hold(gate: Hold) -> Action:
    return Action(hold=gate)


def twice() -> Action:
    """The request is delivered to the server twice; the asker gets the second answer."""
    return Action(twice=True)


def afterwards(deed: Callable[[], object]) -> Action:
    """The world changes right after this answer was made: between one page and the next."""
    return Action(then=deed)


def status(
    code: int, body: object = None, *, retry_after: int | str | datetime | None = None, after: bool = False
) -> Action:
    """`after` True: refused although it was done, as a gateway does. A `datetime` is sent as an HTTP date."""
    headers = [_JSON, *(_LIMITS if code == 429 else ())]
    if retry_after is not None:
        headers.append(("Retry-After", _retry(retry_after)))
        headers += [("X-RateLimit-Reset", _reset(retry_after))] if code == 429 else []
    text = json.dumps(_BODIES.get(code, {"message": "Server Error"}) if body is None else body).encode()
    return Action(asks_server=after, answer=Answer(code, text, tuple(headers)))


def gateway(code: int = 502, *, after: bool = False) -> Action:
    """A proxy in between speaks, and it speaks HTML."""
    page = f"<html><head><title>{code}</title></head><body><center><h1>{code}</h1></center></body></html>"
    return Action(asks_server=after, answer=Answer(code, page.encode(), (_HTML,)))


def html() -> Action:
    """A captive portal: 200, and not a word of Kanbert in it."""
    return Action(asks_server=False, answer=Answer(200, _PORTAL, (_HTML,)))


def redirect(to: str = "http://elsewhere.invalid/", code: int = 302) -> Action:
    """Sends the asker, and whatever it would carry along, to another host."""
    return Action(asks_server=False, answer=Answer(code, b"", (("Location", to),)))


def broken_json(*, after: bool = False) -> Action:
    """`after` True: the server did it, only the words broke."""
    answer = Answer(200, b'{"data": [{"id": "0", "titl', (_JSON,))
    return Action(asks_server=after, answer=answer)


def _retry(value: int | str | datetime) -> str:
    return format_datetime(value.astimezone(UTC), usegmt=True) if isinstance(value, datetime) else str(value)


def _reset(retry_after: int | str | datetime) -> str:
    """When the limit ends, in Unix seconds, as Laravel says it beside `Retry-After` [G]."""
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


def truncated(keep: float = 0.5) -> Action:
    """The body ends after this share of it, and says that this was all."""
    return Action(
        remake=lambda answer: dataclasses.replace(answer, body=answer.body[: int(len(answer.body) * keep)])
    )


def broken_off(after_bytes: int = 20) -> Action:
    """The connection breaks in the middle of the body."""
    return Action(remake=lambda answer: dataclasses.replace(answer, cut_after=after_bytes))


def drip(pause: float = 0.2) -> Action:
    """The body comes in sixteen pieces, `pause` seconds apart."""
    return Action(remake=lambda answer: dataclasses.replace(answer, pause=pause))


def mislabelled(content_type: str = "text/plain") -> Action:
    def relabel(answer: Answer) -> Answer:
        kept = (pair for pair in answer.headers if pair[0].lower() != "content-type")
        return dataclasses.replace(answer, headers=(*kept, ("Content-Type", content_type)))

    return Action(remake=relabel)


def with_field(path: str, value: object) -> Action:
    """Every object of a good answer has `value` at `path` (`status`, `assignee.type`): an unknown word, an unknown field, a null."""

    def put(item: dict[str, Any], name: str) -> None:
        item[name] = value

    return _edited(path, put)


def without_field(path: str) -> Action:
    def take(item: dict[str, Any], name: str) -> None:
        item.pop(name, None)

    return _edited(path, take)


def _edited(path: str, edit: Callable[[dict[str, Any], str], None]) -> Action:
    *way, name = path.split(".")

    def remake(answer: Answer) -> Answer:
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

    return Action(remake=remake)


def _followed(item: object, way: list[str]) -> dict[str, Any] | None:
    for step in way:
        item = item.get(step) if isinstance(item, dict) else None
    return item if isinstance(item, dict) else None


@dataclass
class Recorded:
    _status: int = 500
    _headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    _body: bytearray = field(default_factory=bytearray)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = list(message["headers"])
        else:
            self._body += message.get("body", b"")

    def answer(self) -> Answer:
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in self._headers)
        return Answer(self._status, bytes(self._body), headers)


async def whole_body(receive: Receive) -> bytes:
    body = bytearray()
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return bytes(body)


def replayed(body: bytes, receive: Receive) -> Receive:
    """The same body once more; after it, whatever the connection really says."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
