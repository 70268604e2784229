"""The changes made here to a card, and what became of each."""

from dataclasses import replace

from kanbert_desktop.app.boards.card_history import ChangeStatus
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import AddComment, CreateCard, EditCard, Field, Reason, State
from kanbert_desktop.sync.batch import Batch
from support.offline_service import OpenAccount, ReopenAccount

WEB, T1 = BoardId("b1"), CardKey("t1")


def statuses(offline_service: OpenAccount, card: CardKey = T1) -> list[ChangeStatus]:
    return [one.status for one in offline_service.service.card_history(card)]


def test_nothing_was_changed_here(offline_service: OpenAccount) -> None:
    assert offline_service.service.card_history(T1) == []


def test_changes_are_listed_newest_first_before_they_are_on_disk(offline_service: OpenAccount) -> None:
    offline_service.service.move_card("t1", Column.NEW)
    offline_service.service.add_comment("t1", "<p>Hm</p>")
    offline_service.service.edit_card("t2", {Field.TITLE: "Anderswo"})
    printed, moved = offline_service.service.card_history(T1)
    assert isinstance(printed.row.change, AddComment)
    assert isinstance(moved.row.change, EditCard)
    assert (printed.status, moved.status) == (ChangeStatus.NOT_SENT, ChangeStatus.NOT_SENT)


def test_a_new_card_begins_with_its_creation(offline_service: OpenAccount) -> None:
    key = offline_service.service.add_card(WEB, "Neu").card
    (one,) = offline_service.service.card_history(key)
    assert isinstance(one.row.change, CreateCard)


def test_the_outcome_is_listed_also_by_a_later_process(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    offline_service.service.edit_card("t1", {Field.TITLE: "Gesendet"})
    offline_service.mark_sent("t1")
    offline_service.service.edit_card("t1", {Field.TITLE: "Zurück"})
    offline_service.service.undo()
    refused = offline_service.service.edit_card("t1", {Field.COLUMN: Column.NEW})
    given_up = offline_service.service.add_comment("t1", "<p>Nie</p>")
    assert refused is not None
    for queued in (refused, given_up):
        parked = replace(queued.entry, state=State.PARKED, reason=Reason.REJECTED)
        offline_service.replica.apply(Batch(put=[parked]))
    offline_service.service.resolve(given_up.entry.id, "discard")
    expected = [
        ChangeStatus.SENT,  # the answer itself
        ChangeStatus.DISCARDED,
        ChangeStatus.REJECTED,
        ChangeStatus.NOT_SENT,  # the opposite
        ChangeStatus.UNDONE,
        ChangeStatus.SENT,
    ]
    assert statuses(offline_service) == expected
    offline_service.close()
    assert statuses(open_offline_service()) == expected


def test_a_change_that_both_sides_made_in_part_still_needs_a_decision(
    offline_service: OpenAccount,
) -> None:
    queued = offline_service.service.edit_card("t1", {Field.TITLE: "Meins", Field.COLUMN: Column.NEW})
    assert queued is not None
    question = replace(
        queued.entry,
        id="other",  # type: ignore[arg-type]
        state=State.PARKED,
        reason=Reason.CHANGED_REMOTELY,
        origin=queued.entry.id,
        change=EditCard(T1, {Field.TITLE: "Navigation"}, {Field.TITLE: "Meins"}),
    )
    offline_service.replica.apply(Batch(drop=[queued.entry.id], put=[question]))
    assert statuses(offline_service) == [ChangeStatus.NEEDS_DECISION]
    offline_service.service.resolve("other", "theirs")
    assert statuses(offline_service)[-1] is ChangeStatus.DISCARDED
