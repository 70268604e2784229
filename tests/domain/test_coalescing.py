"""Pending changes of one card become the fewest equivalent requests (D13)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.board import BoardId, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Reason,
    State,
)
from kanbert_desktop.domain.coalescing import (
    DropEntries,
    SendComment,
    SendCreate,
    SendDelete,
    SendEdit,
    coalesce,
)
from kanbert_desktop.domain.projection import project_card
from support.strategies import MOMENT, cards, edits

KEY = CardKey("1")
CREATE = CreateCard(KEY, BoardId("p1"), {Field.TITLE: "Neu", Field.COLUMN: Column.NEW})
MOVE = EditCard(KEY, {Field.COLUMN: Column.NEW}, {Field.COLUMN: Column.WIP})
BACK = EditCard(KEY, {Field.COLUMN: Column.WIP}, {Field.COLUMN: Column.NEW})
RENAME = EditCard(KEY, {Field.TITLE: "Neu"}, {Field.TITLE: "Neuer"})
SAY = AddComment(CommentKey("kd-c"), KEY, "<p>Ja</p>")
DELETE = DeleteCard(KEY)


def queue(*changes: Change) -> list[Entry]:
    return [
        Entry(id=ChangeId(f"e{seq}"), seq=seq, change=change, made_at=MOMENT)
        for seq, change in enumerate(changes, 1)
    ]


def test_edits_keep_the_first_old_and_the_last_new_value() -> None:
    onward = EditCard(KEY, {Field.COLUMN: Column.WIP}, {Field.COLUMN: Column.COMPLETED})
    assert coalesce(queue(MOVE, RENAME, onward)) == SendEdit(
        (ChangeId("e1"), ChangeId("e2"), ChangeId("e3")),
        KEY,
        {Field.COLUMN: Column.NEW, Field.TITLE: "Neu"},
        {Field.COLUMN: Column.COMPLETED, Field.TITLE: "Neuer"},
    )


def test_a_change_and_its_inverse_send_nothing() -> None:
    assert coalesce(queue(MOVE, BACK)) == DropEntries((ChangeId("e1"), ChangeId("e2")))


def test_a_created_and_edited_card_is_created_once_as_it_is_now() -> None:
    sending = coalesce(queue(CREATE, RENAME, MOVE))
    assert isinstance(sending, SendCreate)
    assert sending.fields == {Field.TITLE: "Neuer", Field.COLUMN: Column.WIP}
    assert len(sending.entries) == 3


def test_a_card_created_and_deleted_locally_sends_nothing() -> None:
    assert coalesce(queue(CREATE, RENAME, SAY, DELETE)) == DropEntries(
        tuple(ChangeId(f"e{n}") for n in range(1, 5))
    )


def test_a_deletion_makes_the_edits_before_it_pointless() -> None:
    assert coalesce(queue(MOVE, DELETE)) == SendDelete((ChangeId("e1"), ChangeId("e2")), DELETE)


def test_a_comment_waits_for_the_card_it_belongs_to() -> None:
    first = coalesce(queue(CREATE, SAY, RENAME))
    assert isinstance(first, SendCreate)
    assert first.entries == (ChangeId("e1"), ChangeId("e3"))
    assert coalesce(queue(SAY)) == SendComment((ChangeId("e1"),), SAY)


@pytest.mark.parametrize("state", [State.IN_FLIGHT, State.OUTCOME_UNKNOWN])
def test_nothing_is_sent_while_a_request_is_in_flight_or_its_outcome_unknown(state: State) -> None:
    entries = queue(MOVE, RENAME)
    entries[0] = replace(entries[0], state=state)
    assert coalesce(entries) is None


def test_a_parked_edit_does_not_hold_the_card_back() -> None:
    entries = queue(RENAME, MOVE)
    entries[0] = replace(entries[0], state=State.PARKED, reason=Reason.REJECTED)
    sending = coalesce(entries)
    assert isinstance(sending, SendEdit)
    assert sending.new == {Field.COLUMN: Column.WIP}


def test_a_rejected_create_holds_back_all_that_needs_the_card() -> None:
    entries = queue(CREATE, RENAME, SAY)
    entries[0] = replace(entries[0], state=State.PARKED, reason=Reason.REJECTED)
    assert coalesce(entries) is None


@given(data=st.data())
def test_sending_the_coalesced_edit_gives_the_card_that_was_shown(data: st.DataObject) -> None:
    base = data.draw(cards(KEY))
    made_changes: list[Change] = []
    for _ in range(data.draw(st.integers(1, 4))):
        made_change = data.draw(edits(KEY))
        made_changes.append(made_change)
    entries = queue(*made_changes)
    after = project_card(base, entries)
    assert after is not None
    sending = coalesce(entries)
    if isinstance(sending, SendEdit):
        folded = project_card(base, queue(EditCard(KEY, sending.old, sending.new)))
        assert folded is not None
        for field in sending.new:
            assert getattr(folded, field.value) == getattr(after, field.value)
    else:
        assert isinstance(sending, DropEntries)
