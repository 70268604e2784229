"""What was changed here."""

from datetime import UTC, datetime, timedelta

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import ChangeId, DeleteCard, EditCard, Field, inverse
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
        store.write(lambda db, row=row: history.record(db, row)).result(30)


def test_the_newest_comes_first_and_no_more_than_asked(store: Store) -> None:
    rows = [moved(number) for number in range(5)]
    record(store, *rows)
    assert history.latest(store.read()) == rows[::-1]
    assert history.latest(store.read(), limit=2) == [rows[4], rows[3]]


def test_a_change_without_a_way_back_is_recorded_too(store: Store) -> None:
    row = HistoryRow(ChangeId("d"), DeleteCard(CardKey("c"), NOON), None, NOON, undone=True)
    record(store, row)
    assert history.latest(store.read()) == [row]


def test_undone_and_done_again(store: Store) -> None:
    record(store, moved(1), moved(2))
    store.write(lambda db: history.mark_undone(db, ChangeId("c1"))).result(30)
    assert [row.undone for row in history.latest(store.read())] == [False, True]
    store.write(lambda db: history.mark_undone(db, ChangeId("c1"), undone=False)).result(30)
    assert [row.undone for row in history.latest(store.read())] == [False, False]


def test_recording_again_keeps_the_rows_place(store: Store) -> None:
    record(store, moved(1), moved(2), moved(1))
    assert [row.id for row in history.latest(store.read())] == ["c2", "c1"]


def test_a_row_of_a_newer_version_is_kept_and_the_others_are_read(store: Store) -> None:
    record(store, moved(1), moved(2))
    newer = """UPDATE history SET change = '{"version":2}' WHERE id = 'c1'"""
    store.write(lambda db: db.execute(newer).rowcount).result(30)
    assert [row.id for row in history.latest(store.read())] == ["c2"]
    assert store.read().execute("SELECT count(*) FROM history").fetchone() == (2,)
