"""Comments are read before the card is opened, within a budget, and again after a change of the card."""

import asyncio

import pytest

from kanbert_desktop.domain.board import BoardId, Card, Column
from kanbert_desktop.sync.base_cards import BaseCards
from kanbert_desktop.sync.comments import PREFETCHED_CARDS, REQUESTS_PER_CYCLE
from support.sync_clients import SyncClient, SyncServer

COMMENTS = "/api/v1/tasks/*/comments"


def reads(server: SyncServer) -> int:
    return server.faults.count_requests("GET", COMMENTS)


def until_nothing_is_due(server: SyncServer, client: SyncClient) -> None:
    for _ in range(PREFETCHED_CARDS):
        before = reads(server)
        asyncio.run(client.engine.prefetch_comments())
        assert reads(server) - before <= REQUESTS_PER_CYCLE
        if reads(server) == before:
            return
    raise AssertionError("it never came to an end")


def test_the_cards_that_changed_last_are_read_first_and_a_few_at_a_time(
    server: SyncServer, client: SyncClient
) -> None:
    server.clock.advance(hours=1)
    changed = server.colleague.add(server.board, "Fresh")
    server.colleague.comment(changed, "<p>Bitte heute</p>")
    asyncio.run(client.sync())
    asyncio.run(client.engine.prefetch_comments())
    assert reads(server) == REQUESTS_PER_CYCLE
    assert [comment.text for comment in client.replica.local_cards.comments(client.card(changed).key)] == [
        "<p>Bitte heute</p>"
    ]


def test_once_all_recent_ones_are_known_nothing_more_is_asked(server: SyncServer, client: SyncClient) -> None:
    until_nothing_is_due(server, client)
    assert reads(server) == PREFETCHED_CARDS
    client.restart()
    asyncio.run(client.sync())
    asyncio.run(client.engine.prefetch_comments())
    assert reads(server) == PREFETCHED_CARDS
    nobody_spoke = [
        card
        for card in client.replica.local_cards.base.cards()
        if client.replica.local_cards.has_known_comments(card.key)
    ]
    assert any(not client.replica.local_cards.comments(card.key) for card in nobody_spoke)


def test_a_card_that_changed_is_read_again_also_after_a_restart(
    server: SyncServer, client: SyncClient
) -> None:
    until_nothing_is_due(server, client)
    known = max(
        client.replica.local_cards.base.cards(),
        key=lambda card: (card.updated_at or server.clock.now(), card.key),
    )
    client.stop()
    server.clock.advance(hours=1)
    server.colleague.comment(known.id, "<p>Neu</p>")
    server.colleague.edit(known.id, title="Changed there")
    client.start()
    asyncio.run(client.sync())
    asyncio.run(client.engine.prefetch_comments())
    assert "<p>Neu</p>" in [comment.text for comment in client.replica.local_cards.comments(known.key)]


def test_a_server_without_readable_comments_is_asked_once(server: SyncServer, client: SyncClient) -> None:
    server.behaviour.comments_readable = False
    asyncio.run(client.engine.prefetch_comments())
    asyncio.run(client.engine.prefetch_comments())
    assert reads(server) == 1


def test_cards_of_the_board_on_screen_have_their_turn_too(server: SyncServer, client: SyncClient) -> None:
    """However long ago they changed."""
    oldest = min(
        (card for card in client.replica.local_cards.base.cards() if card.column is not Column.CLOSED),
        key=lambda card: card.updated_at or server.clock.now(),
    )
    client.engine.set_visible_board(lambda: oldest.board)
    on_board = [
        card
        for card in client.replica.local_cards.base.cards()
        if card.board == oldest.board and card.column is not Column.CLOSED
    ]
    asyncio.run(client.engine.prefetch_comments())
    assert reads(server) == REQUESTS_PER_CYCLE
    local_cards = client.replica.local_cards
    known = [card for card in on_board if local_cards.has_known_comments(card.key)]
    assert local_cards.comments_of([card.key for card in on_board]) == {
        card.key: (local_cards.comments(card.key), card in known) for card in on_board
    }
    assert len(known) >= min(REQUESTS_PER_CYCLE // 2, len(on_board))


def test_boards_shown_in_turn_are_not_read_again(server: SyncServer, client: SyncClient) -> None:
    boards = {card.board for card in client.replica.local_cards.base.cards()}
    for board in boards:
        client.engine.set_visible_board(lambda board=board: board)
        until_nothing_is_due(server, client)
    before = reads(server)
    for board in boards:
        client.engine.set_visible_board(lambda board=board: board)
        asyncio.run(client.engine.prefetch_comments())
    assert reads(server) == before


def test_once_nothing_is_due_no_card_is_looked_at_until_one_changes(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    until_nothing_is_due(server, client)
    looked: list[BoardId | None] = []
    last_changed = BaseCards.last_changed

    def counted(base: BaseCards, board: BoardId | None, count: int) -> list[Card]:
        looked.append(board)
        return last_changed(base, board, count)

    monkeypatch.setattr(BaseCards, "last_changed", counted)
    for _ in range(3):
        asyncio.run(client.engine.prefetch_comments())
    assert looked == []
    board = client.board(server.board)
    client.engine.set_visible_board(lambda: board)
    until_nothing_is_due(server, client)
    looked.clear()
    asyncio.run(client.engine.prefetch_comments())
    assert looked == []
    server.clock.advance(hours=1)
    changed = server.colleague.add(server.board, "Fresh")
    asyncio.run(client.sync())
    before = reads(server)
    asyncio.run(client.engine.prefetch_comments())
    assert looked == [board, None]
    assert reads(server) == before + 1
    assert client.replica.local_cards.has_known_comments(client.card(changed).key)
