"""The rows of a column that a filter or groups choose: computed in slices, then updated card by card."""

from collections.abc import Collection
from time import perf_counter

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.card_sequence import CardSequence, Place, SortedCards
from kanbert_desktop.domain.sorting import Grouping
from kanbert_desktop.ui.board.arrangement import Arrangement
from kanbert_desktop.ui.board.filter import Filter
from kanbert_desktop.ui.board.grouped_rows import GroupedRows
from kanbert_desktop.ui.board.row_source import CardRows, ChosenCards, Lookup
from kanbert_desktop.ui.board.row_window import FIRST_ROWS

_STEP, _LEAST_STEP = 32, 8
"""Cards between two looks at the clock, and those of a column whose turn comes after the deadline."""
_SMALL_COLUMN = 64
"""A column of so few cards is filtered at once."""
_PLACES_PER_CARD, _PLACES_AT_FIRST = 16, 4
"""A place is read in so much less time than its card. Fewer are read in the frame that follows a letter."""


class ChosenRows:
    """`rows` grow from the top until `is_done`. A card is filtered once, and again after an event has named it."""

    def __init__(self) -> None:
        self.is_done = True
        self.rows: ChosenCards | GroupedRows = ChosenCards(SortedCards(lambda card: (card.key,)))
        self._filter = Filter()
        self._arrangement: Arrangement | None = None
        self._last: Place | None = None
        self._unread: list[Place] = []
        """Places whose titles may be accepted; their cards are not read yet."""
        self._is_end_read = False
        self._least_step = _LEAST_STEP
        self._changed: dict[CardKey, None] = {}
        self.has_begun = False
        """True after `advance` if it began again: the rows are others than before."""
        self.has_only_grown = False
        """True after `advance` if it only added rows at the end."""

    def reset(self) -> None:
        """Drops all results, for another board or another day."""
        self._arrangement = None
        self._leave_lanes()

    @property
    def is_active(self) -> bool:
        """False while the column shows all cards without groups."""
        return self._arrangement is not None

    @property
    def accepted_count(self) -> int:
        """The number of accepted cards, including those of folded groups."""
        rows = self.rows
        return rows.accepted_count if isinstance(rows, GroupedRows) else rows.card_count

    def note_changed(self, keys: Collection[CardKey]) -> None:
        """Marks cards that changed, entered or left the column: they are filtered again."""
        self._changed |= dict.fromkeys(keys)
        if self._arrangement is not None and self._arrangement.grouping is Grouping.PARENT:
            self._changed |= dict.fromkeys(self._group_neighbours(keys))

    def rename_groups(self, names: Collection[str] | None) -> None:
        if isinstance(self.rows, GroupedRows):
            self.rows.rename_groups(names)

    def advance(
        self,
        sequence: CardSequence,
        lookup: Lookup,
        card_filter: Filter,
        arrangement: Arrangement,
        deadline: float,
    ) -> None:
        """Continues until `deadline` on the clock of `perf_counter`."""
        self.has_begun = False
        self.has_only_grown = isinstance(self.rows, ChosenCards) and not self._changed
        if (
            self._arrangement is None
            or card_filter != self._filter
            or not arrangement.is_like(self._arrangement)
        ):
            self._begin(card_filter, arrangement)
            self._least_step = _SMALL_COLUMN if len(sequence) <= _SMALL_COLUMN else _LEAST_STEP
            self.has_begun, self.has_only_grown = True, False
        elif arrangement.order_version != self._arrangement.order_version:
            self.rows.sort_again()
            self.has_only_grown = False
        self._arrangement = arrangement
        if isinstance(self.rows, GroupedRows):
            self.rows.fold(arrangement.folded)
        # A column that fills the screen already may wait for its turn.
        is_owed = bool(self._changed) or self.accepted_count < FIRST_ROWS
        while (self._changed or not self.is_done) and (is_owed or perf_counter() < deadline):
            count = _STEP if perf_counter() < deadline else self._least_step
            is_owed = False
            if self._changed:
                self._update(CardRows(sequence, lookup), lookup, count)
            else:
                self._step(sequence, count)

    @property
    def is_up_to_date(self) -> bool:
        return self.is_done and not self._changed

    def _begin(self, card_filter: Filter, arrangement: Arrangement) -> None:
        self._filter, self._last, self._unread, self.is_done = card_filter, None, [], False
        self._changed = {}
        self._leave_lanes()
        self.rows = (
            ChosenCards(SortedCards(arrangement.sort_key))
            if arrangement.grouping is Grouping.NONE
            else GroupedRows(
                arrangement.sort_key,
                arrangement.group_name,
                arrangement.group_title,
                arrangement.folded,
                arrangement.lanes,
            )
        )

    def _leave_lanes(self) -> None:
        if isinstance(self.rows, GroupedRows):
            self.rows.withdraw()

    def _step(self, sequence: CardSequence, count: int) -> None:
        if not self._unread:
            # Without a filter each place is a card to be read.
            places = _PLACES_AT_FIRST if self.has_begun else _PLACES_PER_CARD
            self._read_places(sequence, count if self._filter.is_empty else count * places)
        part, self._unread = self._unread[:count], self._unread[count:]
        for card in sequence.at_places(part):
            if self._filter.accepts(card):
                self.rows.put(card)
        self.is_done = self._is_end_read and not self._unread

    def _read_places(self, sequence: CardSequence, count: int) -> None:
        places = sequence.places(self._last, count)
        self._is_end_read = len(places) < count
        self._last = places[-1] if places else self._last
        self._unread = [place for place in places if self._filter.may_accept(place.title)]

    def _update(self, column: CardRows, lookup: Lookup, count: int) -> None:
        keys = list(self._changed)[:count]
        for key in keys:
            del self._changed[key]
            card = lookup(key)
            found = column.find(key) if card is not None and self._filter.accepts(card) else None
            if found is None:
                self.rows.discard(key)
            else:
                self.rows.put(found)
        # Their places may be as old as before the event.
        done = set(keys)
        self._unread = [place for place in self._unread if place.key not in done]

    def _group_neighbours(self, keys: Collection[CardKey]) -> list[CardKey]:
        """Returns the cards whose group depends on other cards: those that have, or had, sub-tasks."""
        if not isinstance(self.rows, GroupedRows) or not keys:
            return []
        return self.rows.heads()
