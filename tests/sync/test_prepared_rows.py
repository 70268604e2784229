"""What is worked out of rows in advance is what the writer would have derived of them."""

import json
from collections.abc import Iterator

import pytest

from kanbert_desktop.api.payloads import Record, read_card
from kanbert_desktop.domain.board import Card
from kanbert_desktop.sync.batch_writer import index_text_of_rows
from kanbert_desktop.sync.card_columns import columns_of_row, forget_read_cards
from kanbert_desktop.sync.prepared_rows import prepare

ROW = {
    "id": "1",
    "project_id": "b",
    "title": "Größe",
    "description": "<p>Ein <b>Text</b></p>",
    "status": "New",
}
COMMENT = json.dumps({"id": "c", "body": "<p>Später</p>", "created_at": "2026-11-30T09:00:00Z"}).encode()


def record(**fields: str) -> Record[Card]:
    raw = json.dumps({**ROW, **fields}).encode()
    return Record(read_card(raw), raw)


@pytest.fixture(autouse=True)
def nothing_prepared() -> Iterator[None]:
    forget_read_cards()
    yield
    forget_read_cards()


def test_a_prepared_row_has_the_columns_and_the_text_of_any_other() -> None:
    one = record()
    plain = (columns_of_row(one.raw), index_text_of_rows(one.raw, [COMMENT]))
    prepare([one])
    assert (columns_of_row(one.raw), index_text_of_rows(one.raw, [COMMENT])) == plain


def test_a_prepared_row_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its text is the last that is asked for: after that it is an ordinary row, which is read again."""
    one = record()
    prepare([one])
    row = b"no card, but prepared as one"
    prepare([Record(one.value, row)])
    assert columns_of_row(row).title == "grösse"
    assert index_text_of_rows(row, []).title == "grosse"
    with pytest.raises(ValueError, match="malformed"):
        index_text_of_rows(row, [])


def test_a_row_that_no_transaction_asked_for_is_forgotten() -> None:
    row = b"no card, but prepared as one"
    prepare([Record(record().value, row)])
    forget_read_cards()
    with pytest.raises(ValueError, match="malformed"):
        columns_of_row(row)
