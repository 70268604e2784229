"""What a recovery makes of what it finds, and what becomes of it in a crash."""

import shutil
from pathlib import Path

import pytest

from kanbert_desktop.domain.changes import Entry, Reason, State
from kanbert_desktop.store import outbox, recovery
from kanbert_desktop.store.database import open_store
from support.damaged_store import ENTRIES, NOON, Sample, end, entry, start


def test_a_crash_during_recovery_is_resolved_at_the_next_start(
    path: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("salvage_tables", "_build", "quarantine", "install_finished"):
        shutil.rmtree(path.parent, ignore_errors=True)
        with monkeypatch.context() as patch:
            patch.setattr(recovery, step, crash)
            with pytest.raises(KeyboardInterrupt):
                start(path, bytes(100) + sample.closed[100:])
        opened = open_store(path)
        assert len(end(opened)) == ENTRIES
        left = {file.name for file in path.parent.iterdir() if "damaged" not in file.name}
        assert left == {"store.db"}


def crash(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_recovered_parked_change_stays_parked_and_an_unsent_one_gets_an_unknown_outcome(path: Path) -> None:
    store = open_store(path).store
    states = [State.PENDING, State.IN_FLIGHT, State.OUTCOME_UNKNOWN, State.PARKED]
    for seq, state in enumerate(states):
        reason = Reason.REJECTED if state is State.PARKED else None
        one = entry(seq)
        pending = Entry(id=one.id, seq=seq, change=one.change, made_at=NOON, state=state, reason=reason)
        store.write(lambda db, pending=pending: outbox.append(db, pending))
    assert store.close()
    opened = start(path, bytes(100) + path.read_bytes()[100:])
    assert [one.state for one in end(opened)] == [State.OUTCOME_UNKNOWN] * 3 + [State.PARKED]


def test_a_row_of_a_newer_version_is_recovered_unread(path: Path) -> None:
    store = open_store(path).store
    store.write(lambda db: outbox.append(db, entry(1)))
    newer = """UPDATE outbox SET change = '{"version":2}'"""
    store.write(lambda db: db.execute(newer).rowcount).result(30)
    assert store.close()
    opened = start(path, bytes(100) + path.read_bytes()[100:])
    assert opened.recovery is not None
    assert opened.recovery.entries == 1
    assert [row.id for row in outbox.unreadable_entries(opened.store.read())] == ["c1"]
    assert opened.store.close()
