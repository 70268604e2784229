"""Group commit: order, durability, failing neighbours, a bounded end."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager

import pytest

from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import local, writer
from kanbert_desktop.store.database import Store

Job = Callable[[sqlite3.Connection], object]


@contextmanager
def one_group(store: Store) -> Iterator[list[str]]:
    """What is written inside waits, and is then written in one group; yields the statements the writer ran for it."""
    statements: list[str] = []
    entered, released = threading.Event(), threading.Event()

    def hold(db: sqlite3.Connection) -> None:
        entered.set()
        assert released.wait(30)
        db.set_trace_callback(statements.append)

    store.write(hold)
    assert entered.wait(30)
    yield statements
    released.set()
    assert store.flush(30)


def names(store: Store) -> list[str]:
    return list(local.values(store.read()))


def put(name: str) -> Job:
    return lambda db: local.set_value(db, name, "1")


def test_a_job_gives_its_result(store: Store) -> None:
    assert store.write(lambda db: db.execute("SELECT 6 * 7").fetchone()[0]).result(30) == 42


def test_a_future_is_resolved_only_after_the_commit(store: Store) -> None:
    seen: list[int] = []

    def look(_future: Future[object]) -> None:
        with closing(sqlite3.connect(store.path)) as other:
            seen.append(other.execute("SELECT count(*) FROM local").fetchone()[0])

    with one_group(store):
        store.write(put("a")).add_done_callback(look)
    assert seen == [1]


def test_what_waits_together_is_committed_together_and_in_order(store: Store) -> None:
    order: list[int] = []
    with one_group(store) as statements:
        for number in range(20):
            store.write(lambda _db, number=number: order.append(number))
    assert order == list(range(20))
    # The hold's own COMMIT was traced first; flush may have joined the same group or the next one.
    assert statements.count("BEGIN IMMEDIATE") <= 2


def test_the_final_step_of_a_transaction_runs_once_for_all_its_jobs(store: Store) -> None:
    ends: list[int] = []
    store._writer.run_before_commit(
        lambda db: ends.append(db.execute("SELECT count(*) FROM local").fetchone()[0])
    )
    with one_group(store):
        for name in "abc":
            store.write(put(name))
    # The hold's own end comes first; the flush that `one_group` ends with may have one of its own.
    assert ends[:2] == [0, 3]


def test_where_the_end_of_a_transaction_fails_each_job_is_tried_alone(store: Store) -> None:
    def refuse_two(db: sqlite3.Connection) -> None:
        if db.execute("SELECT count(*) FROM local WHERE name IN ('b', 'c')").fetchone()[0]:
            raise ValueError("mine")

    store._writer.run_before_commit(refuse_two)
    with one_group(store):
        stored, *refused = [store.write(put(name)) for name in "abc"]
    assert stored.result(30) is None
    for future in refused:
        with pytest.raises(ValueError, match="mine"):
            future.result(30)
    assert names(store) == ["a"]
    store._writer.run_before_commit(writer._do_nothing)
    assert store.write(put("d")).result(30) is None


def test_only_walks_have_a_large_cache(store: Store) -> None:
    def kib(db: sqlite3.Connection) -> int:
        return -int(db.execute("PRAGMA cache_size").fetchone()[0])

    found = [store.write(kib, may_wait=may_wait).result(30) for may_wait in (False, True, False)]
    assert found == [writer._CACHE_KIB, writer._WALK_CACHE_KIB, writer._CACHE_KIB]
    assert writer._CACHE_KIB < writer._WALK_CACHE_KIB


def test_only_jobs_that_may_wait_wait_for_others() -> None:
    calm, urgent = writer._Job(put("a"), may_wait=True), writer._Job(put("b"))
    assert writer._seconds_to_wait([calm]) > 0
    assert writer._seconds_to_wait([calm, urgent]) == 0
    assert writer._seconds_to_wait([calm] * writer._MAX_WAITING_JOBS) == 0


def test_a_failing_job_leaves_its_neighbours_alone(store: Store) -> None:
    def half_done(db: sqlite3.Connection) -> None:
        local.set_value(db, "half", "1")
        raise ValueError("mine")

    with one_group(store):
        before, failing, after = store.write(put("a")), store.write(half_done), store.write(put("b"))
    assert before.result(30) is None
    assert after.result(30) is None
    with pytest.raises(ValueError, match="mine"):
        failing.result(30)
    assert names(store) == ["a", "b"]


def test_a_job_that_ends_the_transaction_takes_only_itself_down(store: Store) -> None:
    def roll_everything_back(db: sqlite3.Connection) -> None:
        db.execute("INSERT OR ROLLBACK INTO local VALUES ('a', NULL)")

    with one_group(store):
        before, failing, after = (
            store.write(put("a")),
            store.write(roll_everything_back),
            store.write(put("b")),
        )
    assert before.result(30) is None
    assert after.result(30) is None
    assert isinstance(failing.exception(30), sqlite3.IntegrityError)
    assert names(store) == ["a", "b"]


def test_a_commit_that_fails_is_tried_again_job_by_job(store: Store) -> None:
    def orphan(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE child (parent TEXT REFERENCES local (name) DEFERRABLE INITIALLY DEFERRED)")
        db.execute("INSERT INTO child VALUES ('nobody')")

    with one_group(store):
        before, failing, after = store.write(put("a")), store.write(orphan), store.write(put("b"))
    assert before.result(30) is None
    assert after.result(30) is None
    assert isinstance(failing.exception(30), sqlite3.IntegrityError)
    assert names(store) == ["a", "b"]


@pytest.mark.parametrize(
    ("refuse", "allow", "key"),
    [
        ("query_only = ON", "query_only = OFF", "store_unwritable"),
        ("max_page_count = 1", "max_page_count = 1000000", "disk_full"),
    ],
)
def test_a_disk_error_is_translated_and_the_same_job_may_succeed_later(
    store: Store, refuse: str, allow: str, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    def big(db: sqlite3.Connection) -> None:
        local.set_value(db, "big", "x" * 200_000)

    writing = store._writer._db
    writing.execute(f"PRAGMA {refuse}").fetchall()
    with pytest.raises(StoreError) as caught:
        store.write(big).result(30)
    assert caught.value.key == key
    assert caught.value.parameters["path"] == str(store.path)
    assert caplog.messages == [f"a write was not kept: {key}"]
    writing.execute(f"PRAGMA {allow}").fetchall()
    store.write(big).result(30)
    assert names(store) == ["big"]


def test_what_a_failing_job_quotes_reaches_no_log(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_db: sqlite3.Connection) -> None:
        raise ValueError("vertraulich")

    assert isinstance(store.write(fail).exception(30), ValueError)
    assert caplog.messages == ["a write was not kept: ValueError"]


def test_a_cancelled_job_is_not_run(store: Store) -> None:
    with one_group(store):
        assert store.write(put("never")).cancel()
        store.write(put("a"))
    assert names(store) == ["a"]


def test_many_threads_may_give_work(store: Store) -> None:
    def give(number: int) -> None:
        for step in range(50):
            store.write(put(f"{number}-{step}"))

    threads = [threading.Thread(target=give, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.flush(30)
    assert len(names(store)) == 400


def test_closing_works_off_what_was_given_and_takes_nothing_more(store: Store) -> None:
    futures = [store.write(put(str(number))) for number in range(100)]
    assert store.close(30)
    assert all(future.done() and future.exception() is None for future in futures)
    refused = store.write(put("late"))
    with pytest.raises(StoreError, match="store_closed"):
        refused.result(30)
    assert not store.flush(30)


def test_closing_does_not_wait_for_ever(store: Store) -> None:
    released = threading.Event()
    hanging = store.write(lambda _db: released.wait(30))
    assert not store.flush(0)
    assert not store.close(0)
    released.set()
    assert hanging.result(30)
    assert store.close(30)


def test_the_reading_connection_refuses_to_write(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        local.set_value(store.read(), "a", "1")
