"""Many more cards, made of the sample's own words, for whoever wants to see a big world."""

from collections.abc import Mapping
from typing import Any

from kanbert_desktop.sandbox.seed.cards import Cards

_CARDS_PER_BOARD = 400
_COLUMNS = ("Backlog", "New", "WIP", "Completed", "Approved", "Closed")
_SHARES = (30, 20, 12, 14, 14, 10)


def grow(cards: Cards, words: Mapping[str, Any], clients: Mapping[str, str], wanted: int) -> None:
    """Until there are `wanted` cards, spread over more boards the more there are."""
    missing = wanted - cards.count
    _add_boards(cards, words, clients, missing // _CARDS_PER_BOARD - len(cards.open_boards))
    for _ in range(missing):
        cards.add_card(cards.chance.choice(cards.open_boards), _card(cards, words))


def _add_boards(cards: Cards, words: Mapping[str, Any], clients: Mapping[str, str], number: int) -> None:
    names = list(clients)
    for index in range(max(0, number)):
        client = names[index % len(names)]
        subject = words["boards"][index % len(words["boards"])]
        round_ = index // len(words["boards"]) + 1
        board = {"title": f"{subject} {round_}", "shortcode": f"X{index + 1:02}", "client": client}
        cards.add_board(board, clients[client])


def _card(cards: Cards, words: Mapping[str, Any]) -> dict[str, Any]:
    pick = cards.chance.choice
    column = cards.chance.choices(_COLUMNS, _SHARES)[0]
    title = pick(words["titles"]).format(thing=pick(words["things"]), place=pick(words["places"]))
    card: dict[str, Any] = {"title": title, "in": column, "html": pick(words["html"])}
    if cards.chance.random() < 0.6:
        card["due"] = cards.chance.randint(-10, 60)
    if cards.chance.random() < 0.7:
        card["who"] = pick(("mira", "jonas", "aylin", "lea", "tom"))
    if cards.chance.random() < 0.15:
        card["flag"] = pick(("high", "urgent", "low"))
    return card
