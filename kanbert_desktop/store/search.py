"""Full-text index: refresh, build, find, row ids by recency.

The index follows the base rows: triggers note which cards and whose comments changed, `refresh` indexes them in the
same transaction, after `store.cards` has done its part. Parts of words are found by way of `store.word_parts`.
The caller supplies the reader of a row's text (`RowTextReader`). A card has up to three index rows: its title, title
and description, and all text with the comments. Row ids descend from better and newer to worse and older, so that the
first hits are the best ones and the rest need not be read.
"""

import json
import logging
import sqlite3
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from kanbert_desktop.store import connection, word_parts
from kanbert_desktop.store.card_rows import card_rows
from kanbert_desktop.store.connection import fetch_value, path_of_connection
from kanbert_desktop.store.errors import is_damage, translate_sqlite_error
from kanbert_desktop.store.migrations import CREATE_INDEX, DROP_INDEX, FULLY_BUILT

if TYPE_CHECKING:
    from kanbert_desktop.domain.query import Spellings

log = logging.getLogger(__name__)
_SLOTS = 64
"""Row ids for each minute of change; a fuller minute continues in the next one."""
_HIGHEST = """
SELECT json_group_array((SELECT max(place) FROM search_cards WHERE place BETWEEN value AND value + ? - 1))
FROM json_each(?)
"""
TITLE, DESCRIPTION, COMMENT = 2, 1, 0
"""Where the words were found, the best last: all in the title, in title and description, or only with the comments."""
_LEVEL = 1 << 40
_CARDS_AT_ONCE = 2000
"""Cards indexed in few statements, and whose text is in memory at once."""
_FIND = f"""
SELECT base.key, {{table}}.rowid / {_LEVEL} FROM {{table}}
JOIN search_cards ON search_cards.place = {{table}}.rowid & ?
JOIN base ON base.number = search_cards.number
WHERE {{table}} MATCH ? ORDER BY {{table}}.rowid DESC
"""  # noqa: S608 - names of our own
CARDS_AT_PLACES = f"""
SELECT base.key FROM {{table}}
JOIN search_cards ON search_cards.place = {{table}}.rowid & {_LEVEL - 1}
JOIN base ON base.number = search_cards.number
WHERE {{table}} MATCH ?
"""  # noqa: S608 - names of our own
"""The keys of the cards with these words in one of the tables, in no order."""
# A card's key is the server's id for all cards but those created here. The joins are crossed so that SQLite begins with
# the few comments: otherwise it reads the index of all cards in every transaction.
_NOTE_CARDS_OF_COMMENTS = """
INSERT INTO search_stale SELECT number FROM (
    SELECT base.number FROM stale_threads CROSS JOIN base
    ON base.kind = 'card' AND base.id = stale_threads.key AND base.key = base.id
    UNION ALL SELECT base.number FROM stale_threads CROSS JOIN base
    ON base.kind = 'card' AND base.key <> base.id AND base.key = stale_threads.key
) WHERE true ON CONFLICT DO NOTHING
"""
_MOST_WORDS = 500
"""Words with a part that the index is asked for: each costs as much as reading a text or two."""
_LOOKED_UP_AT_ONCE, _JUDGED_AT_ONCE = 4, 500
"""Words that are looked for among all words, and texts that are read, before the caller may do something else."""
_KEY_AT = "SELECT key FROM search_cards JOIN base USING (number) WHERE search_cards.place = ?"
_ASKED = "SELECT value FROM json_each(?)"
_COMMENTS = f"""
SELECT place, raw FROM base WHERE kind = 'comment' AND place IN ({_ASKED}) ORDER BY number
"""  # noqa: S608


def free_row_ids(db: sqlite3.Connection, changed: Sequence[datetime | None]) -> list[int]:
    """Returns a different row id for each; when many cards changed in one minute they use the next ones."""
    firsts = [_first(moment) for moment in changed]
    row_ids = _RowIds(db, firsts)
    return [row_ids.next_id(first) for first in firsts]


