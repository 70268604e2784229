"""`inbox.db` beside the store: entries of the inbox, what each tells, the user's marks, pinned cards.

A file of its own, because the store's schema has to fit its first page. A row of `news` stays after its entry was read or is
done: it says what has been told, so that the same change, seen again after a crash, is no news.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from kanbert_desktop.store.account_file import AccountFile
from kanbert_desktop.store.connection import (
    SqlRow,
    bulk_insert,
    connect_writer,
    storable_text,
)
from kanbert_desktop.store.files import create_private

T = TypeVar("T")
FILE_NAME = "inbox.db"
_AT_ONCE = 500
_PAGE_BYTES = 1024
_MAX_LOG_PAGES = 16_000
"""Pages in the log before SQLite moves them into the file by itself."""
_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE entries (card TEXT PRIMARY KEY, board TEXT NOT NULL, title TEXT NOT NULL, at TEXT NOT NULL,
    received TEXT NOT NULL, read INTEGER NOT NULL, done INTEGER NOT NULL, until TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE news (card TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
    version TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, shown INTEGER NOT NULL,
    PRIMARY KEY (card, kind, ref)) STRICT, WITHOUT ROWID;
CREATE TABLE boards (board TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pins (card TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
PRAGMA user_version = 1;
COMMIT;
"""
_ENTRY_COLUMNS = "card, board, title, at, received, read, done, until"
_NEWS_COLUMNS = "card, kind, ref, old, new, version, at, who, shown"


class EntryRow(NamedTuple):
    """`at` is when the newest change was made, `received` when it arrived here; `until` is the day a snooze ends."""

    card: str
    board: str
    title: str
    at: str
    received: str
    read: int = 0
    done: int = 0
    until: str | None = None


class NewsRow(NamedTuple):
    """`ref` is a comment's id, else empty. `version` is the card's `updated_at`. `shown`: the entry says it now."""

    card: str
    kind: str
    ref: str
    old: str
    new: str
    version: str
    at: str
    who: str = ""
    shown: int = 1


class Mark(NamedTuple):
    """What the user did with an entry, which had received its last change then."""

    card: str
    received: str
    read: int
    done: int
    until: str | None


class InboxFile(AccountFile):
    """The file of one account. News that are lost with a damaged file are no reason to stop anything.

    When a write returns, a kill of the program loses nothing of it; a power cut may until `sync_to_disk`.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, _SCHEMA)
        self._is_unsynced = False

    def sync_to_disk(self) -> None:
        """Called on the writer's thread. Does nothing if nothing was written since the last call."""
        if self._is_unsynced and self._writing is not None and not self._is_closed:
            self._is_unsynced = False
            self._writing.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _run(self, db: sqlite3.Connection, job: Callable[[sqlite3.Connection], T]) -> T:
        before = db.total_changes
        done = job(db)
        self._is_unsynced |= db.total_changes > before
        return done

    def _open(self) -> sqlite3.Connection:
        return _open(self.path)


def _open(path: Path) -> sqlite3.Connection:
    with suppress(FileExistsError):
        create_private(path)
    if path.stat().st_size == 0:
        _set_page_size(path)
    db = connect_writer(path)
    try:
        # One more wait for the disk with every page of a sync would be felt: `sync_to_disk` comes at its end.
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA wal_autocheckpoint = {_MAX_LOG_PAGES}")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            db.executescript(_SCHEMA)
    except BaseException:
        db.close()
        raise
    return db


def _set_page_size(path: Path) -> None:
    """News come in the order of their cards' ids, which is none: each row is on a page of its own, so pages are small."""
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        db.execute("PRAGMA journal_mode = WAL")


# Reading.


def open_entries(db: sqlite3.Connection, also: Collection[str] = ()) -> list[EntryRow]:
    """Entries that are not done, the newest first, snoozed ones included; then those about the cards in `also`."""
    found = db.execute("SELECT * FROM entries WHERE done = 0 ORDER BY at DESC, card").fetchall()
    finished = _of_cards(db, "SELECT * FROM entries", also, "done = 1 AND card")
    return [EntryRow(*row) for row in (*found, *finished)]


def shown_news(db: sqlite3.Connection, also: Collection[str] = ()) -> list[NewsRow]:
    """What these entries tell, the oldest first."""
    found = db.execute(
        "SELECT news.* FROM news JOIN entries USING (card) WHERE shown = 1 AND done = 0"
    ).fetchall()
    finished = _of_cards(
        db, "SELECT news.* FROM news JOIN entries USING (card)", also, "shown = 1 AND done = 1 AND card"
    )
    return sorted((NewsRow(*row) for row in (*found, *finished)), key=lambda one: (one.at, one.kind, one.ref))


