"""What changes together: one transaction on disk, one moment in memory."""

from dataclasses import dataclass, field

from kanbert_desktop.api.told import Told
from kanbert_desktop.domain.board import Card, CardKey, Comment
from kanbert_desktop.domain.changes import ChangeId, Entry
from kanbert_desktop.store.base import Walk
from kanbert_desktop.store.history import HistoryRow


@dataclass(slots=True)
class Batch:
    """`put` and `drop` are the outbox, `cards`, `gone` and `comments` the base, `walks` and `meta` how far it goes.

    `comments` are all of a card's, `said` is one more.
    `came_from` holds the cursors at which the walks must stand on disk, or nothing of it is saved (D40).
    `bind` names rows of the server that are cards here although they do not say so themselves.
    """

    put: list[Entry] = field(default_factory=list)
    drop: list[ChangeId] = field(default_factory=list)
    history: list[HistoryRow] = field(default_factory=list)
    bind: dict[str, CardKey] = field(default_factory=dict)
    cards: list[Told[Card]] = field(default_factory=list)
    gone: list[CardKey] = field(default_factory=list)
    comments: dict[CardKey, list[Told[Comment]]] = field(default_factory=dict)
    said: dict[CardKey, Told[Comment]] = field(default_factory=dict)
    walks: list[Walk] = field(default_factory=list)
    came_from: dict[str, str | None] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    meta: dict[str, str | None] = field(default_factory=dict)

    def add(self, other: "Batch") -> "Batch":
        """Both together; for what both speak of, `other` has the last word."""
        self.put += other.put
        self.drop += other.drop
        self.history += other.history
        self.bind |= other.bind
        self.cards += other.cards
        self.gone += other.gone
        self.comments |= other.comments
        self.said |= other.said
        self.walks += other.walks
        self.came_from |= other.came_from
        self.ended += other.ended
        self.meta |= other.meta
        return self
