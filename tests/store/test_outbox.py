"""Pending changes as rows."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import ChangeId, Entry, Field, Reason, State
from kanbert_desktop.store import outbox
from kanbert_desktop.store.database import Store, open_store

Make = Callable[..., Entry]
LATER = datetime(2026, 3, 1, 12, 0, 8, 123456, tzinfo=UTC)


def do(store: Store, *jobs: Callable[[sqlite3.Connection], object]) -> None:
    for job in jobs:
        store.write(job).result(30)


def test_every_part_of_an_entry_comes_back(store: Store, make_entry: Make) -> None:
    entry = make_entry(
        7,
        state=State.PARKED,
        reason=Reason.CHANGED_REMOTELY,
        detail="ungültig \U0001f600",
        theirs={Field.COLUMN: Column.WIP, Field.DUE: date(2026, 2, 28), Field.ASSIGNEE: None},
        attempts=3,
        not_before=LATER,
        sent_at=LATER - timedelta(hours=1),
    )
    do(store, lambda db: outbox.append(db, entry))
    assert outbox.entries(store.read()) == [entry]


def test_entries_come_in_the_order_of_their_changes(store: Store, make_entry: Make) -> None:
    for seq in (5, 1, 9, 3):
        do(store, lambda db, seq=seq: outbox.append(db, make_entry(seq)))
    assert [entry.seq for entry in outbox.entries(store.read())] == [1, 3, 5, 9]


def test_putting_replaces_and_dropping_ends(store: Store, make_entry: Make) -> None:
    changed = make_entry(1, "Two", attempts=1)
    do(store, lambda db: outbox.append(db, make_entry(1, "One")), lambda db: outbox.put(db, changed))
    assert outbox.entries(store.read()) == [changed]
    do(store, lambda db: outbox.drop(db, [changed.id, ChangeId("nobody")]))
    assert outbox.entries(store.read()) == []


def test_appending_again_after_a_doubtful_commit_is_no_error(store: Store, make_entry: Make) -> None:
    do(store, *[lambda db: outbox.append(db, make_entry(1))] * 2)
    assert len(outbox.entries(store.read())) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.PENDING, State.PENDING),
        (State.IN_FLIGHT, State.OUTCOME_UNKNOWN),
        (State.OUTCOME_UNKNOWN, State.OUTCOME_UNKNOWN),
        (State.PARKED, State.PARKED),
    ],
)
def test_what_was_in_flight_at_a_crash_has_an_unknown_outcome(
    path: Path, make_entry: Make, before: State, after: State
) -> None:
    first = open_store(path).store
    do(first, lambda db: outbox.append(db, make_entry(1, state=before)))
    assert first.close()
    second = open_store(path).store
    assert [entry.state for entry in outbox.entries(second.read())] == [after]
    assert second.close()


@pytest.mark.parametrize(
    "damage",
    [
        """change = '{"version":2,"kind":"fly"}'""",
        """change = '{"version":1,"kind":"fly","card":"x"}'""",
        "change = 'no json'",
        "change = '[]'",
        "change = CAST(x'7b22ff' AS TEXT)",
        "state = CAST(x'ff' AS TEXT)",
        "state = 'dreaming'",
        "reason = 'none of these'",
        "made_at = 'yesterday'",
        "theirs = '{\"colour\":1}'",
    ],
)
def test_an_unreadable_row_is_kept_and_reported_and_the_others_are_read(
    store: Store, make_entry: Make, damage: str
) -> None:
    for seq in (1, 2, 3):
        do(store, lambda db, seq=seq: outbox.append(db, make_entry(seq)))
    update = f"UPDATE outbox SET {damage} WHERE seq = 2"  # noqa: S608
    do(store, lambda db: db.execute(update).rowcount)
    stored = "SELECT hex(change), hex(state), reason, made_at, theirs FROM outbox WHERE seq = 2"
    before = store.read().execute(stored).fetchall()
    assert [entry.seq for entry in outbox.entries(store.read())] == [1, 3]
    assert outbox.unreadable_entries(store.read()) == [outbox.UnreadableEntry("c2", 2)]
    do(store, lambda db: outbox.append(db, make_entry(2, id=ChangeId("other"))))
    assert [entry.id for entry in outbox.entries(store.read())] == ["c1", "other", "c3"]
    assert store.read().execute(stored).fetchall()[:1] == before


def test_what_the_person_wrote_is_in_no_log(
    store: Store, make_entry: Make, caplog: pytest.LogCaptureFixture
) -> None:
    do(store, lambda db: outbox.append(db, make_entry(1, "vertraulich")))
    do(store, lambda db: db.execute("UPDATE outbox SET change = 'vertraulich'").rowcount)
    assert outbox.entries(store.read()) == []
    assert "1 outbox rows cannot be read" in caplog.text
    assert "vertraulich" not in caplog.text


def test_half_a_surrogate_pair_in_a_title_or_a_detail_does_not_lose_the_entry(
    store: Store, make_entry: Make
) -> None:
    entry = make_entry(1, "broken \ud83d", detail="also \ude00")
    do(store, lambda db: outbox.append(db, entry))
    (found,) = outbox.entries(store.read())
    assert getattr(found.change, "fields", None) == {Field.TITLE: "broken \ufffd"}
    assert found.detail == "also \ufffd"
