"""A corpus of damaged files: each start works, says what happened, and takes over what was physically there."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import ChangeId, CreateCard, Entry, Field, Reason, State
from kanbert_desktop.domain.errors import StoreBroken
from kanbert_desktop.store import base, drafts, history, inspection, local, outbox, rescue
from kanbert_desktop.store.base import Kind, Row
from kanbert_desktop.store.connections import PAGE_BYTES
from kanbert_desktop.store.database import Opened, open_store
from kanbert_desktop.store.history import HistoryRow

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ENTRIES, DRAFTS, HISTORY, LOCAL = 150, 8, 60, 3


def entry(seq: int) -> Entry:
    change = CreateCard(CardKey(f"kd-{seq}"), BoardId("b1"), {Field.TITLE: f"Entwurf {seq} " * 12})
    return Entry(id=ChangeId(f"c{seq}"), seq=seq, change=change, made_at=NOON)


def fill(db: sqlite3.Connection) -> None:
    for number in range(ENTRIES):
        outbox.append(db, entry(number))
    for number in range(DRAFTS):
        drafts.keep(db, f"comment:{number}", "Ein Satz. " * 40)
    for number in range(HISTORY):
        history.record(db, HistoryRow(ChangeId(f"c{number}"), entry(number).change, None, NOON))
    for number in range(LOCAL):
        local.put(db, f"folded:{number}", "[]")
    base.put_rows(db, (Row(Kind.CARD, str(n), str(n), "b1", b"x" * 1500) for n in range(120)))
    base.set_meta(db, "watermark", "2026-03-01")


@dataclass(frozen=True)
class Sample:
    """A store's files: closed (the database alone), and as a crash leaves them (nearly all still in the log)."""

    closed: bytes
    database: bytes
    log: bytes


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    path = tmp_path_factory.mktemp("sample") / "store.db"
    store = open_store(path).store
    store.write(lambda db: db.execute("PRAGMA wal_autocheckpoint = 0").fetchall()).result(30)
    store.write(fill).result(30)
    crashed = path.read_bytes(), path.with_name("store.db-wal").read_bytes()
    assert store.close()
    return Sample(path.read_bytes(), *crashed)


def start(path: Path, database: bytes, log: bytes = b"") -> Opened:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(database)
    if log:
        path.with_name("store.db-wal").write_bytes(log)
    return open_store(path)


def end(opened: Opened) -> list[Entry]:
    """What the outbox holds, after a look whether the file is sound and takes new work."""
    store = opened.store
    store.write(lambda db: drafts.keep(db, "new", "text")).result(30)
    assert drafts.drafts(store.read())["new"] == "text"
    assert store.read().execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = outbox.entries(store.read())
    assert outbox.unreadable(store.read()) == []
    assert store.close()
    return found


def noise(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)  # noqa: S311 - repeatable, not secret


def pages(data: bytes) -> int:
    return len(data) // PAGE_BYTES


WHOLE_LOSSLESS: dict[str, Callable[[bytes], bytes]] = {
    "zeroed header": lambda data: bytes(100) + data[100:],
    "garbage header": lambda data: b"no database at all, sorry" * 4 + data[100:],
    "lost first page": lambda data: noise(PAGE_BYTES) + data[PAGE_BYTES:],
    "cut within the server's rows": lambda data: data[: -10 * PAGE_BYTES],
    "cut within a page": lambda data: data[: -10 * PAGE_BYTES - 123],
    "wrong page size in the header": lambda data: data[:16] + b"\x02\x00" + data[18:],
    "tables forgotten": lambda data: data[:100] + bytes(8) + data[108:],
    "version forgotten": lambda data: data[:60] + bytes(4) + data[64:],
    "last page flipped": lambda data: data[:-PAGE_BYTES] + bytes(byte ^ 255 for byte in data[-PAGE_BYTES:]),
}


@pytest.mark.parametrize("damage", WHOLE_LOSSLESS.values(), ids=WHOLE_LOSSLESS.keys())
def test_damage_outside_the_persons_pages_costs_the_person_nothing(
    path: Path, sample: Sample, damage: Callable[[bytes], bytes]
) -> None:
    damaged = damage(sample.closed)
    opened = start(path, damaged)
    rescued = opened.rescued
    assert rescued is not None
    assert (rescued.entries, rescued.drafts, rescued.history, rescued.local) == (
        ENTRIES,
        DRAFTS,
        HISTORY,
        LOCAL,
    )
    assert rescued.whole
    assert rescued.moved_to.read_bytes() == damaged
    assert rescued.moved_to.name.startswith("store-damaged-")
    assert base.count(opened.store.read(), Kind.CARD) == 0
    assert base.get_meta(opened.store.read(), "watermark") is None
    found = end(opened)
    assert [one.change for one in found] == [entry(number).change for number in range(ENTRIES)]


