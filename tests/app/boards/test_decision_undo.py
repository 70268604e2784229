"""Every answer to a question can be taken back, also by a later process, and given again."""

from dataclasses import replace
from typing import Any

import pytest

from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    CreateCard,
    DeleteCard,
    Entry,
    Field,
    Reason,
    State,
)
from kanbert_desktop.domain.coalescing import SendCreate, coalesce
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.deletions import KEPT_CARDS, MISSING_CARDS, remove_cards
from kanbert_desktop.sync.replica import QueuedChange, new_change_id
from support.offline_service import NOON, Office, Open

WEB, T1 = BoardId("b1"), CardKey("t1")


def park(office: Office, wish: QueuedChange | None, reason: Reason, **more: Any) -> Entry:  # noqa: ANN401
    assert wish is not None
    parked = replace(wish.entry, state=State.PARKED, reason=reason, **more)
    office.ledger.apply(Batch(put=[parked]))
    return parked


def reopened(office: Office, open_office: Open) -> Office:
    office.close()
    return open_office()


def test_a_discarded_comment_is_wished_again(office: Office, open_office: Open) -> None:
    comment = park(office, office.desk.add_comment("t1", "<p>Doch</p>"), Reason.REJECTED)
    office.desk.resolve(comment.id, "discard")
    assert office.desk.comments(T1) == []
    assert office.desk.undo_text() == "Discard a comment on “Navigation”"
    later = reopened(office, open_office)
    assert later.desk.undo_text() == "Discard a comment on “Navigation”"
    undone = later.desk.undo()
    assert undone is not None
    assert undone.card == T1
    assert [said.text for said in later.desk.comments(T1)] == ["<p>Doch</p>"]
    assert [entry.state for entry in later.ledger.mirror.entries()] == [State.PENDING]
    later.desk.redo()
    assert later.desk.comments(T1) == []
    last = reopened(later, open_office)
    assert last.desk.comments(T1) == []
    last.desk.undo()
    assert [said.text for said in last.desk.comments(T1)] == ["<p>Doch</p>"]


def test_a_discarded_card_comes_back_with_all_that_was_wished_of_it(
    office: Office, open_office: Open
) -> None:
    wish = office.desk.add_card(WEB, "Neu")
    office.desk.edit_card(wish.card, {Field.TITLE: "Neuer"})
    office.desk.add_comment(wish.card, "<p>Dazu</p>")
    entry = park(office, wish, Reason.REJECTED)
    office.desk.resolve(entry.id, "discard")
    assert office.ledger.mirror.entries() == []
    later = reopened(office, open_office)
    undone = later.desk.undo()
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    assert later.desk.require_card(undone.card).title == "Neuer"
    assert [said.text for said in later.desk.comments(undone.card)] == ["<p>Dazu</p>"]


def test_a_discarded_copy_of_a_card_deleted_there_comes_back_under_a_new_id(office: Office) -> None:
    wish = office.desk.edit_card("t1", {Field.TITLE: "Noch gebraucht"})
    assert wish is not None
    shown = office.desk.require_card("t1")

    office.ledger.apply(remove_cards(office.ledger.mirror, [T1]))
    (entry,) = office.desk.attention()
    office.desk.resolve(entry.id, "discard")
    assert office.desk.card("t1") is None
    undone = office.desk.undo()
    assert undone is not None
    assert undone.card.startswith("kd-")
    assert office.desk.require_card(undone.card).title == shown.title


def test_a_restored_copy_taken_back_is_the_question_again(office: Office, open_office: Open) -> None:
    office.desk.edit_card("t1", {Field.TITLE: "Noch gebraucht"})
    office.desk.add_comment("t1", "<p>Dazu</p>")

    office.ledger.apply(remove_cards(office.ledger.mirror, [T1]))
    before = office.ledger.mirror.entries()
    office.desk.resolve(office.desk.attention()[0].id, "restore")
    assert office.desk.attention() == []
    later = reopened(office, open_office)
    assert later.desk.undo_text() == "Restore “Noch gebraucht”"
    later.desk.undo()
    assert later.desk.attention()[0].reason is Reason.DELETED_REMOTELY
    assert later.ledger.parked_entries() == before
    later.desk.redo()
    assert later.desk.attention() == []
    assert "Noch gebraucht" in {card.title for card in later.desk.cards(WEB)}


