"""Rows and groups of the card list, and their item model."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.theme import Theme

HighlightRanges = tuple[tuple[int, int], ...]
ROW_HEIGHT, HEADING_HEIGHT = 52, 44
_HEADING = Qt.ItemFlag.ItemNeverHasChildren | Qt.ItemFlag.ItemIsEnabled
_GAP = Qt.ItemFlag.ItemNeverHasChildren
_CARD = _HEADING | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A row: below the title is `snippet` with its highlights, or `location` if there is none."""

    card: CardViewModel
    column: Column
    location: str
    title_highlights: HighlightRanges = ()
    snippet: str = ""
    snippet_highlights: HighlightRanges = ()
    is_archived_or_done: bool = False

    @property
    def key(self) -> CardKey:
        return self.card.key

    @property
    def accessible_text(self) -> str:
        parts = (self.card.accessible_text, self.location, self.snippet)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A group: `note` follows the name in small letters; `is_urgent` shows the name in red.

    `others` is the number of its cards that are not among `rows`. `key` tells groups of one name apart.
    """

    name: str
    rows: tuple[CardRow, ...] = ()
    note: str = ""
    is_urgent: bool = False
    others: int = 0
    key: str = ""

    def __len__(self) -> int:
        return len(self.rows) + self.others

    @property
    def accessible_text(self) -> str:
        return f"{self.name}, {len(self)}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Takes the place of rows that the model does not hold."""

    height: int
    accessible_text: str = ""


ListItem = RowGroup | CardRow | Gap


class GroupedCardModel:
    """Item model of groups. Each card is in one group only."""

    def __init__(self, theme: Theme) -> None:
        self.item_model = QStandardItemModel(0, 1)
        self._theme = theme
        self._names: list[str] = []
        self._shown: dict[str, ListItem] = {}

    def set_groups(self, groups: Sequence[RowGroup]) -> None:
        """Changes the rows to these groups, touching only what differs."""
        self.set_items(item for group in groups for item in _items(group))

    def set_items(self, items: Iterable[ListItem]) -> None:
        """Changes the rows to these, touching only what differs."""
        target = dict(_named(items))
        before, self._shown = self._shown, target
        for row in range(len(self._names) - 1, -1, -1):
            if self._names[row] not in target:
                self._remove(row)
        staying = list(self._names)
        self._arrange(list(target))
        for row, name in enumerate(target) if staying else ():
            if before.get(name) not in (None, target[name]):
                self._fill(self.item_model.item(row), target[name])

    def remeasure(self) -> None:
        """Updates row heights after a change of theme or text size."""
        for row, name in enumerate(self._names):
            self._fill(self.item_model.item(row), self._shown[name])

    def item_at(self, index: AnyIndex) -> ListItem | None:
        return self._shown[self._names[index.row()]] if 0 <= index.row() < len(self._names) else None

    def card_at(self, row: int) -> CardRow | None:
        found = self._shown[self._names[row]] if 0 <= row < len(self._names) else None
        return found if isinstance(found, CardRow) else None

    def card_rows(self) -> list[int]:
        """Row numbers of cards, in display order."""
        return [row for row in range(len(self._names)) if self.card_at(row) is not None]

    def index_of(self, key: CardKey) -> QModelIndex:
        name = _card_name(key)
        return self.item_model.index(self._names.index(name), 0) if name in self._shown else QModelIndex()

    def _remove(self, row: int) -> None:
        del self._names[row]
        self.item_model.removeRow(row)

    def _arrange(self, target: list[str]) -> None:
        """Moves rows up to their target position and inserts new ones in runs."""
        current, row = set(self._names), 0
        while row < len(target):
            if row < len(self._names) and self._names[row] == target[row]:
                row += 1
                continue
            end = row
            while end < len(target) and target[end] not in current:
                end += 1
            if end == row:
                self._remove(self._names.index(target[row]))
                end = row + 1
            self._insert(row, target[row:end])
            row = end

    def _insert(self, row: int, names: list[str]) -> None:
        items = [QStandardItem() for _name in names]
        for item, name in zip(items, names, strict=True):
            self._fill(item, self._shown[name])
        self._names[row:row] = names
        self.item_model.invisibleRootItem().insertRows(row, items)

    def _fill(self, item: QStandardItem, shown: ListItem) -> None:
        item.setFlags(_CARD if isinstance(shown, CardRow) else _GAP if isinstance(shown, Gap) else _HEADING)
        item.setText(_text(shown))
        item.setData(shown.accessible_text, Qt.ItemDataRole.AccessibleTextRole)
        item.setSizeHint(QSize(100, self.height_of(shown)))

    def height_of(self, shown: ListItem) -> int:
        if isinstance(shown, Gap):
            return shown.height
        return self._theme.row_height(ROW_HEIGHT if isinstance(shown, CardRow) else HEADING_HEIGHT)


def _items(group: RowGroup) -> Iterator[ListItem]:
    yield group
    yield from group.rows


def _text(shown: ListItem) -> str:
    if isinstance(shown, CardRow):
        return shown.card.title
    return shown.name if isinstance(shown, RowGroup) else ""


def _named(items: Iterable[ListItem]) -> Iterator[tuple[str, ListItem]]:
    """A gap has the name of the row after it."""
    gap: Gap | None = None
    for item in items:
        if isinstance(item, Gap):
            gap = item
            continue
        name = _card_name(item.key) if isinstance(item, CardRow) else f"group {item.key or item.name}"
        if gap is not None:
            yield f"gap {name}", gap
            gap = None
        yield name, item
    if gap is not None:
        yield "gap", gap


def _card_name(key: CardKey) -> str:
    return f"card {key}"
