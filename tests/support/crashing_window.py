"""The program at its front door with faults built in, each of which has a card's words at hand."""

import sys
from typing import NoReturn

from kanbert_desktop import main

MARKER_TEXT = "Geheimsache Zahnarzt"


def raise_error(*_more: object) -> NoReturn:
    raise LookupError(MARKER_TEXT)


def prepare() -> None:
    """What is painted, what counts, and what waits for the tick of the clock."""
    from kanbert_desktop.ui.cards import delegate
    from kanbert_desktop.ui.sidebar import sidebar

    delegate.CardDelegate.paint = raise_error  # type: ignore[method-assign]
    sidebar.SidebarCounts.schedule = raise_error_later(sidebar.SidebarCounts.schedule)  # type: ignore[method-assign]


def raise_error_later(count: object) -> object:
    """The first call is the window's own start, which has to come about."""
    calls: list[object] = []

    def count_or_fail(*words: object) -> None:
        calls.append(words)
        if len(calls) > 1:
            raise_error()

    return count_or_fail


if __name__ == "__main__":
    prepare()
    sys.exit(main.run())
