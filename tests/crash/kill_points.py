"""The numbered moments at which a process is killed: around each commit and along each request."""

import os
import signal
import sqlite3
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from kanbert_desktop.store.database import Store

KillPoint = tuple[str, int]
"""What happens there, and the how manyth time."""
SENT = "http11.send_request_body.complete"
DURING_REQUEST = {
    "http11.send_request_headers.started": "before it is sent",
    SENT: "sent, not answered",
    "http11.receive_response_body.complete": "answered, nothing kept yet",
}


EVERY_FEW = 4


def distinct(points: Sequence[KillPoint]) -> list[KillPoint]:
    """Those that differ in kind, for the suite; the soak takes them all.

    The disk before a commit is the one after the commit before it, and reads change nothing anywhere: of these a few
    are enough. Every write is taken at every point along it.
    """
    alike = [point for point in points if point[0] == "after a commit" or point[0].startswith("a read")]
    few = alike[::EVERY_FEW]
    return [point for point in points if point not in alike or point in few]


class KillPoints:
    """Counts the moments as they come; at `deadly` the process kills itself, without a chance to tidy up."""

    def __init__(self, deadly: KillPoint | None = None) -> None:
        self.passed: list[KillPoint] = []
        self._deadly = deadly
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def reach(self, name: str) -> None:
        with self._lock:
            self._counts[name] += 1
            point = (name, self._counts[name])
            if point == self._deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            self.passed.append(point)


class WatchedConnection:
    """The writer's connection; everything but the ends of transactions passes through untouched."""

    def __init__(self, db: sqlite3.Connection, points: KillPoints) -> None:
        self._db = db
        self._points = points

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever the connection has
        return getattr(self._db, name)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401
        if sql == "COMMIT":
            self._points.reach("before a commit")
        cursor = self._db.execute(sql, *values)
        if sql == "COMMIT":
            self._points.reach("after a commit")
        return cursor


def watch_commits(store: Store, points: KillPoints) -> None:
    store._writer._connection = WatchedConnection(store._writer._db, points)  # type: ignore[assignment]


class WatchedTransport(httpx.AsyncHTTPTransport):
    """A real connection that says how far each request has come."""

    def __init__(self, points: KillPoints) -> None:
        super().__init__()
        self._points = points

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        is_read = request.method == "GET"
        what = "a read" if is_read else f"{request.method} {_path(request)}"

        async def trace(event: str, _info: Mapping[str, Any]) -> None:
            # A read changes nothing there: whether it was sent already makes no difference.
            if event in DURING_REQUEST and not (is_read and event == SENT):
                self._points.reach(f"{what}: {DURING_REQUEST[event]}")

        request.extensions = {**request.extensions, "trace": trace}
        return await super().handle_async_request(request)


def _path(request: httpx.Request) -> str:
    last = request.url.path.rsplit("/", 1)[1]
    return last if last in ("tasks", "comments") else "a task"
