"""Shortening of long titles."""

from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.untrusted_text import is_short, shorten


@given(st.text(max_size=30), st.integers(1, 20))
def test_what_is_shown_is_as_long_as_allowed_and_begins_like_the_text(text: str, most: int) -> None:
    short = shorten(text, most)
    assert len(short) <= most
    if len(text) <= most:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


def test_only_what_is_shown_whole_is_short() -> None:
    assert is_short("x" * 1_000)
    assert not is_short("x" * 1_001)
