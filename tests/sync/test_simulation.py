"""I1 to I4 in simulation: nothing lost, nothing doubled, everybody agrees, and the mirror is the projection."""

import random

import pytest

from kanbert_desktop.domain.projection import show_card
from support.computers import Computer, Office
from support.simulation import Simulation

SEEDS = 30
STEPS = 45


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_lost_doubled_or_left_different(office: Office, seed: int) -> None:
    office.switches.filter_external_id = seed % 2 == 0
    office.switches.comments_readable = seed % 3 != 0
    simulation = Simulation(office, random.Random(seed))  # noqa: S311
    simulation.run(STEPS)
    simulation.heal()
    story = "\n".join(simulation.trace)
    assert simulation.doubled() == [], story
    assert simulation.lost_words() == [], story
    assert simulation.unsent() == [], story
    for computer in simulation.computers:
        assert simulation.differences(computer) == [], story
        assert _is_projection(computer), story
        before = {card.key: card for card in computer.ledger.mirror.cards()}
        computer.restart()
        assert {card.key: card for card in computer.ledger.mirror.cards()} == before, story


def _is_projection(computer: Computer) -> bool:
    """I4: the view equals the base with the outbox applied, card by card."""
    mirror = computer.ledger.mirror
    keys = {card.key for card in mirror.base_cards()} | {entry.card for entry in mirror.entries()}
    for key in keys:
        expected = show_card(mirror.base_card(key), mirror.entries_of(key))
        shown = mirror.card(key)
        if (expected is None) is not (shown is None):
            return False
        if (
            expected is not None
            and shown is not None
            and (expected.title, expected.column, expected.mark) != (shown.title, shown.column, shown.mark)
        ):
            return False
    return True