def test_a_second_try_taken_back_is_the_question_again(office: Office, open_office: Open) -> None:
    entry = park(
        office, office.desk.edit_card("t1", {Field.TITLE: "Abgelehnt"}), Reason.REJECTED, detail="Nein."
    )
    office.desk.resolve(entry.id, "retry")
    assert office.desk.undo_text() == "Try again: “Abgelehnt”"
    later = reopened(office, open_office)
    undone = later.desk.undo()
    assert undone is not None
    assert undone.method is UndoMethod.DECISION_REOPENED
    assert later.desk.attention() == [entry]
    later.desk.redo()
    assert later.desk.attention() == []


def test_a_second_try_that_was_refused_again_is_no_step(office: Office) -> None:
    wish = office.desk.edit_card("t1", {Field.TITLE: "Abgelehnt"})
    park(office, wish, Reason.REJECTED)
    office.desk.resolve(office.desk.attention()[0].id, "retry")
    park(office, wish, Reason.REJECTED)
    assert office.desk.undo_text() == "Rename “Abgelehnt”"


@pytest.fixture
def missing(office: Office) -> Entry:
    """Two cards are not listed any more, and one of them was edited here."""
    office.desk.edit_card("t2", {Field.TITLE: "Fuß"})
    question = Entry(
        id=new_change_id(),
        seq=office.ledger.mirror.next_seq(),
        change=DeleteCard(CardKey("t2")),
        made_at=NOON,
        state=State.PARKED,
        reason=Reason.MASS_DELETION,
        detail="2/4",
    )
    office.ledger.apply(Batch(put=[question], meta={MISSING_CARDS: "t2 t3"}))
    return question


def test_missing_cards_removed_here_come_back(office: Office, open_office: Open, missing: Entry) -> None:
    before = {card.key: card for card in office.desk.cards(WEB)}
    office.desk.resolve(missing.id, "remove")
    assert office.desk.card("t3") is None
    assert [entry.reason for entry in office.desk.attention()] == [Reason.DELETED_REMOTELY]
    later = reopened(office, open_office)
    assert later.desk.card("t3") is None
    later.desk.undo()
    assert {card.key: card for card in later.desk.cards(WEB)} == before
    assert [entry.reason for entry in later.desk.attention()] == [Reason.MASS_DELETION]
    assert later.ledger.meta[MISSING_CARDS] == "t2 t3"
    last = reopened(later, open_office)
    assert {card.key: card for card in last.desk.cards(WEB)} == before
    assert last.desk.require_card("t2").title == "Fuß"
    last.desk.redo()
    assert last.desk.card("t3") is None


def test_missing_cards_kept_are_asked_about_again(office: Office, open_office: Open, missing: Entry) -> None:
    office.desk.resolve(missing.id, "keep")
    assert office.ledger.meta[KEPT_CARDS] == "t2 t3"
    later = reopened(office, open_office)
    later.desk.undo()
    assert later.desk.attention() == [missing]
    assert later.ledger.meta[KEPT_CARDS] is None
    assert later.ledger.meta[MISSING_CARDS] == "t2 t3"
    later.desk.redo()
    assert later.desk.attention() == []
    assert later.ledger.meta[KEPT_CARDS] == "t2 t3"


def test_a_copy_made_for_a_comment_alone_comes_back_as_a_card_first(office: Office) -> None:
    office.desk.add_comment("t1", "<p>Nur das</p>")
    office.ledger.apply(remove_cards(office.ledger.mirror, [T1]))
    copy = next(entry for entry in office.desk.attention() if isinstance(entry.change, CreateCard))
    office.desk.resolve(copy.id, "discard")
    undone = office.desk.undo()
    assert undone is not None
    card, comment = office.ledger.mirror.entries_of(undone.card)
    assert isinstance(card.change, CreateCard)
    assert isinstance(comment.change, AddComment)
    assert isinstance(coalesce([card, comment]), SendCreate)
    assert [one.row.id for one in office.desk.card_history(undone.card)] == [comment.id, card.id]
    office.desk.redo()
    assert office.ledger.mirror.entries() == []
    assert office.desk.card(undone.card) is None
