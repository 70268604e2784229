"""How many comments a card has is seen on the board as soon as they were read, whoever read them."""

from pytestqt.qtbot import QtBot

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture

EIGHT = CardKey("8")


def test_comments_that_were_read_ahead_are_counted_on_the_board(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    """Nobody has opened the card."""
    rows = page.columns_view.columns[Column.WIP].model

    def count() -> int:
        face = rows.card(rows.index_of(EIGHT))
        assert face is not None
        return face.comments

    assert count() == 0
    raw = (
        b'{"id": "%d", "comment": "<p>Hm</p>", "author": {"id": "u2"}, "created_at": "2026-11-24T09:00:00Z"}'
    )
    told = [
        Record(comment, raw % number)
        for number, comment in enumerate(board_fixture.service.comments(CardKey("7")))
    ]
    board_fixture.replica.apply(Batch(comments={EIGHT: told}))
    qtbot.waitUntil(lambda: count() == 2)
    assert page.opened_card is None
