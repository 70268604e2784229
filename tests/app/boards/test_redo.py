"""Redo repeats an undo group as one step."""

import pytest

from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field
from support.offline_service import OpenAccount, ReopenAccount

WEB = BoardId("b1")
THREE = ("t1", "t2", "t3")


def paste(offline_service: OpenAccount, count: int) -> list[CardKey]:
    with offline_service.service.undo_group():
        return [offline_service.service.add_card(WEB, f"Line {number}").card for number in range(count)]


def titles(offline_service: OpenAccount) -> list[str]:
    return sorted(
        card.title
        for card in offline_service.service.cards(WEB)
        if card.title.startswith("Line") and card is not None
    )


def send_all(offline_service: OpenAccount) -> None:
    """As after a sync in which the server accepted everything."""
    for card in {entry.card for entry in offline_service.replica.local_cards.pending.entries()}:
        offline_service.mark_sent(card)


@pytest.mark.parametrize("is_sent", [False, True], ids=["unsent", "sent"])
def test_undo_after_redo_removes_all_pasted_cards(offline_service: OpenAccount, is_sent: bool) -> None:
    paste(offline_service, 25)
    for action, left in (
        (offline_service.service.undo, 0),
        (offline_service.service.redo, 25),
        (offline_service.service.undo, 0),
    ):
        if is_sent:
            send_all(offline_service)
        action()
        assert len(titles(offline_service)) == left
    assert offline_service.service.undo() is None


@pytest.mark.parametrize("is_sent", [False, True], ids=["unsent", "sent"])
def test_undo_after_redo_moves_all_three_cards_back(offline_service: OpenAccount, is_sent: bool) -> None:
    before = {key: offline_service.service.require_card(key).column for key in THREE}
    with offline_service.service.undo_group():
        for key in THREE:
            offline_service.service.move_card(key, Column.APPROVED)
    for action, expected in (
        (offline_service.service.undo, before),
        (offline_service.service.redo, dict.fromkeys(THREE, Column.APPROVED)),
        (offline_service.service.undo, before),
    ):
        if is_sent:
            send_all(offline_service)
        action()
        assert {key: offline_service.service.require_card(key).column for key in THREE} == expected
    assert offline_service.service.undo() is None


def test_a_redo_is_one_step_for_a_later_process_too(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    paste(offline_service, 3)
    send_all(offline_service)
    offline_service.service.undo()
    send_all(offline_service)
    offline_service.service.redo()
    offline_service.close()
    later = open_offline_service()
    later.service.undo()
    assert titles(later) == []
    assert later.service.undo() is None


def test_a_redo_that_was_partly_sent_is_one_step(offline_service: OpenAccount) -> None:
    """Some changes are withdrawn, others queued again."""
    keys = paste(offline_service, 4)
    send_all(offline_service)
    offline_service.service.undo()
    for key in keys[:2]:
        offline_service.mark_sent(key)
    offline_service.service.redo()
    assert len(titles(offline_service)) == 4
    offline_service.service.undo()
    assert titles(offline_service) == []


def test_repeated_redo_follows_the_order_of_the_undo_groups(offline_service: OpenAccount) -> None:
    paste(offline_service, 2)
    offline_service.service.edit_card("t1", {Field.TITLE: "Zwei"})
    send_all(offline_service)
    for _ in range(2):
        offline_service.service.undo()
        send_all(offline_service)
    offline_service.service.redo()
    assert len(titles(offline_service)) == 2
    assert offline_service.service.require_card("t1").title == "Navigation"
    offline_service.service.redo()
    assert offline_service.service.require_card("t1").title == "Zwei"
    offline_service.service.undo()
    offline_service.service.undo()
    assert titles(offline_service) == []
