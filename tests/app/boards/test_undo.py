"""Taking back: exact while unsent, honest afterwards, also by a later process."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.app.translation import use_language
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field, Reason, State
from kanbert_desktop.domain.coalescing import DropEntries, coalesce
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.resources import resource
from kanbert_desktop.sync.batch import Batch
from support.offline_service import OfflineService, OpenOfflineService

WEB, T1 = BoardId("b1"), CardKey("t1")


def test_nothing_to_take_back(office: OfflineService) -> None:
    assert office.service.undo() is None
    assert office.service.redo() is None
    assert office.service.undo_text() is None


def test_an_unsent_move_cancels_itself(office: OfflineService) -> None:
    office.service.move_card("t1", Column.NEW)
    assert office.service.undo_text() == "Move “Navigation”"
    undone = office.service.undo()
    assert undone is not None
    assert undone.card == T1
    assert office.service.require_card("t1").column is Column.WIP
    assert isinstance(coalesce(office.replica.mirror.entries_of(T1)), DropEntries)


def test_an_unsent_card_is_never_sent(office: OfflineService) -> None:
    key = office.service.add_card(WEB, "Versehen").card
    office.service.edit_card(key, {Field.TITLE: "Doch nicht"})
    office.service.undo()
    office.service.undo()
    assert office.service.card(key) is None
    assert isinstance(coalesce(office.replica.mirror.entries_of(key)), DropEntries)


def test_an_unsent_delete_is_withdrawn(office: OfflineService) -> None:
    office.service.delete_card("t1", hold=True)
    undone = office.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.WITHDRAWN
    assert office.service.card("t1") is not None
    assert office.replica.mirror.entries() == []


def test_a_delete_on_its_way_comes_back_as_a_new_card(office: OfflineService) -> None:
    office.service.edit_card("t1", {Field.DESCRIPTION: "<p>wichtig</p>"})
    office.mark_sent("t1")
    office.service.delete_card("t1")
    office.mark_in_flight("t1")
    undone = office.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    copy = office.service.require_card(undone.card)
    assert copy.key.startswith("kd-")
    assert (copy.title, copy.column, copy.description) == ("Navigation", Column.WIP, "<p>wichtig</p>")


def test_a_sent_edit_is_wished_back(office: OfflineService) -> None:
    office.service.edit_card("t1", {Field.TITLE: "Falsch"})
    office.mark_sent("t1")
    office.service.undo()
    (entry,) = office.replica.mirror.entries()
    assert entry.change.old == {Field.TITLE: "Falsch"}  # type: ignore[union-attr]
    assert office.service.require_card("t1").title == "Navigation"


def test_an_unsent_comment_is_withdrawn(office: OfflineService) -> None:
    office.service.add_comment("t1", "<p>Hm</p>")
    undone = office.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.WITHDRAWN
    assert office.service.comments(T1) == []


def test_a_sent_comment_stays_and_what_came_before_can_go(office: OfflineService) -> None:
    office.service.move_card("t1", Column.NEW)
    wish = office.service.add_comment("t1", "<p>Hm</p>")
    office.mark_in_flight("t1")
    with pytest.raises(Refused) as caught:
        office.service.undo_change(wish.entry.id)
    assert caught.value.key == "undo_comment_sent"
    assert office.service.undo_text() == "Move “Navigation”"
    office.service.undo()
    assert office.service.require_card("t1").column is Column.WIP


def test_a_named_change_is_taken_back_and_later_ones_stay(office: OfflineService) -> None:
    first = office.service.move_card("t1", Column.NEW)
    office.service.edit_card("t2", {Field.TITLE: "Fuß"})
    assert first is not None
    office.service.undo_change(first.entry.id)
    assert office.service.require_card("t1").column is Column.WIP
    assert office.service.require_card("t2").title == "Fuß"
    assert office.service.undo_change(first.entry.id) is None


def test_redo_does_it_again_exactly(office: OfflineService) -> None:
    key = office.service.add_card(WEB, "Neu").card
    office.service.move_card("t1", Column.NEW)
    office.service.undo()
    office.service.undo()
    assert office.service.redo_text() == "New card “Neu”"
    office.service.redo()
    assert office.service.require_card(key).title == "Neu"
    office.service.redo()
    assert office.service.require_card("t1").column is Column.NEW
    assert office.service.redo() is None


def test_a_new_change_ends_what_could_be_redone(office: OfflineService) -> None:
    office.service.move_card("t1", Column.NEW)
    office.service.undo()
    office.service.move_card("t2", Column.WIP)
    assert office.service.redo() is None


def test_redo_after_the_way_back_was_sent_wishes_it_anew(office: OfflineService) -> None:
    office.service.edit_card("t1", {Field.TITLE: "Zwei"})
    office.mark_sent("t1")
    office.service.undo()
    office.mark_sent("t1")
    office.service.redo()
    assert office.service.require_card("t1").title == "Zwei"
    office.service.undo()
    assert office.service.require_card("t1").title == "Navigation"


def test_a_later_process_takes_back_once_each(
    office: OfflineService, open_office: OpenOfflineService
) -> None:
    office.service.move_card("t1", Column.NEW)
    office.service.edit_card("t2", {Field.TITLE: "Fuß"})
    office.close()
    later = open_office()
    assert later.service.undo_text() == "Rename “Fuß”"
    later.service.undo()
    later.close()
    last = open_office()
    assert last.service.require_card("t2").title == "Footer"
    last.service.undo()
    assert last.service.require_card("t1").column is Column.WIP
    assert last.service.undo() is None


def test_what_was_done_together_is_taken_back_and_done_again_together(
    office: OfflineService, qapp: QCoreApplication
) -> None:
    use_language(qapp, "en", resource("translations"))
    keys = [office.service.add_card(WEB, title).card for title in ("Eins", "Zwei")]
    with office.service.undo_group():
        for key in keys:
            office.service.move_card(key, Column.COMPLETED)
    assert office.service.undo_text() == "Move 2 cards"
    office.service.undo()
    assert {office.service.require_card(key).column for key in keys} == {Column.NEW}
    assert office.service.redo_text() == "Move 2 cards"
    office.service.redo()
    assert {office.service.require_card(key).column for key in keys} == {Column.COMPLETED}
    office.service.undo()
    assert office.service.undo_text() == "New card “Zwei”"


def test_a_bulk_change_to_one_card_speaks_of_that_card(office: OfflineService) -> None:
    with office.service.undo_group():
        office.service.move_card("t1", Column.NEW)
    assert office.service.undo_text() == "Move “Navigation”"


def test_a_wish_given_up_can_be_taken_up_again(office: OfflineService) -> None:
    before = office.service.require_card(T1).title
    wish = office.service.edit_card(T1, {Field.TITLE: "Abgelehnt"})
    assert wish is not None
    office.replica.apply(Batch(put=[replace(wish.entry, state=State.PARKED, reason=Reason.REJECTED)]))
    office.service.resolve(wish.entry.id, "discard")
    assert office.service.require_card(T1).title == before
    undone = office.service.undo()
    assert undone is not None
    assert office.service.require_card(T1).title == "Abgelehnt"
    assert office.service.attention() == []
    assert office.service.undo() is None


def test_archiving_is_named_as_such(office: OfflineService, qapp: QCoreApplication) -> None:
    use_language(qapp, "en", resource("translations"))
    office.service.move_card("t1", Column.CLOSED)
    assert office.service.undo_text() == "Archive “Navigation”"
    office.service.move_card("t4", Column.NEW)
    assert office.service.undo_text() == "Unarchive “Archive”"
    with office.service.undo_group():
        for key in ("t2", "t3"):
            office.service.move_card(key, Column.CLOSED)
    assert office.service.undo_text() == "Archive 2 cards"
    with office.service.undo_group():
        for key in ("t2", "t3"):
            office.service.move_card(key, Column.NEW)
    assert office.service.undo_text() == "Unarchive 2 cards"


def test_it_says_on_which_board_also_where_the_card_is_gone(office: OfflineService) -> None:
    office.service.move_card("t1", Column.NEW)
    office.service.add_card(BoardId("b2"), "Versehen")
    gone, moved = office.service.undo(), office.service.undo()
    assert gone is not None
    assert moved is not None
    assert (gone.board, moved.board) == (BoardId("b2"), WEB)
    again = office.service.redo()
    assert again is not None
    assert again.board == WEB
