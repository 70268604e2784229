"""The cards of one view in display order: found in slices, then updated card by card."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from kanbert_desktop.app.boards.saved_views import SavedView, ViewGrouping, ViewLayout
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.boards.view_families import Families
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.card_sequence import SortedCards
from kanbert_desktop.domain.sorting import SortKey, sort_key_for
from kanbert_desktop.ui.board.grouped_rows import GroupedRows
from kanbert_desktop.ui.board.row_source import ChosenCards
from kanbert_desktop.ui.saved_views.groups import ViewGroups

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.view_cards import Slice
    from kanbert_desktop.app.boards.view_query import QueryProblem, ViewQuery

MAX_HELD = 5_000
"""Cards in display order. More are counted, but not shown: a narrower query shows them all."""
_CHANGED_AT_ONCE = 32
Rows = ChosenCards | GroupedRows


class ViewContents:
    """A list has one sequence of rows, a board one for each column."""

    def __init__(self, service: BoardService, today: Callable[[], date]) -> None:
        self._service, self._today = service, today
        self.view = SavedView("", "")
        self.groups = ViewGroups(service, ViewGrouping.NONE, today)
        self.folded: frozenset[str] = frozenset()
        self._day = today()
        self._query: ViewQuery | None = None
        self._slices: Iterator[Slice] | None = None
        self._accepted: set[CardKey] = set()
        self._rows: dict[Column | None, Rows] = {}
        self._place_of: dict[CardKey, Column | None] = {}
        self._changed: dict[CardKey, None] = {}
        self._families = Families(service.view_cards.sub_tasks)

    # Results.

    @property
    def count(self) -> int:
        """The number of cards found so far."""
        return len(self._accepted)

    @property
    def held(self) -> int:
        return len(self._place_of)

    def count_text(self) -> str:
        """Says so if not all of the cards are found yet, or shown."""
        if not self.is_complete:
            return f"{tr('%n card(s) so far', self.count)} …"
        text = tr("%n card(s)", self.count)
        if self.count > self.held:
            text += " · " + tr("only %n of them are shown; a narrower query shows all", self.held)
        return text

    @property
    def is_complete(self) -> bool:
        return self._slices is None and not self._changed

    @property
    def problems(self) -> "list[QueryProblem]":
        return self._query.problems if self._query is not None else []

    def rows(self, column: Column | None = None) -> Rows:
        """The rows of a column; those of a list are under None."""
        if column not in self._rows:
            self._rows[column] = self._new_rows()
        return self._rows[column]

    def columns(self) -> list[Column]:
        """The columns that have cards."""
        return [column for column, rows in self._rows.items() if column is not None and len(rows)]

    def card_count(self, column: Column) -> int:
        rows = self.rows(column)
        return rows.accepted_count if isinstance(rows, GroupedRows) else rows.card_count

    # Work.

    def start(self, view: SavedView) -> None:
        """Begins to find the cards of that view, as its query is meant now."""
        self.view = view
        self.groups = ViewGroups(self._service, view.grouping, self._today)
        self.folded = frozenset()
        self._query = self._service.view_cards.query(view.query)
        self._slices = self._service.view_cards.slices([self._query])
        self._families = Families(self._service.view_cards.sub_tasks)
        self._day = self._today()
        self._accepted, self._rows, self._place_of, self._changed = set(), {}, {}, {}

    def is_outdated(self) -> bool:
        """Whether the view may have other cards or groups now, though no card has changed."""
        if self._query is None:
            return False
        is_other_day = self.view.grouping is ViewGrouping.DUE and self._day != self._today()
        return (
            is_other_day or self._service.view_cards.query(self.view.query).signature != self._query.signature
        )

    def rename_groups(self) -> None:
        """Boards, clients or people may have other names."""
        for rows in self._rows.values():
            if isinstance(rows, GroupedRows):
                rows.rename_groups(None)

    def fold(self, name: str) -> None:
        """Folds the groups of that name in every column, or unfolds them."""
        self.folded ^= {name}
        for rows in self._rows.values():
            if isinstance(rows, GroupedRows):
                rows.fold(self.folded)

    def note_changed(self, keys: Iterable[CardKey]) -> None:
        """These cards have changed, were added or were removed."""
        if self._query is not None:
            self._changed |= dict.fromkeys(keys)

    def advance(self, deadline: float) -> bool:
        """Works until `deadline` on the clock of `perf_counter`. Returns True once it is complete."""
        is_first = True
        while not self.is_complete and (is_first or perf_counter() < deadline):
            is_first = False
            if self._changed:
                self._test_changed()
            else:
                self._take_slice()
        return self.is_complete

    def _take_slice(self) -> None:
        part = next(self._slices, None) if self._slices is not None else None
        if part is None:
            self._slices = None
            return
        for card in part.cards:
            self._test(card)

    def _test_changed(self) -> None:
        keys = list(self._changed)[:_CHANGED_AT_ONCE]
        found = {card.key: card for card in self._service.view_cards.cards(keys)}
        for key in keys:
            del self._changed[key]
        for key in keys:
            self._changed |= dict.fromkeys(self._families.concerned(key, found.get(key)))
            if key in found:
                self._test(found[key])
            else:
                self._drop(key)

    def _test(self, card: Card) -> None:
        query = self._query
        if query is not None and query.asks_for_sub_tasks and query.is_in_place(card):
            self._families.note_tested(card)
        if query is None or not self._service.view_cards.accepts(query, card):
            self._drop(card.key)
            return
        self._accepted.add(card.key)
        if card.key not in self._place_of and self.held >= MAX_HELD:
            return
        place = card.column if self.view.layout is ViewLayout.COLUMNS else None
        before = self._place_of.get(card.key, place)
        if before is not place:
            self.rows(before).discard(card.key)
        self._place_of[card.key] = place
        self.rows(place).put(card)

    def _drop(self, key: CardKey) -> None:
        self._accepted.discard(key)
        if key in self._place_of:
            self.rows(self._place_of.pop(key)).discard(key)

    def _new_rows(self) -> Rows:
        sort_key: Callable[[Card], SortKey] = sort_key_for(self.view.sort)
        if self.view.layout is ViewLayout.COLUMNS and self.view.grouping is ViewGrouping.NONE:
            return ChosenCards(SortedCards(sort_key))
        return GroupedRows(sort_key, self.groups.name_of, self.groups.sort_text, self.folded)
