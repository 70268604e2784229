"""Generates damaged store files, and checks what must be true after each start on one of them."""

import random
import shutil
from pathlib import Path
from typing import NamedTuple

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import local
from kanbert_desktop.store.change_codec import encode_change
from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.store.migrations import USER_TABLES
from support.damaged_store import (
    DRAFTS,
    ENTRIES,
    HISTORY,
    LOCAL,
    NOON,
    RANKS,
    Sample,
    entry,
    pages,
    random_bytes,
    start,
)


class PlantedValue(NamedTuple):
    """One user row, and its bytes in the file."""

    table: str
    column: str
    value: str
    bytes: bytes


def planted_values() -> list[PlantedValue]:
    changes = [encode_change(entry(number).change) for number in range(max(ENTRIES, HISTORY))]
    made = NOON.isoformat()
    return [
        *(
            PlantedValue("outbox", "id", f"c{n}", f"{changes[n]}{made}pending".encode())
            for n in range(ENTRIES)
        ),
        *(
            PlantedValue("drafts", "place", f"comment:{n}", f"comment:{n}Ein Satz. ".encode())
            for n in range(DRAFTS)
        ),
        *(
            PlantedValue("history", "id", f"c{n}", f"c{n}{changes[n]}{made}kd-{n}".encode())
            for n in range(HISTORY)
        ),
        *(PlantedValue("local", "name", f"folded:{n}", f"folded:{n}[]".encode()) for n in range(LOCAL)),
        *(PlantedValue("ranks", "key", f"ranked:{n}", f"b1ranked:{n}".encode()) for n in range(RANKS)),
    ]


def recoverable_values(sound: bytes, damaged: bytes) -> set[tuple[str, str]]:
    """The user rows whose whole page is intact."""
    stored = set()
    for one in planted_values():
        place = sound.index(one.bytes)
        page = slice(place // PAGE_BYTES * PAGE_BYTES, (place // PAGE_BYTES + 1) * PAGE_BYTES)
        if damaged[page] == sound[page]:
            stored.add((one.table, one.value))
    return stored


def check_start(path: Path, sample: Sample, damaged: bytes) -> bool:
    """Starts on the file and saves new work; everything recoverable must be there. Returns whether the damage was noticed."""
    shutil.rmtree(path.parent, ignore_errors=True)
    opened = start(path, damaged)
    db = opened.store.read()
    found = set()
    for one in planted_values():
        held = db.execute(f"SELECT 1 FROM {one.table} WHERE {one.column} = ?", (one.value,))  # noqa: S608
        if held.fetchone() is not None:
            found.add((one.table, one.value))
    lost = recoverable_values(sample.closed, damaged) - found
    assert not lost, sorted(lost)[:5]
    rescued = opened.recovery
    if rescued is not None:
        assert rescued.moved_to.read_bytes() == damaged
    # A check at the start does not see damage outside the user's tables, or a letter inside a text.
    persons = [f"integrity_check({table})" for table in USER_TABLES]
    checks = persons if rescued is None else ["integrity_check"]
    for check in checks:
        assert db.execute(f"PRAGMA {check}").fetchone() == ("ok",)
    opened.store.write(lambda db: local.save_draft(db, "new", "text")).result(30)
    assert local.drafts(db)["new"] == "text"
    assert opened.store.close()
    return rescued is not None


def flip_bytes(data: bytes, page: int, seed: int) -> bytes:
    """Changes one to thirty bytes of that page."""
    chance = random.Random(f"{page} {seed}")  # noqa: S311 - repeatable, not secret
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        changed[page * PAGE_BYTES + chance.randrange(PAGE_BYTES)] ^= chance.randrange(1, 256)
    return bytes(changed)


def random_damage(data: bytes, seed: int) -> bytes:
    """Anything from one bit to several lost pages, a shift or a cut."""
    chance = random.Random(seed)  # noqa: S311
    count = pages(data)
    for _ in range(chance.randint(1, 3)):
        page = chance.choice([0, 1, 2, chance.randrange(count), chance.randrange(count)]) % count
        here, there = page * PAGE_BYTES, (page + 1) * PAGE_BYTES
        other = chance.randrange(count) * PAGE_BYTES
        data = chance.choice(
            [
                flip_bytes(data, page, seed) if there <= len(data) else data,
                data[:here] + bytes(PAGE_BYTES) + data[there:],
                data[:here] + random_bytes(PAGE_BYTES, seed) + data[there:],
                data[:here] + data[other : other + PAGE_BYTES] + data[there:],
                data[: max(1, len(data) - chance.randrange(4 * PAGE_BYTES))],
            ]
        )
    return data


def damaged_starts(path: Path, sample: Sample, seed: int) -> None:
    """A case of the soak: the database alone, or with its log as after a crash, either of them damaged."""
    try:
        if seed % 4:
            check_start(path, sample, random_damage(sample.closed, seed))
        else:
            _starts_with_log(path, sample, seed)
    except StoreError as refused:
        # A flipped bit can make it a newer version's file, which is rejected and left unchanged.
        if refused.key != "store_from_the_future":
            raise
        assert [file.name for file in path.parent.iterdir() if "damaged" in file.name] == []


def _starts_with_log(path: Path, sample: Sample, seed: int) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)
    log = bytearray(sample.wal)
    chance = random.Random(seed)  # noqa: S311
    for _ in range(chance.randint(0, 20)):
        log[chance.randrange(len(log))] ^= chance.randrange(1, 256)
    database = random_damage(sample.database, seed) if chance.random() < 0.5 else sample.database
    opened = start(path, database, bytes(log[: chance.choice([len(log), chance.randrange(len(log))])]))
    if not _takes_an_edit(opened.store):
        # Damage that no check at the start sees is found by an edit, and repaired at the next start.
        assert opened.store.close()
        opened = open_store(path)
        assert opened.recovery is not None
        assert _takes_an_edit(opened.store)
    assert opened.store.close()


def _takes_an_edit(store: Store) -> bool:
    try:
        store.write(lambda db: local.save_draft(db, "new", "text")).result(30)
    except StoreError as error:
        if error.key != "store_damaged":
            raise
        return False
    return local.drafts(store.read())["new"] == "text"
