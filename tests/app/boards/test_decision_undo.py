"""Every decision can be undone, also by a later process, and redone."""

from dataclasses import replace
from typing import Any

import pytest

from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    ChangeId,
    CreateCard,
    DeleteCard,
    Entry,
    Field,
    Reason,
    State,
)
from kanbert_desktop.domain.coalescing import SendCreate, coalesce
from kanbert_desktop.sync.batch import Batch, new_change_id
from kanbert_desktop.sync.deletions import KEPT_CARDS, MISSING_CARDS, remove_cards
from kanbert_desktop.sync.reconcile import reconcile_card
from kanbert_desktop.sync.replica import QueuedChange
from kanbert_desktop.sync.user_decisions import DecisionResult
from support.offline_service import NOON, OpenAccount, ReopenAccount

WEB, T1 = BoardId("b1"), CardKey("t1")


def park(offline_service: OpenAccount, queued: QueuedChange | None, reason: Reason, **more: Any) -> Entry:  # noqa: ANN401
    assert queued is not None
    parked = replace(queued.entry, state=State.PARKED, reason=reason, **more)
    offline_service.replica.apply(Batch(put=[parked]))
    return parked


def reopened(offline_service: OpenAccount, open_offline_service: ReopenAccount) -> OpenAccount:
    offline_service.close()
    return open_offline_service()


