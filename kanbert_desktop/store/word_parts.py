"""The distinct words of the search index, found by a part of them.

A German compound is found by its last word: "angebot" in "papierangebot". Reading all words is quick, because they are
far fewer than the texts: 80,000 in 4 ms. A word stays when the last text with it is gone; it leads nowhere then.
"""

import json
import sqlite3
from collections.abc import Iterable

from kanbert_desktop.store.errors import is_damage

SHORTEST_PART = 3
"""Letters. A word of as many is found by its beginning alone."""
WORDS_MIGRATION = ("CREATE TABLE words (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",)
_ADD = "INSERT INTO words SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING"
_ADD_INDEXED = f"""
INSERT INTO words SELECT term FROM found WHERE length(term) > {SHORTEST_PART} ON CONFLICT DO NOTHING
"""  # noqa: S608 - names of our own
_CONTAINING = "SELECT word FROM words WHERE instr(word, ?) > 1 LIMIT ?"


def add(db: sqlite3.Connection, texts: Iterable[str]) -> None:
    """`texts` are folded words with one space between them."""
    found = (word for word in set(" ".join(texts).split()) if len(word) > SHORTEST_PART)
    db.execute(_ADD, (json.dumps(sorted(found)),))


def containing(db: sqlite3.Connection, part: str, most: int) -> list[str] | None:
    """The words that contain `part` behind their first letter. None if there are more than `most`."""
    found = [word for (word,) in db.execute(_CONTAINING, (part, most + 1))]
    return found if len(found) <= most else None


def clear(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM words")


def fill(db: sqlite3.Connection) -> None:
    """Adds the words of the cards that are indexed already. From a damaged index it adds none: that one is rebuilt."""
    db.execute("SAVEPOINT words")
    try:
        for table in ("search_titles", "search_texts"):
            db.execute(f"CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, {table}, row)")
            db.execute(_ADD_INDEXED)
            db.execute("DROP TABLE temp.found")
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        db.execute("ROLLBACK TO words")
        db.execute("UPDATE search_state SET built = 0")
    db.execute("RELEASE words")
