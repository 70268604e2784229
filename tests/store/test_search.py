"""The index follows the rows, whatever happens to them."""

import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.query import CardFilter, FilterContext, parse
from kanbert_desktop.store import base, local, search
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.batch_writer import index_text_of_rows

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
AROUND = FilterContext(NOON.date(), None, [], [], [], lambda _key: False)


def card(id_: str, title: str, text: str = "", *, minutes: int = 0, key: str | None = None) -> BaseRow:
    moment = (NOON + timedelta(minutes=minutes)).isoformat()
    fields = {"id": id_, "project_id": "b1", "title": title, "description": text, "updated_at": moment}
    return BaseRow(Kind.CARD, id_, key or id_, "b1", json.dumps(fields).encode())


def comment(id_: str, card_key: str, text: str) -> BaseRow:
    return BaseRow(Kind.COMMENT, id_, id_, card_key, json.dumps({"id": id_, "comment": text}).encode())


def put(store: Store, *rows: BaseRow) -> None:
    def job(db: sqlite3.Connection) -> None:
        base.put_rows(db, rows)
        search.refresh(db, index_text_of_rows)

    store.write(job).result(30)


def remove(store: Store, kind: Kind, *ids: str) -> None:
    def job(db: sqlite3.Connection) -> None:
        base.remove_rows(db, kind, ids)
        search.refresh(db, index_text_of_rows)

    store.write(job).result(30)


def found(store: Store, text: str) -> list[str]:
    return [hit.key for hit in hits(store, text)]


def hits(store: Store, text: str) -> list[search.Found]:
    wanted = CardFilter(parse(text), AROUND).included
    return [hit for hit in search.find(store.read(), wanted) if hit is not None]


