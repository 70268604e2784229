"""Real processes: killed, out of disk space, without permission."""

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kanbert_desktop.domain.changes import Entry
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import local, outbox
from kanbert_desktop.store.database import Store, open_store
from support.small_disk import fill_up, read_only_mount, small_disk

ROOT = Path(__file__).resolve().parents[2]
BEGINNING = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import ChangeId, CreateCard, Entry, Field, State
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import outbox
from kanbert_desktop.store.database import Store, open_store
path = Path(sys.argv[1])
def say(*words): print(*words, flush=True)
def entry(seq, state=State.PENDING):
    change = CreateCard(CardKey(f"kd-{seq}"), BoardId("b1"), {Field.TITLE: "Logo review " * 20})
    return Entry(id=ChangeId(f"c{seq}"), seq=seq, change=change, made_at=datetime.now(UTC), state=state)
"""
WRITES_FOR_EVER = """
store = open_store(path).store
seq = max((e.seq for e in outbox.entries(store.read())), default=0)
while True:
    seq += 1
    store.write(lambda db: outbox.append(db, entry(seq, State.IN_FLIGHT))).result()
    say(seq)
"""
OPENS = """
try:
    opened = open_store(path)
except StoreError as error:
    say(error.key)
else:
    if opened.error is not None:
        say(opened.error.key, "read", opened.store.read().execute("SELECT count(*) FROM outbox").fetchone()[0])
    opened.store.close()
"""
# Root may write everywhere: the child becomes an unprivileged user, after the imports it may not read.
WITHOUT_PERMISSION = f"""
import mmap, tempfile, kanbert_desktop.store.read_only, kanbert_desktop.store.recovery, kanbert_desktop.store.page_carving
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
{OPENS}
"""
MAX_EDITS = 100_000
"""Edits after which a disk that should be full counts as one that never is."""


def start(script: str, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BEGINNING + script, str(path)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)


def output_of(script: str, path: Path) -> list[list[str]]:
    with start(script, path) as child:
        out, _ = child.communicate(timeout=60)
    assert child.returncode == 0
    return [line.split() for line in out.splitlines()]


def kill_after(lines: int, path: Path) -> int:
    """Returns the last number that the child reported as saved before it was killed."""
    with start(WRITES_FOR_EVER, path) as child:
        assert child.stdout is not None
        last = 0
        for _ in range(lines):
            last = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().split()
    return int(rest[-1]) if rest else last


def test_what_was_reported_saved_survives_every_kill_with_an_unknown_outcome(path: Path) -> None:
    saved = 0
    for lines in (1, 7, 40, 3):
        saved = kill_after(lines, path)
        opened = open_store(path)
        assert opened.recovery is None
        entries = outbox.entries(opened.store.read())
        assert [entry.seq for entry in entries][:saved] == list(range(1, saved + 1))
        # One more may have reached the disk without being reported.
        assert len(entries) <= saved + 1
        assert {entry.state for entry in entries} == {"unclear"}
        assert opened.store.close()
    assert saved >= 51


def test_a_disk_that_runs_full_loses_nothing_and_continues_when_there_is_space(
    disk: Path, make_entry: Callable[..., Entry]
) -> None:
    path = disk / "account" / "store.db"
    store = open_store(path).store
    ballast = fill_up(disk, spare=100_000)
    stored, refused = _written_until_refused(store, make_entry)
    assert refused == "disk_full"
    assert stored
    ballast.unlink()
    store.write(lambda db: outbox.append(db, make_entry(stored + 1))).result(30)
    assert store.close()
    opened = open_store(path)
    assert opened.recovery is None
    assert [entry.seq for entry in outbox.entries(opened.store.read())] == list(range(1, stored + 2))
    assert opened.store.close()


def _written_until_refused(store: Store, make_entry: Callable[..., Entry]) -> tuple[int, str]:
    """Returns how many edits were reported as saved, and the key of the error that ended it."""
    for seq in range(1, MAX_EDITS):
        one = make_entry(seq, "Logo review " * 20)
        try:
            store.write(lambda db, one=one: outbox.append(db, one)).result(30)
        except StoreError as error:
            return seq - 1, error.key
    return MAX_EDITS, ""


@pytest.mark.parametrize("spare", [0, 8_192, 100_000])
def test_a_disk_that_is_full_at_the_first_start_is_explained_and_no_half_store_is_left(
    disk: Path, spare: int
) -> None:
    path = disk / "store.db"
    ballast = fill_up(disk, spare=spare)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.key == "disk_full"
    assert not path.exists()
    ballast.unlink()
    opened = open_store(path)
    assert opened.recovery is None
    assert opened.store.close()
    assert [file.name for file in disk.iterdir()] == ["store.db"]


@pytest.mark.parametrize("spare", [0, 8_192, 100_000])
def test_a_damaged_file_stays_in_place_while_there_is_no_space_for_its_recovery(
    disk: Path, spare: int
) -> None:
    path = disk / "store.db"
    first = open_store(path).store
    first.write(lambda db: local.save_draft(db, "a", "mine"))
    assert first.close()
    damaged = bytes(100) + path.read_bytes()[100:]
    path.write_bytes(damaged)
    ballast = fill_up(disk, spare=spare)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.key == "disk_full"
    assert path.read_bytes() == damaged
    ballast.unlink()
    opened = open_store(path)
    assert local.drafts(opened.store.read()) == {"a": "mine"}
    assert opened.store.close()


@pytest.fixture
def disk() -> Iterator[Path]:
    with small_disk(4 << 20) as disk:
        yield disk


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that an unprivileged user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="kd-readonly-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("existing", [True, False])
def test_a_profile_on_a_disk_that_is_only_for_reading_is_explained_and_left_alone(
    tmp_path: Path, existing: bool
) -> None:
    path = tmp_path / "store.db"
    if existing:
        assert open_store(path).store.close()
    before = sorted(tmp_path.iterdir())
    with read_only_mount(tmp_path):
        assert output_of(OPENS, path) == [
            ["store_unwritable", "read", "0"] if existing else ["store_unwritable"]
        ]
        assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("existing", [True, False])
def test_a_profile_of_another_user_is_explained_and_left_alone(public_folder: Path, existing: bool) -> None:
    path = public_folder / "store.db"
    if existing:
        assert open_store(path).store.close()
        path.chmod(0o444)
    public_folder.chmod(0o555)
    before = sorted(public_folder.iterdir())
    record = ["store_unwritable", "read", "0"] if existing else ["store_unwritable"]
    assert output_of(WITHOUT_PERMISSION, path) == [record]
    assert sorted(public_folder.iterdir()) == before


def test_a_write_protected_file_in_a_writable_folder_is_noticed_before_the_first_edit(
    public_folder: Path,
) -> None:
    path = public_folder / "store.db"
    assert open_store(path).store.close()
    path.chmod(0o444)
    public_folder.chmod(0o777)
    assert output_of(WITHOUT_PERMISSION, path) == [["store_unwritable", "read", "0"]]
