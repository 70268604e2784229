"""What the killed process was doing: edits of every kind and two syncs; and what the next start does."""

import asyncio
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import stamina

from crash.kill_points import KillPoints, WatchedTransport, watch_commits
from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.net.client import make_client
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.engine import Engine
from kanbert_desktop.sync.replica import QueuedChange, Replica
from support.bearer_auth import BearerAuth
from support.open_account import FakeSyncControl

Report = Callable[[dict[str, Any]], None]
STARTED_AT, SUB_TASK = "Born before the kill", "Its child"
MAX_STARTS = 3
"""Starts, each with a sync, after which everything must have been sent."""


class ClientProcess:
    """One account's service over real files and a real connection."""

    def __init__(self, path: Path, url: str, token: str, points: KillPoints) -> None:
        opened = open_store(path)
        assert opened.recovery is None, "a kill must never leave a damaged file"
        self.store = opened.store
        watch_commits(self.store, points)
        self.replica = Replica(self.store, EventBus(), lambda: datetime.now(UTC))
        self.replica.load()
        self.service = BoardService(self.replica, LocalData(self.replica, self.store), FakeSyncControl())
        self.http = make_client(url, auth=BearerAuth(token), transport=WatchedTransport(points))
        self.engine = Engine(self.replica, KanbertApi(self.http), lambda: datetime.now(UTC), _at_once)

    def sync(self) -> None:
        asyncio.run(self._synced())

    async def _synced(self) -> None:
        await self.engine.run_cycle(release_holds=True)
        await self.http.aclose()


async def _at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


@contextmanager
def process(path: Path, url: str, token: str, points: KillPoints | None = None) -> Iterator[ClientProcess]:
    with stamina.set_testing(True, attempts=3, cap=True):
        running = ClientProcess(path, url, token, points or KillPoints())
        yield running
        running.store.close()


def prepare(path: Path, url: str, token: str, report: Report) -> None:
    """A profile that has synced once."""
    with process(path, url, token) as running:
        running.sync()
        report({"cards": len(list(running.replica.local_cards.cards()))})


def work(path: Path, url: str, token: str, report: Report, deadly: tuple[str, int] | None = None) -> None:
    """Reports each edit once it is saved, as a verb ends with 0, and at last the points it passed."""
    points = KillPoints(deadly)
    with process(path, url, token, points) as running:
        for change in _first_edits(running.service, _cards(running)):
            _saved(change, report)
        running.sync()
    with process(path, url, token, points) as running:
        for change in _later_edits(running.service, _cards(running)):
            _saved(change, report)
        running.sync()
    report({"points": points.passed})


def recover(path: Path, url: str, token: str, report: Report) -> None:
    """The next start: finds everything, sends what is left, and ends."""
    for _ in range(MAX_STARTS):
        with process(path, url, token) as running:
            running.sync()
            left = [repr(entry) for entry in running.replica.local_cards.pending.entries()]
        if not left:
            break
    with closing(sqlite3.connect(path)) as db:
        sound = db.execute("PRAGMA integrity_check").fetchall()
    report({"left": left, "sound": sound == [("ok",)]})


def _cards(running: ClientProcess) -> list[Card]:
    return sorted(running.replica.local_cards.cards(), key=lambda card: card.title)


def _first_edits(service: BoardService, known: list[Card]) -> Iterator[QueuedChange]:
    cards = [card for card in known if card.parent is None and not service.sub_tasks(card.key)]
    board = cards[0].board
    parent = service.add_card(board, STARTED_AT)
    yield parent
    yield service.add_card(board, SUB_TASK, parent=parent.card)
    yield service.add_comment(parent.card, "<p>Said before the kill</p>")
    edited = service.edit_card(cards[0].key, {Field.TITLE: "Written before the kill"})
    moved = service.move_card(cards[1].key, next(one for one in Column if one is not cards[1].column))
    assert edited is not None
    assert moved is not None
    yield edited
    yield moved
    yield service.add_comment(cards[1].key, "<p>Said to an old card</p>")
    yield service.delete_card(cards[2].key)


def _later_edits(service: BoardService, known: list[Card]) -> Iterator[QueuedChange]:
    born = next(card for card in known if card.title == STARTED_AT)
    edited = service.edit_card(born.key, {Field.DESCRIPTION: "<p>Described later</p>"})
    assert edited is not None
    yield edited
    yield service.delete_card(next(card for card in known if card.title == SUB_TASK).key)


def _saved(edit: QueuedChange, report: Report) -> None:
    edit.saved.result(30)
    change = edit.entry.change
    fields = getattr(change, "new", {})
    report(
        {
            "saved": type(change).__name__,
            "card": change.card,
            "comment": getattr(change, "comment", None),
            "fields": {str(name): str(value) for name, value in fields.items()},
        }
    )


def reporter(number: int) -> Report:
    """Writes lines of JSON directly to that file descriptor: nothing is buffered when the process is killed."""

    def report(what: dict[str, Any]) -> None:
        os.write(number, (json.dumps(what) + "\n").encode())

    return report
