"""Reference cycles end on the main thread, so that no other thread ever destroys a Qt object."""

import gc
import threading
import weakref

from pytestqt.qtbot import QtBot

from kanbert_desktop.app.collecting import YOUNG, collect_what_is_due, collecting_here


class Knot:
    """Refers to itself, so that only the collector can end it."""

    def __init__(self) -> None:
        self.itself = self


def tie(number: int) -> list[weakref.ref[Knot]]:
    return [weakref.ref(Knot()) for _ in range(number)]


def test_a_busy_thread_collects_nothing(qtbot: QtBot) -> None:
    assert qtbot
    knots: list[weakref.ref[Knot]] = []
    with collecting_here():
        worker = threading.Thread(target=lambda: knots.extend(tie(YOUNG * 3)))
        worker.start()
        worker.join()
        assert all(knot() is not None for knot in knots)
        collect_what_is_due()
        assert all(knot() is None for knot in knots)


def test_the_collector_is_as_before_afterwards() -> None:
    before = gc.isenabled()
    with collecting_here():
        assert not gc.isenabled()
    assert gc.isenabled() is before


def test_the_timer_does_it_by_itself(qtbot: QtBot) -> None:
    with collecting_here():
        knots = tie(YOUNG * 3)
        qtbot.waitUntil(lambda: all(knot() is None for knot in knots))
