"""Untrusted text for a terminal, a log, a notification: controls are removed, everything else stays."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.untrusted_text import (
    escape_controls,
    escape_unwritable,
    has_controls,
    has_surrogates,
    neutralise_direction,
    remove_controls,
    replace_surrogates,
    to_single_line,
)
from support.hostile_text import BIDI, LONG, PLAIN, SURROGATES, TERMINAL, raw_controls

ANY = st.text(st.characters(codec=None, categories=None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]52;c;x\x07b", "a\\u001b]52;c;x\\u0007b"),
        ("one\ntwo\r\tthree", "one\\ntwo\\r\\tthree"),
        ("\x9b31m\x7f", "\\u009b31m\\u007f"),
        ("gpj\u202egnp.exe", "gpj\\u202egnp.exe"),
        ("\ud83d", "\\ud83d"),
        ("\U000e0001", "\\udb40\\udc01"),
        ("C:\\new", "C:\\new"),
    ],
)
def test_controls_are_shown_as_json_escapes_them(text: str, shown: str) -> None:
    assert escape_controls(text) == shown


@pytest.mark.parametrize("text", [*PLAIN, *LONG])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert escape_controls(text) == remove_controls(text) == replace_surrogates(text) == text
    assert not has_controls(text)


@pytest.mark.parametrize("text", [*TERMINAL, *BIDI, *SURROGATES])
def test_nothing_of_the_corpus_comes_through(text: str) -> None:
    assert has_controls(text)
    for shown in (escape_controls(text), remove_controls(text), to_single_line(text)):
        assert raw_controls(shown) == []
    assert "\n" not in escape_controls(text) + to_single_line(text)


@given(ANY)
def test_a_document_keeps_its_lines_and_is_not_written_over(text: str) -> None:
    shown = escape_controls(f"one\r\n{text}\n", keep_line_breaks=True)
    assert shown.startswith("one\r\n")
    assert shown.endswith("\n")
    assert raw_controls(shown.replace("\r\n", "\n")) == []


@given(ANY)
def test_any_text(text: str) -> None:
    assert raw_controls(escape_controls(text)) == []
    assert raw_controls(remove_controls(text)) == []
    assert escape_controls(escape_controls(text)) == escape_controls(text)
    assert has_controls(text) == (escape_controls(text) != text)


@given(st.recursive(ANY, lambda inner: st.lists(inner) | st.dictionaries(ANY, inner), max_leaves=5))
def test_a_json_document_still_says_the_same(document: object) -> None:
    written = json.dumps(document, ensure_ascii=False, indent=2)
    assert json.loads(escape_controls(written, keep_line_breaks=True)) == json.loads(json.dumps(document))


@given(ANY, st.sampled_from(["ascii", "cp1252", "utf-8", "latin-1"]))
def test_what_a_terminal_cannot_show_is_escaped(text: str, encoding: str) -> None:
    escape_unwritable(text, encoding).encode(encoding)


@given(ANY | st.sampled_from(BIDI))
def test_nothing_turns_the_words_around(text: str) -> None:
    shown = neutralise_direction(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert [one for one in shown if one != "\u200b"] == [
        one for one, stored in zip(text, shown, strict=True) if stored != "\u200b"
    ]


@given(ANY)
def test_half_pairs_become_a_mark_and_whole_ones_their_character(text: str) -> None:
    whole = replace_surrogates(text)
    assert not has_surrogates(whole)
    assert replace_surrogates(whole) == whole
    assert has_surrogates(text) or whole == text
    assert replace_surrogates("\ud83d\ude00 \ud83d") == "😀 \ufffd"
