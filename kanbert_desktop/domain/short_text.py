"""Titles and names as they are shown: of any length where they come from, short before anybody measures them."""

LONGEST_TITLE = 1_000
"""Characters. Several times what a title can hold elsewhere, and little enough for a font engine."""


def shortened(text: str, most: int = LONGEST_TITLE) -> str:
    """As it is up to `most` characters, else its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def is_short(text: str) -> bool:
    """Is all of it shown, so that it may be edited?"""
    return len(text) <= LONGEST_TITLE
