"""Long text changed on both sides: a clean merge, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.text_merge import merge_html

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


def test_items_of_one_list_merge_while_its_structure_stands() -> None:
    was = "<ul><li>a</li><li>b</li><li>c</li></ul>"
    theirs = "<ul><li>A</li><li>b</li><li>c</li></ul>"
    mine = "<ul><li>a</li><li>b</li><li>C</li></ul>"
    assert merge_html(was, theirs, mine) == "<ul><li>A</li><li>b</li><li>C</li></ul>"
