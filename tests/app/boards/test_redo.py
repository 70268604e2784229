"""Doing again is one step: what was taken back together comes back, and goes again, together."""

import pytest

from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field
from support.offline_service import Office, Open

WEB = BoardId("b1")
THREE = ("t1", "t2", "t3")


def paste(office: Office, count: int) -> list[CardKey]:
    with office.desk.undo_group():
        return [office.desk.add_card(WEB, f"Line {number}").card for number in range(count)]


def titles(office: Office) -> list[str]:
    return sorted(
        card.title for card in office.desk.cards(WEB) if card.title.startswith("Line") and card is not None
    )


def send_all(office: Office) -> None:
    """As after a cycle in which the server took everything."""
    for card in {entry.card for entry in office.ledger.mirror.entries()}:
        office.sent(card)


@pytest.mark.parametrize("is_sent", [False, True], ids=["unsent", "sent"])
def test_undo_after_redo_takes_all_pasted_cards_back(office: Office, is_sent: bool) -> None:
    paste(office, 25)
    for act, left in ((office.desk.undo, 0), (office.desk.redo, 25), (office.desk.undo, 0)):
        if is_sent:
            send_all(office)
        act()
        assert len(titles(office)) == left
    assert office.desk.undo() is None


@pytest.mark.parametrize("is_sent", [False, True], ids=["unsent", "sent"])
def test_undo_after_redo_moves_all_three_cards_back(office: Office, is_sent: bool) -> None:
    before = {key: office.desk.require_card(key).column for key in THREE}
    with office.desk.undo_group():
        for key in THREE:
            office.desk.move_card(key, Column.APPROVED)
    for act, expected in (
        (office.desk.undo, before),
        (office.desk.redo, dict.fromkeys(THREE, Column.APPROVED)),
        (office.desk.undo, before),
    ):
        if is_sent:
            send_all(office)
        act()
        assert {key: office.desk.require_card(key).column for key in THREE} == expected
    assert office.desk.undo() is None


def test_a_redo_is_one_step_for_a_later_process_too(office: Office, open_office: Open) -> None:
    paste(office, 3)
    send_all(office)
    office.desk.undo()
    send_all(office)
    office.desk.redo()
    office.close()
    later = open_office()
    later.desk.undo()
    assert titles(later) == []
    assert later.desk.undo() is None


def test_a_redo_that_was_partly_sent_is_one_step(office: Office) -> None:
    """Some are withdrawn and some are wished anew."""
    keys = paste(office, 4)
    send_all(office)
    office.desk.undo()
    for key in keys[:2]:
        office.sent(key)
    office.desk.redo()
    assert len(titles(office)) == 4
    office.desk.undo()
    assert titles(office) == []


def test_redo_after_redo_follows_the_order_of_the_gestures(office: Office) -> None:
    paste(office, 2)
    office.desk.edit_card("t1", {Field.TITLE: "Zwei"})
    send_all(office)
    for _ in range(2):
        office.desk.undo()
        send_all(office)
    office.desk.redo()
    assert len(titles(office)) == 2
    assert office.desk.require_card("t1").title == "Navigation"
    office.desk.redo()
    assert office.desk.require_card("t1").title == "Zwei"
    office.desk.undo()
    office.desk.undo()
    assert titles(office) == []
