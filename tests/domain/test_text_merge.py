"""Long text changed on both sides: a clean merge, or none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanbert_desktop.domain.merge import is_balanced, merge_html

paragraphs = st.lists(st.sampled_from(["<p>a</p>", "<p>b</p>", "<p>c</p>", "d<br>", "e\n", "f"]), max_size=6)
texts = paragraphs.map("".join)


@given(was=texts, mine=texts)
def test_one_side_alone_wins(was: str, mine: str) -> None:
    assert merge_html(was, was, mine) == mine
    assert merge_html(was, mine, was) == mine


@given(was=texts, both=texts)
def test_the_same_change_on_both_sides_is_made_once(was: str, both: str) -> None:
    assert merge_html(was, both, both) == both


@given(was=texts, theirs=texts, mine=texts)
def test_the_sides_may_be_swapped(was: str, theirs: str, mine: str) -> None:
    assert merge_html(was, theirs, mine) == merge_html(was, mine, theirs)


_inline = st.sampled_from(
    ["one", "two", "<b>three</b>", "<i>four</i>", 'see <a href="https://x.test">five</a>']
)
_paragraph = _inline.map(lambda text: f"<p>{text}</p>")
_list = st.lists(_inline, min_size=1, max_size=4).map(
    lambda items: f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
)
_bold = st.lists(_paragraph, min_size=1, max_size=3).map(lambda parts: f"<b>{''.join(parts)}</b>")
_parts = st.lists(_paragraph | _list | _bold, min_size=3, max_size=7)


@st.composite
def changed(draw: st.DrawFn, parts: list[str]) -> str:
    """The same text with some of it made bold, plain, replaced or removed."""
    start = draw(st.integers(0, len(parts) - 1))
    end = draw(st.integers(start + 1, min(len(parts), start + 3)))
    middle = "".join(parts[start:end])
    plain = middle.replace("<b>", "").replace("</b>", "")
    return "".join(
        [*parts[:start], draw(st.sampled_from([f"<b>{middle}</b>", plain, "<p>new</p>", ""])), *parts[end:]]
    )


@settings(max_examples=300)
@given(data=st.data(), parts=_parts)
def test_well_formed_texts_are_never_merged_into_one_that_is_not(
    data: st.DataObject, parts: list[str]
) -> None:
    merged = merge_html("".join(parts), data.draw(changed(parts)), data.draw(changed(parts)))
    assert merged is None or is_balanced(merged)


def test_bold_removed_remotely_and_wrapped_locally_is_left_to_the_user() -> None:
    was = "<b><p>a</p><p>b</p></b><b><p>c</p><p>d</p></b>"
    theirs = "<p>a</p><p>b</p><b><p>c</p><p>d</p></b>"
    mine = "<b><p>a</p><p>b</p><b><p>c</p><p>d</p></b></b>"
    assert merge_html(was, theirs, mine) is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br>b</p>", True),
        ("<p>a", False),
        ("a</p>", False),
        ("<b><i>a</b></i>", False),
        ("1 < 2 & 3 > 2", True),
        ("<UL><li>a</LI></ul>", True),
    ],
)
def test_what_is_well_formed(html: str, expected: bool) -> None:
    assert is_balanced(html) is expected


@given(kept=st.lists(st.sampled_from(["<p>k1</p>", "<p>k2</p>", "<p>k3</p>"]), min_size=2, unique=True))
def test_additions_at_both_ends_are_both_kept(kept: list[str]) -> None:
    was = "".join(kept)
    top = "<p>top</p>"
    bottom = "<p>bottom</p>"
    assert merge_html(was, top + was, was + bottom) == top + was + bottom


@pytest.mark.parametrize(
    ("was", "theirs", "mine"),
    [
        ("<p>a</p>", "<p>b</p>", "<p>c</p>"),
        ("<p>a</p>", "", "<p>c</p>"),
        ("<p>a</p><p>b</p>", "<p>a1</p><p>b</p>", "<p>a</p><p>b1</p>"),
        ("<p>a</p>", "<p>a</p><p>x</p>", "<p>a</p><p>y</p>"),
        ("<ul><li>a</li><li>b</li></ul>", "<p>a</p>", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
    ],
    ids=[
        "same block",
        "removed there",
        "neighbouring blocks",
        "two additions at one place",
        "list taken apart",
    ],
)
def test_what_touches_is_left_to_the_person(was: str, theirs: str, mine: str) -> None:
    assert merge_html(was, theirs, mine) is None


def test_items_of_one_list_merge_if_its_structure_is_unchanged() -> None:
    was = "<ul><li>a</li><li>b</li><li>c</li></ul>"
    theirs = "<ul><li>A</li><li>b</li><li>c</li></ul>"
    mine = "<ul><li>a</li><li>b</li><li>C</li></ul>"
    assert merge_html(was, theirs, mine) == "<ul><li>A</li><li>b</li><li>C</li></ul>"
