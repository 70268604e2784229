"""Words that are asked when they are shown, because the language may change while the page is open."""

from collections.abc import Callable

Words = Callable[[], str]


def no_words() -> str:
    return ""
