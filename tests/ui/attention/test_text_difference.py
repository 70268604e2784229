"""The words that differ, marked for the eye, within a bound of work and of what is shown."""

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


def bare(marked: HighlightedText) -> str:
    text = re.sub(r"<[^>]*>", "", marked.html.replace("<br>", "\n"))
    return unescape(text).replace("\u200b", "")


def marks(marked: HighlightedText) -> list[str]:
    return [unescape(words) for words in re.findall(r"<span[^>]*>(.*?)</span>", marked.html)]


@given(text=TEXT, other=TEXT)
def test_nothing_of_a_short_text_is_lost(theme: Theme, text: str, other: str) -> None:
    marked = highlight_difference(text, other, theme)
    assert marked.is_complete
    assert bare(marked) == text


def test_only_what_differs_is_marked(theme: Theme) -> None:
    assert marks(highlight_difference("within two weeks", "within five weeks", theme)) == ["two"]
    assert marks(highlight_difference("same", "same", theme)) == []


def test_texts_with_many_differences_are_compared_line_by_line(theme: Theme) -> None:
    changed = " ".join(f"a{number} b" for number in range(MAX_HIGHLIGHTS + 50))
    before = " ".join(f"c{number} b" for number in range(MAX_HIGHLIGHTS + 50))
    marked = highlight_difference(
        f"first line\n{changed[:2_000]}\nlast line", f"first line\n{before[:2_000]}\nlast line", theme
    )
    assert "first line" in bare(marked)
    assert len(marks(marked)) <= MAX_HIGHLIGHTS
    assert not any("last line" in one for one in marks(marked))


@settings(max_examples=20)
@given(words=st.integers(0, 30_000), size=st.sampled_from(("a ", "ab\n", "x", "word and ")))
def test_what_is_shown_has_a_bound(theme: Theme, words: int, size: str) -> None:
    text = size * words
    marked = highlight_difference(text, "other " * words, theme)
    shown = bare(marked)
    assert len(shown) <= MAX_CHARACTERS + 2
    assert shown.count("\n") <= MAX_LINES
    assert len(marks(marked)) <= MAX_HIGHLIGHTS
    assert marked.is_complete == (len(shown) == len(text) and shown == text)


def test_a_long_text_is_shown_from_where_it_differs(theme: Theme) -> None:
    same = "the same words " * 1_000
    marked = highlight_difference(f"{same} mine {same}", f"{same} theirs {same}", theme)
    assert marks(marked)[0] == "mine"
    assert not marked.is_complete


def test_a_label_can_break_a_long_word(theme: Theme) -> None:
    assert "\u200b" in highlight_difference("x" * 400, "", theme).html
    assert "\u200b" not in highlight_difference("a word", "", theme).html
