"""What the index finds is what the texts contain, judged one by one as cards with unsent changes are."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kanbert_desktop.domain import board as domain
from kanbert_desktop.domain.query import CardFilter, FilterContext, parse
from kanbert_desktop.domain.query.text_match import (
    begins_any,
    contains_any,
    fold_text,
    highlight_ranges,
    html_to_plain_text,
    searchable_text,
    spellings_of,
)
from kanbert_desktop.store import base, search
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.migrations import run_migrations
from kanbert_desktop.store.word_candidates import keys_with
from kanbert_desktop.sync.batch_writer import index_text_of_rows

PIECES = (
    *(
        "papier",
        "angebot",
        "Ange",
        "bot",
        "größe",
        "groesse",
        "GRÖẞE",
        "straße",
        "STRASSE",
        "Schloß",
        "ue",
        "ae",
    ),
    *("Crème", "Cre\u0300me", "çöl", "漢字", "検索", "검색", "🚀", "ﬁn", "İI", "ς", "日", "ไทย"),
    *("a", "ab", "42", "_", "%", '"', "*", "-", "'", "\\", "&amp;", "<b>", "\u00ad", "\u0000"),
)
TEXT = st.lists(st.sampled_from((*PIECES, *PIECES[:12], " ", " ", " ")), max_size=8).map("".join)
CARDS = st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4)
Card = tuple[str, str, str]


@cache
def empty() -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        run_migrations(db)
        return db.serialize()


def filled(cards: list[Card]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(empty())
    db.execute("BEGIN")
    for number, (title, description, comment) in enumerate(cards):
        fields = {"id": str(number), "project_id": "b1", "title": title, "description": description}
        said = {"id": f"c{number}", "comment": comment}
        base.put_rows(
            db,
            [
                BaseRow(Kind.CARD, str(number), str(number), "b1", json.dumps(fields).encode()),
                BaseRow(Kind.COMMENT, f"c{number}", f"c{number}", str(number), json.dumps(said).encode()),
            ],
        )
    search.refresh(db, index_text_of_rows)
    db.execute("COMMIT")
    return db


def texts_of(card: Card) -> list[str]:
    """Title; title and description; all with the comment."""
    title, description, comment = card
    parts = [title, html_to_plain_text(description), html_to_plain_text(comment)]
    return [searchable_text(" ".join(parts[:count])) for count in (1, 2, 3)]


@given(st.sampled_from([500, 2, 0]), CARDS, TEXT)
@example(500, [("Papierangebot", "", ""), ("Angebot", "", ""), ("x", "Angebote", "")], "angebot")
@example(500, [("", "日", "papier")], "日papier")
@example(0, [("Schuhgröße", "", ""), ("Schuhgroesse", "", "")], "groesse ")
def test_the_index_finds_what_the_texts_contain(most: int, cards: list[Card], text: str) -> None:
    wanted = [one for term in parse(text).words if (one := spellings_of(term)) is not None]
    with pytest.MonkeyPatch.context() as patched, closing(filled(cards)) as db:
        patched.setattr(search, "_MOST_WORDS", most)
        found = [hit for hit in search.find(db, wanted) if hit is not None] if wanted else []
    expected = {}
    for number, card in enumerate(cards):
        for level, contained in zip((2, 1, 0), texts_of(card), strict=True):
            if wanted and all(contains_any(contained, one) for one in wanted):
                is_inside = not all(begins_any(texts_of(card)[2], one) for one in wanted)
                if not is_inside and not all(begins_any(contained, one) for one in wanted):
                    continue
                expected[str(number)] = (level, is_inside)
                break
    assert {hit.key: (hit.level, hit.is_inside) for hit in found} == expected
    assert [hit.is_inside for hit in found] == sorted(hit.is_inside for hit in found)


AROUND = FilterContext(date(2027, 3, 1), None, [], [], [], lambda _key: False)


@given(CARDS, TEXT)
@example([("Das Papier-Angebot", "", ""), ("Angebotsmappe", "", "")], "ier-ang")
@example([("x", "<p>Gr<b>ö</b>ße</p>", ""), ("Größe", "", "")], "röß")
@example([("漢字の検索", "", "")], "字の")
def test_no_card_that_a_filter_matches_is_missing_among_the_candidates(cards: list[Card], text: str) -> None:
    choice = CardFilter(parse(text), AROUND)
    matching = set()
    for number, (title, description, _) in enumerate(cards):
        card = domain.Card(
            key=domain.CardKey(str(number)), board=domain.BoardId("b1"), title=title, column=domain.Column.NEW
        )
        if choice.matches(card, more=fold_text(html_to_plain_text(description))):
            matching.add(str(number))
    with closing(filled(cards)) as db:
        found = keys_with(db, choice.required, 99)
        assert found is None or matching <= found
        assert keys_with(db, choice.required, 0) in (None, set())


@given(TEXT, TEXT)
def test_what_is_found_is_marked(title: str, text: str) -> None:
    wanted = [one for term in parse(text).words if (one := spellings_of(term)) is not None]
    if wanted and all(contains_any(searchable_text(title), one) for one in wanted):
        assert highlight_ranges(title, wanted)