def count_unread(db: sqlite3.Connection, today: str) -> int:
    """Unread entries that are not snoozed beyond today."""
    sql = "SELECT count(*) FROM entries WHERE done = 0 AND read = 0 AND (until IS NULL OR until <= ?)"
    return int(db.execute(sql, (today,)).fetchone()[0])


def newest_change(db: sqlite3.Connection) -> str | None:
    """When the newest change of all entries was made."""
    found: str | None = db.execute("SELECT max(at) FROM entries").fetchone()[0]
    return found


def pins(db: sqlite3.Connection) -> set[str]:
    return {card for (card,) in db.execute("SELECT card FROM pins").fetchall()}


def pinned(db: sqlite3.Connection, cards: Collection[str]) -> set[str]:
    return {card for (card,) in _of_cards(db, "SELECT card FROM pins", cards)}


def entries_of(db: sqlite3.Connection, cards: Collection[str]) -> dict[str, EntryRow]:
    rows = _of_cards(db, "SELECT * FROM entries", cards)
    return {row[0]: EntryRow(*row) for row in rows}


def news_of(db: sqlite3.Connection, cards: Collection[str]) -> list[NewsRow]:
    return [NewsRow(*row) for row in _of_cards(db, "SELECT * FROM news", cards)]


def loaded_since(db: sqlite3.Connection) -> dict[str, str]:
    """Since when the comments of each board are news."""
    return dict(db.execute("SELECT board, since FROM boards").fetchall())


# Writing.


def put_entries(db: sqlite3.Connection, rows: Iterable[EntryRow]) -> None:
    cleaned = [row._replace(title=storable_text(row.title)) for row in rows]
    _replace_rows(db, f"entries ({_ENTRY_COLUMNS})", ("card",), cleaned)


def put_news(db: sqlite3.Connection, rows: Iterable[NewsRow]) -> None:
    cleaned = [row._replace(old=storable_text(row.old), new=storable_text(row.new)) for row in rows]
    _replace_rows(db, f"news ({_NEWS_COLUMNS})", ("card", "kind", "ref"), cleaned)


def remove_entries(db: sqlite3.Connection, cards: Iterable[str]) -> None:
    """What they told stays known."""
    db.executemany("DELETE FROM entries WHERE card = ?", [(card,) for card in cards])


def mark(db: sqlite3.Connection, marks: Iterable[Mark]) -> None:
    db.executemany(
        "UPDATE entries SET read = ?, done = ?, until = ? WHERE card = ? AND received = ?",
        [(one.read, one.done, one.until, one.card, one.received) for one in marks],
    )


def set_pinned(db: sqlite3.Connection, card: str, *, is_pinned: bool) -> None:
    if is_pinned:
        db.execute("INSERT OR IGNORE INTO pins (card) VALUES (?)", (card,))
    else:
        db.execute("DELETE FROM pins WHERE card = ?", (card,))


def note_boards(db: sqlite3.Connection, since: Iterable[tuple[str, str]]) -> None:
    """The first note of a board stays."""
    db.executemany("INSERT OR IGNORE INTO boards (board, since) VALUES (?, ?)", list(since))


def prune(db: sqlite3.Connection, before: str, now: str) -> None:
    """Removes entries that were made and arrived before that time, and what was told by then.

    One that arrived later than now arrived while this computer's clock was wrong.
    """
    db.execute("DELETE FROM entries WHERE at < ? AND (received < ? OR received > ?)", (before, before, now))
    db.execute("DELETE FROM news WHERE at < ? AND card NOT IN (SELECT card FROM entries)", (before,))


# Rows of the store.


def cards_with_comments(store: sqlite3.Connection, cards: Collection[str]) -> dict[str, list[bytes]]:
    """The stored comments of these cards, as sent."""
    found: dict[str, list[bytes]] = {}
    for card, raw in _of_cards(store, "SELECT place, raw FROM base", cards, "kind = 'comment' AND place"):
        found.setdefault(card, []).append(raw)
    return found


def card_rows(store: sqlite3.Connection, ids: Collection[str]) -> dict[str, bytes]:
    """The stored rows of the cards with these ids of the server."""
    return dict(_of_cards(store, "SELECT id, raw FROM base", ids, "kind = 'card' AND id"))


def _of_cards(
    db: sqlite3.Connection, select: str, cards: Collection[str], column: str = "card"
) -> list[SqlRow]:
    wanted = list(cards)
    found: list[SqlRow] = []
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        found += db.execute(f"{select} WHERE {column} IN ({marks})", part).fetchall()
    return found


def _replace_rows(
    db: sqlite3.Connection, into: str, key: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    columns = [name for name in into.partition("(")[2].rstrip(")").split(", ") if name not in key]
    setters = ", ".join(f"{name} = excluded.{name}" for name in columns)
    bulk_insert(db, into, rows, f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {setters}")
