"""Cards whose deletion the server confirmed: a listing that lags behind must not bring them back (D29, D36)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from kanbert_desktop.domain.board import Card

REST = timedelta(minutes=5)
"""So long a server may still tell of them; who lists a card after that has it."""


class _Grave(NamedTuple):
    """`version` is the last `updated_at` known; `since` is our clock."""

    version: datetime | None
    since: datetime


class Graves:
    """In memory alone: after a restart the server has had its time."""

    def __init__(self) -> None:
        self._graves: dict[str, _Grave] = {}

    def bury(self, cards: Iterable[Card], now: datetime) -> None:
        self._graves = {key: one for key, one in self._graves.items() if now - one.since < REST}
        for card in cards:
            if card.server_id is not None:
                self._graves[card.server_id] = _Grave(card.updated_at, now)

    def holds(self, card: Card, now: datetime) -> bool:
        """Is this the card as it was before it went? A later version is a card that was brought back there."""
        grave = self._graves.get(card.server_id or "")
        if grave is None or not timedelta(0) <= now - grave.since < REST:
            return False
        return grave.version is None or card.updated_at is None or card.updated_at <= grave.version
