"""What changes together: one transaction on disk, one moment in memory."""

from dataclasses import dataclass, field

from kanbert_desktop.api.payloads import Told
from kanbert_desktop.domain.board import Card, CardKey, Comment
from kanbert_desktop.domain.changes import ChangeId, Entry, Outcome
from kanbert_desktop.store.base import Walk
from kanbert_desktop.store.history import HistoryRow


@dataclass(slots=True)
class Batch:
    """`put` and `drop` are the outbox, `cards`, `gone` and `comments` the base, `walks` and `meta` how far it goes.

    `comments` are all of a card's, `said` is one more.
    `came_from` holds the cursors at which the walks must stand on disk, or nothing of it is saved (D40).
    `bind` names rows of the server that are cards here although they do not say so themselves.
    `aside` are those of `gone` that are kept for taking that back, `acknowledged` those whose deletion the server confirmed. `outcomes` is what became of wishes of the
    history (None: unsent again), `renewed` those rows that are the newest step now; `ends_redo` says that
    something new was done. `answers` are what requests of other processes were answered, by their ids.
    """

    put: list[Entry] = field(default_factory=list)
    drop: list[ChangeId] = field(default_factory=list)
    history: list[HistoryRow] = field(default_factory=list)
    outcomes: dict[ChangeId, Outcome | None] = field(default_factory=dict)
    renewed: set[ChangeId] = field(default_factory=set)
    ends_redo: bool = False
    bind: dict[str, CardKey] = field(default_factory=dict)
    cards: list[Told[Card]] = field(default_factory=list)
    gone: list[CardKey] = field(default_factory=list)
    aside: set[CardKey] = field(default_factory=set)
    acknowledged: set[CardKey] = field(default_factory=set)
    comments: dict[CardKey, list[Told[Comment]]] = field(default_factory=dict)
    said: dict[CardKey, Told[Comment]] = field(default_factory=dict)
    walks: list[Walk] = field(default_factory=list)
    came_from: dict[str, str | None] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    meta: dict[str, str | None] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Batch") -> "Batch":
        """Both together; for what both speak of, `other` has the last word."""
        self.put += other.put
        self.drop += other.drop
        self.history += other.history
        self.outcomes |= other.outcomes
        self.renewed |= other.renewed
        self.ends_redo |= other.ends_redo
        self.bind |= other.bind
        self.cards += other.cards
        self.gone += other.gone
        self.aside |= other.aside
        self.acknowledged |= other.acknowledged
        self.comments |= other.comments
        self.said |= other.said
        self.walks += other.walks
        self.came_from |= other.came_from
        self.ended += other.ended
        self.meta |= other.meta
        self.answers |= other.answers
        return self
