"""Words to cards: an index over titles, descriptions and comments of everything the server told.

It follows the base rows: triggers note which cards changed, `refresh` indexes them in the same transaction. How
a row's text is read is the caller's business (`Reader`). A card has up to three rows of words: its title, title and
description, all of it with the comments. Row numbers fall from the better and newer to the worse and older, so
that the first hits are the best ones and the rest need not be read.
"""

import logging
import sqlite3
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from kanbert_desktop.store.failures import broken, is_damage
from kanbert_desktop.store.queries import fetch_value, path_of
from kanbert_desktop.store.search_schema import INDEX, UNINDEX, WHOLE

if TYPE_CHECKING:
    from kanbert_desktop.domain.query import Wanted

log = logging.getLogger(__name__)


class CardWords(NamedTuple):
    """One card's text as the index keeps it: folded words with one space between them."""

    title: str
    description: str
    comments: str
    changed_at: datetime | None


Reader = Callable[[bytes, list[bytes]], CardWords]
"""From a card's row and its comments' rows; raises ValueError for a hopeless one."""

TITLE, DESCRIPTION, COMMENT = 2, 1, 0
"""Where words were found, the best last: all in the title, in title and description, or only with the comments."""

_LEVEL = 1 << 40
_SLOTS = 64
"""Cards that may have changed in one minute before they take the next one's places."""


def refresh(db: sqlite3.Connection, read: Reader) -> None:
    """Index the cards whose rows changed; in the transaction that changed them. A broken index costs no row."""
    if not db.execute("SELECT EXISTS (SELECT 1 FROM search_stale)").fetchone()[0]:
        return
    with _Guarded(db):
        _index(db, [number for (number,) in db.execute("SELECT number FROM search_stale").fetchall()], read)
        db.execute("DELETE FROM search_stale")


def build(db: sqlite3.Connection, read: Reader, step: int = 200) -> bool:
    """Index the next `step` cards that were here before the index was; is there more to do?"""
    built: int = db.execute("SELECT built FROM search_state").fetchone()[0]
    if built == WHOLE:
        return False
    # The plus keeps SQLite from sorting all cards instead of going on where it stood.
    found = "SELECT number FROM base WHERE number > ? AND +kind = 'card' ORDER BY number LIMIT ?"
    numbers = [number for (number,) in db.execute(found, (built, step)).fetchall()]
    with _Guarded(db) as guarded:
        _index(db, numbers, read)
        db.execute("UPDATE search_state SET built = ?", (numbers[-1] if len(numbers) == step else WHOLE,))
    return len(numbers) == step and not guarded.gave_up


def is_whole(db: sqlite3.Connection) -> bool:
    built: int = fetch_value(db, "SELECT built FROM search_state")
    return built == WHOLE


def begin_again(db: sqlite3.Connection) -> None:
    """Forget the index, in the file's pages too where `secure_delete` is on; `build` makes a new one."""
    for statement in (*UNINDEX, *INDEX, "DELETE FROM search_cards", "DELETE FROM search_stale"):
        db.execute(statement)
    db.execute("UPDATE search_state SET built = iif(EXISTS (SELECT 1 FROM base), 0, ?)", (WHOLE,))


def find(db: sqlite3.Connection, wanted: "Sequence[Wanted]") -> Generator[tuple[str, int]]:
    """Keys of cards that hold all that is wanted, and where; the best and newest first, each once.

    Close it where it is not read to its end. Raises `StoreBroken`.
    """
    expression = " AND ".join(map(_either, wanted))
    seen: set[str] = set()
    try:
        for table in ("search_titles", "search_texts"):
            with closing(db.execute(_FIND.format(table=table), (_LEVEL - 1, expression))) as hits:
                for key, level in hits:
                    if key not in seen:
                        seen.add(key)
                        yield key, TITLE if table == "search_titles" else level
    except sqlite3.Error as error:
        raise broken(error, path_of(db)) or error from None


_FIND = f"""
SELECT base.key, {{table}}.rowid / {_LEVEL} FROM {{table}}
JOIN search_cards ON search_cards.place = {{table}}.rowid & ?
JOIN base ON base.number = search_cards.number
WHERE {{table}} MATCH ? ORDER BY {{table}}.rowid DESC
"""  # noqa: S608 - names of our own


def _either(spellings: "Wanted") -> str:
    told = (f'"{" ".join(one.words)}"{" *" if one.is_prefix else ""}' for one in spellings)
    return f"({' OR '.join(told)})"


class _Guarded:
    """What happens inside is undone where the index is damaged; a new one is begun then."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.gave_up = False

    def __enter__(self) -> Self:
        self._db.execute("SAVEPOINT search")
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            self._db.execute("ROLLBACK TO search")
            log.warning("The search index is damaged; it is made anew")
            begin_again(self._db)
            self.gave_up = True
        elif error is not None:
            return False
        self._db.execute("RELEASE search")
        return True


def _index(db: sqlite3.Connection, numbers: Iterable[int], read: Reader) -> None:
    for number in numbers:
        _remove(db, number)
        row = db.execute("SELECT key, raw FROM base WHERE number = ? AND kind = 'card'", (number,)).fetchone()
        if row is None:
            continue
        said = db.execute(
            "SELECT raw FROM base WHERE kind = 'comment' AND place = ? ORDER BY number", (row[0],)
        )
        try:
            words = read(row[1], [raw for (raw,) in said.fetchall()])
        except ValueError:
            continue
        _put(db, number, words)


def _remove(db: sqlite3.Connection, number: int) -> None:
    found = db.execute("DELETE FROM search_cards WHERE number = ? RETURNING place", (number,)).fetchone()
    if found is not None:
        (place,) = found
        db.execute("DELETE FROM search_titles WHERE rowid = ?", (place,))
        db.execute("DELETE FROM search_texts WHERE rowid IN (?, ?)", (place, place + _LEVEL))


def _put(db: sqlite3.Connection, number: int, words: CardWords) -> None:
    place = _free_place(db, words.changed_at)
    db.execute("INSERT INTO search_cards (number, place) VALUES (?, ?)", (number, place))
    db.execute("INSERT INTO search_titles (rowid, words) VALUES (?, ?)", (place, words.title))
    put = "INSERT INTO search_texts (rowid, words) VALUES (?, ?)"
    text = f"{words.title} {words.description}"
    if words.description:
        db.execute(put, (place + _LEVEL, text))
    if words.comments:
        db.execute(put, (place, f"{text} {words.comments}"))


def _free_place(db: sqlite3.Connection, changed_at: datetime | None) -> int:
    """The higher the newer, by the minute; where very many changed in one minute they spill into the next ones."""
    first = max(0, int(changed_at.timestamp()) // 60) * _SLOTS if changed_at is not None else 0
    room = _SLOTS
    while True:
        highest = "SELECT max(place) FROM search_cards WHERE place BETWEEN ? AND ?"
        taken: int | None = db.execute(highest, (first, first + room - 1)).fetchone()[0]
        if taken is None:
            return first
        if taken < first + room - 1:
            return taken + 1
        room *= 4
