"""The words of the index, found by a part of them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from kanbert_desktop.domain.query.text_match import SHORTEST_PART
from kanbert_desktop.store import word_parts
from kanbert_desktop.store.migrations import run_migrations


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        run_migrations(connection)
        yield connection


def stored(db: sqlite3.Connection) -> list[str]:
    return [word for (word,) in db.execute("SELECT word FROM words ORDER BY word")]


def test_a_word_is_found_by_every_part_behind_its_first_letter(db: sqlite3.Connection) -> None:
    word_parts.add(db, ["papierangebot und angebote", "", "schlussel"])
    assert word_parts.containing(db, "angebot", 9) == ["papierangebot"]
    assert word_parts.containing(db, "ebot", 9) == ["angebote", "papierangebot"]
    assert word_parts.containing(db, "papier", 9) == []
    assert word_parts.containing(db, "botange", 9) == []


def test_each_word_is_kept_once_and_the_short_ones_not_at_all(db: sqlite3.Connection) -> None:
    for _ in range(2):
        word_parts.add(db, ["das logo das logo", "rot bleibt"])
    assert stored(db) == ["bleibt", "logo"]
    assert word_parts.containing(db, "ogo", 9) == ["logo"]


def test_its_shortest_part_is_that_of_the_search_language() -> None:
    assert word_parts.SHORTEST_PART == SHORTEST_PART


def test_too_many_words_are_none(db: sqlite3.Connection) -> None:
    word_parts.add(db, [f"wort{number}" for number in range(10)])
    assert word_parts.containing(db, "ort", 9) is None
    assert len(word_parts.containing(db, "ort", 10) or ()) == 10


def test_after_clearing_nothing_is_known(db: sqlite3.Connection) -> None:
    word_parts.add(db, ["papierangebot"])
    word_parts.clear(db)
    assert (stored(db), word_parts.containing(db, "angebot", 9)) == ([], [])
    word_parts.add(db, ["papierangebot"])
    assert word_parts.containing(db, "angebot", 9) == ["papierangebot"]


def add_rows(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO search_titles (rowid, words) VALUES (1, 'papierangebot rot')")
    db.execute("INSERT INTO search_texts (rowid, words) VALUES (1, 'papierangebot rot bestellschein')")
    db.execute("BEGIN")


def test_what_was_indexed_before_is_filled_in(db: sqlite3.Connection) -> None:
    add_rows(db)
    word_parts.fill(db)
    db.execute("COMMIT")
    assert stored(db) == ["bestellschein", "papierangebot"]
    assert word_parts.containing(db, "schein", 9) == ["bestellschein"]
    assert db.execute("SELECT count(*) FROM temp.sqlite_schema").fetchone() == (0,)


def test_a_damaged_index_stops_no_migration_and_is_rebuilt(db: sqlite3.Connection) -> None:
    add_rows(db)
    db.execute("UPDATE search_texts_data SET block = x'00000000ffffffff' WHERE id > 10")
    word_parts.fill(db)
    db.execute("COMMIT")
    assert stored(db) == []
    assert db.execute("SELECT built FROM search_state").fetchone() == (0,)
