"""The oracle of `LocalCards`, all in memory: base, outbox and the projected cards, kept equal to the projection."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from heapq import nlargest

from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Card,
    CardKey,
    Column,
    Comment,
    PersonId,
    card_key,
)
from kanbert_desktop.domain.changes import ChangeId, Entry
from kanbert_desktop.domain.projection import project_card, project_comments
from kanbert_desktop.sync.pending_changes import PendingChanges


class Mirror:
    """Holds the base (server data) and the outbox (user changes) and answers queries with their projection (I4).

    Each change re-projects the cards it touches. Methods that change something return the keys whose display may have
    changed. Cards are found by key, by server id, or by local id.
    """

    def __init__(self) -> None:
        self.boards: dict[BoardId, Board] = {}
        self._base: dict[CardKey, Card] = {}
        self._keys: dict[str, CardKey] = {}
        self._shown: dict[CardKey, Card] = {}
        self._children: dict[str, dict[CardKey, None]] = {}
        self._assigned: dict[PersonId, dict[CardKey, Card]] = {}
        self.pending = PendingChanges(self._shown_or_base_card)

    def bind(self, server_id: str, key: CardKey) -> None:
        """Maps a server row to a card here, also if the server does not return our external id."""
        self._keys[server_id] = key
        self._keys.setdefault(key, key)
        for child in list(self._children.get(server_id, {})) if server_id != key else []:
            self._project(child)

    # The base: only server responses write it.

    def put_cards(self, cards: Iterable[Card]) -> set[CardKey]:
        touched: set[CardKey] = set()
        for card in cards:
            adopted = self._adopt(card)
            if self._base.get(adopted.key) == adopted and adopted.key in self._shown:
                continue
            self._base[adopted.key] = adopted
            touched.add(adopted.key)
            self._project(adopted.key)
        return touched

    def remove_cards(self, keys: Iterable[CardKey]) -> set[CardKey]:
        """Deletes base rows; the server ids of removed cards still resolve to their keys."""
        touched = {key for key in keys if self._base.pop(key, None) is not None}
        for key in touched:
            self._project(key)
        return touched

    # The outbox: the user's changes, and what became of them.

    def put_entries(self, entries: Iterable[Entry]) -> set[CardKey]:
        """Adds entries, or replaces those of the same id."""
        touched = self.pending.put(entries)
        self._keys.update((key, key) for key in touched if key not in self._keys)
        return self._project_all(touched)

    def drop_entries(self, ids: Iterable[ChangeId]) -> set[CardKey]:
        return self._project_all(self.pending.drop(ids))

    # Queries.

    def key_of(self, reference: str) -> CardKey | None:
        """Returns the key behind a server id, a local id or a key; None if it is unknown."""
        return self._keys.get(reference)

    def card(self, reference: str) -> Card | None:
        key = self._keys.get(reference)
        return self._shown.get(key) if key else None

    def base_card(self, key: CardKey) -> Card | None:
        return self._base.get(key)

    def has_cards(self) -> bool:
        """Returns whether the base has any card."""
        return bool(self._base)

    def base_count(self, boards: Collection[BoardId] | None = None) -> int:
        """Number of base cards on these boards, or on all."""
        if boards is None:
            return len(self._base)
        return sum(card.board in boards for card in self._base.values())

    def boards_with_cards(self) -> set[BoardId]:
        """Boards that have a base card, whether the board is known or not."""
        return {card.board for card in self._base.values()}

    def server_ids_on(self, boards: Collection[BoardId]) -> set[str]:
        """The server's ids of the base cards on these boards."""
        return {card.server_id or card.key for card in self._base.values() if card.board in boards}

    def created_between(self, above: datetime, below: datetime) -> list[Card]:
        """Base cards created after `above` and before `below`."""
        return [
            card
            for card in self._base.values()
            if card.created_at is not None and above < card.created_at < below
        ]

    def last_changed(self, board: BoardId | None, count: int) -> list[Card]:
        """The open base cards that changed last, newest first, on a running board or on all of them."""
        boards = self.running_boards() if board is None else self.running_boards() & {board}
        changed = (
            card
            for card in self._base.values()
            if card.updated_at is not None and card.column is not Column.CLOSED and card.board in boards
        )
        return nlargest(count, changed, key=lambda card: (card.updated_at, card.key))

    def running_boards(self) -> set[BoardId]:
        return {board.id for board in self.boards.values() if board.is_running}

    def cards(self) -> Iterable[Card]:
        return self._shown.values()

    def assigned_to(self, person: PersonId) -> Mapping[CardKey, Card]:
        """The person's cards on all boards, without a copy: the caller must not keep it."""
        return self._assigned.get(person, {})

    def comments(self, key: CardKey) -> list[Comment]:
        """Those that were not sent: the oracle is told of no others."""
        return project_comments([], self.pending.entries_of(key), None)

    def children(self, key: CardKey) -> list[Card]:
        """Sub-tasks shown under a card."""
        return [self._shown[child] for child in self._children.get(key, {})]

    def _shown_or_base_card(self, key: CardKey) -> Card | None:
        return self._shown.get(key) or self._base.get(key)

    # Keeping the projected cards equal to the projection.

    def _adopt(self, card: Card) -> Card:
        """Gives a server row its key: a known row keeps it, and two rows never share one (D18)."""
        server_id = card.server_id or card.key
        key = self._keys.get(server_id) or card_key(server_id, card.external_id)
        holder = self._base.get(key)
        if holder is not None and holder.server_id != server_id:
            key = CardKey(server_id)
        if self._keys.get(server_id) != key:
            self.bind(server_id, key)
        parent = self._resolved(card.parent)
        # A copy costs as much as reading the row did: most rows need none.
        return card if (card.key, card.parent) == (key, parent) else replace(card, key=key, parent=parent)

    def _resolved(self, parent: CardKey | None) -> CardKey | None:
        return self._keys.get(parent, parent) if parent is not None else None

    def _project_all(self, keys: set[CardKey]) -> set[CardKey]:
        for key in keys:
            self._project(key)
        return keys

    def _project(self, key: CardKey) -> None:
        before = self._shown.pop(key, None)
        if before is not None:
            if before.parent is not None:
                self._children[before.parent].pop(key, None)
            if before.assignee is not None:
                self._assigned[before.assignee].pop(key, None)
        shown = project_card(self._base.get(key), self.pending.entries_of(key))
        if shown is None:
            return
        if shown.parent != self._resolved(shown.parent):
            shown = replace(shown, parent=self._resolved(shown.parent))
        self._shown[key] = shown
        if shown.parent is not None:
            self._children.setdefault(shown.parent, {})[key] = None
        if shown.assignee is not None:
            self._assigned.setdefault(shown.assignee, {})[key] = shown