def everything(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Which card has which words, in whatever rows."""
    cards = dict(
        db.execute(
            "SELECT search_cards.place, base.key FROM search_cards JOIN base USING (number)"
        ).fetchall()
    )
    rows = []
    for table in ("search_titles", "search_texts"):
        for place, words in db.execute(f"SELECT rowid, words FROM {table}").fetchall():  # noqa: S608
            rows.append((table, cards[place % (1 << 40)], str(place >> 40), words))
    return sorted(rows)


def test_the_title_comes_before_the_description_and_that_before_comments_the_newest_first(
    store: Store,
) -> None:
    put(
        store,
        card("1", "Other", "<p>logo</p>", minutes=9),
        card("2", "Logo", minutes=1),
        card("3", "The logos", "logo", minutes=5),
        card("4", "Talked about", minutes=20),
        card("5", "Elsewhere", "<b>lo</b>go", minutes=8),
        comment("c1", "4", "A <i>logo</i>, really"),
    )
    assert [hit[:2] for hit in hits(store, "logo")] == [("3", 2), ("2", 2), ("1", 1), ("5", 1), ("4", 0)]


def test_words_may_be_in_different_parts(store: Store) -> None:
    put(store, card("1", "Logo", "rot"), comment("c1", "1", "drucken"), card("2", "Logo", "blau"))
    assert found(store, "logo rot") == ["1"]
    assert found(store, "drucken logo blau") == []
    assert found(store, "drucken rot logo") == ["1"]


MANY_WORDS, FEW_WORDS = 500, 0
"""What the index is asked for, and what is judged by reading texts."""


@pytest.mark.parametrize("most", [MANY_WORDS, FEW_WORDS])
def test_word_parts_come_after_words_and_their_beginnings(
    store: Store, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(search, "_MOST_WORDS", most)
    put(
        store,
        card("1", "Papierangebot", minutes=9),
        card("2", "Elsewhere", "Das Angebot", minutes=2),
        card("3", "Angebotsmappe", minutes=1),
        card("4", "Sonstiges", "Preisangebote", minutes=20),
        card("5", "Angeb otto", minutes=30),
    )
    assert hits(store, "angebot") == [
        ("3", search.TITLE, False),
        ("2", search.DESCRIPTION, False),
        ("1", search.TITLE, True),
        ("4", search.DESCRIPTION, True),
    ]
    assert found(store, "angebot papier") == ["1"]
    assert found(store, "angebot sonst") == ["4"]
    assert found(store, "papiera ebot") == ["1"]
    assert found(store, '"angebot"') == ["2"], "a phrase has whole words"
    assert found(store, "bo") == [], "two letters are no part"


def test_a_search_for_very_many_words_reads_texts_and_lets_the_caller_do_other_work(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MOST_WORDS", FEW_WORDS)
    monkeypatch.setattr(search, "_JUDGED_AT_ONCE", 10)
    put(store, *(card(str(n), f"Nachdruck{n} und so weiter") for n in range(50)))
    wanted = CardFilter(parse("ruck4"), AROUND).included
    every = list(search.find(store.read(), wanted))
    assert every.count(None) == 5
    assert len([hit for hit in every if hit is not None]) == 11


def test_a_changed_row_is_found_by_its_new_words_alone(store: Store) -> None:
    put(store, card("1", "Alt", "alte Worte"), comment("c1", "1", "gesagt"))
    put(store, card("1", "Neu", minutes=3))
    assert (found(store, "alt"), found(store, "neu"), found(store, "gesagt")) == ([], ["1"], ["1"])
    put(store, comment("c1", "1", "geschwiegen"))
    assert (found(store, "gesagt"), found(store, "geschwiegen")) == ([], ["1"])
    remove(store, Kind.COMMENT, "c1")
    assert found(store, "geschwiegen") == []
    remove(store, Kind.CARD, "1")
    assert found(store, "neu") == []
    assert everything(store.read()) == []


def test_a_card_is_found_by_our_own_key_and_its_comments_with_it(store: Store) -> None:
    put(store, comment("c1", "kd-1", "vorher gesagt"), card("77", "Eigene", key="kd-1"))
    assert found(store, "vorher") == ["kd-1"]
    put(store, comment("c2", "kd-1", "nachher gesagt"))
    assert found(store, "nachher") == ["kd-1"]


def test_rows_and_index_are_one_transaction(store: Store) -> None:
    def half(db: sqlite3.Connection) -> None:
        base.put_rows(db, [card("1", "Halb")])
        search.refresh(db, index_text_of_rows)
        raise ValueError("cut off")

    with pytest.raises(ValueError, match="cut off"):
        store.write(half).result(30)
    assert found(store, "halb") == []


@pytest.mark.parametrize(
    "text", ['" OR 1', "a* NOT", "NEAR(a b)", "words:x", "'; DROP", "(", "^a", "{x}:", "\x00a"]
)
def test_operators_in_what_was_typed_are_harmless(store: Store, text: str) -> None:
    put(store, card("1", "Logo"))
    wanted = CardFilter(parse(text), AROUND).included
    if wanted:
        assert list(search.find(store.read(), wanted)) == []


@pytest.mark.parametrize("text", ["x" * 50_000, "abcd" * 10_000, " ".join(f"wort{n}" for n in range(300))])
def test_however_much_is_typed_it_is_searched_for(store: Store, text: str) -> None:
    put(store, card("1", "Logo"), card("2", "Vor" + text))
    assert found(store, text) == ["2"]


def test_an_invalid_card_row_affects_only_itself(store: Store) -> None:
    put(
        store, BaseRow(Kind.CARD, "1", "1", "b1", b"\xff no json"), card("2", "Logo"), comment("c1", "2", "x")
    )
    put(store, BaseRow(Kind.COMMENT, "c2", "c2", "2", b"[]"))
    assert found(store, "logo") == ["2"]


def test_very_many_cards_of_one_minute_all_have_their_place(store: Store) -> None:
    put(store, *(card(str(number), f"Karte {number}") for number in range(700)))
    assert sorted(found(store, "karte")) == sorted(map(str, range(700)))


def test_a_page_of_cards_is_indexed_in_few_statements(store: Store) -> None:
    page = [card(str(n), f"Karte {n}", "Text", minutes=n) for n in range(200)]
    comments = [comment(f"c{n}", str(n), "gesagt") for n in range(200)]

    def again(db: sqlite3.Connection) -> list[str]:
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        search.refresh(db, index_text_of_rows)
        db.set_trace_callback(None)
        # FTS5 reports its own statements as comments.
        return [one for one in statements if not one.startswith("--")]

    put(store, *page, *comments)
    base_rows = [card(str(n), f"Blatt {n}", "Text", minutes=n) for n in range(200)]
    statements = store.write(lambda db: (base.put_rows(db, base_rows), again(db))[1]).result(30)
    assert len(statements) < 20
    assert len(found(store, "blatt gesagt")) == 200
    assert found(store, "karte") == []


def test_however_a_page_is_ordered_the_index_is_written_once_for_it(store: Store) -> None:
    put(store, *(card(str(n), f"Karte {n}", "Text", minutes=n * 7 % 100) for n in range(100)))
    for table in ("search_titles", "search_texts"):
        written = f"SELECT count(DISTINCT segid) FROM {table}_idx"  # noqa: S608 - names of our own
        assert store.read().execute(written).fetchone() == (1,)


@pytest.mark.parametrize("seed", range(5))
def test_incremental_updates_equal_a_rebuilt_index(store: Store, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for row in islice(changes(chance), 120):
        if isinstance(row, BaseRow):
            put(store, row)
        else:
            remove(store, *row)
    followed = everything(store.read())
    store.write(search.reset).result(30)
    assert everything(store.read()) == []
    assert not search.is_complete(store.read())
    while store.write(lambda db: search.build(db, index_text_of_rows, 7)).result(30):
        pass
    assert search.is_complete(store.read())
    assert everything(store.read()) == followed
    assert store.read().execute("SELECT count(*) FROM search_stale").fetchone() == (0,)


def changes(chance: random.Random) -> Iterator[BaseRow | tuple[Kind, str]]:
    while True:
        id_, words = str(chance.randrange(12)), " ".join(chance.choices("abcdefg", k=4))
        key = f"kd-{id_}" if int(id_) % 3 == 0 else id_
        yield chance.choice(
            [
                card(id_, words, words[::-1], minutes=chance.randrange(9), key=key),
                comment(f"c{chance.randrange(20)}", key, words),
                comment(f"c{chance.randrange(20)}", key, words),
                (Kind.CARD, id_),
                (Kind.COMMENT, f"c{chance.randrange(20)}"),
                BaseRow(Kind.COMMENT, f"c{chance.randrange(20)}", "", key, b"{}"),
            ]
        )


def test_older_rows_are_indexed_between_other_writes(store: Store) -> None:
    store.write(lambda db: base.put_rows(db, [card(str(n), f"Karte {n}") for n in range(900)])).result(30)
    store.write(search.reset).result(30)
    store.build_index(index_text_of_rows)
    stored = store.write(lambda db: local.save_draft(db, "a", "b"))
    stored.result(30)
    while not search.is_complete(store.read()):
        assert store.flush(30)
    assert len(found(store, "karte")) == 900


def test_an_interrupted_build_continues_at_the_next_start(path: Path) -> None:
    store = open_store(path).store
    store.write(lambda db: base.put_rows(db, [card(str(n), f"Karte {n}") for n in range(50)])).result(30)
    store.write(search.reset).result(30)
    assert store.write(lambda db: search.build(db, index_text_of_rows, 20)).result(30)
    assert store.close()
    again = open_store(path).store
    assert len(found(again, "karte")) == 20
    again.build_index(index_text_of_rows)
    while not search.is_complete(again.read()):
        assert again.flush(30)
    assert len(found(again, "karte")) == 50
    assert again.close()


def test_deleting_the_rows_deletes_the_index(store: Store) -> None:
    put(store, *(card(str(n), "geheimwort " * 9, "geheimwort " * 90) for n in range(60)))
    store.write(base.delete_all).result(30)
    assert found(store, "geheimwort") == []
    assert search.is_complete(store.read())
    assert store.close()
    assert b"geheimwort" not in store.path.read_bytes()
    assert b"geheimwor" not in store.path.read_bytes()


def test_a_broken_index_costs_no_row_and_is_rebuilt(path: Path) -> None:
    store = open_store(path).store
    put(store, card("1", "Logo"), card("2", "Header"))
    store.write(lambda db: db.execute(_SPOIL).rowcount).result(30)
    assert store.close()
    again = open_store(path)
    assert again.recovery is None
    with pytest.raises(StoreError, match="store_damaged"):
        found(again.store, "logo")
    put(again.store, card("1", "Footer", minutes=1))
    assert base.count(again.store.read(), Kind.CARD) == 2
    again.store.rebuild_index(index_text_of_rows)
    assert again.store.flush(30)
    while not search.is_complete(again.store.read()):
        assert again.store.flush(30)
    assert (found(again.store, "footer"), found(again.store, "header")) == (["1"], ["2"])
    assert again.store.close()


_SPOIL = "UPDATE search_titles_data SET block = x'00000000ffffffff' WHERE id > 10"