NOTHING_LEFT: dict[str, bytes] = {
    "zero bytes": b"",
    "one byte": b"S",
    "a header alone": b"SQLite format 3\x00",
    "text": b"Dear diary, " * 5000,
    "zeros": bytes(40 * PAGE_BYTES),
    "noise": noise(40 * PAGE_BYTES),
}


@pytest.mark.parametrize("content", NOTHING_LEFT.values(), ids=NOTHING_LEFT.keys())
def test_a_file_that_is_no_store_is_moved_aside_and_a_new_one_begins(path: Path, content: bytes) -> None:
    opened = start(path, content)
    assert opened.rescued is not None
    assert not opened.rescued.whole
    assert opened.rescued.moved_to.read_bytes() == content
    assert end(opened) == []


def test_a_folder_in_the_files_place_is_moved_aside_with_what_it_holds(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "letter.txt").write_text("mine")
    opened = open_store(path)
    assert opened.rescued is not None
    assert (opened.rescued.moved_to / "letter.txt").read_text() == "mine"
    assert end(opened) == []


def test_another_programs_database_is_moved_aside(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES ('http://x')")
    opened = open_store(path)
    assert opened.rescued is not None
    assert end(opened) == []
    with closing(sqlite3.connect(opened.rescued.moved_to)) as db:
        assert db.execute("SELECT * FROM bookmarks").fetchall() == [("http://x",)]


def test_cut_off_at_every_page_the_front_is_taken_over(path: Path, sample: Sample) -> None:
    rescued_entries = []
    for length in range(pages(sample.closed)):
        opened = start(path, sample.closed[: length * PAGE_BYTES])
        assert opened.rescued is not None
        rescued_entries.append(opened.rescued.entries)
        assert end(opened) == [outbox_doubted(number) for number in range(opened.rescued.entries)]
    # The more of the file is there, the more is found: none of it is given up for what follows.
    assert rescued_entries == sorted(rescued_entries)
    assert rescued_entries.count(ENTRIES) > pages(sample.closed) / 3


def outbox_doubted(seq: int) -> Entry:
    """It may have been sent since: the sync must look before it sends it again."""
    one = entry(seq)
    return Entry(id=one.id, seq=one.seq, change=one.change, made_at=one.made_at, state=State.UNCLEAR)


def test_with_any_one_page_destroyed_only_what_lay_on_it_is_lost(path: Path, sample: Sample) -> None:
    losses = []
    for page in range(pages(sample.closed)):
        before, after = sample.closed[: page * PAGE_BYTES], sample.closed[(page + 1) * PAGE_BYTES :]
        opened = start(path, before + noise(PAGE_BYTES, seed=page) + after)
        found = end(opened)
        assert {one.id for one in found} <= {entry(number).id for number in range(ENTRIES)}
        losses.append(ENTRIES - len(found))
    partly = [loss for loss in losses if 0 < loss < ENTRIES]
    assert partly
    assert max(partly) <= 40
    assert losses.count(0) > pages(sample.closed) / 2
    # One page alone leads to the others (the root of the table's tree).
    assert losses.count(ENTRIES) <= 1


def test_flipped_bytes_anywhere_never_keep_the_program_from_starting(path: Path, sample: Sample) -> None:
    chance = random.Random(3)  # noqa: S311 - repeatable, not secret
    for _ in range(40):
        data = bytearray(sample.closed)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(64, len(data))] = chance.randrange(256)
        opened = start(path, bytes(data))
        outbox.entries(opened.store.read())
        drafts.drafts(opened.store.read())
        assert opened.store.close()


def test_a_lost_log_takes_what_it_held_and_nothing_else(path: Path, sample: Sample) -> None:
    assert end(start(path, sample.database)) == []


