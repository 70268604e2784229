"""Runs the program's window with built-in errors whose tracebacks contain a card's title."""

import sys
from typing import NoReturn

from kanbert_desktop import main

MARKER_TEXT = "Geheimsache Zahnarzt"


def raise_error(*_more: object) -> NoReturn:
    raise LookupError(MARKER_TEXT)


def prepare() -> None:
    """Breaks painting, counting, and a timer."""
    from kanbert_desktop.ui.cards import delegate
    from kanbert_desktop.ui.sidebar import sidebar

    delegate.CardDelegate.paint = raise_error  # type: ignore[method-assign]
    sidebar.SidebarCounts.schedule = raise_error_later(sidebar.SidebarCounts.schedule)  # type: ignore[method-assign]


def raise_error_later(count: object) -> object:
    """The first call belongs to the window's start, which must succeed."""
    calls: list[object] = []

    def count_or_fail(*words: object) -> None:
        calls.append(words)
        if len(calls) > 1:
            raise_error()

    return count_or_fail


if __name__ == "__main__":
    prepare()
    sys.exit(main.run())
