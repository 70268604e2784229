"""What was done here and can be taken back or done again: read from disk when it is first asked for."""

from collections.abc import Iterable

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import AddComment, ChangeId, Decide
from kanbert_desktop.store import history
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow


class Steps:
    """`done` and `undone` hold the newest last. A card restored under a new id answers to its old one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_read = False
        self._done: list[HistoryRow] = []
        self._undone: list[HistoryRow] = []
        self._moved: dict[CardKey, CardKey] = {}

    @property
    def done(self) -> list[HistoryRow]:
        self._read()
        return self._done

    @property
    def undone(self) -> list[HistoryRow]:
        self._read()
        return self._undone

    def add(self, row: HistoryRow) -> None:
        """Something new: what had been taken back stays so."""
        was_read = self._is_read
        # It is on disk already, or will be in a moment: read for the first time now, it may be among them.
        if was_read or row.id not in {known.id for known in self.done}:
            self._done.append(row)
        self._undone.clear()

    def forget_undone(self) -> None:
        """Something new that is no change: what had been taken back stays so."""
        self._undone.clear()

    def take_back(self, row: HistoryRow, as_undone: HistoryRow) -> None:
        _remove(self.done, row)
        self._undone.append(as_undone)
        if as_undone.undone_card is not None and as_undone.undone_card != row.card:
            self._moved[row.card] = as_undone.undone_card

    def do_again(self, undone: HistoryRow, row: HistoryRow) -> None:
        _remove(self.undone, undone)
        self._done.append(row)

    def forget(self, undone: HistoryRow) -> None:
        """It is done again in another way."""
        _remove(self.undone, undone)

    def give_up(self, changes: Iterable[ChangeId]) -> None:
        over = set(changes)
        self._done = [row for row in self.done if row.id not in over]

    def next_redo(self) -> int:
        """The place of the next row that is taken back."""
        return (self.undone[-1].redo or 0) + 1 if self.undone else 1

    def where(self, card: CardKey) -> CardKey:
        """Where the card lives now."""
        self._read()
        seen = {card}
        while card in self._moved and self._moved[card] not in seen:
            card = self._moved[card]
            seen.add(card)
        return card

    def named(self, change: ChangeId) -> HistoryRow | None:
        return next((row for row in self.done if row.id == change), None)

    def with_gesture(self, row: HistoryRow) -> list[HistoryRow]:
        """All that was done together with it, newest first."""
        if row.gesture is None:
            return [row]
        return [each for each in reversed(self.done) if each.gesture == row.gesture]

    def to_redo(self) -> list[HistoryRow]:
        """In the order in which it was done."""
        if not self.undone:
            return []
        last = self._undone[-1]
        if last.gesture is None:
            return [last]
        return [row for row in reversed(self._undone) if row.gesture == last.gesture]

    def _read(self) -> None:
        if self._is_read:
            return
        self._is_read = True
        db = self._store.read()
        self._done = [row for row in reversed(history.steps(db)) if can_be_undone(row)]
        self._undone = history.to_redo(db)
        self._moved = history.moved_cards(db)


def _remove(rows: list[HistoryRow], row: HistoryRow) -> None:
    """From the end: what is taken back, or done again, is what was done last."""
    for place in range(len(rows) - 1, -1, -1):
        if rows[place].id == row.id:
            del rows[place]
            return


def can_be_undone(row: HistoryRow) -> bool:
    return row.inverse is not None or isinstance(row.change, AddComment | Decide)
