"""HTML from outside as tokens: nothing is lost, and nothing takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.html_tokens import (
    EndTag,
    Other,
    StartTag,
    Text,
    Token,
    tokenize,
    unescape_references,
)
from kanbert_desktop.domain.merge import is_balanced, merge_html
from kanbert_desktop.domain.query.text_match import html_to_plain_text
from support.child_process import run_in_child_process
from support.hostile_html import FRAGMENTS


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a <b>c</b>", [Text("a "), StartTag("b", (), False), Text("c"), EndTag("b")]),
        ("<BR/>", [StartTag("br", (), True)]),
        (
            '<p class="x>y" B=c d>',
            [StartTag("p", (("class", "x>y"), ("b", "c"), ("d", "")), False)],
        ),
        ("<a title=it's>", [StartTag("a", (("title", "it's"),), False)]),
        ("1 < 2 &amp; 3 > 2", [Text("1 < 2 & 3 > 2")]),
        ("x<!-- y -->z", [Text("x"), Other(" y "), Text("z")]),
        (
            "<script>1<b></script>x",
            [StartTag("script", (), False), Text("1<b>"), EndTag("script"), Text("x")],
        ),
        ("a<b", [Text("a<b")]),
        ("<!-- never", [Other(" never")]),
        ('<a x="b>c', [StartTag("a", (("x", '"b'),), False), Text("c")]),
    ],
)
def test_html_is_read_as_a_browser_reads_it(html: str, expected: list[Token]) -> None:
    assert list(tokenize(html)) == expected


@given(st.text(alphabet="<>/!-&#;=\"' ab1", max_size=60))
def test_any_text_can_be_read(html: str) -> None:
    assert all(isinstance(token, Text | StartTag | EndTag | Other) for token in tokenize(html))


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=("Cs",)), max_size=60))
def test_text_without_tags_stays_as_it_is(text: str) -> None:
    assert "".join(token.text for token in tokenize(text) if isinstance(token, Text)) == text


@pytest.mark.parametrize("digits", [8, 5_000, 100_000])
def test_a_reference_to_no_character_is_read_as_an_unknown_one(digits: int) -> None:
    assert unescape_references(f"a&#{'1' * digits};b") == "a\N{REPLACEMENT CHARACTER}b"
    assert unescape_references(f"a&#x{'f' * digits};b") == "a\N{REPLACEMENT CHARACTER}b"
    assert html_to_plain_text(f"<p>a&#{'1' * digits};b</p>") == "a\N{REPLACEMENT CHARACTER}b"


def test_leading_zeros_of_a_reference_mean_nothing() -> None:
    assert unescape_references("&#000000000065;&#x0000000041;") == "AA"


def test_reading_any_shard_of_html_in_any_number_takes_linear_time() -> None:
    run_in_child_process(_read_all)


def test_merging_any_shard_of_html_in_any_number_takes_bounded_time() -> None:
    run_in_child_process(_merge_all)


def _read_all() -> None:
    for shard in FRAGMENTS:
        html = shard * (300_000 // len(shard))
        assert sum(1 for _ in tokenize(html)) > 0
        html_to_plain_text(html)
        is_balanced(html)


def _merge_all() -> None:
    for shard in FRAGMENTS:
        was = shard * 8_000
        merge_html(was, f"<p>x</p>{was}", f"{was}<p>y</p>")
        merge_html(was, f"{shard}<br>" * 8_000, f"<p>{shard}</p>" * 8_000)
