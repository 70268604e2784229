"""Measured program: the full window loads all cards and compares them while a timer records every stall of its loop."""

import asyncio
import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.reporting import write_report
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.cli.arguments import parse_arguments
from kanbert_desktop.cli.options import options_from
from kanbert_desktop.domain.events import SyncState, SyncStatusChanged
from kanbert_desktop.startup import remove_import_hook
from kanbert_desktop.ui.window.startup import open_window

IDLE_SECONDS = 3.0


class Pauses:
    """Milliseconds between two iterations of the loop, measured by a timer of one, and this thread's processor time in each."""

    def __init__(self) -> None:
        self._wall: list[float] = []
        self._cpu: list[float] = []
        self._last = (0, 0)
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._note)

    def begin(self) -> None:
        self._wall.clear()
        self._cpu.clear()
        self._last = (time.perf_counter_ns(), time.thread_time_ns())
        self._timer.start()

    def end(self) -> dict[str, list[float]]:
        """The longest first."""
        self._timer.stop()
        return {"wall": sorted(self._wall, reverse=True), "cpu": sorted(self._cpu, reverse=True)}

    def _note(self) -> None:
        now = (time.perf_counter_ns(), time.thread_time_ns())
        for found, before, after in zip((self._wall, self._cpu), self._last, now, strict=True):
            found.append((after - before) / 1e6)
        self._last = now


async def loaded(application: Application) -> None:
    """The pauses of an idle window, those of the load, and those of a comparison of everything."""
    pauses, over = Pauses(), asyncio.Event()

    def watch(event: SyncStatusChanged) -> None:
        if event.status.state is SyncState.UP_TO_DATE and event.status.last_sync is not None:
            over.set()

    application.bus.subscribe(SyncStatusChanged, watch)
    pauses.begin()
    await asyncio.sleep(IDLE_SECONDS)
    idle = pauses.end()
    pauses.begin()
    await application.go_live()
    await over.wait()
    load = pauses.end()
    pauses.begin()
    await application.sync(full=True)
    write_report({"idle": idle, "load": load, "compare": pauses.end()})
    await application.close()


def main() -> None:
    remove_import_hook()
    qt = QApplication(["kanbert-desktop"])
    qt.setQuitOnLastWindowClosed(False)
    chosen = options_from(parse_arguments([]))
    application = Application(Environment.for_options(chosen), chosen)
    window = open_window(application)
    run_on_qt(qt, loaded(application))
    window.deleteLater()


main()
sys.exit(0)
