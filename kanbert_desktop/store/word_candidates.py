"""The cards whose texts may contain what was typed, anywhere in a word: few enough to be read and compared."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from kanbert_desktop.store import word_parts
from kanbert_desktop.store.connection import path_of_connection
from kanbert_desktop.store.errors import translate_sqlite_error
from kanbert_desktop.store.search import CARDS_AT_PLACES

_MOST_WORDS = 500
Typed = Sequence[Sequence[str]]
"""One term as it may be spelled, each time the words of it: the first may be the end of a longer word, the last the
beginning of one.
"""


def keys_with(db: sqlite3.Connection, terms: Sequence[Typed], most: int) -> set[str] | None:
    """Keys of all cards that have every term, and maybe of others. None if they are more than `most`, or not known.

    Raises `StoreError`.
    """
    try:
        found = [one for term in terms if (one := _any_of(db, term))]
        return _keys(db, " AND ".join(found), most) if found else None
    except sqlite3.Error as error:
        raise translate_sqlite_error(error, path_of_connection(db)) or error from None


def _keys(db: sqlite3.Connection, expression: str, most: int) -> set[str] | None:
    keys: set[str] = set()
    for table in ("search_titles", "search_texts"):
        with closing(db.execute(CARDS_AT_PLACES.format(table=table), (expression,))) as rows:
            for (key,) in rows:
                keys.add(key)
                if len(keys) > most:
                    return None
    return keys


def _any_of(db: sqlite3.Connection, term: Typed) -> str:
    """Returns "" if the index cannot tell: a term of two letters, or of signs alone."""
    spelled = [f"({one})" if (one := _all_of(db, words)) else "" for words in term]
    return f"({' OR '.join(spelled)})" if all(spelled) else ""


def _all_of(db: sqlite3.Connection, words: Sequence[str]) -> str:
    if not words:
        return ""
    first, *others = words
    needed = [_ending_with(db, first, is_alone=not others), f'"{" ".join(others)}" *' if others else ""]
    return " AND ".join(filter(None, needed))


def _ending_with(db: sqlite3.Connection, word: str, *, is_alone: bool) -> str:
    found = word_parts.containing(db, word, _MOST_WORDS) if len(word) >= word_parts.SHORTEST_PART else None
    if found is None:
        return ""
    phrases = [f'"{word}"{" *" if is_alone else ""}', *(f'"{one}"' for one in found)]
    return f"({' OR '.join(phrases)})"
