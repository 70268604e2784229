"""Comment counts appear on the board as soon as the comments were read, by whatever part of the program."""

from pytestqt.qtbot import QtBot

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture

EIGHT = CardKey("8")


def test_prefetched_comments_are_counted_on_the_board(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    """The comments were prefetched; the card was never opened."""
    rows = page.columns_view.columns[Column.WIP].model

    def count() -> int:
        card = rows.card(rows.index_of(EIGHT))
        assert card is not None
        return card.comments

    assert count() == 0
    raw = (
        b'{"id": "%d", "comment": "<p>Hm</p>", "author": {"id": "u2"}, "created_at": "2026-11-24T09:00:00Z"}'
    )
    reported = [
        Record(comment, raw % number)
        for number, comment in enumerate(board_fixture.service.comments(CardKey("7")))
    ]
    board_fixture.replica.apply(Batch(comments={EIGHT: reported}))
    qtbot.waitUntil(lambda: count() == 2)
    assert page.opened_card is None
