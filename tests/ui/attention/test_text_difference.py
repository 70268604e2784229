"""Highlighted differences of two texts, within limits of work and size."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from kanbert_desktop.ui.attention.text_difference import (
    MAX_CHARACTERS,
    MAX_HIGHLIGHTS,
    MAX_LINES,
    HighlightedText,
    highlight_difference,
)
from kanbert_desktop.ui.style.theme import Theme

TEXT = st.text(alphabet="ab <&\n", max_size=60)


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


def plain(marked: HighlightedText) -> str:
    text = re.sub(r"<[^>]*>", "", marked.html.replace("<br>", "\n"))
    return unescape(text).replace("\u200b", "")


def highlights(marked: HighlightedText) -> list[str]:
    return [unescape(text) for text in re.findall(r"<span[^>]*>(.*?)</span>", marked.html)]


@given(text=TEXT, other=TEXT)
def test_nothing_of_a_short_text_is_lost(theme: Theme, text: str, other: str) -> None:
    marked = highlight_difference(text, other, theme)
    assert marked.is_complete
    assert plain(marked) == text


def test_only_differences_are_highlighted(theme: Theme) -> None:
    assert highlights(highlight_difference("within two weeks", "within five weeks", theme)) == ["two"]
    assert highlights(highlight_difference("same", "same", theme)) == []


def test_texts_with_many_differences_are_compared_line_by_line(theme: Theme) -> None:
    changed = " ".join(f"a{number} b" for number in range(MAX_HIGHLIGHTS + 50))
    before = " ".join(f"c{number} b" for number in range(MAX_HIGHLIGHTS + 50))
    marked = highlight_difference(
        f"first line\n{changed[:2_000]}\nlast line", f"first line\n{before[:2_000]}\nlast line", theme
    )
    assert "first line" in plain(marked)
    assert len(highlights(marked)) <= MAX_HIGHLIGHTS
    assert not any("last line" in one for one in highlights(marked))


@settings(max_examples=20)
@given(words=st.integers(0, 30_000), size=st.sampled_from(("a ", "ab\n", "x", "word and ")))
def test_the_excerpt_is_limited(theme: Theme, words: int, size: str) -> None:
    text = size * words
    marked = highlight_difference(text, "other " * words, theme)
    shown = plain(marked)
    assert len(shown) <= MAX_CHARACTERS + 2
    assert shown.count("\n") <= MAX_LINES
    assert len(highlights(marked)) <= MAX_HIGHLIGHTS
    assert marked.is_complete == (len(shown) == len(text) and shown == text)


def test_an_excerpt_as_long_as_its_text_is_not_complete(theme: Theme) -> None:
    """The last line break gives way to the dots."""
    marked = highlight_difference("ab\n" * MAX_LINES, "other", theme)
    assert plain(marked).endswith("ab…")
    assert not marked.is_complete


def test_a_long_text_is_shown_from_where_it_differs(theme: Theme) -> None:
    same = "the same words " * 1_000
    marked = highlight_difference(f"{same} mine {same}", f"{same} theirs {same}", theme)
    assert highlights(marked)[0] == "mine"
    assert not marked.is_complete


def test_a_label_can_break_a_long_word(theme: Theme) -> None:
    assert "\u200b" in highlight_difference("x" * 400, "", theme).html
    assert "\u200b" not in highlight_difference("a word", "", theme).html
