"""Fault-injection middleware, its rules, and the request log."""

import asyncio
import fnmatch
import random
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kanbert_desktop.sandbox.faults.actions import (
    Fault,
    FaultResponse,
    ResponseRecorder,
    read_body,
    replay_body,
)


@dataclass
class FaultRule:
    """`left` None: no limit. A `probability` below 1 is drawn from a seeded generator; only hits are counted."""

    method: str
    path: str
    fault: Fault
    left: int | None
    probability: float = 1
    seed: int = 0
    _chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 — reproducible, not secret

    def matches(self, method: str, path: str) -> bool:
        """Returns whether the rule applies, and counts the hit."""
        if self.left == 0 or self.method not in {method, "*"} or not fnmatch.fnmatchcase(path, self.path):
            return False
        if self.probability < 1 and self._chance.random() >= self.probability:
            return False
        self.left = None if self.left is None else self.left - 1
        return True


CUT_EXTENSION = "kanbert.cut"
_PIECES = 16


class RecordedRequest(NamedTuple):
    """`status` is the server's own response, None if the request did not reach it; `answered`: the client got a response."""

    method: str
    path: str
    status: int | None
    answered: bool


class FaultMiddleware:
    """Thread-safe. Without a socket, a cut raises what `make_error()` returns; a simulation may pass its own `sleep`."""

    def __init__(
        self,
        make_error: Callable[[], Exception] = ConnectionResetError,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.offline = False
        self.requests: list[RecordedRequest] = []
        self._broken = make_error
        self._sleep = sleep
        self._rules: list[FaultRule] = []
        self._lock = threading.Lock()

    def inject(
        self,
        method: str,
        path: str,
        fault: Fault,
        times: int | None = 1,
        *,
        probability: float = 1,
        seed: int = 0,
    ) -> None:
        """`path` is a glob over the whole path, `*` matches slashes; `times` None lasts until `clear()`."""
        with self._lock:
            self._rules.append(FaultRule(method, path, fault, times, probability, seed))

    def clear(self) -> None:
        """Removes all rules and goes online; the request log stays."""
        with self._lock:
            self._rules.clear()
        self.offline = False

    def pending_rules(self) -> list[FaultRule]:
        """The rules that can still apply."""
        with self._lock:
            return [rule for rule in self._rules if rule.left != 0]

    def count_requests(self, method: str, path: str = "*") -> int:
        return sum(
            seen.method == method and fnmatch.fnmatchcase(seen.path, path) for seen in list(self.requests)
        )

    def wrap(self, app: ASGIApp) -> ASGIApp:
        async def troubled(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            await self._meet(app, scope, receive, send)

        return troubled

    async def _meet(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        action = Fault(reaches_server=False, cut=True) if self.offline else self._take(scope)
        if action.held_request:
            await action.held_request.wait()
        if action.delay_seconds:
            await self._sleep(action.delay_seconds)
        answer = await self._ask(action, app, scope, receive, send)
        if action.cut:
            await self._cut(scope, receive)
            return
        final = action.response or answer
        if final:
            await self._send(final, scope, receive, send)

    async def _ask(
        self, action: Fault, app: ASGIApp, scope: Scope, receive: Receive, send: Send
    ) -> FaultResponse | None:
        """Returns the server's response if it is still to be sent; None if it was sent already or never will be."""
        silent = action.cut or action.response is not None
        if not action.reaches_server:
            self._note(scope, None, answered=False)
            return None
        if action.is_duplicated:
            body = await read_body(receive)
            await self._recorded(app, scope, replay_body(body, receive), answered=False)
            receive = replay_body(body, receive)
        if not (silent or action.transform or action.run_afterwards):
            await app(scope, receive, self._noting(scope, send))
            return None
        answer = await self._recorded(app, scope, receive, answered=not silent)
        if action.run_afterwards:
            action.run_afterwards()
        return action.transform(answer) if action.transform else answer

    async def _recorded(
        self, app: ASGIApp, scope: Scope, receive: Receive, *, answered: bool
    ) -> FaultResponse:
        recorded = ResponseRecorder()
        await app(scope, receive, recorded.send)
        answer = recorded.response()
        self._note(scope, answer.status, answered=answered)
        return answer

    def _noting(self, scope: Scope, send: Send) -> Send:
        """Logs the response before it is sent, so that a client that has it finds it in the log."""

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._note(scope, message["status"], answered=True)
            await send(message)

        return noting

    def _note(self, scope: Scope, status: int | None, *, answered: bool) -> None:
        self.requests.append(RecordedRequest(scope["method"], scope["path"], status, answered))

    def _take(self, scope: Scope) -> Fault:
        with self._lock:
            for rule in self._rules:
                if rule.matches(scope["method"], scope["path"]):
                    return rule.fault
        return Fault()

    async def _cut(self, scope: Scope, receive: Receive) -> None:
        cut: Callable[[], Awaitable[None] | None] | None = scope.get("extensions", {}).get(CUT_EXTENSION)
        if cut is None:
            raise self._broken()
        cut()
        while (await receive())["type"] != "http.disconnect":
            pass

    async def _send(self, answer: FaultResponse, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in answer.headers
            if name.lower() != "content-length"
        ]
        headers.append((b"content-length", str(len(answer.body)).encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        if answer.cut_after_bytes is not None:
            await send(_piece(answer.body[: answer.cut_after_bytes], more=True))
            await self._cut(scope, receive)
            return
        if answer.pause:
            step = max(1, -(-len(answer.body) // _PIECES))
            for start in range(0, len(answer.body), step):
                await send(_piece(answer.body[start : start + step], more=True))
                await self._sleep(answer.pause)
            await send(_piece(b"", more=False))
            return
        await send(_piece(answer.body, more=False))


def _piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}
