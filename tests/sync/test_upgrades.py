"""From every released version with unsent changes: opened by this one, complete, and sent."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from kanbert_desktop.domain.changes import Entry, Reason, State
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import history, local, search
from kanbert_desktop.store import migrations as copies
from kanbert_desktop.store.database import open_store
from kanbert_desktop.store.migrations import MAX_BACKUPS, NEWEST_VERSION, backups
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.card_columns import columns_of_row
from support.released_stores import RELEASED, downgrade_to
from support.sync_clients import SyncClient, SyncServer

ROOT = Path(__file__).resolve().parents[2]
Old = Callable[[int], SyncClient]


@pytest.fixture
def old(client: SyncClient, server: SyncServer) -> Old:
    """A client whose program was of that version, stopped in the middle of work."""

    def make(version: int) -> SyncClient:
        first, second, third, *_ = sorted(
            card.key
            for card in client.replica.local_cards.cards()
            if card.board == client.board(server.board)
        )
        client.edit(first, title="Unterwegs umbenannt")
        client.edit(second, title="Strittig")
        client.edit(third, title="Gerade gesendet")
        client.comment(client.add("Im Zug angelegt", description="<p>Größe</p>"), "<p>Im Zug gesagt</p>")
        strittig, gesendet = client.entries()[1:3]
        parked = replace(strittig, state=State.PARKED, reason=Reason.REJECTED, detail="no")
        client.replica.apply(Batch(put=[parked, replace(gesendet, state=State.IN_FLIGHT)]))
        client.store.write(lambda db: local.save_draft(db, f"comment:{first}", "halb geschrieben"))
        client.store.write(lambda db: local.set_value(db, "folded:x", "[1]"))
        asyncio.run(client.replica.wait_until_saved())
        client.stop()
        downgrade_to(client.store.path, version)
        return client

    return make


def states(entries: list[Entry]) -> list[State]:
    return [entry.state for entry in entries]


@pytest.mark.parametrize("version", RELEASED)
def test_everything_is_upgraded_and_what_can_be_sent_is_sent(
    old: Old, server: SyncServer, version: int
) -> None:
    client = old(version)
    client.start()
    db = client.store.read()
    assert db.execute("PRAGMA user_version").fetchone() == (NEWEST_VERSION,)
    assert states(client.entries()) == [
        State.PENDING,
        State.PARKED,
        State.OUTCOME_UNKNOWN,
        State.PENDING,
        State.PENDING,
    ]
    assert list(local.drafts(db).values()) == ["halb geschrieben"]
    assert local.values(db)["folded:x"] == "[1]"
    assert len(history.latest_rows(db)) == 5
    assert {"Unterwegs umbenannt", "Strittig", "Gerade gesendet", "Im Zug angelegt"} <= client.titles()
    asyncio.run(client.sync())
    asyncio.run(client.sync())
    assert [entry.reason for entry in client.entries()] == [Reason.REJECTED]
    for title in ("Unterwegs umbenannt", "Gerade gesendet", "Im Zug angelegt"):
        assert len(server.task_with_title(title)) == 1
    assert len(server.state.rows("SELECT id FROM comments WHERE comment LIKE '%Im Zug gesagt%'")) == 1
    client.replica.build_index()
    while not search.is_complete(client.store.read()):
        assert client.store.flush(10)


@pytest.mark.parametrize("version", RELEASED)
@pytest.mark.parametrize("whole_bytes", [0, 1 << 30], ids=["very large", "small"])
def test_the_backup_opens_like_a_store(
    old: Old, monkeypatch: pytest.MonkeyPatch, version: int, whole_bytes: int
) -> None:
    monkeypatch.setattr(copies, "MAX_WHOLE_COPY_BYTES", whole_bytes)
    client = old(version)
    path = client.store.path
    assert open_store(path).store.close()
    (copy,) = backups(path)
    assert copy.name.startswith(f"store-backup-v{version}-")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM base").fetchone()[0] > 0 or not whole_bytes
    again = open_store(copy)
    assert again.recovery is None
    assert list(local.drafts(again.store.read()).values()) == ["halb geschrieben"]
    assert len(history.latest_rows(again.store.read())) == 5
    assert again.store.close()


def test_only_the_last_backups_are_kept(old: Old) -> None:
    client = old(1)
    path = client.store.path
    earlier = [path.with_name(f"store-backup-v1-2026010{n}-120000.db") for n in range(1, 6)]
    for number, file in enumerate(earlier):
        file.write_bytes(b"x")
        os.utime(file, (number, number))
    path.with_name("store-backup-v1-20260109-120000.db.part").write_bytes(b"cut off")
    assert open_store(path).store.close()
    assert len(backups(path)) == MAX_BACKUPS
    assert backups(path)[1:] == [earlier[4], earlier[3]]
    assert not list(path.parent.glob("*.part"))


KILLED = """
import os, signal, sys
from pathlib import Path
from kanbert_desktop.store import durable_files, migrations
from kanbert_desktop.store.database import open_store
step, moment = int(sys.argv[2]), sys.argv[3]
def die(): os.kill(os.getpid(), signal.SIGKILL)
if step == 0:
    durable_files.sync_folder = lambda folder: die()
take = migrations._run_migration
def taken(db, number, statements, read=None):
    if number == step and moment == "before":
        die()
    if number == step and moment == "inside":
        take(db, number, [*statements[:-1], "SELECT die()"])
    take(db, number, statements, read)
    if number == step:
        die()
import sqlite3
connect = migrations.migrate
def migrate(db, path, read):
    db.create_function("die", 0, die)
    connect(db, path, read=read)
from kanbert_desktop.store import database
from kanbert_desktop.sync.card_columns import columns_of_row
def columns(raw):
    if moment == "filling":
        die()
    return columns_of_row(raw)
migrations._run_migration = taken
database.migrate = migrate
open_store(Path(sys.argv[1]), read=columns)
"""


@pytest.mark.parametrize(
    ("step", "moment"),
    [*product(range(NEWEST_VERSION + 1), ("before", "inside", "after")), (NEWEST_VERSION, "filling")],
)
def test_killed_at_any_step_it_begins_again_at_the_next_start(old: Old, step: int, moment: str) -> None:
    client = old(1)
    command = [sys.executable, "-c", KILLED, str(client.store.path), str(step), moment]
    code = subprocess.run(command, check=False, cwd=ROOT, timeout=60).returncode
    assert code == (-signal.SIGKILL if step != 1 else 0)
    opened = open_store(client.store.path, read=columns_of_row)
    assert opened.recovery is None
    db = opened.store.read()
    assert db.execute("PRAGMA user_version").fetchone() == (NEWEST_VERSION,)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert (
        db.execute("SELECT count(*) FROM base WHERE kind = 'card'").fetchone()
        == db.execute("SELECT sum(n) FROM counts").fetchone()
    )
    assert db.execute("SELECT count(*) FROM outbox").fetchone() == (5,)
    assert opened.store.close()


def test_a_store_from_the_future_is_refused_with_its_log_and_nothing_is_touched(old: Old) -> None:
    path = old(1).store.path
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE outbox SET detail = 'of the future'")
        db.execute("PRAGMA user_version = 49")
        stored = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    for name, content in stored.items():
        path.with_name(name).write_bytes(content)
    stored.pop("store.db-shm")
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.key == "store_from_the_future"
    left = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    left.pop("store.db-shm", None)
    assert left == stored
