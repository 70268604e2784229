"""Highlight ranges in the text as it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.query import parse
from kanbert_desktop.domain.query.text_match import (
    Spellings,
    contains_any,
    excerpt,
    highlight_ranges,
    searchable_text,
    spellings_of,
)

TEXT = st.text(st.characters(categories=["Ll", "Lu", "Nd", "Zs", "Po", "Mn", "So"]), max_size=40)


def meant(query: str) -> list[Spellings]:
    return [one for term in parse(query).words if (one := spellings_of(term)) is not None]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Logo und Logos", "logo", ["Logo", "Logo"]),
        ("Die Größe der Straße", "groesse strasse", ["Größe", "Straße"]),
        ("Die Größe der Straße", "stras", ["Straße"]),
        ("final cut, Final Cut", '"final cut"', ["final cut", "Final Cut"]),
        ("finaler cut", '"final cut"', []),
        ("Ein e-mail-Verteiler", "e-mail", ["e-mail"]),
        ("漢字の検索", "検索", ["検索"]),
        ("Plan B und Brot", "b", ["B"]),
        ("Start 🚀 jetzt", "🚀", ["🚀"]),
        ("Cre\u0300me bru\u0302le\u0301e", "creme", ["Cre\u0300me"]),
        ("rotrot rot", "rot rotrot", ["rotrot", "rot"]),
        ("Das Papierangebot", "angebot", ["angebot"]),
        ("Wanderstraßen", "strasse", ["Wanderstraßen"]),
        ("Papierangebot", "bo", []),
    ],
)
def test_matches_are_highlighted(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in highlight_ranges(text, meant(query))] == marked


@given(TEXT, TEXT)
def test_ranges_are_ordered_and_within_the_text(text: str, query: str) -> None:
    found = highlight_ranges(text, meant(query))
    places = [place for mark in found for place in mark]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in found)


@given(st.lists(st.sampled_from(["logo", "Größe", "rot", "漢字", "B2B"]), min_size=1, max_size=8), st.data())
def test_what_the_index_finds_is_marked(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    query = data.draw(st.sampled_from(words))
    assert all(contains_any(searchable_text(text), one) for one in meant(query))
    assert highlight_ranges(text, meant(query))


def test_an_excerpt_is_cut_between_words_and_keeps_its_ranges() -> None:
    text = "viele Worte davor " * 20 + "und hier das Logo, das gesucht wird " + "viele Worte danach " * 20
    shown, found = excerpt(text, highlight_ranges(text, meant("logo")))
    assert [shown[start:end] for start, end in found] == ["Logo"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 220
    assert shown[1:].split()[0] in text.split()
    assert shown[:-1].split()[-1] in text.split()


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("Nur ein Logo", [(8, 12)]) == ("Nur ein Logo", [(8, 12)])


@given(TEXT, TEXT)
def test_every_excerpt_is_a_part_of_its_text(text: str, query: str) -> None:
    found = highlight_ranges(text, meant(query))
    shown, there = excerpt(text, found)
    assert shown.strip("…") in text
    assert [shown[start:end] for start, end in there] == [text[start:end] for start, end in found][
        : len(there)
    ]