def test_what_is_only_in_the_log_is_there_after_a_crash(path: Path, sample: Sample) -> None:
    opened = start(path, sample.database, sample.log)
    assert opened.rescued is None
    assert end(opened) == [entry(number) for number in range(ENTRIES)]


@pytest.mark.parametrize(
    "database",
    [lambda _sample: b"", lambda sample: bytes(PAGE_BYTES) + sample.database[PAGE_BYTES:]],
    ids=["emptied", "lost first page"],
)
def test_what_is_only_in_the_log_is_rescued_from_it(
    path: Path, sample: Sample, database: Callable[[Sample], bytes]
) -> None:
    opened = start(path, database(sample), sample.log)
    assert end(opened)[ENTRIES - 1].id == entry(ENTRIES - 1).id
    assert opened.rescued is None or opened.rescued.whole


def test_a_log_without_its_database_is_rescued(path: Path, sample: Sample) -> None:
    path.parent.mkdir(parents=True)
    path.with_name("store.db-wal").write_bytes(sample.log)
    opened = open_store(path)
    assert opened.rescued is not None
    assert opened.rescued.entries == ENTRIES
    assert opened.rescued.moved_to.with_name(opened.rescued.moved_to.name + "-wal").read_bytes() == sample.log
    assert len(end(opened)) == ENTRIES


def test_a_damaged_log_costs_only_what_it_held(path: Path, sample: Sample) -> None:
    opened = start(path, sample.closed, noise(100_000))
    assert end(opened) == [entry(number) for number in range(ENTRIES)]


def test_the_log_of_a_stranger_costs_the_person_nothing(path: Path, sample: Sample, profile: Path) -> None:
    other = profile / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript("CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES ('http://x')")
        log = other.with_name("other.db-wal").read_bytes()
    opened = start(path, sample.closed, log)
    assert len(end(opened)) == ENTRIES


def test_a_crash_in_the_middle_of_a_rescue_is_made_good_at_the_next_start(
    path: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("salvage", "_build", "put_aside", "install"):
        shutil.rmtree(path.parent, ignore_errors=True)
        with monkeypatch.context() as patch:
            patch.setattr(rescue, step, crash)
            with pytest.raises(KeyboardInterrupt):
                start(path, bytes(100) + sample.closed[100:])
        opened = open_store(path)
        assert len(end(opened)) == ENTRIES
        left = {file.name for file in path.parent.iterdir() if "damaged" not in file.name}
        assert left == {"store.db"}


def crash(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_parked_change_stays_parked_and_an_unsent_one_becomes_unclear(path: Path) -> None:
    store = open_store(path).store
    states = [State.PENDING, State.IN_FLIGHT, State.UNCLEAR, State.PARKED]
    for seq, state in enumerate(states):
        reason = Reason.REFUSED if state is State.PARKED else None
        one = entry(seq)
        told = Entry(id=one.id, seq=seq, change=one.change, made_at=NOON, state=state, reason=reason)
        store.write(lambda db, told=told: outbox.append(db, told))
    assert store.close()
    opened = start(path, bytes(100) + path.read_bytes()[100:])
    assert [one.state for one in end(opened)] == [State.UNCLEAR] * 3 + [State.PARKED]


def test_a_row_of_a_newer_version_is_rescued_unread(path: Path) -> None:
    store = open_store(path).store
    store.write(lambda db: outbox.append(db, entry(1)))
    newer = """UPDATE outbox SET change = '{"version":2}'"""
    store.write(lambda db: db.execute(newer).rowcount).result(30)
    assert store.close()
    opened = start(path, bytes(100) + path.read_bytes()[100:])
    assert opened.rescued is not None
    assert opened.rescued.entries == 1
    assert [row.id for row in outbox.unreadable(opened.store.read())] == ["c1"]
    assert opened.store.close()


def test_damage_in_a_very_large_file_is_met_later_and_rescued_on_demand(
    path: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "WHOLE_CHECK_BYTES", 0)
    cut = len(sample.closed) - 10 * PAGE_BYTES
    first = start(path, sample.closed[:cut] + noise(10 * PAGE_BYTES))
    assert first.rescued is None
    with pytest.raises(StoreBroken) as caught:
        base.rows(first.store.read(), Kind.CARD)
    assert caught.value.key == "store_damaged"
    assert first.store.close()
    again = open_store(path, thorough=True)
    assert again.rescued is not None
    assert again.rescued.whole
    assert len(end(again)) == ENTRIES
