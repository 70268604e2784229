"""A later process undoes and redoes as the one before would have."""

from dataclasses import replace

import pytest

from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.domain.board import BoardId, CardKey, Column, Priority
from kanbert_desktop.domain.changes import CreateCard, Field
from kanbert_desktop.store import history
from support.offline_service import OpenAccount, ReopenAccount

pytestmark = pytest.mark.usefixtures("english")

WEB, T1 = BoardId("b1"), CardKey("t1")
HIGH = Priority("p9", "High", "#b3261e", 1)


def reopened(offline_service: OpenAccount, open_offline_service: ReopenAccount) -> OpenAccount:
    offline_service.close()
    return open_offline_service()


def test_an_undo_group_is_undone_as_a_whole(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    offline_service.service.edit_card("t4", {Field.TITLE: "Davor"})
    with offline_service.service.undo_group():
        for card in ("t1", "t2", "t3"):
            offline_service.service.move_card(card, Column.APPROVED)
    later = reopened(offline_service, open_offline_service)
    assert later.service.undo_text() == "Move 3 cards"
    later.service.undo()
    columns = [later.service.require_card(card).column for card in ("t1", "t2", "t3")]
    assert columns == [Column.WIP, Column.NEW, Column.COMPLETED]
    assert later.service.undo_text() == "Rename “Davor”"


def test_an_undone_change_can_be_redone(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    with offline_service.service.undo_group():
        offline_service.service.move_card("t1", Column.NEW)
        offline_service.service.move_card("t2", Column.WIP)
    offline_service.service.edit_card("t3", {Field.TITLE: "Kopf"})
    offline_service.service.undo()
    offline_service.service.undo()
    later = reopened(offline_service, open_offline_service)
    assert later.service.redo_text() == "Move 2 cards"
    later.service.redo()
    assert later.service.require_card("t1").column is Column.NEW
    last = reopened(later, open_offline_service)
    assert last.service.undo_text() == "Move 2 cards"
    assert last.service.redo_text() == "Rename “Header”"
    last.service.redo()
    assert last.service.require_card("t3").title == "Kopf"
    assert last.service.redo() is None
    assert last.service.undo_text() == "Rename “Kopf”"


def test_a_redone_change_is_the_first_to_be_undone(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    first = offline_service.service.move_card("t1", Column.NEW)
    offline_service.service.edit_card("t3", {Field.TITLE: "Kopf"})
    assert first is not None
    offline_service.service.undo_change(first.entry.id)
    offline_service.service.redo()
    assert offline_service.service.undo_text() == "Move “Navigation”"
    assert reopened(offline_service, open_offline_service).service.undo_text() == "Move “Navigation”"


def test_a_new_change_ends_redo(offline_service: OpenAccount, open_offline_service: ReopenAccount) -> None:
    offline_service.service.move_card("t1", Column.NEW)
    offline_service.service.undo()
    later = reopened(offline_service, open_offline_service)
    later.service.move_card("t2", Column.WIP)
    assert later.service.redo() is None
    assert reopened(later, open_offline_service).service.redo() is None


def test_a_change_is_undone_once_although_its_inverse_was_sent(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    offline_service.service.edit_card("t1", {Field.TITLE: "Zwei"})
    offline_service.mark_sent("t1")
    offline_service.service.undo()
    offline_service.mark_sent("t1")
    later = reopened(offline_service, open_offline_service)
    assert later.service.undo() is None
    later.service.redo()
    # The server's record is only in memory: this process still reads the old title.
    assert later.service.require_card("t1").title == "Zwei"


def test_a_restored_card_keeps_its_priority_and_earlier_changes_can_be_undone_on_it(
    offline_service: OpenAccount,
) -> None:
    shown = replace(offline_service.service.require_card("t1"), priority=HIGH)
    offline_service.replica.local_cards.put_cards([shown])
    offline_service.service.edit_card("t1", {Field.TITLE: "Umbenannt"})
    offline_service.mark_sent("t1")
    offline_service.service.delete_card("t1")
    offline_service.mark_sent("t1")
    undone = offline_service.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    (entry,) = offline_service.replica.local_cards.pending.entries()
    assert isinstance(entry.change, CreateCard)
    assert entry.change.fields[Field.PRIORITY] == HIGH
    assert offline_service.service.require_card(undone.card).priority == HIGH
    before = offline_service.service.undo()
    assert before is not None
    assert offline_service.service.require_card(undone.card).title == "Navigation"
    offline_service.service.redo()
    assert offline_service.service.require_card(undone.card).title == "Umbenannt"


def test_a_change_to_a_card_deleted_by_somebody_else_is_skipped(
    offline_service: OpenAccount,
) -> None:
    offline_service.service.edit_card("t2", {Field.TITLE: "Fuß"})
    offline_service.service.edit_card("t1", {Field.TITLE: "Weg"})
    offline_service.mark_sent("t1")
    offline_service.replica.local_cards.remove_cards([T1])
    assert offline_service.service.undo_text() == "Rename “Fuß”"


def test_undo_and_its_inverse_change_are_one_transaction(offline_service: OpenAccount) -> None:
    offline_service.service.edit_card("t1", {Field.TITLE: "Zwei"})
    offline_service.service.undo()
    offline_service.wait_until_saved()
    newest, first = history.latest_rows(offline_service.store.read())
    assert first.undone
    assert first.undone_by == newest.id
