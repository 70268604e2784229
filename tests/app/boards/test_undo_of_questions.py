"""Undoing an edit that waits in a question: it never reached the server, and the card shows the other value."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.app.boards.undo_steps import UndoMethod
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import EditCard, Entry, Field, Fields, Outcome, Reason
from kanbert_desktop.store import history
from kanbert_desktop.sync.batch import Batch, new_change_id
from kanbert_desktop.sync.reconcile import reconcile_card
from support.offline_service import NOON, OpenAccount, ReopenAccount
from support.server_rows import row_of

T1 = CardKey("t1")
DAY, THEIR_DAY = date(2026, 12, 1), date(2026, 12, 24)
THEIRS = "<p>Texts</p>\n<p>theirs</p>"


@pytest.fixture
def account(offline_service: OpenAccount) -> OpenAccount:
    """The card has a description on the server."""
    change_there(offline_service, description="<p>Texts</p>")
    return offline_service


def change_there(account: OpenAccount, **fields: Any) -> None:  # noqa: ANN401  a card's
    """A colleague's change arrives, and every edit that contradicts it becomes a question."""
    base = account.replica.local_cards.base_card(T1)
    assert base is not None
    card = replace(base, updated_at=NOON + timedelta(minutes=1), **fields)
    account.replica.apply(Batch(cards=[Record(card, row_of(card).raw)]))
    while (batch := reconcile_card(account.replica.local_cards, T1, new_change_id)) is not None:
        account.replica.apply(batch)


def edit(account: OpenAccount, fields: Fields) -> None:
    account.service.edit_card("t1", dict(fields))


def entries(account: OpenAccount) -> list[Entry]:
    return list(account.replica.local_cards.pending.entries())


def test_the_question_goes_with_the_edit_and_theirs_stays(account: OpenAccount) -> None:
    edit(account, {Field.DESCRIPTION: "<p>Texts</p>\n<p>mine</p>"})
    change_there(account, description=THEIRS)
    assert [entry.reason for entry in entries(account)] == [Reason.CHANGED_REMOTELY]
    undone = account.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.WITHDRAWN
    assert entries(account) == []
    assert account.service.require_card("t1").description == THEIRS


def test_a_text_that_is_written_again_afterwards_is_sent_whole(account: OpenAccount) -> None:
    """It was merged with the undone text, as if the server had had that: the line in both was lost."""
    edit(account, {Field.DESCRIPTION: "<p>Texts</p>\n<p>mine</p>"})
    change_there(account, description=THEIRS)
    account.service.undo()
    edit(account, {Field.DESCRIPTION: f"{THEIRS}\n<p>mine</p>"})
    (entry,) = entries(account)
    assert isinstance(entry.change, EditCard)
    assert entry.change.old == {Field.DESCRIPTION: THEIRS}


def test_redo_asks_again(account: OpenAccount, open_offline_service: ReopenAccount) -> None:
    edit(account, {Field.DUE: DAY})
    change_there(account, due=THEIR_DAY)
    account.service.undo()
    account.close()
    later = open_offline_service()
    assert entries(later) == []
    later.service.redo()
    change_there(later)
    (question,) = entries(later)
    assert question.reason is Reason.CHANGED_REMOTELY
    assert isinstance(question.change, EditCard)
    assert question.change.new == {Field.DUE: DAY}
    assert later.service.require_card("t1").due == THEIR_DAY


def test_the_second_of_two_edits_leaves_the_first_in_the_question(account: OpenAccount) -> None:
    edit(account, {Field.DUE: DAY})
    edit(account, {Field.DUE: DAY + timedelta(days=1)})
    change_there(account, due=THEIR_DAY)
    account.service.undo()
    (question,) = entries(account)
    assert isinstance(question.change, EditCard)
    assert question.change.new == {Field.DUE: DAY}
    assert question.theirs == {Field.DUE: THEIR_DAY}
    account.service.undo()
    assert entries(account) == []


def test_fields_without_a_question_are_undone_as_ever(account: OpenAccount) -> None:
    edit(account, {Field.DUE: DAY, Field.COLUMN: Column.NEW})
    change_there(account, due=THEIR_DAY)
    undone = account.service.undo()
    assert undone is not None
    assert undone.method is UndoMethod.INVERSE_QUEUED
    card = account.service.require_card("t1")
    assert (card.due, card.column) == (THEIR_DAY, Column.WIP)
    assert all(entry.reason is None for entry in entries(account))
    account.service.redo()
    assert account.service.require_card("t1").column is Column.NEW


def test_other_fields_of_the_question_wait_on(account: OpenAccount) -> None:
    edit(account, {Field.DUE: DAY})
    edit(account, {Field.TITLE: "Menü"})
    change_there(account, due=THEIR_DAY, title="Navi")
    account.service.undo()
    (question,) = entries(account)
    assert isinstance(question.change, EditCard)
    assert question.change.new == {Field.DUE: DAY}
    assert question.theirs == {Field.DUE: THEIR_DAY}
    assert account.service.require_card("t1").title == "Navi"


def test_a_later_edit_of_the_same_value_is_undone_and_not_the_question(account: OpenAccount) -> None:
    edit(account, {Field.DUE: DAY})
    change_there(account, due=THEIR_DAY)
    edit(account, {Field.DUE: DAY})
    account.service.undo()
    assert account.service.require_card("t1").due == THEIR_DAY
    assert [entry.reason for entry in entries(account) if entry.reason] == [Reason.CHANGED_REMOTELY]


def test_the_history_says_that_it_was_withdrawn(account: OpenAccount) -> None:
    edit(account, {Field.DUE: DAY})
    change_there(account, due=THEIR_DAY)
    account.service.undo()
    account.wait_until_saved()
    (row,) = history.rows_of_card(account.store.read(), T1)
    assert row.outcome is Outcome.WITHDRAWN
