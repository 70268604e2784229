"""The few cards that are not shown as they are on disk, kept equal to the projection."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.projection import project_card
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store import card_queries
from kanbert_desktop.store.card_queries import ColumnName, StoredCard
from kanbert_desktop.sync.card_columns import column_name
from kanbert_desktop.sync.card_keys import CardKeys
from kanbert_desktop.sync.pending_changes import PendingChanges
from kanbert_desktop.sync.stored_cards import StoredCards
from kanbert_desktop.sync.stored_ranks import StoredRanks


class Touched(NamedTuple):
    """A card that is not shown as it is on disk, or may not be.

    `place` is its column on disk, None if it is not there; `parent` and `priority` are those on disk. `shown` is the card
    as shown, None if it is not shown, and `column` its place then.
    """

    place: ColumnName | None
    parent: str | None
    priority: str | None
    shown: Card | None
    column: ColumnName | None


class TouchedCards:
    """Holds cards with pending changes, cards whose rows are still being written, and the sub-tasks of both.

    `by_key` is right within `current`, where whatever changed since the last time is read again. `version` is another
    number whenever any card may be shown otherwise; `column_version` says the same of some columns.
    """

    def __init__(
        self, stored: StoredCards, ranks: StoredRanks, pending: PendingChanges, keys: CardKeys
    ) -> None:
        self.by_key: dict[CardKey, Touched] = {}
        self.version = 0
        self._stored = stored
        self._ranks = ranks
        self._pending = pending
        self._keys = keys
        self._dirty: set[CardKey] = set()
        self._column_versions: dict[ColumnName, int] = {}
        self._version_of_all = 0

    def touch(self, keys: set[CardKey]) -> set[CardKey]:
        """These cards may be shown otherwise from now on. Returns them."""
        if keys:
            self._dirty |= keys
            self.touch_columns()
        return keys

    def touch_pending(self, keys: set[CardKey]) -> set[CardKey]:
        """As `touch`, if only the pending changes of the cards are other ones: columns without them stay as they are."""
        self._dirty |= keys
        self.version += bool(keys)
        return keys

    def touch_all(self) -> None:
        """What is derived from base rows was made again on disk: cards that are not touched may be shown otherwise too."""
        self._dirty |= self.by_key.keys()
        self.touch_columns()

    def touch_columns(self) -> None:
        """Any column may be shown otherwise from now on."""
        self.version += 1
        self._version_of_all = self.version

    def column_version(self, names: Collection[ColumnName]) -> int:
        """Returns the last `version` that may have changed the cards of these columns, or their order."""
        with self.current():
            return max(self._version_of_all, *(self._column_versions.get(name, 0) for name in names))

    @contextmanager
    def current(self) -> Iterator[Any]:
        """Yields a connection in one state of the file, with the touched cards as they are in that state."""
        with self._stored.snapshot() as db:
            if self._stored.is_outermost:
                self._dirty |= self._ranks.settle()
            self._settle()
            if self._dirty:
                self._refresh_dirty(db)
            yield db

    def settle(self) -> None:
        """Takes notice of what has been written."""
        with self._stored.snapshot():
            self._settle()

    def shown(self) -> Iterator[Card]:
        return (touched.shown for touched in self.by_key.values() if touched.shown is not None)

    def shown_card(self, key: CardKey) -> Card | None:
        touched = self.by_key.get(key)
        return touched.shown if touched is not None else self.base_card(key)

    def base_card(self, key: CardKey) -> Card | None:
        card = self._stored.card(key)
        return self._keys.with_resolved_parent(card) if card is not None else None

    # Reading again.

    def _settle(self) -> None:
        settled, arrived = self._stored.settle()
        self._dirty |= settled
        if arrived:
            self.touch_columns()
            self._dirty |= self._concerned(arrived)

    def _refresh_dirty(self, db: Any) -> None:  # noqa: ANN401 - the store's own connection
        dirty, self._dirty = self._dirty, set()
        before = set(self.by_key)
        try:
            self._refresh(db, dirty)
        except BaseException:
            # The next query tries again: nothing may be shown or decided from half of it.
            self._dirty |= dirty | before
            self.touch_columns()
            raise

    def _concerned(self, arrived: Mapping[CardKey, bool]) -> set[CardKey]:
        """Those of the cards rewritten on disk that are touched, or may have come under a touched card, or left one."""
        has_direct = bool(self._pending.cards or self._stored.unwritten or self._keys.has_aliases)
        if not self.by_key and not has_direct:
            return set()
        parents = {touched.parent for touched in self.by_key.values()}
        parents |= {touched.shown.parent for touched in self.by_key.values() if touched.shown is not None}
        return {
            key
            for key, has_parent in arrived.items()
            if key in self.by_key or key in parents or self._is_direct(key) or (has_parent and has_direct)
        }

    def _refresh(self, db: Any, dirty: set[CardKey]) -> None:  # noqa: ANN401 - the store's own connection
        """Reads the places of changed cards again, and those of their sub-tasks, before and now."""
        parents = {name for key in dirty for name in self._keys.names_of(key)}
        asked = dirty | self._held_sub_tasks(parents)
        rows = {CardKey(row.key): row for row in card_queries.places(db, asked, parents)}
        affected = asked | rows.keys()
        before = self._columns_of(affected, rows)
        for key in affected:
            self.by_key.pop(key, None)
        held = {key for key in affected if self._is_direct(key) or self._is_below_direct(rows.get(key))}
        shown = {key: self._project(key) for key in held}
        for key, card in shown.items():
            row = rows.get(key)
            self.by_key[key] = Touched(
                _place(row), row.parent if row else None, row.priority if row else None, card, None
            )
        for key, card in shown.items():
            if card is not None:
                self.by_key[key] = self.by_key[key]._replace(column=self._column(card))
        changed = before | self._columns_of(affected, rows)
        self._column_versions |= dict.fromkeys(changed, self.version)

    def _columns_of(self, keys: set[CardKey], rows: Mapping[CardKey, StoredCard]) -> set[ColumnName]:
        """The columns in which these cards are shown, of which `rows` are on disk."""
        columns = (
            touched.column if (touched := self.by_key.get(key)) is not None else _place(rows.get(key))
            for key in keys
        )
        return {column for column in columns if column is not None}

    def _held_sub_tasks(self, parents: set[str]) -> set[CardKey]:
        """Touched cards, and cards whose rows are still being written, that are or were below these parents."""
        touched = {
            key
            for key, touched in self.by_key.items()
            if touched.parent in parents or (touched.shown is not None and touched.shown.parent in parents)
        }
        return touched | {
            key
            for key in self._stored.unwritten
            if (card := self._stored.card(key)) is not None and card.parent in parents
        }

    def _is_below_direct(self, row: StoredCard | None) -> bool:
        if row is None or not row.parent:
            return False
        return self._is_direct(self._keys.resolved(row.parent))

    def _is_direct(self, key: CardKey) -> bool:
        """A card that was known by two server ids has sub-tasks that name the other one, which is not on disk."""
        return (
            key in self._pending.cards
            or key in self._stored.unwritten
            or self._ranks.is_unwritten(key)
            or self._keys.has_several_ids(key)
        )

    def _project(self, key: CardKey) -> Card | None:
        card = project_card(self.base_card(key), self._pending.entries_of(key))
        if card is None or card.parent is None or (parent := self._keys.resolved(card.parent)) == card.parent:
            return card
        return replace(card, parent=parent)

    def _column(self, card: Card) -> ColumnName:
        """A sub-task stands alone unless its parent is on the same board and not archived."""
        parent = self.shown_card(card.parent) if card.parent is not None else None
        alone = (
            parent is None
            or parent.board != card.board
            or parent.column is Column.CLOSED
            or parent.key == card.key
        )
        return column_name(card, alone=alone)


def _place(row: StoredCard | None) -> ColumnName | None:
    return ColumnName(row.board, row.column, row.alone) if row is not None else None
