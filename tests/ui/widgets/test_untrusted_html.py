"""Budget of untrusted HTML: whatever the server sends, Qt gets something small, shallow and harmless."""

import ast
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.app.boards.html_text import to_text
from kanbert_desktop.domain.html_tokens import VOID_ELEMENTS, EndTag, StartTag, Text, tokenize
from kanbert_desktop.ui.card_panel.rich_text import SafeHtmlView
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets import untrusted_html
from kanbert_desktop.ui.widgets.untrusted_html import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_LINKS,
    MAX_TABLE_LEVELS,
    MAX_UNBROKEN_CHARACTERS,
    SHORTENED_CHARACTERS,
    SHORTENED_LINES,
    TAGS,
    displayable_html,
)
from support.child_process import run_in_child_process
from support.hostile_html import FRAGMENTS, HOSTILE

PACKAGE = Path(untrusted_html.__file__).parents[2]
RICH = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf")), max_size=8),
    lambda inner: st.tuples(
        st.sampled_from(sorted((TAGS | {"font", "mention", "script", "style"}) - {"pre"})),
        st.sampled_from(
            ("", ' style="color:red"', ' href="https://x.test"', " onclick=x", ' href="javascript:x"')
        ),
        st.lists(inner, max_size=4),
    ).map(lambda made: f"<{made[0]}{made[1]}>{''.join(made[2])}</{made[0]}>"),
    max_leaves=20,
)
# Random fragments, one of them repeated many times: cases nobody would think of.
BROKEN = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from((1, 1, 1, 30, 700))), max_size=8).map(
    lambda parts: "".join(shard * times for shard, times in parts)
)
UNFINISHED_TAG = re.compile(r"</?[a-zA-Z][^>]*\Z")
"""A tag that the document ends in: the parser drops it, as a browser does."""
ANY = RICH | BROKEN | st.sampled_from(sorted(HOSTILE.values(), key=len)[:30]) | st.text(max_size=80)


def name_of(person: str) -> str:
    return f"Person {person}"


def measure(html: str) -> dict[str, int]:
    """Measures what Qt gets, independently of the code under test."""
    depth = tables = elements = links = deepest = deepest_table = 0
    for token in tokenize(html):
        if isinstance(token, StartTag):
            elements += 1
            links += token.name == "a"
            depth += token.name not in VOID_ELEMENTS
            tables += token.name == "table"
            deepest, deepest_table = max(deepest, depth), max(deepest_table, tables)
        elif isinstance(token, EndTag):
            depth -= 1
            tables -= token.name == "table"
    text = re.split(r"<[^<>]*>", html)
    return {
        "depth": deepest,
        "tables": deepest_table,
        "elements": elements,
        "links": links,
        "bytes": len(unescape("".join(text)).encode()),
    }


def text_of(text: str) -> str:
    return "".join(text.split())


def letters(html: str) -> str:
    """Visible characters without spaces."""
    parts, hidden = [], ""
    for token in tokenize(html):
        if isinstance(token, StartTag) and token.name in ("script", "style"):
            hidden = token.name
        elif isinstance(token, EndTag) and token.name == hidden:
            hidden = ""
        elif isinstance(token, StartTag) and token.name == "mention":
            parts.append(f"@{name_of(dict(token.attributes).get('data-id', ''))}")
        elif isinstance(token, Text) and not hidden:
            parts.append(token.text.replace("\0", ""))
    return text_of("".join(parts))


@settings(max_examples=200)
@given(ANY)
def test_qt_never_gets_more_than_the_budget(html: str) -> None:
    found = measure(displayable_html(html, name_of).html)
    assert found["depth"] <= MAX_DEPTH
    assert found["tables"] <= MAX_TABLE_LEVELS
    assert found["elements"] <= MAX_ELEMENTS
    assert found["links"] <= MAX_LINKS
    assert found["bytes"] <= MAX_BYTES


