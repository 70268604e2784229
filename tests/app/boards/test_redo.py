"""Doing again is one step: what was taken back together comes back, and goes again, together."""

import pytest

from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field
from support.offline_service import OfflineService, OpenOfflineService

WEB = BoardId("b1")
THREE = ("t1", "t2", "t3")


def paste(office: OfflineService, count: int) -> list[CardKey]:
    with office.service.undo_group():
        return [office.service.add_card(WEB, f"Line {number}").card for number in range(count)]


def titles(office: OfflineService) -> list[str]:
    return sorted(
        card.title for card in office.service.cards(WEB) if card.title.startswith("Line") and card is not None
    )


def send_all(office: OfflineService) -> None:
    """As after a cycle in which the server took everything."""
    for card in {entry.card for entry in office.replica.mirror.entries()}:
        office.mark_sent(card)


@pytest.mark.parametrize("is_sent", [False, True], ids=["unsent", "sent"])
def test_undo_after_redo_takes_all_pasted_cards_back(office: OfflineService, is_sent: bool) -> None:
    paste(office, 25)
    for act, left in ((office.service.undo, 0), (office.service.redo, 25), (office.service.undo, 0)):
        if is_sent:
            send_all(office)
        act()
        assert len(titles(office)) == left
    assert office.service.undo() is None


@pytest.mark.parametrize("is_sent", [False, True], ids=["unsent", "sent"])
def test_undo_after_redo_moves_all_three_cards_back(office: OfflineService, is_sent: bool) -> None:
    before = {key: office.service.require_card(key).column for key in THREE}
    with office.service.undo_group():
        for key in THREE:
            office.service.move_card(key, Column.APPROVED)
    for act, expected in (
        (office.service.undo, before),
        (office.service.redo, dict.fromkeys(THREE, Column.APPROVED)),
        (office.service.undo, before),
    ):
        if is_sent:
            send_all(office)
        act()
        assert {key: office.service.require_card(key).column for key in THREE} == expected
    assert office.service.undo() is None


def test_a_redo_is_one_step_for_a_later_process_too(
    office: OfflineService, open_office: OpenOfflineService
) -> None:
    paste(office, 3)
    send_all(office)
    office.service.undo()
    send_all(office)
    office.service.redo()
    office.close()
    later = open_office()
    later.service.undo()
    assert titles(later) == []
    assert later.service.undo() is None


def test_a_redo_that_was_partly_sent_is_one_step(office: OfflineService) -> None:
    """Some are withdrawn and some are wished anew."""
    keys = paste(office, 4)
    send_all(office)
    office.service.undo()
    for key in keys[:2]:
        office.mark_sent(key)
    office.service.redo()
    assert len(titles(office)) == 4
    office.service.undo()
    assert titles(office) == []


def test_redo_after_redo_follows_the_order_of_the_gestures(office: OfflineService) -> None:
    paste(office, 2)
    office.service.edit_card("t1", {Field.TITLE: "Zwei"})
    send_all(office)
    for _ in range(2):
        office.service.undo()
        send_all(office)
    office.service.redo()
    assert len(titles(office)) == 2
    assert office.service.require_card("t1").title == "Navigation"
    office.service.redo()
    assert office.service.require_card("t1").title == "Zwei"
    office.service.undo()
    office.service.undo()
    assert titles(office) == []
