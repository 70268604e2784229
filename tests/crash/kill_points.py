"""The numbered points at which a process is killed: around each commit and along each request."""

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
"""What happens at the point, and how often it has happened."""
SENT = "http11.send_request_body.complete"
DURING_REQUEST = {
    "http11.send_request_headers.started": "before it is sent",
    SENT: "sent, not answered",
    "http11.receive_response_body.complete": "answered, nothing kept yet",
}


EVERY_FEW = 4


def distinct(points: Sequence[KillPoint]) -> list[KillPoint]:
    """One point of each kind, for the suite; the soak uses all.

    The disk before a commit equals the disk after the previous one, and reads change nothing: a few of these
    are enough. Writes are killed at every point along the request.
    """
    alike = [point for point in points if point[0] == "after a commit" or point[0].startswith("a read")]
    few = alike[::EVERY_FEW]
    return [point for point in points if point not in alike or point in few]


class KillPoints:
    """Counts the points; at `deadly` the process kills itself without cleaning up."""

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
    """The writer's connection; counts only the ends of transactions."""

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
    """A real connection that reports the progress of each request."""

    def __init__(self, points: KillPoints) -> None:
        super().__init__()
        self._points = points

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        is_read = request.method == "GET"
        what = "a read" if is_read else f"{request.method} {_path(request)}"

        async def trace(event: str, _info: Mapping[str, Any]) -> None:
            # A read changes nothing on the server: whether it was sent makes no difference.
            if event in DURING_REQUEST and not (is_read and event == SENT):
                self._points.reach(f"{what}: {DURING_REQUEST[event]}")

        request.extensions = {**request.extensions, "trace": trace}
        return await super().handle_async_request(request)


def _path(request: httpx.Request) -> str:
    last = request.url.path.rsplit("/", 1)[1]
    return last if last in ("tasks", "comments") else "a task"