@settings(max_examples=200)
@given(ANY)
def test_only_allowed_tags_and_attributes_remain(html: str) -> None:
    for token in tokenize(displayable_html(html, name_of).html):
        if isinstance(token, StartTag):
            assert token.name in TAGS
            assert {name for name, _ in token.attributes} <= ({"href"} if token.name == "a" else set())


@settings(max_examples=200)
@given(ANY)
def test_sanitised_html_can_be_sanitised_again_without_changing_its_text(html: str) -> None:
    """Where the parser repairs nesting it may repair it again; the text stays the same."""
    once = displayable_html(html, name_of)
    again = displayable_html(once.html, name_of)
    assert again.is_rich
    assert letters(again.html) == letters(once.html)
    if not once.is_rich:
        assert again.html == once.html


@settings(max_examples=200)
@given(RICH)
@example("<A")
def test_no_letter_is_lost_or_added_before_the_end(html: str) -> None:
    """A table's text may move before the table, as in a browser; so characters are counted."""
    allowed = displayable_html(html, name_of)
    if allowed.is_rich:
        assert sorted(letters(allowed.html)) == sorted(letters(UNFINISHED_TAG.sub("", html)))
    else:
        assert text_of(to_text(html, name_of)).startswith(text_of(to_text(allowed.html).removesuffix("…")))


@pytest.mark.parametrize("depth", [MAX_TABLE_LEVELS + 1, 8, 20])
def test_deeply_nested_tables_keep_their_text_and_lose_their_cells(depth: int) -> None:
    html = "".join(f"<table><tr><td>w{level} " for level in range(depth)) + "</td></tr></table>" * depth
    allowed = displayable_html(html, name_of)
    assert allowed.is_rich
    assert measure(allowed.html)["tables"] == MAX_TABLE_LEVELS
    assert to_text(allowed.html).split() == [f"w{level}" for level in range(depth)]


def test_a_text_of_ordinary_size_is_unchanged() -> None:
    html = f"<h2>Plan</h2>{'<p>Some <b>words</b> of it.</p>' * 200}<ul>{'<li>one</li>' * 50}</ul>"
    assert displayable_html(html, name_of).html == html


def test_a_text_beyond_the_budget_is_shortened_plain_text() -> None:
    allowed = displayable_html("<p>1 &lt; 2</p>" * 5_000, name_of)
    assert not allowed.is_rich
    assert not allowed.is_complete
    assert allowed.html.startswith("<p>1 &lt; 2</p>")
    text = to_text(allowed.html)
    assert text.endswith("…")
    assert len(text) <= SHORTENED_CHARACTERS + 1
    assert len(text.split("\n")) <= SHORTENED_LINES


def nested(tag: str, times: int) -> str:
    return f"<{tag}>" * times + "x" + f"</{tag}>" * times


