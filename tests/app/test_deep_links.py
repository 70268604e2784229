"""Deep links name one card or one board. Anything else makes them invalid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.app.deep_links import Link, LinkTarget, card_link, is_link, parse_link
from kanbert_desktop.domain.errors import InvalidInput

CARD, BOARD, WINDOW = LinkTarget.CARD, LinkTarget.BOARD, LinkTarget.WINDOW


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("kanbert-desktop://card/42", Link(CARD, "42")),
        ("kanbert-desktop://board/9b2f5c1e-8f", Link(BOARD, "9b2f5c1e-8f")),
        ("kanbert-desktop://card/kd-9b2f5c1e-8f57-4a8e-b0c5-4f6f0d1c2e3a", Link(CARD, "kd-9b2f5c1e-8f57-4a8e-b0c5-4f6f0d1c2e3a")),
        # Browsers change the case of scheme and host, and end a bare path with a slash.
        ("Kanbert-Desktop://CARD/42/", Link(CARD, "42")),
        ("kanbert-desktop://window", Link(WINDOW)),
        ("Kanbert-Desktop://Window/", Link(WINDOW)),
        ("kanbert-desktop://card/a%20b", Link(CARD, "a b")),
    ],
)  # fmt: skip
def test_the_two_forms_are_read(text: str, link: Link) -> None:
    assert is_link(text)
    assert parse_link(text) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kanbert-desktop:",
        "kanbert-desktop://",
        "kanbert-desktop://card",
        "kanbert-desktop://card/",
        "kanbert-desktop:card/42",
        "kanbert-desktop:///card/42",
        "kanbert-desktop://sync/42",
        "kanbert-desktop:window",
        "kanbert-desktop://window/42",
        "kanbert-desktop://window//",
        "kanbert-desktop://window?card=42",
        "kanbert-desktop://window#card/42",
        "kanbert-desktop://me@window",
        "kanbert-desktop://window:80",
        "kanbert-desktop://window%2F..%2Fcard%2F42",
        "kanbert-desktop://window --profile=/tmp",
        "kanbert-desktop://window\n",
        "\N{KELVIN SIGN}anbert-desktop://window",
        "kanbert-desktop://card/42/delete",
        "kanbert-desktop://card/42?server=https://evil.example",
        "kanbert-desktop://card/42#fragment",
        "kanbert-desktop://me@card/42",
        "kanbert-desktop://card:80/42",
        "kanbert-desktop://card/../board/1",
        "kanbert-desktop://card/4 2",
        "kanbert-desktop://card/42\n--profile=/tmp",
        "kanbert-desktop://card/%0a--profile",
        "kanbert-desktop://card/%ff",
        "kanbert-desktop://card/%20",
        "kanbert-desktop://card/<b>42</b>",
        "kanbert-desktop://card/" + "4" * 300,
        "https://kanbert.example/card/42",
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_link(text)
    assert refused.value.key == "link_malformed"


def test_only_the_scheme_makes_a_word_a_link() -> None:
    assert not is_link("kanbert-desktopx://card/42")
    assert not is_link("--link=kanbert-desktop://card/42")
    assert not is_link("boards")


# A link with the replacement character is taken for one that is not UTF-8.
IDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\ufffd"),
    min_size=1,
    max_size=20,
)


@given(IDS)
def test_every_card_has_a_link_that_leads_back(card: str) -> None:
    assert parse_link(card_link(card)) == Link(CARD, card)


@given(st.text(max_size=60))
def test_whatever_is_read_is_a_plain_word(text: str) -> None:
    try:
        link = parse_link(f"kanbert-desktop://board/{text}")
    except InvalidInput:
        return
    assert link.target is BOARD
    assert link.id.isprintable()
    assert link.id == link.id.strip() != ""