def _first(moment: datetime | None) -> int:
    return max(0, int(moment.timestamp()) // 60) * _SLOTS if moment is not None else 0


class _RowIds:
    """The highest used row id for each range that was queried, and those given out here."""

    def __init__(self, db: sqlite3.Connection, firsts: Sequence[int]) -> None:
        self._db = db
        self._highest: dict[tuple[int, int], int | None] = {}
        self._used: list[int] = []
        self._query(list(dict.fromkeys(firsts)), _SLOTS)

    def next_id(self, first: int) -> int:
        width = _SLOTS
        while (row_id := self._after_highest(first, width)) >= first + width:
            width *= 4
        insort(self._used, row_id)
        return row_id

    def _query(self, firsts: list[int], width: int) -> None:
        found = json.loads(self._db.execute(_HIGHEST, (width, json.dumps(firsts))).fetchone()[0])
        self._highest |= {(first, width): highest for first, highest in zip(firsts, found, strict=True)}

    def _after_highest(self, first: int, width: int) -> int:
        if (first, width) not in self._highest:
            self._query([first], width)
        stored = self._highest[first, width]
        low, high = bisect_left(self._used, first), bisect_right(self._used, first + width - 1)
        given = self._used[high - 1] if high > low else None
        return max((row_id + 1 for row_id in (stored, given) if row_id is not None), default=first)


class CardText(NamedTuple):
    """One card's text as the index stores it: folded words with one space between them."""

    title: str
    description: str
    comments: str
    changed_at: datetime | None


RowTextReader = Callable[[bytes, list[bytes]], CardText]
"""From a card's row and its comments' rows; raises ValueError for an unreadable one."""


def refresh(db: sqlite3.Connection, read: RowTextReader) -> None:
    """Indexes the cards whose rows changed, in the transaction that changed them. A broken index costs no row."""
    db.execute(_NOTE_CARDS_OF_COMMENTS)
    if not db.execute("SELECT EXISTS (SELECT 1 FROM search_stale)").fetchone()[0]:
        return
    with _Guarded(db):
        for numbers in _slices(db, "SELECT number FROM search_stale WHERE number > ?"):
            _index(db, numbers, read)
    forget_changes(db)


def forget_changes(db: sqlite3.Connection) -> None:
    """Nothing that was changed until now is indexed again."""
    for table in ("search_stale", "stale_threads"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own


def build(db: sqlite3.Connection, read: RowTextReader, step: int = 200) -> bool:
    """Indexes the next `step` cards that are older than the index; returns whether more are left."""
    built: int = db.execute("SELECT built FROM search_state").fetchone()[0]
    if built == FULLY_BUILT:
        return False
    # The plus keeps SQLite from sorting all cards instead of continuing after the last one.
    cards = "SELECT number FROM base WHERE number > ? AND +kind = 'card'"
    numbers = _next(db, cards, built, step)
    with _Guarded(db) as guarded:
        _index(db, numbers, read)
        db.execute(
            "UPDATE search_state SET built = ?", (numbers[-1] if len(numbers) == step else FULLY_BUILT,)
        )
    return len(numbers) == step and not guarded.gave_up


def _slices(db: sqlite3.Connection, query: str) -> Iterator[list[int]]:
    last = 0
    while numbers := _next(db, query, last, _CARDS_AT_ONCE):
        yield numbers
        last = numbers[-1]


def _next(db: sqlite3.Connection, query: str, after: int, most: int) -> list[int]:
    """Ascending; as one value, because each row read releases the interpreter."""
    listed = f"SELECT json_group_array(number) FROM ({query} ORDER BY number LIMIT ?)"  # noqa: S608 - queries of our own
    numbers: list[int] = json.loads(db.execute(listed, (after, most)).fetchone()[0])
    return numbers


def is_complete(db: sqlite3.Connection) -> bool:
    built: int = fetch_value(db, "SELECT built FROM search_state")
    return built == FULLY_BUILT


def reset(db: sqlite3.Connection) -> None:
    """Deletes the index, also from free pages with `secure_delete`; `build` makes a new one."""
    for statement in (*DROP_INDEX, *CREATE_INDEX, "DELETE FROM search_cards"):
        db.execute(statement)
    word_parts.clear(db)
    db.execute("UPDATE search_state SET built = iif(EXISTS (SELECT 1 FROM base), 0, ?)", (FULLY_BUILT,))


class Found(NamedTuple):
    """A card that contains the words. `is_inside`: at least one of them inside another word only."""

    key: str
    level: int
    is_inside: bool = False


Hits = Generator[Found | None]
"""None after some work that found nothing: the caller may do something else."""


def find(db: sqlite3.Connection, wanted: "Sequence[Spellings]") -> Hits:
    """Yields the cards that contain all spellings, each once; the best and newest first, word parts last.

    The caller closes it if it does not read to the end. Raises `StoreError`.
    """
    seen: set[str] = set()
    try:
        for find_some in (_find_words, _find_parts):
            with closing(find_some(db, wanted)) as hits:
                for found in hits:
                    if found is None or found.key not in seen:
                        yield found
                    if found is not None:
                        seen.add(found.key)
    except sqlite3.ProgrammingError:
        # The store was closed between two hits.
        return
    except sqlite3.Error as error:
        raise translate_sqlite_error(error, path_of_connection(db)) or error from None


def _find_words(db: sqlite3.Connection, wanted: "Sequence[Spellings]") -> Hits:
    return _find(db, " AND ".join(map(_either, wanted)), is_inside=False)


def _find_parts(db: sqlite3.Connection, wanted: "Sequence[Spellings]") -> Hits:
    """Yields also what `_find_words` does: a card may have one word whole and a part of another."""
    expressions: list[str] = []
    judged: list[Spellings] = []
    left = _MOST_WORDS
    for number, one in enumerate(wanted, start=1):
        if number % _LOOKED_UP_AT_ONCE == 0:
            yield None
        found = _words_with_parts(db, one, left)
        if found is None:
            judged.append(one)
        else:
            left -= len(found)
            expressions.append(_either(one, found))
    if judged:
        yield from _judge(db, " AND ".join(expressions), judged)
    elif left < _MOST_WORDS:
        yield from _find(db, " AND ".join(expressions), is_inside=True)


def _words_with_parts(db: sqlite3.Connection, spellings: "Spellings", most: int) -> set[str] | None:
    """Returns None if they are too many to ask the index for."""
    found: set[str] = set()
    for spelling in spellings:
        some = word_parts.containing(db, spelling.part, most) if spelling.part else []
        if some is None or len(found := found.union(some)) > most:
            return None
    return found


def _find(db: sqlite3.Connection, expression: str, *, is_inside: bool) -> Hits:
    for table in ("search_titles", "search_texts"):
        with closing(db.execute(_FIND.format(table=table), (_LEVEL - 1, expression))) as hits:
            for key, level in hits:
                yield Found(key, TITLE if table == "search_titles" else level, is_inside)


def _judge(db: sqlite3.Connection, expression: str, judged: "Sequence[Spellings]") -> Hits:
    """Reads the text of every row that the index finds for the other words: parts of so many words are in most of them."""
    for table in ("search_titles", "search_texts"):
        rows = db.execute(
            f"SELECT rowid, words FROM {table} {f'WHERE {table} MATCH ?' if expression else ''} ORDER BY rowid DESC",  # noqa: S608 - names of our own
            (expression,) if expression else (),
        )
        with closing(rows):
            for number, (row_id, words) in enumerate(rows, start=1):
                if number % _JUDGED_AT_ONCE == 0:
                    yield None
                text = f" {words} "
                if all(any(spelling.is_in(text) for spelling in one) for one in judged):
                    level = TITLE if table == "search_titles" else row_id // _LEVEL
                    for (key,) in connection.fetch_all(db, _KEY_AT, (row_id % _LEVEL,)):
                        yield Found(key, level, is_inside=True)


def _either(spellings: "Spellings", others: Iterable[str] = ()) -> str:
    """`others` are words."""
    phrases = [f'"{" ".join(one.words)}"{" *" if one.is_prefix else ""}' for one in spellings]
    phrases += [f'"{word}"' for word in others]
    return f"({' OR '.join(phrases)})"


class _Guarded:
    """Undoes its block if the index is damaged, and starts a new index."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.gave_up = False

    def __enter__(self) -> Self:
        self._db.execute("SAVEPOINT search")
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            self._db.execute("ROLLBACK TO search")
            log.warning("The search index is damaged; it is made again")
            reset(self._db)
            self.gave_up = True
        elif error is not None:
            return False
        self._db.execute("RELEASE search")
        return True


def _index(db: sqlite3.Connection, numbers: Sequence[int], read: RowTextReader) -> None:
    asked = json.dumps(numbers)
    _remove(db, asked)
    cards = card_rows(db, asked)
    comments: dict[str, list[bytes]] = {key: [] for _, key, _ in cards}
    for key, raw in db.execute(_COMMENTS, (json.dumps(list(comments)),)).fetchall():
        comments[key].append(raw)
    _put(db, [(number, words) for number, key, raw in cards if (words := _words(read, raw, comments[key]))])


def _words(read: RowTextReader, card: bytes, comments: list[bytes]) -> CardText | None:
    try:
        return read(card, comments)
    except ValueError:
        return None


def _remove(db: sqlite3.Connection, numbers: str) -> None:
    """`numbers` is a list in JSON."""
    gone = f"DELETE FROM search_cards WHERE number IN ({_ASKED}) RETURNING place"  # noqa: S608
    row_ids = sorted(row_id for (row_id,) in db.execute(gone, (numbers,)).fetchall())
    if row_ids:
        texts = [*row_ids, *(row_id + _LEVEL for row_id in row_ids)]
        for table, rows in (("search_titles", row_ids), ("search_texts", texts)):
            db.execute(f"DELETE FROM {table} WHERE rowid IN ({_ASKED})", (json.dumps(rows),))  # noqa: S608


def _put(db: sqlite3.Connection, cards: Sequence[tuple[int, CardText]]) -> None:
    """In the order of row ids: FTS5 flushes what it has gathered whenever a row comes that belongs before the last one."""
    row_ids = free_row_ids(db, [words.changed_at for _, words in cards])
    rows = sorted((row_id, words) for row_id, (_, words) in zip(row_ids, cards, strict=True))
    connection.bulk_insert(
        db,
        "search_cards (number, place)",
        ((number, row_id) for row_id, (number, _) in zip(row_ids, cards, strict=True)),
    )
    word_parts.add(db, (part for _, words in rows for part in words[:3]))
    connection.bulk_insert(
        db, "search_titles (rowid, words)", ((row_id, words.title) for row_id, words in rows)
    )
    connection.bulk_insert(db, "search_texts (rowid, words)", _texts(rows))


def _texts(rows: Sequence[tuple[int, CardText]]) -> Iterator[tuple[int, str]]:
    for row_id, words in rows:
        if words.comments:
            yield row_id, f"{words.title} {words.description} {words.comments}"
    for row_id, words in rows:
        if words.description:
            yield row_id + _LEVEL, f"{words.title} {words.description}"
