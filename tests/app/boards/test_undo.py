"""Undo: exact while unsent, by an inverse change afterwards, also by a later process."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field, Reason, State
from kanbert_desktop.domain.coalescing import DropEntries, coalesce
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.resources import resource
from kanbert_desktop.sync.batch import Batch
from support.offline_service import OpenAccount, ReopenAccount

WEB, T1 = BoardId("b1"), CardKey("t1")


def test_nothing_to_undo(offline_service: OpenAccount) -> None:
    assert offline_service.service.undo() is None
    assert offline_service.service.redo() is None
    assert offline_service.service.undo_text() is None


def test_an_unsent_move_cancels_itself(offline_service: OpenAccount) -> None:
    offline_service.service.move_card("t1", Column.NEW)
    assert offline_service.service.undo_text() == "Move “Navigation”"
    undone = offline_service.service.undo()
    assert undone is not None
    assert undone.card == T1
    assert offline_service.service.require_card("t1").column is Column.WIP
    assert isinstance(coalesce(offline_service.replica.local_cards.pending.entries_of(T1)), DropEntries)


def test_an_unsent_card_is_never_sent(offline_service: OpenAccount) -> None:
    key = offline_service.service.add_card(WEB, "Versehen").card
    offline_service.service.edit_card(key, {Field.TITLE: "Doch nicht"})
    offline_service.service.undo()
    offline_service.service.undo()
    assert offline_service.service.card(key) is None
    assert isinstance(coalesce(offline_service.replica.local_cards.pending.entries_of(key)), DropEntries)


def test_an_unsent_delete_is_withdrawn(offline_service: OpenAccount) -> None:
    offline_service.service.delete_card("t1", hold=True)
    undone = offline_service.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.WITHDRAWN
    assert offline_service.service.card("t1") is not None
    assert offline_service.replica.local_cards.pending.entries() == []


def test_a_delete_in_flight_is_undone_as_a_new_card(offline_service: OpenAccount) -> None:
    offline_service.service.edit_card("t1", {Field.DESCRIPTION: "<p>wichtig</p>"})
    offline_service.mark_sent("t1")
    offline_service.service.delete_card("t1")
    offline_service.mark_in_flight("t1")
    undone = offline_service.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    copy = offline_service.service.require_card(undone.card)
    assert copy.key.startswith("kd-")
    assert (copy.title, copy.column, copy.description) == ("Navigation", Column.WIP, "<p>wichtig</p>")


def test_a_sent_edit_is_undone_by_its_inverse(offline_service: OpenAccount) -> None:
    offline_service.service.edit_card("t1", {Field.TITLE: "Falsch"})
    offline_service.mark_sent("t1")
    offline_service.service.undo()
    (entry,) = offline_service.replica.local_cards.pending.entries()
    assert entry.change.old == {Field.TITLE: "Falsch"}  # type: ignore[union-attr]
    assert offline_service.service.require_card("t1").title == "Navigation"


def test_an_unsent_comment_is_withdrawn(offline_service: OpenAccount) -> None:
    offline_service.service.add_comment("t1", "<p>Hm</p>")
    undone = offline_service.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.WITHDRAWN
    assert offline_service.service.comments(T1) == []


def test_a_sent_comment_stays_and_earlier_changes_can_be_undone(offline_service: OpenAccount) -> None:
    offline_service.service.move_card("t1", Column.NEW)
    queued = offline_service.service.add_comment("t1", "<p>Hm</p>")
    offline_service.mark_in_flight("t1")
    with pytest.raises(Refused) as caught:
        offline_service.service.undo_change(queued.entry.id)
    assert caught.value.key == "undo_comment_sent"
    assert offline_service.service.undo_text() == "Move “Navigation”"
    offline_service.service.undo()
    assert offline_service.service.require_card("t1").column is Column.WIP


def test_a_named_change_is_undone_and_later_ones_stay(offline_service: OpenAccount) -> None:
    first = offline_service.service.move_card("t1", Column.NEW)
    offline_service.service.edit_card("t2", {Field.TITLE: "Fuß"})
    assert first is not None
    offline_service.service.undo_change(first.entry.id)
    assert offline_service.service.require_card("t1").column is Column.WIP
    assert offline_service.service.require_card("t2").title == "Fuß"
    assert offline_service.service.undo_change(first.entry.id) is None


def test_redo_does_it_again_exactly(offline_service: OpenAccount) -> None:
    key = offline_service.service.add_card(WEB, "Neu").card
    offline_service.service.move_card("t1", Column.NEW)
    offline_service.service.undo()
    offline_service.service.undo()
    assert offline_service.service.redo_text() == "New card “Neu”"
    offline_service.service.redo()
    assert offline_service.service.require_card(key).title == "Neu"
    offline_service.service.redo()
    assert offline_service.service.require_card("t1").column is Column.NEW
    assert offline_service.service.redo() is None


def test_a_new_change_clears_the_redo_stack(offline_service: OpenAccount) -> None:
    offline_service.service.move_card("t1", Column.NEW)
    offline_service.service.undo()
    offline_service.service.move_card("t2", Column.WIP)
    assert offline_service.service.redo() is None


def test_redo_after_the_inverse_was_sent_queues_the_change_again(offline_service: OpenAccount) -> None:
    offline_service.service.edit_card("t1", {Field.TITLE: "Zwei"})
    offline_service.mark_sent("t1")
    offline_service.service.undo()
    offline_service.mark_sent("t1")
    offline_service.service.redo()
    assert offline_service.service.require_card("t1").title == "Zwei"
    offline_service.service.undo()
    assert offline_service.service.require_card("t1").title == "Navigation"


def test_a_later_process_undoes_each_change_once(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    offline_service.service.move_card("t1", Column.NEW)
    offline_service.service.edit_card("t2", {Field.TITLE: "Fuß"})
    offline_service.close()
    later = open_offline_service()
    assert later.service.undo_text() == "Rename “Fuß”"
    later.service.undo()
    later.close()
    last = open_offline_service()
    assert last.service.require_card("t2").title == "Footer"
    last.service.undo()
    assert last.service.require_card("t1").column is Column.WIP
    assert last.service.undo() is None


def test_an_undo_group_is_undone_and_redone_together(
    offline_service: OpenAccount, qapp: QCoreApplication
) -> None:
    use_language(qapp, "en", resource("translations"))
    keys = [offline_service.service.add_card(WEB, title).card for title in ("Eins", "Zwei")]
    with offline_service.service.undo_group():
        for key in keys:
            offline_service.service.move_card(key, Column.COMPLETED)
    assert offline_service.service.undo_text() == "Move 2 cards"
    offline_service.service.undo()
    assert {offline_service.service.require_card(key).column for key in keys} == {Column.NEW}
    assert offline_service.service.redo_text() == "Move 2 cards"
    offline_service.service.redo()
    assert {offline_service.service.require_card(key).column for key in keys} == {Column.COMPLETED}
    offline_service.service.undo()
    assert offline_service.service.undo_text() == "New card “Zwei”"


def test_a_bulk_change_to_one_card_names_that_card(offline_service: OpenAccount) -> None:
    with offline_service.service.undo_group():
        offline_service.service.move_card("t1", Column.NEW)
    assert offline_service.service.undo_text() == "Move “Navigation”"


def test_a_discarded_change_can_be_restored(offline_service: OpenAccount) -> None:
    before = offline_service.service.require_card(T1).title
    queued = offline_service.service.edit_card(T1, {Field.TITLE: "Abgelehnt"})
    assert queued is not None
    offline_service.replica.apply(
        Batch(put=[replace(queued.entry, state=State.PARKED, reason=Reason.REJECTED)])
    )
    offline_service.service.resolve(queued.entry.id, "discard")
    assert offline_service.service.require_card(T1).title == before
    undone = offline_service.service.undo()
    assert undone is not None
    assert offline_service.service.require_card(T1).title == "Abgelehnt"
    assert offline_service.service.attention() == []
    assert offline_service.service.undo() is None


def test_archiving_is_named_as_such(offline_service: OpenAccount, qapp: QCoreApplication) -> None:
    use_language(qapp, "en", resource("translations"))
    offline_service.service.move_card("t1", Column.CLOSED)
    assert offline_service.service.undo_text() == "Archive “Navigation”"
    offline_service.service.move_card("t4", Column.NEW)
    assert offline_service.service.undo_text() == "Unarchive “Archive”"
    with offline_service.service.undo_group():
        for key in ("t2", "t3"):
            offline_service.service.move_card(key, Column.CLOSED)
    assert offline_service.service.undo_text() == "Archive 2 cards"
    with offline_service.service.undo_group():
        for key in ("t2", "t3"):
            offline_service.service.move_card(key, Column.NEW)
    assert offline_service.service.undo_text() == "Unarchive 2 cards"


def test_the_board_is_named_even_if_the_card_is_gone(offline_service: OpenAccount) -> None:
    offline_service.service.move_card("t1", Column.NEW)
    offline_service.service.add_card(BoardId("b2"), "Versehen")
    gone, moved = offline_service.service.undo(), offline_service.service.undo()
    assert gone is not None
    assert moved is not None
    assert (gone.board, moved.board) == (BoardId("b2"), WEB)
    again = offline_service.service.redo()
    assert again is not None
    assert again.board == WEB
