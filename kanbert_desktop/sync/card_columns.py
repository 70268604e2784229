"""A card's columns in the store: the values it is found, sorted and counted by."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from kanbert_desktop.api.payloads import read_card
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.domain.manual_order import LAST_RANK
from kanbert_desktop.domain.untrusted_text import replace_surrogates
from kanbert_desktop.store.card_queries import SORT_COLUMNS, ColumnName, SortValues
from kanbert_desktop.store.cards import CardColumns
from kanbert_desktop.store.search import CardText

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
NO_DAY = "9999-12-31"
"""The due day of a card without one, after every day: files hold it since before a card could be due on that day."""
_LAST_DAY = "9999-12-30+"
"""Stands for 9999-12-31: after the day before, and before `NO_DAY`."""
_NO_PRIORITY = 1_000_000
NEVER = 1 << 62
"""Microseconds: later than any time. A card that the server has not dated yet is the newest."""
COLUMNS = list(Column)
"""The order in which `CardColumns.column` counts."""
COLUMN_NUMBERS = {column: number for number, column in enumerate(COLUMNS)}


_MAX_READ_CARDS = 5000
"""More than the rows of a listing that wait for the disk."""


class PreparedRow(NamedTuple):
    """`text` is without comments."""

    columns: CardColumns
    text: CardText


_prepared_rows: dict[bytes, PreparedRow] = {}
"""By row: what `prepared_rows` has worked out on another thread than the writer's."""
_read_cards: dict[bytes, Card] = {}
"""By row: a row is read when it comes, then for its columns, and soon after for its text. Used on several threads."""


def note_read_card(raw: bytes, card: Card) -> None:
    """The card of this row will be asked for soon."""
    if len(_read_cards) >= _MAX_READ_CARDS:
        _read_cards.clear()
    _read_cards[raw] = card


def note_prepared_row(raw: bytes, row: PreparedRow) -> None:
    """This row will be written soon."""
    if len(_prepared_rows) >= _MAX_READ_CARDS:
        _prepared_rows.clear()
    _prepared_rows[raw] = row


def take_prepared_text(raw: bytes) -> CardText | None:
    """The text is the last that is derived of a row: from now on it is one like any other."""
    row = _prepared_rows.pop(raw, None)
    return row.text if row is not None else None


def forget_read_cards() -> None:
    """Call when what was read is on disk: with their rows, 1,200 cards take 3 MiB."""
    _read_cards.clear()
    _prepared_rows.clear()


def card_of_row(raw: bytes) -> Card:
    """Raises ValueError for a row that is not a card."""
    card = _read_cards.get(raw)
    if card is None:
        card = read_card(raw)
        note_read_card(raw, card)
    return card


def take_card_of_row(raw: bytes) -> Card:
    """The same where nobody asks for this row again soon."""
    return _read_cards.pop(raw, None) or read_card(raw)


def columns_of_row(raw: bytes) -> CardColumns:
    """Raises ValueError for a row that is not a card."""
    row = _prepared_rows.get(raw)
    return row.columns if row is not None else columns_of(card_of_row(raw))


def columns_of(card: Card) -> CardColumns:
    option = card.priority
    return CardColumns(
        id=card.server_id or card.key,
        board=card.board,
        column=COLUMN_NUMBERS[card.column],
        due=day_text(card.due),
        title=sortable_title(card),
        parent=card.parent,
        assignee=card.assignee,
        priority=_priority(card),
        priority_option=(option.id, option.title, option.color, _priority(card)) if option else None,
        newest=newest(card),
        created=microseconds(card.created_at),
    )


def sortable_title(card: Card) -> str:
    return replace_surrogates(card.title.casefold())


def microseconds(moment: datetime | None) -> int:
    return (moment - _EPOCH) // _MICROSECOND if moment is not None else NEVER


def day_text(day: date | None) -> str:
    """ISO 8601 but for the last day of the calendar. These texts are in the order of the days, without a day last."""
    if day is None:
        return NO_DAY
    return day.isoformat() if day < date.max else _LAST_DAY


def day_of(text: str) -> date:
    """The day that `day_text` made this text of."""
    return date.fromisoformat(text) if text != _LAST_DAY else date.max


def newest(card: Card) -> int:
    return -microseconds(card.updated_at)


def _priority(card: Card) -> int:
    """Within what SQLite can store, whatever the server sent."""
    order = card.priority.order if card.priority is not None else _NO_PRIORITY
    return max(-NEVER, min(order, NEVER))


_VALUES: dict[str, Callable[[Card, float], str | int | float]] = {
    "due": lambda card, _rank: day_text(card.due),
    "title": lambda card, _rank: sortable_title(card),
    "key": lambda card, _rank: card.key,
    "priority": lambda card, _rank: _priority(card),
    "newest": lambda card, _rank: newest(card),
    "created": lambda card, _rank: microseconds(card.created_at),
    "rank": lambda _card, rank: rank,
}
_READERS = {sort: [_VALUES[name] for name in names.split(", ")] for sort, names in SORT_COLUMNS.items()}


def sort_values(card: Card, sort: str, rank: float = LAST_RANK) -> SortValues:
    """The same values as the store's, so that cards with pending changes can be merged with stored ones.

    `rank` is the card's rank in "My order", which is not part of the card.
    """
    return tuple(read(card, rank) for read in _READERS[sort])


def above_rank(rank: float) -> SortValues:
    """A place in "My order" before all cards of this rank."""
    return (rank, -NEVER, "", "")


def column_name(card: Card, *, alone: bool) -> ColumnName:
    return ColumnName(card.board, COLUMN_NUMBERS[card.column], alone)
