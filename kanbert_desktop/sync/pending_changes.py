"""The outbox in memory: the user's changes in order, by card, and the questions that parked ones raise."""

from collections.abc import Callable, Collection, Iterable, Mapping

from kanbert_desktop.domain.board import BoardId, Card, CardKey
from kanbert_desktop.domain.changes import (
    ChangeId,
    CreateCard,
    DeleteCard,
    Entry,
    Question,
    Reason,
    State,
    question_key,
    questions,
)
from kanbert_desktop.domain.coalescing import DropEntries, SendDelete, coalesce


class PendingChanges:
    """Holds every entry of the outbox, whatever its state.

    `find_card` returns the card of a key as it is shown, or as the server has it if it is not shown. Methods that change
    something return the keys whose display may have changed.
    """

    def __init__(self, find_card: Callable[[CardKey], Card | None]) -> None:
        self._find_card = find_card
        self._entries: dict[ChangeId, Entry] = {}
        self._of_card: dict[CardKey, list[ChangeId]] = {}
        self._changed_cards: set[str] = set()
        self._to_send: dict[CardKey, int] = {}
        """Answers of `to_send_count`, until the card's changes are other ones."""
        self._next_seq = 1

    def next_seq(self) -> int:
        seq = self._next_seq
        self._next_seq += 1
        return seq

    def put(self, entries: Iterable[Entry]) -> set[CardKey]:
        """Adds entries, or replaces those of the same id."""
        touched: set[CardKey] = set()
        for entry in entries:
            if entry.id not in self._entries:
                self._insert(entry)
            self._entries[entry.id] = entry
            self._changed_cards.add(entry.card)
            self._to_send.pop(entry.card, None)
            self._next_seq = max(self._next_seq, entry.seq + 1)
            touched.add(entry.card)
        return touched

    def drop(self, ids: Iterable[ChangeId]) -> set[CardKey]:
        touched: set[CardKey] = set()
        for entry_id in ids:
            entry = self._entries.pop(entry_id, None)
            if entry is not None:
                self._of_card[entry.card].remove(entry_id)
                if not self._of_card[entry.card]:
                    del self._of_card[entry.card]
                self._to_send.pop(entry.card, None)
                touched.add(entry.card)
        return touched

    def _insert(self, entry: Entry) -> None:
        entries = self._of_card.setdefault(entry.card, [])
        entries.append(entry.id)
        entries.sort(key=lambda entry_id: self._entries.get(entry_id, entry).seq)

    @property
    def cards(self) -> Collection[CardKey]:
        """Cards that have a change."""
        return self._of_card.keys()

    def was_changed(self, name: str) -> bool:
        """Returns whether the card of this key has a change, or had one since the start."""
        return name in self._changed_cards

    def entry(self, entry_id: ChangeId) -> Entry | None:
        return self._entries.get(entry_id)

    def entries(self) -> list[Entry]:
        return sorted(self._entries.values(), key=lambda entry: entry.seq)

    def entries_of(self, key: CardKey) -> list[Entry]:
        """Changes of this card. A question about many missing cards names one of them but is not a change of it."""
        entries = (self._entries[entry_id] for entry_id in self._of_card.get(key, ()))
        return [entry for entry in entries if entry.reason is not Reason.MASS_DELETION]

    def boards_of_new_cards(self) -> set[BoardId]:
        """Boards with cards that were created here and not sent yet, whether the board is known or not."""
        changes = (entry.change for entry in self._entries.values())
        return {change.board for change in changes if isinstance(change, CreateCard)}

    def pending_count(self) -> int:
        return sum(entry.state is not State.PARKED for entry in self._entries.values())

    def to_send_count(self) -> int:
        """Like `pending_count` without changes that cancel each other out: the next cycle drops those."""
        return sum(self._counts_to_send().values())

    def cards_to_send(self) -> set[CardKey]:
        """Cards with a change that `to_send_count` counts."""
        return {key for key, count in self._counts_to_send().items() if count}

    def _counts_to_send(self) -> Mapping[CardKey, int]:
        for key in self._of_card.keys() - self._to_send.keys():
            self._to_send[key] = _to_send_count(self.entries_of(key))
        return self._to_send

    def parked_count(self) -> int:
        return sum(entry.state is State.PARKED for entry in self._entries.values())

    def attention_count(self) -> int:
        """Number of questions; one may be about several changes."""
        parked = (entry for entry in self._entries.values() if entry.state is State.PARKED)
        return len({question_key(entry, self.board_of) for entry in parked})

    def questions(self) -> list[Question]:
        return questions(self.entries(), self.board_of)

    def board_of(self, entry: Entry) -> BoardId | None:
        """The board that the card of this change is or was on, if known."""
        if isinstance(entry.change, CreateCard):
            return entry.change.board
        card = self._find_card(entry.card)
        return card.board if card is not None else None

    def is_deleted_locally(self, key: CardKey) -> bool:
        return any(
            isinstance(entry.change, DeleteCard) and entry.state is not State.PARKED
            for entry in self.entries_of(key)
        )


def _to_send_count(entries: list[Entry]) -> int:
    """How many of one card's changes reach the server, alone or together. A delete makes those before it superfluous."""
    rest, count = entries, 0
    while (request := coalesce(rest)) is not None:
        if isinstance(request, SendDelete):
            count += 1
        elif not isinstance(request, DropEntries):
            count += len(request.entries)
        rest = [entry for entry in rest if entry.id not in request.entries]
    return count + sum(entry.state is not State.PARKED for entry in rest)
