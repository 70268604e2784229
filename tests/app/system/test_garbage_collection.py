"""Reference cycles are collected on the main thread, so that no other thread destroys a Qt object."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.system import event_loop
from kanbert_desktop.app.system.event_loop import (
    IDLE_MS,
    MIDDLE_THRESHOLD,
    YOUNG_THRESHOLD,
    MainThreadCollector,
    collect_on_main_thread,
)


class Knot:
    """Refers to itself, so that only the garbage collector can delete it."""

    def __init__(self) -> None:
        self.itself = self


def tie(number: int) -> list[weakref.ref[Knot]]:
    return [weakref.ref(Knot()) for _ in range(number)]


def test_a_busy_thread_collects_nothing(qtbot: QtBot) -> None:
    assert qtbot
    knots: list[weakref.ref[Knot]] = []
    with collect_on_main_thread():
        worker = threading.Thread(target=lambda: knots.extend(tie(YOUNG_THRESHOLD * 3)))
        worker.start()
        worker.join()
        assert all(knot() is not None for knot in knots)
        MainThreadCollector().collect_if_due()
        assert all(knot() is None for knot in knots)


def test_the_collector_is_as_before_afterwards() -> None:
    before, frozen = gc.isenabled(), gc.get_freeze_count()
    with collect_on_main_thread():
        assert not gc.isenabled()
        gc.freeze()
    assert gc.isenabled() is before
    assert gc.get_freeze_count() <= frozen


def test_the_timer_collects(qtbot: QtBot) -> None:
    # Objects of earlier tests that wait for their deletion would lower the count of new ones.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with collect_on_main_thread():
        knots = tie(YOUNG_THRESHOLD * 3)
        qtbot.waitUntil(lambda: all(knot() is None for knot in knots))


def test_surviving_objects_are_frozen_and_collected_when_idle(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot
    with collect_on_main_thread():
        rests: list[bool] = []
        collector = MainThreadCollector(lambda: rests.append(True))
        lasting = Knot()
        watched = weakref.ref(lasting)
        for _ in range(MIDDLE_THRESHOLD + 2):
            kept = tie(YOUNG_THRESHOLD * 2)
            collector.collect_if_due()
        assert all(knot() is None for knot in kept)
        assert gc.get_freeze_count() > 0
        del lasting
        monkeypatch.setattr(event_loop, "YOUNG_THRESHOLD", 10**9)
        monkeypatch.setattr(event_loop, "WORTH_A_FULL_ONE", MIDDLE_THRESHOLD)
        collector.collect_if_due()
        assert watched() is not None, "something may still go on"
        assert rests == []
        collector.collect_if_due()
        assert watched() is None
        assert rests == [True]
        assert gc.get_freeze_count() == 0
        collector.stop()


def test_what_an_idle_sync_leaves_is_not_worth_a_full_collection_but_its_end_is_reported(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot
    collections: list[tuple[int, ...]] = []
    rests: list[bool] = []
    with collect_on_main_thread():
        monkeypatch.setattr(event_loop.gc, "collect", lambda *generation: collections.append(generation))
        collector = MainThreadCollector(lambda: rests.append(True))
        kept = tie(YOUNG_THRESHOLD * 2)
        collector.collect_if_due()
        assert rests == []
        monkeypatch.setattr(event_loop, "YOUNG_THRESHOLD", 10**9)
        collector.collect_if_due()
        assert kept
        assert () not in collections
        assert rests == [True]
        assert not collector.is_active
        collector.stop()


def test_at_rest_it_stops_until_something_makes_many_objects(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()
    happened: list[list[weakref.ref[Knot]]] = []
    with collect_on_main_thread():
        collector = MainThreadCollector()
        monkeypatch.setattr(event_loop, "YOUNG_THRESHOLD", 10**9)
        collector.start()
        qtbot.waitUntil(lambda: not collector.is_active)
        QTimer.singleShot(0, lambda: happened.append([]))
        qtbot.waitUntil(lambda: bool(happened))
        assert not collector.is_active, "a wake-up alone is no reason"
        monkeypatch.setattr(event_loop, "YOUNG_THRESHOLD", YOUNG_THRESHOLD)
        QTimer.singleShot(0, lambda: happened.append(tie(YOUNG_THRESHOLD * 3)))
        qtbot.waitUntil(lambda: len(happened) > 1 and all(knot() is None for knot in happened[1]))
        collector.stop()


def test_activity_puts_the_full_collection_off(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert qtbot
    with collect_on_main_thread():
        monkeypatch.setattr(event_loop, "WORTH_A_FULL_ONE", 1)
        collector = MainThreadCollector()
        knots = tie(YOUNG_THRESHOLD * 2)
        collector.collect_if_due()
        monkeypatch.setattr(event_loop, "YOUNG_THRESHOLD", 10**9)
        collector.collect_if_due()
        assert collector._timer.interval() == IDLE_MS
        monkeypatch.setattr(event_loop, "YOUNG_THRESHOLD", -1)
        collector._on_awake()
        assert collector._timer.interval() < IDLE_MS
        assert all(knot() is None for knot in knots)
        collector.stop()


def test_it_can_be_ended_in_its_sleep(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_loop, "YOUNG_THRESHOLD", 10**9)
    collector = MainThreadCollector()
    collector.collect_if_due()
    collector.stop()
    monkeypatch.setattr(event_loop, "YOUNG_THRESHOLD", -1)
    happened: list[bool] = []
    QTimer.singleShot(0, lambda: happened.append(True))
    qtbot.waitUntil(lambda: bool(happened))
    assert not collector.is_active
