"""Schema versions and migrations, search tables and triggers, and the backup before each migration."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from kanbert_desktop.store import cards, word_parts
from kanbert_desktop.store.cards import CARDS_MIGRATION, ColumnsReader
from kanbert_desktop.store.connection import new_store_file
from kanbert_desktop.store.durable_files import rename_durably
from kanbert_desktop.store.files import (
    COMPANIONS,
    create_private,
    remove_with_companions,
    unfinished_path,
    unused_path,
    with_suffix,
)
from kanbert_desktop.store.word_parts import WORDS_MIGRATION

_STALE = "INSERT INTO search_stale (number)"
# A comment's `place` is its card's key, which is the card's id for all cards but those created here.
_ITS_CARD = """SELECT number FROM base WHERE kind = 'card' AND id = {row}.place AND key = id
    UNION ALL SELECT number FROM base WHERE kind = 'card' AND key <> id AND key = {row}.place"""
_ONCE = "ON CONFLICT DO NOTHING"


def _trigger(name: str, moment: str, row: str) -> tuple[str, str]:
    begin = (
        f"CREATE TRIGGER search_{name}_{{kind}} AFTER {moment} ON base WHEN {row}.kind = '{{kind}}' BEGIN "
    )
    return (
        f"{begin.format(kind='card')} {_STALE} VALUES ({row}.number) {_ONCE}; END",
        f"{begin.format(kind='comment')} {_STALE} SELECT number FROM ({_ITS_CARD.format(row=row)}) WHERE true {_ONCE}; END",  # noqa: S608 - names of our own
    )


# The text is already folded and split into words (`domain.query.text_match`): every other character is part of one.
CREATE_INDEX = tuple(
    f"""CREATE VIRTUAL TABLE {name} USING fts5(
        words, tokenize = 'ascii', prefix = '2 3', columnsize = 0)"""
    for name in ("search_titles", "search_texts")
)
DROP_INDEX = ("DROP TABLE IF EXISTS search_titles", "DROP TABLE IF EXISTS search_texts")
FULLY_BUILT = 1 << 62
"""`search_state.built` when every base row is indexed."""

SEARCH_MIGRATION = (
    *CREATE_INDEX,
    # `number` is the card's in `base`; `place` orders cards by their last change and is the row id in the index.
    "CREATE TABLE search_cards (number INTEGER PRIMARY KEY, place INTEGER NOT NULL UNIQUE) STRICT",
    # Cards whose rows changed since they were indexed: empty again at the end of the same transaction.
    "CREATE TABLE search_stale (number INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE search_state (one INTEGER PRIMARY KEY CHECK (one = 1), built INTEGER NOT NULL) STRICT",
    # Rows that already exist are indexed later, slice by slice.
    f"INSERT INTO search_state SELECT 1, iif(EXISTS (SELECT 1 FROM base), 0, {FULLY_BUILT})",  # noqa: S608
    "CREATE INDEX base_own_key ON base (key) WHERE kind = 'card' AND key <> id",
    *_trigger("added", "INSERT", "new"),
    *_trigger("left", "UPDATE", "old"),
    *_trigger("changed", "UPDATE", "new"),
    *_trigger("removed", "DELETE", "old"),
)


Extract = Callable[[sqlite3.Connection, sqlite3.Connection], None]
"""Copies from the store into an empty file."""
MAX_BACKUPS = 3
MAX_WHOLE_COPY_BYTES = 64 << 20
"""A larger file is copied without what the server can send again: a start does not wait for that."""


def back_up(db: sqlite3.Connection, path: Path, version: int, extract: Extract) -> Path:
    """Saves a store of `version`: a complete copy, or what `extract` copies from a very large one.

    Uses SQLite's backup: copying the file would lose what is still in its log. An incomplete copy never has a
    backup's name.
    """
    target = unused_path(path, f"backup-v{version}")
    part = unfinished_path(target)
    for left in path.parent.glob(f"{path.stem}-backup-*.part"):
        remove_with_companions(left)
    create_private(part)
    try:
        if path.stat().st_size <= MAX_WHOLE_COPY_BYTES:
            with closing(sqlite3.connect(part)) as copy:
                db.backup(copy)
        else:
            with new_store_file(part) as copy:
                extract(db, copy)
    except BaseException:
        remove_with_companions(part)
        raise
    rename_durably(part, target)
    prune_backups(path)
    return target


def backups(path: Path) -> list[Path]:
    """The newest first."""
    found = (file for file in path.parent.glob(f"{path.stem}-backup-*{path.suffix}"))
    return sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)


def prune_backups(path: Path) -> None:
    for old in backups(path)[MAX_BACKUPS:]:
        for suffix in ("", *COMPANIONS):
            with_suffix(old, suffix).unlink(missing_ok=True)


# The user's own tables come first: they are at the front of the file, where a truncation spares them longest.
_FIRST = (
    """CREATE TABLE outbox (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, change TEXT NOT NULL,
        made_at TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, detail TEXT NOT NULL, theirs TEXT,
        attempts INTEGER NOT NULL, not_before TEXT, sent_at TEXT) STRICT""",
    "CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
    """CREATE TABLE history (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, change TEXT NOT NULL, inverse TEXT,
        made_at TEXT NOT NULL, undone INTEGER NOT NULL) STRICT""",
    "CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE walks (name TEXT PRIMARY KEY, cursor TEXT, candidate TEXT, done INTEGER NOT NULL) STRICT",
    """CREATE TABLE base (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
        place TEXT NOT NULL, raw BLOB NOT NULL, UNIQUE (kind, id)) STRICT""",
    "CREATE INDEX base_by_place ON base (kind, place)",
)

# Undo groups, undone changes and outcomes survive the process (D15); a rejection stores its status.
_SECOND = (
    "ALTER TABLE outbox ADD COLUMN status INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN origin TEXT",
    "ALTER TABLE history ADD COLUMN card TEXT",
    "ALTER TABLE history ADD COLUMN gesture TEXT",
    "ALTER TABLE history ADD COLUMN outcome TEXT",
    "ALTER TABLE history ADD COLUMN redo INTEGER",
    "ALTER TABLE history ADD COLUMN undone_by TEXT",
    "ALTER TABLE history ADD COLUMN undone_card TEXT",
    "UPDATE history SET card = json_extract(change, '$.card') WHERE json_valid(change)",
    "CREATE INDEX history_by_card ON history (card)",
)

Migration = Sequence[str]
MIGRATIONS: tuple[Migration, ...] = (_FIRST, _SECOND, SEARCH_MIGRATION, CARDS_MIGRATION, WORDS_MIGRATION)
"""`MIGRATIONS[n]` leads from version n to n + 1. A released migration is never edited."""

NEWEST_VERSION = len(MIGRATIONS)
_MAGIC, _VERSION = b"SQLite format 3\0", slice(60, 64)
"""How a file begins, and where its `user_version` is (SQLite's file format, 1.3)."""
USER_TABLES = ("outbox", "drafts", "history", "local", "ranks")
"""What only this computer knows; the server can send everything else again."""


def user_tables(version: int) -> Sequence[str]:
    """Those that a file of this version has."""
    return USER_TABLES if version >= MIGRATIONS.index(CARDS_MIGRATION) + 1 else USER_TABLES[:-1]


def migrate(
    db: sqlite3.Connection,
    path: Path,
    steps: Sequence[Migration] = MIGRATIONS,
    read: ColumnsReader | None = None,
) -> None:
    """Brings the file to the newest version, one transaction a step; an existing file is backed up first.

    The step that creates `cards` fills it if `read` is given; without it `Store.index_with` does so.
    """
    version = _version(db)
    if 0 < version < len(steps):
        back_up(db, path, version, lambda old, new: _extract(old, new, steps[:version]))
    run_migrations(db, steps, read)


def is_old(path: Path) -> bool:
    """Returns whether `migrate` has a file of an older version to bring up to date, by the first bytes of the file.

    The log beside the file may hold a newer version: a program that was killed right after a migration left it there.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_VERSION.stop)
    except OSError:
        return False
    return header.startswith(_MAGIC) and 0 < int.from_bytes(header[_VERSION], "big") < NEWEST_VERSION


def run_migrations(
    db: sqlite3.Connection, steps: Sequence[Migration] = MIGRATIONS, read: ColumnsReader | None = None
) -> None:
    """The same without a backup: for a file that is itself a copy."""
    version = _version(db)
    for number, step in enumerate(steps[version:], start=version + 1):
        _run_migration(db, number, step, read if step is CARDS_MIGRATION else None)


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def _extract(db: sqlite3.Connection, copy: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    """Writes a store of the same version with what only this computer knows."""
    for number, step in enumerate(steps, start=1):
        _run_migration(copy, number, step)
    copy.execute("BEGIN IMMEDIATE")
    for table in user_tables(len(steps)):
        rows = db.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
        names = ", ".join(name for name, *_ in rows.description)
        marks = ", ".join("?" * len(rows.description))
        copy.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
    copy.execute("COMMIT")


def _run_migration(
    db: sqlite3.Connection, number: int, step: Migration, read: ColumnsReader | None = None
) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        for statement in step:
            db.execute(statement)
        if read is not None:
            cards.fill(db, read)
        if step is WORDS_MIGRATION:
            word_parts.fill(db)
        db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
