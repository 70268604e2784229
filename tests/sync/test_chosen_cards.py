"""Chosen cards come in the order of listings, with those that were changed here."""

from datetime import timedelta

from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.sync.chosen_cards import chosen_and_touched
from support.sync_clients import SyncClient, SyncServer


def listed(client: SyncClient, boards: list[BoardId]) -> list[str]:
    return [card.key for board in sorted(boards) for card in client.replica.local_cards.cards_of(board)]


def test_all_cards_chosen_are_the_listing(client: SyncClient, server: SyncServer) -> None:
    local_cards = client.replica.local_cards
    boards = list(local_cards.boards)
    before = listed(client, boards)
    first, second, third = before[0], before[len(before) // 2], before[-1]
    client.edit(first, title="Zuletzt")
    client.edit(second, column=Column.WIP, due=(server.clock.now() + timedelta(days=400)).date())
    client.delete(third)
    client.add("Angelegt")
    chosen = [card.key for card in chosen_and_touched(local_cards, set(before), set(boards))]
    assert chosen == listed(client, boards)
    assert chosen != before


def test_what_was_changed_here_comes_also_if_it_was_not_chosen(client: SyncClient) -> None:
    local_cards = client.replica.local_cards
    key = client.add("Angelegt")
    (added,) = chosen_and_touched(local_cards, set(), set(local_cards.boards))
    assert added.key == key
    assert list(chosen_and_touched(local_cards, set(), set())) == []
