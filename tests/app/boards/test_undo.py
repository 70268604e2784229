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
from support.offline_service import Office, Open

WEB, T1 = BoardId("b1"), CardKey("t1")


def test_nothing_to_take_back(office: Office) -> None:
    assert office.desk.undo() is None
    assert office.desk.redo() is None
    assert office.desk.undo_text() is None


def test_an_unsent_move_cancels_itself(office: Office) -> None:
    office.desk.move_card("t1", Column.NEW)
    assert office.desk.undo_text() == "Move “Navigation”"
    undone = office.desk.undo()
    assert undone is not None
    assert undone.card == T1
    assert office.desk.require_card("t1").column is Column.WIP
    assert isinstance(coalesce(office.ledger.mirror.entries_of(T1)), DropEntries)


def test_an_unsent_card_is_never_sent(office: Office) -> None:
    key = office.desk.add_card(WEB, "Versehen").card
    office.desk.edit_card(key, {Field.TITLE: "Doch nicht"})
    office.desk.undo()
    office.desk.undo()
    assert office.desk.card(key) is None
    assert isinstance(coalesce(office.ledger.mirror.entries_of(key)), DropEntries)


def test_an_unsent_delete_is_withdrawn(office: Office) -> None:
    office.desk.delete_card("t1", hold=True)
    undone = office.desk.undo()
    assert undone is not None
    assert undone.method is UndoMethod.WITHDRAWN
    assert office.desk.card("t1") is not None
    assert office.ledger.mirror.entries() == []


def test_a_delete_on_its_way_comes_back_as_a_new_card(office: Office) -> None:
    office.desk.edit_card("t1", {Field.DESCRIPTION: "<p>wichtig</p>"})
    office.sent("t1")
    office.desk.delete_card("t1")
    office.in_flight("t1")
    undone = office.desk.undo()
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    copy = office.desk.require_card(undone.card)
    assert copy.key.startswith("kd-")
    assert (copy.title, copy.column, copy.description) == ("Navigation", Column.WIP, "<p>wichtig</p>")


def test_a_sent_edit_is_wished_back(office: Office) -> None:
    office.desk.edit_card("t1", {Field.TITLE: "Falsch"})
    office.sent("t1")
    office.desk.undo()
    (entry,) = office.ledger.mirror.entries()
    assert entry.change.old == {Field.TITLE: "Falsch"}  # type: ignore[union-attr]
    assert office.desk.require_card("t1").title == "Navigation"


def test_an_unsent_comment_is_withdrawn(office: Office) -> None:
    office.desk.add_comment("t1", "<p>Hm</p>")
    undone = office.desk.undo()
    assert undone is not None
    assert undone.method is UndoMethod.WITHDRAWN
    assert office.desk.comments(T1) == []


def test_a_sent_comment_stays_and_what_came_before_can_go(office: Office) -> None:
    office.desk.move_card("t1", Column.NEW)
    wish = office.desk.add_comment("t1", "<p>Hm</p>")
    office.in_flight("t1")
    with pytest.raises(Refused) as caught:
        office.desk.undo_change(wish.entry.id)
    assert caught.value.key == "undo_comment_sent"
    assert office.desk.undo_text() == "Move “Navigation”"
    office.desk.undo()
    assert office.desk.require_card("t1").column is Column.WIP


def test_a_named_change_is_taken_back_and_later_ones_stay(office: Office) -> None:
    first = office.desk.move_card("t1", Column.NEW)
    office.desk.edit_card("t2", {Field.TITLE: "Fuß"})
    assert first is not None
    office.desk.undo_change(first.entry.id)
    assert office.desk.require_card("t1").column is Column.WIP
    assert office.desk.require_card("t2").title == "Fuß"
    assert office.desk.undo_change(first.entry.id) is None


def test_redo_does_it_again_exactly(office: Office) -> None:
    key = office.desk.add_card(WEB, "Neu").card
    office.desk.move_card("t1", Column.NEW)
    office.desk.undo()
    office.desk.undo()
    assert office.desk.redo_text() == "New card “Neu”"
    office.desk.redo()
    assert office.desk.require_card(key).title == "Neu"
    office.desk.redo()
    assert office.desk.require_card("t1").column is Column.NEW
    assert office.desk.redo() is None