@pytest.mark.parametrize(
    ("within", "beyond"),
    [
        (nested("div", MAX_DEPTH), nested("div", MAX_DEPTH + 1)),
        (nested("b", MAX_DEPTH), nested("b", MAX_DEPTH + 1)),
        ("<p>x</p>" * MAX_ELEMENTS, "<p>x</p>" * (MAX_ELEMENTS + 1)),
        ("x<br>" * MAX_ELEMENTS, "x<br>" * (MAX_ELEMENTS + 1)),
        ("<pre>x" + "\nx" * (MAX_ELEMENTS - 1) + "</pre>", "<pre>x" + "\nx" * MAX_ELEMENTS + "</pre>"),
        ("<a href='http://x'>y</a>" * MAX_LINKS, "<a href='http://x'>y</a>" * (MAX_LINKS + 1)),
        ("<mention data-id='7' />" * MAX_LINKS, "<mention data-id='7' />" * (MAX_LINKS + 1)),
        ("12345678 <i></i>" * (MAX_BYTES // 9 // 9), "12345678 " * (MAX_BYTES // 9 + 1)),
        ("\u6f22" * (MAX_BYTES // 3), "\u6f22" * (MAX_BYTES // 3 + 1)),
        ("x" * MAX_UNBROKEN_CHARACTERS, "x" * (MAX_UNBROKEN_CHARACTERS + 1)),
    ],
    ids=[
        "deep",
        "deep bold",
        "elements",
        "lines",
        "preformatted lines",
        "links",
        "mentions",
        "bytes",
        "Chinese",
        "word",
    ],
)
def test_the_budget_is_exact(within: str, beyond: str) -> None:
    assert displayable_html(within, name_of).is_rich
    assert not displayable_html(beyond, name_of).is_rich


@pytest.mark.parametrize("pieces", ["x", "x<b></b>", "<b>x</b><i>y</i>"])
def test_a_word_is_counted_across_its_tags(pieces: str) -> None:
    times = MAX_UNBROKEN_CHARACTERS // 2 + 1 if "y" in pieces else MAX_UNBROKEN_CHARACTERS + 1
    assert not displayable_html(f"<p>{pieces * times}</p>", name_of).is_rich


def test_words_around_a_block_are_counted_separately() -> None:
    half = "x" * (MAX_UNBROKEN_CHARACTERS - 1)
    assert displayable_html(f"<p>{half}</p><p>{half}</p>{half} {half}<br>{half}", name_of).is_rich


def test_a_lone_surrogate_is_shown_as_a_question_mark() -> None:
    assert displayable_html("<p>a\ud800b</p>", name_of).html == "<p>a?b</p>"


class Counted(str):
    """A string that records how much of it was read."""

    __slots__ = ("asked",)

    def __getitem__(self, place: Any) -> str:  # noqa: ANN401  a slice
        self.asked = place
        return super().__getitem__(place)


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    text = Counted("<p>word</p>" * 100_000)
    assert not displayable_html(text, name_of).is_complete
    assert text.asked.stop < 200_000


def test_a_null_character_is_left_out() -> None:
    assert displayable_html("<p>a\0b</p>", name_of).html == "<p>ab</p>"


def test_a_link_cannot_pose_as_a_mention() -> None:
    assert "kanbert-mention" not in displayable_html('<a href="kanbert-mention:7">x</a>', name_of).html
    assert "kanbert-mention:7" in displayable_html('<mention data-id="7" />', name_of).html


def test_no_style_reaches_the_document() -> None:
    allowed = displayable_html(
        '<p style="font-size:400px">a</p><span style="color:#ff0000">b</span>', name_of
    ).html
    assert "style" not in allowed
    document = QTextDocument()
    document.setHtml(allowed)
    formats = document.allFormats()
    assert formats
    assert not [one for one in formats if one.foreground().color().name() == "#ff0000"]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_corpus_is_within_the_budget(name: str) -> None:
    found = measure(displayable_html(HOSTILE[name], name_of).html)
    assert found["depth"] <= MAX_DEPTH
    assert found["tables"] <= MAX_TABLE_LEVELS
    assert found["elements"] <= MAX_ELEMENTS


def test_a_view_survives_the_whole_corpus() -> None:
    run_in_child_process(_show_corpus)


def _show_corpus() -> None:
    application = QApplication([])
    theme = Theme(application, "light", 1.0, compact=False)
    window = QWidget()
    window.resize(360, 700)
    view = SafeHtmlView(theme, window)
    view.resize(340, 600)
    window.show()
    for html in HOSTILE.values():
        view.show_html(html, name_of)
        application.processEvents()
        view.grab()


def test_untrusted_html_reaches_documents_only_through_the_budget() -> None:
    """Every call that sets HTML is listed: the program's own HTML, or output of `displayable_html`."""
    ours = {"ui/card_panel/rich_text.py", "ui/printing/card_printout.py"}
    setters = {"setHtml", "insertHtml", "setMarkdown", "fromHtml", "setDefaultStyleSheet"}
    found = {}
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        uses = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & setters
        imports = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        if uses:
            found[path.relative_to(PACKAGE).as_posix()] = uses
        assert "nh3" not in imports or path.name == "untrusted_html.py"
        assert "html.parser" not in path.read_text("utf-8") or path.name == "html_tokens.py"
    assert set(found) == ours
