"""Plain text to HTML and back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.app.boards.html_text import (
    is_editable,
    iter_text,
    leading_text,
    mentioned_ids,
    to_html,
    to_text,
)
from support.child_process import run_in_child_process
from support.hostile_html import FRAGMENTS, HOSTILE

LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One line", "<p>One line</p>"),
        ("Two\nlines", "<p>Two<br>lines</p>"),
        ("Two\n\nparagraphs", "<p>Two</p><p>paragraphs</p>"),
        ("1 < 2 & <b>not bold</b>", "<p>1 &lt; 2 &amp; &lt;b&gt;not bold&lt;/b&gt;</p>"),
        ("Windows\r\nlines", "<p>Windows<br>lines</p>"),
    ],
)
def test_text_becomes_paragraphs(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("A<br>B", "A\nB"),
        ("<ul><li>milk</li><li>bread</li></ul>", "- milk\n- bread"),
        ("<ol><li>first</li><li>second</li></ol>", "1. first\n2. second"),
        ("<p>See <a href='https://x.test'>this</a> &amp; <b>that</b></p>", "See this & that"),
        ("<p>Hi <mention data-id='7' /></p>", "Hi @7"),
        ("<style>p {}</style><script>evil()</script>ok", "ok"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"),
    ],
)
def test_html_becomes_readable_text(html: str, text: str) -> None:
    assert to_text(html) == text


@given(st.lists(st.lists(LINE, min_size=1, max_size=3), max_size=3))
def test_what_was_typed_comes_back(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    assert to_text(to_html(text)) == text


@given(st.text(max_size=60))
def test_typed_text_is_always_editable_again(text: str) -> None:
    assert is_editable(to_html(text))


@pytest.mark.parametrize(
    ("html", "editable"),
    [
        ("<p>a <strong>b</strong> <em>c</em><br></p>", True),
        ("<ul><li>x</li></ul><mention data-id='1'/>", True),
        ("<p><a href='https://x.test'>x</a></p>", True),
        ("<p style='color:red'>a</p>", False),
        ("<table><tr><td>a</td></tr></table>", False),
        ("<img src='x'>", False),
        ("<h2>Title</h2>", False),
        ("<!-- note --><p>a</p>", False),
    ],
)
def test_only_what_we_can_write_is_editable(html: str, editable: bool) -> None:
    assert is_editable(html) is editable


SHARD_ROWS = st.lists(
    st.sampled_from((*FRAGMENTS, "<p>a b</p>", "</p>", "<li>c", "word ", "\n")), max_size=30
).map("".join)


@given(SHARD_ROWS, st.integers(1, 40))
def test_iterated_text_equals_the_whole_text(html: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kanbert_desktop.app.boards.html_text._CHUNK_SIZE", size)
        assert "".join(iter_text(html)).strip() == to_text(html)
    assert "".join(iter_text(html)) == to_text(html)


@given(SHARD_ROWS, st.integers(1, 40))
def test_the_first_of_a_text_is_its_beginning(html: str, most: int) -> None:
    text, is_whole = leading_text(html, most)
    assert len(text) <= most
    if is_whole:
        assert text == to_text(html)


def test_the_first_of_a_long_text_is_cut_between_tags() -> None:
    text, is_whole = leading_text("<p>one</p>" * 10_000, 100)
    assert text.startswith("one\n\none")
    assert "<" not in text
    assert not is_whole


@pytest.mark.parametrize("read", [to_text, is_editable, mentioned_ids], ids=lambda read: read.__name__)
def test_a_reference_of_five_thousand_digits_is_read(read: Callable[[str], object]) -> None:
    read(f"<p>&#{'1' * 5_000};</p>")


def test_who_is_mentioned_is_known_however_it_is_written() -> None:
    assert mentioned_ids("<mention data-id='7' /><MENTION data-id=8/>x<mention data-id=\"9\"></mention>") == {
        "7",
        "8",
        "9",
    }


def test_reading_hostile_html_takes_linear_time() -> None:
    run_in_child_process(_read_all)


def _read_all() -> None:
    for html in (*HOSTILE.values(), *(shard * 60_000 for shard in FRAGMENTS)):
        to_text(html)
        is_editable(html)
        leading_text(html, 1_000)


PIECES = [
    "<p>",
    "</p>",
    "<br>",
    "<b>",
    "</em>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    '<a href="x" rel="y">',
    "</a>",
]
PIECES += [
    "<p class=x>",
    "<a href='>'>",
    "<div>",
    "<script>",
    "</script>",
    "<",
    ">",
    "&nbsp;",
    "&lt;",
    "a",
    "ü b",
    " ",
    "\n",
    "\x85",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_text_of_plain_paragraphs_is_that_of_the_tokens(html: str) -> None:
    assert to_text(html) == "".join(iter_text(html))