def test_a_new_change_ends_what_could_be_redone(office: Office) -> None:
    office.desk.move_card("t1", Column.NEW)
    office.desk.undo()
    office.desk.move_card("t2", Column.WIP)
    assert office.desk.redo() is None


def test_redo_after_the_way_back_was_sent_wishes_it_anew(office: Office) -> None:
    office.desk.edit_card("t1", {Field.TITLE: "Zwei"})
    office.sent("t1")
    office.desk.undo()
    office.sent("t1")
    office.desk.redo()
    assert office.desk.require_card("t1").title == "Zwei"
    office.desk.undo()
    assert office.desk.require_card("t1").title == "Navigation"


def test_a_later_process_takes_back_once_each(office: Office, open_office: Open) -> None:
    office.desk.move_card("t1", Column.NEW)
    office.desk.edit_card("t2", {Field.TITLE: "Fuß"})
    office.close()
    later = open_office()
    assert later.desk.undo_text() == "Rename “Fuß”"
    later.desk.undo()
    later.close()
    last = open_office()
    assert last.desk.require_card("t2").title == "Footer"
    last.desk.undo()
    assert last.desk.require_card("t1").column is Column.WIP
    assert last.desk.undo() is None


def test_what_was_done_together_is_taken_back_and_done_again_together(
    office: Office, qapp: QCoreApplication
) -> None:
    use_language(qapp, "en", resource("translations"))
    keys = [office.desk.add_card(WEB, title).card for title in ("Eins", "Zwei")]
    with office.desk.undo_group():
        for key in keys:
            office.desk.move_card(key, Column.COMPLETED)
    assert office.desk.undo_text() == "Move 2 cards"
    office.desk.undo()
    assert {office.desk.require_card(key).column for key in keys} == {Column.NEW}
    assert office.desk.redo_text() == "Move 2 cards"
    office.desk.redo()
    assert {office.desk.require_card(key).column for key in keys} == {Column.COMPLETED}
    office.desk.undo()
    assert office.desk.undo_text() == "New card “Zwei”"


def test_a_bulk_change_to_one_card_speaks_of_that_card(office: Office) -> None:
    with office.desk.undo_group():
        office.desk.move_card("t1", Column.NEW)
    assert office.desk.undo_text() == "Move “Navigation”"


def test_a_wish_given_up_can_be_taken_up_again(office: Office) -> None:
    before = office.desk.require_card(T1).title
    wish = office.desk.edit_card(T1, {Field.TITLE: "Abgelehnt"})
    assert wish is not None
    office.ledger.apply(Batch(put=[replace(wish.entry, state=State.PARKED, reason=Reason.REJECTED)]))
    office.desk.resolve(wish.entry.id, "discard")
    assert office.desk.require_card(T1).title == before
    undone = office.desk.undo()
    assert undone is not None
    assert office.desk.require_card(T1).title == "Abgelehnt"
    assert office.desk.attention() == []
    assert office.desk.undo() is None


def test_archiving_is_named_as_such(office: Office, qapp: QCoreApplication) -> None:
    use_language(qapp, "en", resource("translations"))
    office.desk.move_card("t1", Column.CLOSED)
    assert office.desk.undo_text() == "Archive “Navigation”"
    office.desk.move_card("t4", Column.NEW)
    assert office.desk.undo_text() == "Unarchive “Archive”"
    with office.desk.undo_group():
        for key in ("t2", "t3"):
            office.desk.move_card(key, Column.CLOSED)
    assert office.desk.undo_text() == "Archive 2 cards"
    with office.desk.undo_group():
        for key in ("t2", "t3"):
            office.desk.move_card(key, Column.NEW)
    assert office.desk.undo_text() == "Unarchive 2 cards"


def test_it_says_on_which_board_also_where_the_card_is_gone(office: Office) -> None:
    office.desk.move_card("t1", Column.NEW)
    office.desk.add_card(BoardId("b2"), "Versehen")
    gone, moved = office.desk.undo(), office.desk.undo()
    assert gone is not None
    assert moved is not None
    assert (gone.board, moved.board) == (BoardId("b2"), WEB)
    again = office.desk.redo()
    assert again is not None
    assert again.board == WEB
