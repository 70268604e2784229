"""Works out what the writer derives from the rows of cards, on the thread that brings them.

In a first load the writer has most to do of all threads; its statements let the others run meanwhile, its Python does not.
"""

from collections.abc import Iterable

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Card
from kanbert_desktop.sync.batch_writer import text_of
from kanbert_desktop.sync.card_columns import PreparedRow, columns_of, note_prepared_row


def prepare(records: Iterable[Record[Card]]) -> None:
    """These rows will be written soon."""
    for record in records:
        note_prepared_row(record.raw, PreparedRow(columns_of(record.value), text_of(record.value)))
