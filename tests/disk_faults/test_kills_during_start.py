"""A start that is killed at any disk operation is repaired by the next one."""

import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from disk_faults.fork_server import ForkServer
from disk_faults.shim import FaultKind
from kanbert_desktop.store import local
from kanbert_desktop.store.database import open_store

KILLS = (FaultKind.KILL, FaultKind.TORN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "account"


def left_by_an_earlier_version(folder: Path) -> None:
    """A recovered store with a draft, built without a write-ahead log, as earlier versions did."""
    opened = open_store(folder / "store.db")
    opened.store.write(lambda db: local.save_draft(db, "a", "unsent")).result(30)
    assert opened.store.close()
    with closing(sqlite3.connect(folder / "store.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")


def copied(template: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)


@pytest.mark.parametrize("kind", KILLS)
def test_a_first_start_killed_at_any_operation_is_repeated(
    fork_server: ForkServer, folder: Path, kind: FaultKind
) -> None:
    for at in count(1):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        killed = fork_server.run("disk_faults.store_workloads:start", folder, kind=kind, at=at).was_killed
        again = fork_server.run("disk_faults.store_workloads:start", folder)
        assert (again.code, again.reports) == (0, [{"drafts": {}}]), (at, again)
        if not killed:
            break
    assert at > 20


@pytest.mark.parametrize("kind", KILLS)
def test_a_store_left_by_a_killed_earlier_version_opens_complete(
    fork_server: ForkServer, folder: Path, tmp_path: Path, kind: FaultKind
) -> None:
    left_by_an_earlier_version(tmp_path / "template")
    journals = 0
    for at in count(1):
        copied(tmp_path / "template", folder)
        killed = fork_server.run(
            "disk_faults.store_workloads:switch_to_wal", folder, kind=kind, at=at
        ).was_killed
        journal = folder / "store.db-journal"
        journals += journal.exists() and journal.stat().st_size > 0
        again = fork_server.run("disk_faults.store_workloads:start", folder)
        assert (again.code, again.reports) == (0, [{"drafts": {"a": "unsent"}}]), (at, again)
        assert [file.name for file in folder.iterdir()] == ["store.db"]
        if not killed:
            break
    assert journals
