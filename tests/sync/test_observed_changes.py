"""What observers of changes are reported: the server's changes, never a first load, and which fields are the user's own."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import suppress

import pytest

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import OutcomeUnknown
from kanbert_desktop.sandbox.faults import lose_response
from kanbert_desktop.store.base import Kind, rows
from kanbert_desktop.sync.observed_changes import ALL_FIELDS, Observation, ObservedChange, ObservedComments
from support.sync_clients import SyncClient, SyncServer


class Observer:
    """Keeps what it is reported, and how many cards were on disk when its write ran."""

    def __init__(self) -> None:
        self.changes: list[ObservedChange] = []
        self.comments: list[ObservedComments] = []
        self.titles_on_disk: list[bytes] = []

    def __call__(self, observation: Observation) -> None:
        self.changes += observation.changes
        self.comments += observation.comments

    def only(self) -> ObservedChange:
        (change,) = self.changes
        self.changes.clear()
        return change


@pytest.fixture
def observer(client: SyncClient) -> Iterator[Observer]:
    watching = Observer()
    end = client.replica.observed.subscribe(watching)
    yield watching
    end()


def card_id(client: SyncClient) -> str:
    """A card that is no sub-task and has none: the server deletes sub-tasks with their card."""
    cards = list(client.replica.local_cards.cards())
    parents = {card.parent for card in cards}
    return min(
        card.id
        for card in cards
        if card.parent is None and card.key not in parents and card.column is Column.NEW
    )


def test_a_colleagues_edit_is_reported_with_the_card_before_and_after(
    server: SyncServer, client: SyncClient, observer: Observer
) -> None:
    known = client.card(card_id(client))
    server.colleague.edit(known.id, title="Renamed there", status="Approved")
    asyncio.run(client.sync())
    change = observer.only()
    assert change.before == known
    assert change.after is not None
    assert (change.after.title, change.after.column) == ("Renamed there", Column.APPROVED)
    assert change.at == change.after.updated_at
    assert change.is_moved
    assert not change.own
    assert b"Renamed there" in change.raw
    asyncio.run(client.sync())
    assert not observer.changes


def test_a_first_load_is_not_reported(server: SyncServer) -> None:
    fresh = server.add_client("fresh")
    observer = Observer()
    fresh.replica.observed.subscribe(observer)
    asyncio.run(fresh.sync())
    assert len(fresh.titles()) > 20
    assert not observer.changes


def test_a_card_that_a_full_compare_finds_is_reported(
    server: SyncServer, client: SyncClient, observer: Observer
) -> None:
    added = server.colleague.add(server.board, "Missed")
    with server.state.transaction() as db:
        db.execute("UPDATE tasks SET updated_at = '2020-01-01T00:00:00+00:00' WHERE id = ?", (added,))
    asyncio.run(client.sync(full=True))
    change = observer.only()
    assert change.before is None
    assert change.card.title == "Missed"


def test_a_deletion_is_reported_with_the_last_card(
    server: SyncServer, client: SyncClient, observer: Observer
) -> None:
    known = client.card(card_id(client))
    server.colleague.delete(known.id)
    asyncio.run(client.sync(full=True))
    change = observer.only()
    assert (change.before, change.after, change.at) == (known, None, server.clock.now())
    assert not change.own


def test_own_changes_are_reported_as_such(client: SyncClient, observer: Observer) -> None:
    known = client.card(card_id(client))
    client.edit(known.key, title="Mine")
    made = client.add("Made here")
    asyncio.run(client.sync())
    own = {change.card.key: change.own for change in observer.changes}
    assert own == {known.key: {Field.TITLE}, made: ALL_FIELDS}
    observer.changes.clear()
    client.delete(made)
    asyncio.run(client.sync())
    assert observer.only().own == ALL_FIELDS


def test_a_response_tells_a_colleagues_field_apart_from_the_own_one(
    server: SyncServer, client: SyncClient, observer: Observer
) -> None:
    known = client.card(card_id(client))
    client.edit(known.key, title="Mine")
    server.colleague.edit(known.id, status="Approved")
    asyncio.run(client.sync())
    assert [(change.is_moved, change.own) for change in observer.changes] == [
        (True, frozenset()),
        (False, {Field.TITLE}),
    ]


def test_an_own_change_whose_response_was_lost_is_own(
    server: SyncServer, client: SyncClient, observer: Observer
) -> None:
    known = client.card(card_id(client))
    client.edit(known.key, title="Mine")
    server.faults.inject("PATCH", f"/api/v1/tasks/{known.id}", lose_response())
    with suppress(OutcomeUnknown):
        asyncio.run(client.sync())
    server.clock.advance(minutes=1)
    asyncio.run(client.sync())
    assert client.card(known.key).title == "Mine"
    assert observer.only().own == {Field.TITLE}


def test_new_comments_are_reported_once(server: SyncServer, client: SyncClient, observer: Observer) -> None:
    known = client.card(card_id(client))
    asyncio.run(client.engine.read_comments(known.key))
    observer.comments.clear()
    server.colleague.comment(known.id, "<p>Hello</p>")
    for _ in range(2):
        asyncio.run(client.engine.read_comments(known.key))
    (reported,) = observer.comments
    assert reported.card.id == known.id
    assert [comment.text for comment in reported.comments] == ["<p>Hello</p>"]
    assert not reported.is_first_read


def test_a_write_of_an_observer_precedes_the_rows_and_cannot_stop_them(
    server: SyncServer, client: SyncClient
) -> None:
    known = client.card(card_id(client))
    seen: list[bool] = []

    def write(db: sqlite3.Connection) -> None:
        seen.append(any(b"Renamed there" in row.raw for row in rows(db, Kind.CARD)))
        raise OSError

    client.replica.observed.subscribe(lambda _observation: write)
    server.colleague.edit(known.id, title="Renamed there")
    asyncio.run(client.sync())
    assert seen == [False]
    assert client.card(known.key).title == "Renamed there"
