"""What the writer derives from the rows of cards, worked out before on the thread that brings them.

In a first load the writer has most to do of all threads; its statements let the others run meanwhile, its Python does not.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.store.cards import CardColumns
from kanbert_desktop.store.search import CardText
from kanbert_desktop.sync.card_columns import columns_of, columns_of_row, take_card_of_row

_MOST_ROWS = 5000
"""More than the rows of a listing that wait for the disk."""


class _PreparedRow(NamedTuple):
    columns: CardColumns
    text: CardText


_prepared: dict[bytes, _PreparedRow] = {}
"""By row. Filled on one thread, used up on the writer's."""


def prepare(records: Iterable[Record[Card]]) -> None:
    """These rows will be written soon."""
    if len(_prepared) >= _MOST_ROWS:
        _prepared.clear()
    for record in records:
        _prepared[record.raw] = _PreparedRow(columns_of(record.value), text_of(record.value))


def forget_prepared_rows() -> None:
    """Call when what was prepared is on disk."""
    _prepared.clear()


def prepared_columns(raw: bytes) -> CardColumns:
    """Raises ValueError for a row that is not a card."""
    row = _prepared.get(raw)
    return row.columns if row is not None else columns_of_row(raw)


def prepared_text(raw: bytes) -> CardText:
    """Without comments. The text is the last that is derived of a row. Raises ValueError for a row that is not a card."""
    row = _prepared.pop(raw, None)
    return row.text if row is not None else text_of(take_card_of_row(raw))


def text_of(card: Card) -> CardText:
    """The words of a card without its comments."""
    from kanbert_desktop.domain.query.text_match import html_to_plain_text, split_words  # noqa: PLC0415  after the first paint

    title, description = split_words(card.title), split_words(html_to_plain_text(card.description))
    return CardText(" ".join(title), " ".join(description), "", card.updated_at)
