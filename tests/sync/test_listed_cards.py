"""What a full listing lacks of the cards that were known when it began."""

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Board, BoardId, Card, CardKey, Column
from kanbert_desktop.sync.listed_cards import ListedCards
from support.mirror import Mirror

RUNNING, OVER = BoardId("p1"), BoardId("p2")


def card(server_id: str, board: BoardId = RUNNING) -> Card:
    return Card(key=CardKey(server_id), board=board, title="Logo", column=Column.NEW, server_id=server_id)


def rows(*server_ids: str) -> list[Record[Card]]:
    return [Record(card(server_id), b"{}") for server_id in server_ids]


def mirror_with(*cards: Card) -> Mirror:
    local_cards = Mirror()
    for board in (RUNNING, OVER):
        local_cards.boards[board] = Board(board, board, "", None, board == RUNNING)
    local_cards.put_cards(cards)
    local_cards.base = local_cards
    return local_cards


def test_cards_on_running_boards_are_missing_until_a_listing_shows_them() -> None:
    listed = ListedCards(mirror_with(card("1"), card("2"), card("3"), card("4", OVER)))
    listed.add(rows("2", "9"))
    assert listed.missing_ids() == {"1", "3"}
    listed.add(rows("3", "2"))
    assert listed.missing_ids() == {"1"}


def test_a_card_that_becomes_known_during_the_listing_is_not_missing() -> None:
    local_cards = mirror_with(card("1"))
    listed = ListedCards(local_cards)
    local_cards.put_cards([card("2")])
    assert listed.missing_ids() == {"1"}


def test_a_card_that_is_removed_during_the_listing_is_still_missing() -> None:
    local_cards = mirror_with(card("1"), card("2"))
    listed = ListedCards(local_cards)
    local_cards.remove_cards([CardKey("1")])
    assert listed.missing_ids() == {"1", "2"}


def test_one_of_the_listed_cards_is_named_whatever_their_order() -> None:
    local_cards = mirror_with()
    listed, reversed_listing = ListedCards(local_cards), ListedCards(local_cards)
    assert listed.any_id() is None
    listed.add(rows("1", "2"))
    reversed_listing.add(rows("2", "1"))
    assert listed.any_id() == reversed_listing.any_id() == "1"
