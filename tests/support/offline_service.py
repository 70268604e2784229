"""A desk over a real store, with nobody at the other end of the line."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Entry, State
from kanbert_desktop.domain.events import EventBus, SyncStatus
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.store import base
from kanbert_desktop.store.base import Kind, Row
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import Replica

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class RecordingSyncControl:
    """The desk's outside: no network, and it counts how often it was told of a change."""

    def __init__(self) -> None:
        self.can_write = True
        self.calls: list[str] = []

    def status(self) -> SyncStatus:
        return SyncStatus()

    def sync_now(self) -> None:
        self.calls.append("asked")

    def sync_soon(self) -> None:
        self.calls.append("edit")

    def fetch_comments(self, key: CardKey) -> None:
        self.calls.append(f"open {key}")

    def comments_state(self, _key: CardKey) -> str:
        return "loading"


@dataclass
class OfflineService:
    """One process's life on an account's file."""

    store: Store
    replica: Replica
    sync_control: RecordingSyncControl
    service: BoardService
    bus: EventBus

    def wait_until_saved(self) -> None:
        asyncio.run(self.service.wait_until_saved())

    def mark_sent(self, card: str) -> None:
        """As after a push that the server took: base as shown, nothing unsent."""
        shown = self.replica.mirror.card(card)
        entries = self.replica.mirror.entries_of(CardKey(card))
        self.replica.mirror.drop_entries([entry.id for entry in entries])
        if shown is not None:
            server_id = shown.server_id or f"server-{shown.key}"
            moment = NOON + timedelta(minutes=1)
            self.replica.mirror.put_cards([replace(shown, server_id=server_id, updated_at=moment)])
        else:
            self.replica.mirror.remove_cards([CardKey(card)])
        self.replica.apply(Batch(drop=[entry.id for entry in entries]))

    def mark_in_flight(self, card: str) -> None:
        entries: list[Entry] = self.replica.mirror.entries_of(CardKey(card))
        self.replica.apply(Batch(put=[replace(entry, state=State.IN_FLIGHT) for entry in entries]))

    def close(self) -> None:
        self.wait_until_saved()
        assert self.store.close()


def row(kind: Kind, **fields: Any) -> Row:  # noqa: ANN401  a row of the server
    place = fields.get("project_id", "")
    return Row(kind, fields["id"], fields["id"], place, json.dumps(fields).encode())


ROWS = [
    row(Kind.CLIENT, id="c1", name="Bergmann", shortcode="BM"),
    row(Kind.CLIENT, id="c2", name="Anders", shortcode="AN"),
    row(Kind.BOARD, id="b1", title="Website", shortcode="WEB", status="running", client={"id": "c1"}),
    row(Kind.BOARD, id="b2", title="App", shortcode="APP", status="running", client={"id": "c2"}),
    row(Kind.BOARD, id="b3", title="Old", shortcode="OLD", status="closed", client={"id": "c2"}),
    row(Kind.BOARD, id="b4", title="Twin", shortcode="app", status="running", client={"id": "c1"}),
    row(Kind.PERSON, id="p1", first_name="Mira", last_name="Kessler", email="mira@x.test"),
    row(Kind.PERSON, id="p2", first_name="Jonas", last_name="Brandt", email="jonas@x.test"),
    row(Kind.PERSON, id="p3", first_name="Jonas", last_name="Brandt", email="other@x.test"),
    row(Kind.CARD, id="t1", project_id="b1", title="Navigation", status="WIP", updated_at=NOON.isoformat()),
    row(Kind.CARD, id="t2", project_id="b1", title="Footer", status="New", parent_task_id="t1"),
    row(Kind.CARD, id="t3", project_id="b1", title="Header", status="Completed", parent_task_id="t1"),
    row(Kind.CARD, id="t4", project_id="b1", title="Archive", status="Closed"),
]
ME = json.dumps({"id": "p1", "first_name": "Mira", "last_name": "Kessler", "email": "mira@x.test"})

OpenOfflineService = Callable[[], OfflineService]


def fill_store(path: Path) -> None:
    """A store with the rows above."""
    first = open_store(path).store
    first.write(lambda db: base.put_rows(db, ROWS)).result(10)
    first.write(lambda db: base.set_meta(db, "me", ME)).result(10)
    assert first.close()


def open_offline_service_at(path: Path) -> OfflineService:
    """As a new process on that file."""
    store, bus = open_store(path).store, EventBus()
    replica = Replica(Mirror(), store, bus, lambda: NOON)
    replica.load_boards()
    replica.load_cards()
    outside = RecordingSyncControl()
    return OfflineService(
        store, replica, outside, BoardService(replica, LocalData(replica, store), outside), bus
    )
