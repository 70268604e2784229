"""The distinct words of the search index, found by a part of them.

A German compound is found by its last word: "angebot" in "papierangebot". Trigrams of the words, not of the texts, lead
there, so that the size follows the vocabulary. A word stays when the last text with it is gone; it leads nowhere then.
"""

import json
import sqlite3
from collections.abc import Iterable

from kanbert_desktop.store.connection import bulk_insert
from kanbert_desktop.store.errors import is_damage

TRIGRAM = 3
"""Letters of the shortest part. A word of as many letters is found by its beginning alone."""
_MOST_TRIGRAMS = 16
"""Enough to find few words; what is found is compared with the whole part."""
_CREATE_PARTS = (
    "CREATE VIRTUAL TABLE parts USING fts5(word, content = 'words', content_rowid = 'number', "
    "tokenize = 'trigram case_sensitive 1', detail = 'none', columnsize = 0)"
)
WORDS_MIGRATION = (
    "CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT",
    _CREATE_PARTS,
)
_ADD = """
INSERT INTO words (word) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING number, word
"""
_KNOWN = f"SELECT term FROM found WHERE length(term) > {TRIGRAM}"  # noqa: S608 - names of our own
_CONTAINING = "SELECT word FROM parts WHERE parts MATCH ? AND instr(word, ?) > 1 LIMIT ?"


def add(db: sqlite3.Connection, texts: Iterable[str]) -> None:
    """`texts` are folded words with one space between them."""
    found = {word for text in texts for word in text.split() if len(word) > TRIGRAM}
    bulk_insert(db, "parts (rowid, word)", db.execute(_ADD, (json.dumps(sorted(found)),)).fetchall())


def containing(db: sqlite3.Connection, part: str, most: int) -> list[str] | None:
    """The words that contain `part` behind their first letter. None if there are more than `most`."""
    trigrams = dict.fromkeys(part[at : at + TRIGRAM] for at in range(len(part) - TRIGRAM + 1))
    expression = " AND ".join(f'"{one}"' for one in list(trigrams)[:_MOST_TRIGRAMS])
    found = [word for (word,) in db.execute(_CONTAINING, (expression, part, most + 1))]
    return found if len(found) <= most else None


def clear(db: sqlite3.Connection) -> None:
    """Also from a damaged index."""
    for statement in ("DROP TABLE IF EXISTS parts", "DELETE FROM words", _CREATE_PARTS):
        db.execute(statement)


def fill(db: sqlite3.Connection) -> None:
    """Adds the words of the cards that are indexed already. From a damaged index it adds none: the index is made anew."""
    db.execute("SAVEPOINT words")
    try:
        for table in ("search_titles", "search_texts"):
            db.execute(f"CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, {table}, row)")
            db.execute(f"INSERT INTO words (word) {_KNOWN} ON CONFLICT DO NOTHING")
            db.execute("DROP TABLE temp.found")
        db.execute("INSERT INTO parts (rowid, word) SELECT number, word FROM words ORDER BY number")
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        db.execute("ROLLBACK TO words")
        db.execute("UPDATE search_state SET built = 0")
    db.execute("RELEASE words")
