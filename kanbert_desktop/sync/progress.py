"""Whether a listing still gets anywhere: a server may hand out pages for ever, and nobody waits that long."""

from kanbert_desktop.api.payloads import Page, Value
from kanbert_desktop.domain.errors import Later

MOST_PAGES = 5000
"""Of one walk in one cycle: 150,000 cards at the server's default of 30."""
MOST_BYTES = 500 * 1024 * 1024
"""Of one walk in one cycle: 10,000 cards have some 20 MB."""
MOST_EMPTY_PAGES = 10
"""In a row, each of them with a cursor to another one."""


class Progress:
    """Of one walk in one cycle. A walk of many pages that is ended goes on in the next cycle where it stopped."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._bytes = 0
        self._empty = 0

    def turn(self, page: Page[Value]) -> None:
        """To be told of each page. Raises `Later` where the next one may not be asked for.

        The same place twice would keep us reading for ever (D22), and so would pages without a row.
        """
        if page.next_cursor is None:
            return
        if page.next_cursor in self._seen:
            raise Later("unreadable_answer")
        self._seen.add(page.next_cursor)
        self._bytes += page.size
        self._empty = 0 if page.rows or page.skipped else self._empty + 1
        if len(self._seen) > MOST_PAGES or self._empty > MOST_EMPTY_PAGES or self._bytes > MOST_BYTES:
            raise Later("endless_list")
