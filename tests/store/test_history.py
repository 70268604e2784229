"""Undo history rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kanbert_desktop.domain.board import CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import (
    AddComment,
    ChangeId,
    DecisionMade,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Outcome,
    Reason,
    State,
    inverse,
)
from kanbert_desktop.store import history
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.history import HistoryRow

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def moved(number: int) -> HistoryRow:
    change = EditCard(CardKey("c"), {Field.COLUMN: Column.NEW}, {Field.COLUMN: Column.WIP})
    moment = NOON + timedelta(seconds=number)
    return HistoryRow(ChangeId(f"c{number}"), change, inverse(change), moment)


def record(store: Store, *rows: HistoryRow) -> None:
    for row in rows:
        store.write(lambda db, row=row: history.save_row(db, row)).result(30)


def test_the_newest_comes_first_and_no_more_than_asked(store: Store) -> None:
    rows = [moved(number) for number in range(5)]
    record(store, *rows)
    assert history.latest_rows(store.read()) == rows[::-1]
    assert history.latest_rows(store.read(), limit=2) == [rows[4], rows[3]]


def test_a_change_without_an_inverse_is_recorded_too(store: Store) -> None:
    row = HistoryRow(ChangeId("d"), DeleteCard(CardKey("c"), NOON), None, NOON, undone=True)
    record(store, row)
    assert history.latest_rows(store.read()) == [row]


def test_undone_and_done_again(store: Store) -> None:
    record(store, moved(1), moved(2))
    taken_back = replace(moved(1), undone=True, redo=1, undone_by=ChangeId("o"), undone_card=CardKey("c"))
    record(store, taken_back)
    assert [row.id for row in history.undoable_rows(store.read())] == ["c2"]
    assert history.redoable_rows(store.read()) == [taken_back]
    store.write(lambda db: history.save_row_as_newest(db, moved(1))).result(30)
    assert [row.id for row in history.undoable_rows(store.read())] == ["c1", "c2"]
    assert history.redoable_rows(store.read()) == []


def test_something_new_ends_what_could_be_done_again(store: Store) -> None:
    record(store, replace(moved(1), undone=True, redo=1), moved(2))
    store.write(history.clear_redo).result(30)
    assert history.redoable_rows(store.read()) == []
    assert [row.id for row in history.undoable_rows(store.read())] == ["c2"]


def test_an_undo_group_is_never_cut_in_two(store: Store) -> None:
    record(store, moved(0), *(replace(moved(number), undo_group="g") for number in range(1, 6)))
    assert [row.id for row in history.undoable_rows(store.read(), limit=2)] == ["c5", "c4", "c3", "c2", "c1"]


def test_a_discarded_change_is_no_step_even_if_written_again(store: Store) -> None:
    record(store, moved(1))
    store.write(lambda db: history.set_outcome(db, ChangeId("c1"), Outcome.DISCARDED)).result(30)
    record(store, moved(1))
    assert history.undoable_rows(store.read()) == []
    assert [row.outcome for row in history.rows_of_card(store.read(), CardKey("c"))] == [Outcome.DISCARDED]
    store.write(lambda db: history.set_outcome(db, ChangeId("c1"), None)).result(30)
    assert [row.id for row in history.undoable_rows(store.read())] == ["c1"]


def test_an_answer_comes_back_with_the_entries_it_touched(store: Store) -> None:
    comment = AddComment(CommentKey("kd-1"), CardKey("c"), "<p>😀 Hm</p>")
    question = Entry(
        id=ChangeId("q"),
        seq=3,
        change=comment,
        made_at=NOON,
        state=State.PARKED,
        reason=Reason.REJECTED,
        status=403,
    )
    row = HistoryRow(ChangeId("d"), DecisionMade("discard", (question,), (CardKey("c"),)), None, NOON)
    record(store, row)
    assert history.rows_of_card(store.read(), CardKey("c")) == [row]


def test_each_card_has_its_own(store: Store) -> None:
    other = HistoryRow(ChangeId("x"), DeleteCard(CardKey("other")), None, NOON)
    record(store, moved(1), other, moved(2))
    assert [row.id for row in history.rows_of_card(store.read(), CardKey("c"))] == ["c2", "c1"]
    assert history.rows_of_card(store.read(), CardKey("other")) == [other]


def test_saving_a_row_again_keeps_its_position(store: Store) -> None:
    record(store, moved(1), moved(2), moved(1))
    assert [row.id for row in history.latest_rows(store.read())] == ["c2", "c1"]


def test_a_row_of_a_newer_version_is_kept_and_the_others_are_read(store: Store) -> None:
    record(store, moved(1), moved(2))
    newer = """UPDATE history SET change = '{"version":2}' WHERE id = 'c1'"""
    store.write(lambda db: db.execute(newer).rowcount).result(30)
    assert [row.id for row in history.latest_rows(store.read())] == ["c2"]
    assert store.read().execute("SELECT count(*) FROM history").fetchone() == (2,)
