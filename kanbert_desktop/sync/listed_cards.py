"""Which known cards a full listing lacks."""

from collections.abc import Iterable

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.sync.local_cards import LocalCards


class ListedCards:
    """Server ids that one or more listings showed, beside those on running boards when the first one began.

    A card that becomes known later, by a push or a pull in between, is not among the known ones: its page may have
    passed already.
    """

    def __init__(self, local_cards: LocalCards) -> None:
        self._known = local_cards.base.server_ids_on(local_cards.running_boards())
        self._listed: set[str] = set()

    def add(self, rows: Iterable[Record[Card]]) -> None:
        self._listed.update(record.value.server_id or "" for record in rows)

    def any_id(self) -> str | None:
        """One listed card, always the same of the same cards."""
        return min(self._listed, default=None)

    def missing_ids(self) -> set[str]:
        """Known cards that no listing showed."""
        return self._known - self._listed
