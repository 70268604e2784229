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
from support.offline_service import OfflineService, OpenOfflineService

WEB, T1 = BoardId("b1"), CardKey("t1")
HIGH = Priority("p9", "High", "#b3261e", 1)


def reopened(office: OfflineService, open_office: OpenOfflineService) -> OfflineService:
    office.close()
    return open_office()


@pytest.fixture(autouse=True)
def english(qapp: QCoreApplication) -> None:
    use_language(qapp, "en", resource("translations"))


def test_a_gesture_is_taken_back_whole(office: OfflineService, open_office: OpenOfflineService) -> None:
    office.service.edit_card("t4", {Field.TITLE: "Davor"})
    with office.service.undo_group():
        for card in ("t1", "t2", "t3"):
            office.service.move_card(card, Column.APPROVED)
    later = reopened(office, open_office)
    assert later.service.undo_text() == "Move 3 cards"
    later.service.undo()
    columns = [later.service.require_card(card).column for card in ("t1", "t2", "t3")]
    assert columns == [Column.WIP, Column.NEW, Column.COMPLETED]
    assert later.service.undo_text() == "Rename “Davor”"


def test_what_was_taken_back_can_be_done_again(
    office: OfflineService, open_office: OpenOfflineService
) -> None:
    with office.service.undo_group():
        office.service.move_card("t1", Column.NEW)
        office.service.move_card("t2", Column.WIP)
    office.service.edit_card("t3", {Field.TITLE: "Kopf"})
    office.service.undo()
    office.service.undo()
    later = reopened(office, open_office)
    assert later.service.redo_text() == "Move 2 cards"
    later.service.redo()
    assert later.service.require_card("t1").column is Column.NEW
    last = reopened(later, open_office)
    assert last.service.undo_text() == "Move 2 cards"
    assert last.service.redo_text() == "Rename “Header”"
    last.service.redo()
    assert last.service.require_card("t3").title == "Kopf"
    assert last.service.redo() is None
    assert last.service.undo_text() == "Rename “Kopf”"


def test_what_was_done_again_is_the_first_to_be_taken_back(
    office: OfflineService, open_office: OpenOfflineService
) -> None:
    first = office.service.move_card("t1", Column.NEW)
    office.service.edit_card("t3", {Field.TITLE: "Kopf"})
    assert first is not None
    office.service.undo_change(first.entry.id)
    office.service.redo()
    assert office.service.undo_text() == "Move “Navigation”"
    assert reopened(office, open_office).service.undo_text() == "Move “Navigation”"


def test_something_new_ends_what_could_be_done_again(
    office: OfflineService, open_office: OpenOfflineService
) -> None:
    office.service.move_card("t1", Column.NEW)
    office.service.undo()
    later = reopened(office, open_office)
    later.service.move_card("t2", Column.WIP)
    assert later.service.redo() is None
    assert reopened(later, open_office).service.redo() is None


def test_a_change_is_taken_back_once_although_its_opposite_was_sent(
    office: OfflineService, open_office: OpenOfflineService
) -> None:
    office.service.edit_card("t1", {Field.TITLE: "Zwei"})
    office.mark_sent("t1")
    office.service.undo()
    office.mark_sent("t1")
    later = reopened(office, open_office)
    assert later.service.undo() is None
    later.service.redo()
    # What the server told is played in memory alone: this process reads the title it began with.
    assert later.service.require_card("t1").title == "Zwei"


def test_a_restored_card_keeps_its_priority_and_what_came_before_can_be_taken_back_on_it(
    office: OfflineService,
) -> None:
    shown = replace(office.service.require_card("t1"), priority=HIGH)
    office.replica.mirror.put_cards([shown])
    office.service.edit_card("t1", {Field.TITLE: "Umbenannt"})
    office.mark_sent("t1")
    office.service.delete_card("t1")
    office.mark_sent("t1")
    undone = office.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    (entry,) = office.replica.mirror.entries()
    assert isinstance(entry.change, CreateCard)
    assert entry.change.fields[Field.PRIORITY] == HIGH
    assert office.service.require_card(undone.card).priority == HIGH
    before = office.service.undo()
    assert before is not None
    assert office.service.require_card(undone.card).title == "Navigation"
    office.service.redo()
    assert office.service.require_card(undone.card).title == "Umbenannt"


def test_a_change_to_a_card_that_somebody_else_deleted_is_passed_over(office: OfflineService) -> None:
    office.service.edit_card("t2", {Field.TITLE: "Fuß"})
    office.service.edit_card("t1", {Field.TITLE: "Weg"})
    office.mark_sent("t1")
    office.replica.mirror.remove_cards([T1])
    assert office.service.undo_text() == "Rename “Fuß”"


def test_taking_back_and_its_opposite_are_one_transaction(office: OfflineService) -> None:
    office.service.edit_card("t1", {Field.TITLE: "Zwei"})
    office.service.undo()
    office.wait_until_saved()
    newest, first = history.latest_rows(office.store.read())
    assert first.undone
    assert first.undone_by == newest.id