def test_a_discarded_comment_is_queued_again(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    comment = park(offline_service, offline_service.service.add_comment("t1", "<p>Doch</p>"), Reason.REJECTED)
    offline_service.service.resolve(comment.id, "discard")
    assert offline_service.service.comments(T1) == []
    assert offline_service.service.undo_text() == "Discard a comment on “Navigation”"
    later = reopened(offline_service, open_offline_service)
    assert later.service.undo_text() == "Discard a comment on “Navigation”"
    undone = later.service.undo()
    assert undone is not None
    assert undone.card == T1
    assert [printed.text for printed in later.service.comments(T1)] == ["<p>Doch</p>"]
    assert [entry.state for entry in later.replica.local_cards.pending.entries()] == [State.PENDING]
    later.service.redo()
    assert later.service.comments(T1) == []
    last = reopened(later, open_offline_service)
    assert last.service.comments(T1) == []
    last.service.undo()
    assert [printed.text for printed in last.service.comments(T1)] == ["<p>Doch</p>"]


def test_a_discarded_card_comes_back_with_all_its_changes(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    queued = offline_service.service.add_card(WEB, "Neu")
    offline_service.service.edit_card(queued.card, {Field.TITLE: "Neuer"})
    offline_service.service.add_comment(queued.card, "<p>Dazu</p>")
    entry = park(offline_service, queued, Reason.REJECTED)
    offline_service.service.resolve(entry.id, "discard")
    assert offline_service.replica.local_cards.pending.entries() == []
    later = reopened(offline_service, open_offline_service)
    undone = later.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.RESTORED
    assert later.service.require_card(undone.card).title == "Neuer"
    assert [printed.text for printed in later.service.comments(undone.card)] == ["<p>Dazu</p>"]


def test_a_discarded_copy_of_a_card_deleted_there_comes_back_under_a_new_id(
    offline_service: OpenAccount,
) -> None:
    queued = offline_service.service.edit_card("t1", {Field.TITLE: "Noch gebraucht"})
    assert queued is not None
    shown = offline_service.service.require_card("t1")

    offline_service.replica.apply(remove_cards(offline_service.replica.local_cards, [T1]))
    (entry,) = offline_service.service.attention()
    offline_service.service.resolve(entry.id, "discard")
    assert offline_service.service.card("t1") is None
    undone = offline_service.service.undo()
    assert undone is not None
    assert undone.card.startswith("kd-")
    assert offline_service.service.require_card(undone.card).title == shown.title


def test_undoing_a_restored_copy_reopens_the_question(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    offline_service.service.edit_card("t1", {Field.TITLE: "Noch gebraucht"})
    offline_service.service.add_comment("t1", "<p>Dazu</p>")

    offline_service.replica.apply(remove_cards(offline_service.replica.local_cards, [T1]))
    before = offline_service.replica.local_cards.pending.entries()
    offline_service.service.resolve(offline_service.service.attention()[0].id, "restore")
    assert offline_service.service.attention() == []
    later = reopened(offline_service, open_offline_service)
    assert later.service.undo_text() == "Restore “Noch gebraucht”"
    later.service.undo()
    assert later.service.attention()[0].reason is Reason.DELETED_REMOTELY
    assert later.replica.parked_entries() == before
    later.service.redo()
    assert later.service.attention() == []
    assert "Noch gebraucht" in {card.title for card in later.service.cards(WEB)}


def test_undoing_a_retry_reopens_the_question(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    entry = park(
        offline_service,
        offline_service.service.edit_card("t1", {Field.TITLE: "Abgelehnt"}),
        Reason.REJECTED,
        detail="Nein.",
    )
    offline_service.service.resolve(entry.id, "retry")
    assert offline_service.service.undo_text() == "Try again: “Abgelehnt”"
    later = reopened(offline_service, open_offline_service)
    undone = later.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.DECISION_REOPENED
    assert later.service.attention() == [entry]
    later.service.redo()
    assert later.service.attention() == []


def test_an_answer_that_is_on_disk_before_the_steps_are_read_is_one_step(
    offline_service: OpenAccount, open_offline_service: ReopenAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = offline_service.service.edit_card("t1", {Field.TITLE: "Abgelehnt"})
    entry = park(offline_service, queued, Reason.REJECTED)
    later = reopened(offline_service, open_offline_service)
    resolve = later.replica.decisions.resolve

    def resolve_and_save(entry_id: ChangeId, choice: str) -> DecisionResult:
        found = resolve(entry_id, choice)
        assert later.store.flush(10)
        return found

    monkeypatch.setattr(later.replica.decisions, "resolve", resolve_and_save)
    later.service.resolve(entry.id, "retry")
    later.service.undo()
    assert later.service.attention() == [entry]
    later.service.redo()
    assert later.service.attention() == []


def test_a_retry_that_was_rejected_again_is_no_undo_step(offline_service: OpenAccount) -> None:
    queued = offline_service.service.edit_card("t1", {Field.TITLE: "Abgelehnt"})
    park(offline_service, queued, Reason.REJECTED)
    offline_service.service.resolve(offline_service.service.attention()[0].id, "retry")
    park(offline_service, queued, Reason.REJECTED)
    assert offline_service.service.undo_text() == "Rename “Abgelehnt”"


@pytest.fixture
def missing(offline_service: OpenAccount) -> Entry:
    """Two cards are missing on the server, and one of them was edited here."""
    offline_service.service.edit_card("t2", {Field.TITLE: "Fuß"})
    question = Entry(
        id=new_change_id(),
        seq=offline_service.replica.local_cards.pending.next_seq(),
        change=DeleteCard(CardKey("t2")),
        made_at=NOON,
        state=State.PARKED,
        reason=Reason.MASS_DELETION,
        detail="2/4",
    )
    offline_service.replica.apply(Batch(put=[question], meta={MISSING_CARDS: "t2 t3"}))
    return question


def test_missing_cards_removed_here_come_back(
    offline_service: OpenAccount, open_offline_service: ReopenAccount, missing: Entry
) -> None:
    before = {card.key: card for card in offline_service.service.cards(WEB)}
    offline_service.service.resolve(missing.id, "remove")
    assert offline_service.service.card("t3") is None
    assert [entry.reason for entry in offline_service.service.attention()] == [Reason.DELETED_REMOTELY]
    later = reopened(offline_service, open_offline_service)
    assert later.service.card("t3") is None
    later.service.undo()
    assert {card.key: card for card in later.service.cards(WEB)} == before
    assert [entry.reason for entry in later.service.attention()] == [Reason.MASS_DELETION]
    assert later.replica.meta[MISSING_CARDS] == "t2 t3"
    last = reopened(later, open_offline_service)
    assert {card.key: card for card in last.service.cards(WEB)} == before
    assert last.service.require_card("t2").title == "Fuß"
    last.service.redo()
    assert last.service.card("t3") is None


def test_missing_cards_kept_are_asked_about_again(
    offline_service: OpenAccount, open_offline_service: ReopenAccount, missing: Entry
) -> None:
    offline_service.service.resolve(missing.id, "keep")
    assert offline_service.replica.meta[KEPT_CARDS] == "t2 t3"
    later = reopened(offline_service, open_offline_service)
    later.service.undo()
    assert later.service.attention() == [missing]
    assert later.replica.meta[KEPT_CARDS] is None
    assert later.replica.meta[MISSING_CARDS] == "t2 t3"
    later.service.redo()
    assert later.service.attention() == []
    assert later.replica.meta[KEPT_CARDS] == "t2 t3"


def test_a_copy_made_for_a_comment_alone_comes_back_as_a_card_first(offline_service: OpenAccount) -> None:
    offline_service.service.add_comment("t1", "<p>Nur das</p>")
    offline_service.replica.apply(remove_cards(offline_service.replica.local_cards, [T1]))
    copy = next(
        entry for entry in offline_service.service.attention() if isinstance(entry.change, CreateCard)
    )
    offline_service.service.resolve(copy.id, "discard")
    undone = offline_service.service.undo()
    assert undone is not None
    card, comment = offline_service.replica.local_cards.pending.entries_of(undone.card)
    assert isinstance(card.change, CreateCard)
    assert isinstance(comment.change, AddComment)
    assert isinstance(coalesce([card, comment]), SendCreate)
    assert [one.row.id for one in offline_service.service.card_history(undone.card)] == [comment.id, card.id]
    offline_service.service.redo()
    assert offline_service.replica.local_cards.pending.entries() == []
    assert offline_service.service.card(undone.card) is None


def test_the_question_about_a_card_that_was_deleted_here_as_well_opens_again(
    offline_service: OpenAccount,
) -> None:
    offline_service.service.add_comment("t1", "<p>Nur das</p>")
    offline_service.replica.apply(remove_cards(offline_service.replica.local_cards, [T1]))
    copy = next(
        entry for entry in offline_service.service.attention() if isinstance(entry.change, CreateCard)
    )
    offline_service.service.delete_card("t1")
    before = offline_service.replica.local_cards.pending.entries()
    offline_service.service.resolve(copy.id, "discard")
    offline_service.service.undo()
    assert offline_service.replica.local_cards.pending.entries() == before
    batch = reconcile_card(offline_service.replica.local_cards, T1, new_change_id)
    assert batch is not None
    offline_service.replica.apply(batch)
    assert offline_service.replica.local_cards.pending.entries() == []
