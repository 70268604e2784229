"""A later process takes back and does again as the one before would have."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.app.translation import use_language
from kanbert_desktop.domain.board import BoardId, CardKey, Column, Priority
from kanbert_desktop.domain.changes import CreateCard, Field
from kanbert_desktop.resources import resource
from kanbert_desktop.store import history
from support.offline_service import Office, Open

WEB, T1 = BoardId("b1"), CardKey("t1")
HIGH = Priority("p9", "High", "#b3261e", 1)


def reopened(office: Office, open_office: Open) -> Office:
    office.close()
    return open_office()


@pytest.fixture(autouse=True)
def english(qapp: QCoreApplication) -> None:
    use_language(qapp, "en", resource("translations"))


def test_a_gesture_is_taken_back_whole(office: Office, open_office: Open) -> None:
    office.desk.edit_card("t4", {Field.TITLE: "Davor"})
    with office.desk.undo_group():
        for card in ("t1", "t2", "t3"):
            office.desk.move_card(card, Column.APPROVED)
    later = reopened(office, open_office)
    assert later.desk.undo_text() == "Move 3 cards"
    later.desk.undo()
    columns = [later.desk.require_card(card).column for card in ("t1", "t2", "t3")]
    assert columns == [Column.WIP, Column.NEW, Column.COMPLETED]
    assert later.desk.undo_text() == "Rename “Davor”"


def test_what_was_taken_back_can_be_done_again(office: Office, open_office: Open) -> None:
    with office.desk.undo_group():
        office.desk.move_card("t1", Column.NEW)
        office.desk.move_card("t2", Column.WIP)
    office.desk.edit_card("t3", {Field.TITLE: "Kopf"})
    office.desk.undo()
    office.desk.undo()
    later = reopened(office, open_office)
    assert later.desk.redo_text() == "Move 2 cards"
    later.desk.redo()
    assert later.desk.require_card("t1").column is Column.NEW
    last = reopened(later, open_office)
    assert last.desk.undo_text() == "Move 2 cards"
    assert last.desk.redo_text() == "Rename “Header”"
    last.desk.redo()
    assert last.desk.require_card("t3").title == "Kopf"
    assert last.desk.redo() is None
    assert last.desk.undo_text() == "Rename “Kopf”"


def test_what_was_done_again_is_the_first_to_be_taken_back(office: Office, open_office: Open) -> None:
    first = office.desk.move_card("t1", Column.NEW)
    office.desk.edit_card("t3", {Field.TITLE: "Kopf"})
    assert first is not None
    office.desk.undo_change(first.entry.id)
    office.desk.redo()
    assert office.desk.undo_text() == "Move “Navigation”"
    assert reopened(office, open_office).desk.undo_text() == "Move “Navigation”"


def test_something_new_ends_what_could_be_done_again(office: Office, open_office: Open) -> None:
    office.desk.move_card("t1", Column.NEW)
    office.desk.undo()
    later = reopened(office, open_office)
    later.desk.move_card("t2", Column.WIP)
    assert later.desk.redo() is None
    assert reopened(later, open_office).desk.redo() is None


def test_a_change_is_taken_back_once_although_its_opposite_was_sent(
    office: Office, open_office: Open
) -> None:
    office.desk.edit_card("t1", {Field.TITLE: "Zwei"})
    office.sent("t1")
    office.desk.undo()
    office.sent("t1")
    later = reopened(office, open_office)
    assert later.desk.undo() is None
    later.desk.redo()
    # What the server told is played in memory alone: this process reads the title it began with.
    assert later.desk.require_card("t1").title == "Zwei"


def test_a_restored_card_keeps_its_priority_and_what_came_before_can_be_taken_back_on_it(
    office: Office,
) -> None:
    shown = replace(office.desk.require_card("t1"), priority=HIGH)
    office.ledger.mirror.put_cards([shown])
    office.desk.edit_card("t1", {Field.TITLE: "Umbenannt"})
    office.sent("t1")
    office.desk.delete_card("t1")
    office.sent("t1")
    undone = office.desk.undo()
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    (entry,) = office.ledger.mirror.entries()
    assert isinstance(entry.change, CreateCard)
    assert entry.change.fields[Field.PRIORITY] == HIGH
    assert office.desk.require_card(undone.card).priority == HIGH
    before = office.desk.undo()
    assert before is not None
    assert office.desk.require_card(undone.card).title == "Navigation"
    office.desk.redo()
    assert office.desk.require_card(undone.card).title == "Umbenannt"


def test_a_change_to_a_card_that_somebody_else_deleted_is_passed_over(office: Office) -> None:
    office.desk.edit_card("t2", {Field.TITLE: "Fuß"})
    office.desk.edit_card("t1", {Field.TITLE: "Weg"})
    office.sent("t1")
    office.ledger.mirror.remove_cards([T1])
    assert office.desk.undo_text() == "Rename “Fuß”"


def test_taking_back_and_its_opposite_are_one_transaction(office: Office) -> None:
    office.desk.edit_card("t1", {Field.TITLE: "Zwei"})
    office.desk.undo()
    office.saved()
    newest, first = history.latest_rows(office.store.read())
    assert first.undone
    assert first.undone_by == newest.id
