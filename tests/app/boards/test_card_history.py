"""What was changed here about a card, and what became of each change."""

from dataclasses import replace

from kanbert_desktop.app.boards.card_history import ChangeStatus
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import AddComment, CreateCard, EditCard, Field, Reason, State
from kanbert_desktop.sync.batch import Batch
from support.offline_service import OfflineService, OpenOfflineService

WEB, T1 = BoardId("b1"), CardKey("t1")


def standings(office: OfflineService, card: CardKey = T1) -> list[ChangeStatus]:
    return [one.status for one in office.service.card_history(card)]


def test_nothing_was_changed_here(office: OfflineService) -> None:
    assert office.service.card_history(T1) == []


def test_each_change_is_told_the_newest_first_before_it_is_on_disk(office: OfflineService) -> None:
    office.service.move_card("t1", Column.NEW)
    office.service.add_comment("t1", "<p>Hm</p>")
    office.service.edit_card("t2", {Field.TITLE: "Anderswo"})
    said, moved = office.service.card_history(T1)
    assert isinstance(said.row.change, AddComment)
    assert isinstance(moved.row.change, EditCard)
    assert (said.status, moved.status) == (ChangeStatus.NOT_SENT, ChangeStatus.NOT_SENT)


def test_a_new_card_begins_with_its_creation(office: OfflineService) -> None:
    key = office.service.add_card(WEB, "Neu").card
    (one,) = office.service.card_history(key)
    assert isinstance(one.row.change, CreateCard)


def test_what_became_of_it_is_told_also_by_a_later_process(
    office: OfflineService, open_office: OpenOfflineService
) -> None:
    office.service.edit_card("t1", {Field.TITLE: "Gesendet"})
    office.mark_sent("t1")
    office.service.edit_card("t1", {Field.TITLE: "Zurück"})
    office.service.undo()
    refused = office.service.edit_card("t1", {Field.COLUMN: Column.NEW})
    given_up = office.service.add_comment("t1", "<p>Nie</p>")
    assert refused is not None
    for wish in (refused, given_up):
        parked = replace(wish.entry, state=State.PARKED, reason=Reason.REJECTED)
        office.replica.apply(Batch(put=[parked]))
    office.service.resolve(given_up.entry.id, "discard")
    expected = [
        ChangeStatus.SENT,  # the answer itself
        ChangeStatus.DISCARDED,
        ChangeStatus.REJECTED,
        ChangeStatus.NOT_SENT,  # the opposite
        ChangeStatus.UNDONE,
        ChangeStatus.SENT,
    ]
    assert standings(office) == expected
    office.close()
    assert standings(open_office()) == expected


def test_a_change_that_both_sides_made_in_part_still_needs_a_decision(office: OfflineService) -> None:
    wish = office.service.edit_card("t1", {Field.TITLE: "Meins", Field.COLUMN: Column.NEW})
    assert wish is not None
    question = replace(
        wish.entry,
        id="other",  # type: ignore[arg-type]
        state=State.PARKED,
        reason=Reason.CHANGED_REMOTELY,
        origin=wish.entry.id,
        change=EditCard(T1, {Field.TITLE: "Navigation"}, {Field.TITLE: "Meins"}),
    )
    office.replica.apply(Batch(drop=[wish.entry.id], put=[question]))
    assert standings(office) == [ChangeStatus.NEEDS_DECISION]
    office.service.resolve("other", "theirs")
    assert standings(office)[-1] is ChangeStatus.DISCARDED
