"""Trouble on demand: the next requests that fit get lost, late, refused or garbled answers. Python's side only."""

import asyncio
import fnmatch
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CUT = "kanbert.cut"

_PORTAL = b"""<!doctype html><title>Hotel WLAN</title><h1>Welcome</h1><p>Please accept the terms to go online.</p>"""


class Seen(NamedTuple):
    """`status` is what the server itself answered, None if it was never asked; `answered` whether the asker got it."""

    method: str
    path: str
    status: int | None
    answered: bool


@dataclass(frozen=True)
class Action:
    """What happens to one request. `asks_server` False means that nothing is done there."""

    asks_server: bool = True
    cut: bool = False
    wait: float = 0
    hold: "Hold | None" = None
    answer: "Answer | None" = None


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str]


@dataclass
class Hold:
    """Keeps a request at the door: `arrived` is set when it stands there, `release()` lets it in."""

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


def status(
    code: int, body: object = None, *, retry_after: int | str | None = None, after: bool = False
) -> Action:
    """`after` True: refused although it was done, as a gateway does."""
    headers = {"Content-Type": "application/json"}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    text = json.dumps(_BODIES.get(code, {"message": "Server Error"}) if body is None else body).encode()
    return Action(asks_server=after, answer=Answer(code, text, headers))


def html() -> Action:
    """A captive portal: 200, and not a word of Kanbert in it."""
    return Action(
        asks_server=False, answer=Answer(200, _PORTAL, {"Content-Type": "text/html; charset=utf-8"})
    )


def broken_json(*, after: bool = False) -> Action:
    """`after` True: the server did it, only the words broke."""
    answer = Answer(200, b'{"data": [{"id": "0", "titl', {"Content-Type": "application/json"})
    return Action(asks_server=after, answer=answer)


_BODIES: dict[int, dict[str, Any]] = {
    401: {"message": "Unauthenticated."},
    403: {"message": "This action is unauthorized."},
    404: {"message": "No query results for model [App\\Models\\Task]"},
    405: {"message": "The method is not supported for this route."},
    422: {"message": "The title field is invalid.", "errors": {"title": ["The title field is invalid."]}},
    429: {"message": "Too Many Attempts."},
}


@dataclass
class _Rule:
    method: str
    path: str
    action: Action
    left: int | None

    def fits(self, method: str, path: str) -> bool:
        return self.left != 0 and self.method in {method, "*"} and fnmatch.fnmatchcase(path, self.path)


class Trouble:
    """Safe from any thread. Without a socket a cut raises what `broken()` makes."""

    def __init__(self, broken: Callable[[], Exception] = ConnectionResetError) -> None:
        self.offline = False
        self.requests: list[Seen] = []
        self._broken = broken
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()

    def next(self, method: str, path: str, action: Action, times: int | None = 1) -> None:
        """`path` is a glob over the whole path, `*` crosses slashes; `times` None lasts until `clear()`."""
        with self._lock:
            self._rules.append(_Rule(method, path, action, times))

    def clear(self) -> None:
        """Forgets all rules and goes online; the log of requests stays."""
        with self._lock:
            self._rules.clear()
        self.offline = False

    def count(self, method: str, path: str = "*") -> int:
        return sum(
            seen.method == method and fnmatch.fnmatchcase(seen.path, path) for seen in list(self.requests)
        )

    def around(self, app: ASGIApp) -> ASGIApp:
        async def troubled(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            await self._meet(app, scope, receive, send)

        return troubled

    async def _meet(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        action = Action(asks_server=False, cut=True) if self.offline else self._take(scope)
        if action.hold:
            await action.hold.stand()
        if action.wait:
            await asyncio.sleep(action.wait)
        silent = action.cut or action.answer is not None
        if action.asks_server:
            await app(scope, receive, self._noting(scope, send, silent=silent))
        else:
            self.requests.append(Seen(scope["method"], scope["path"], None, answered=False))
        if action.cut:
            await self._cut(scope, receive)
        elif action.answer:
            await _send_answer(action.answer, send)

    def _noting(self, scope: Scope, send: Send, *, silent: bool) -> Send:
        """Notes the answer before it leaves, so that whoever has it finds it in the log; may keep it in."""

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.requests.append(Seen(scope["method"], scope["path"], message["status"], not silent))
            if not silent:
                await send(message)

        return noting

    def _take(self, scope: Scope) -> Action:
        with self._lock:
            for rule in self._rules:
                if rule.fits(scope["method"], scope["path"]):
                    rule.left = None if rule.left is None else rule.left - 1
                    return rule.action
        return Action()

    async def _cut(self, scope: Scope, receive: Receive) -> None:
        cut: Callable[[], Awaitable[None] | None] | None = scope.get("extensions", {}).get(CUT)
        if cut is None:
            raise self._broken()
        cut()
        while (await receive())["type"] != "http.disconnect":
            pass


async def _send_answer(answer: Answer, send: Send) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
    headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
