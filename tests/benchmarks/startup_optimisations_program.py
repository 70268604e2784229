"""The program as in `full_window`, with start-up optimisations switched off or modules imported early.

After the first paint it reports its resident memory and the longest pause of its event loop while it goes online.
"""

import argparse
import gc
import importlib
import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.reporting import write_report
from kanbert_desktop import main

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from kanbert_desktop.ui.window.main_window import MainWindow

WATCHED_SECONDS = 4.0


def _keep_import_hook() -> None:
    main.remove_import_hook = lambda: None


def _import_lazy_modules() -> None:
    main.import_lazily = importlib.import_module  # type: ignore[assignment]


def _collect_during_start() -> None:
    disable = gc.disable
    gc.disable = lambda: None

    def restore() -> None:
        gc.disable = disable

    after_paint(restore)


def _collect_on_any_thread() -> None:
    _collect_during_start()

    def replace() -> None:
        from kanbert_desktop.app.system import event_loop

        event_loop.collect_on_main_thread = nullcontext

    after_paint(replace)


def _import_when_connecting() -> None:
    def replace() -> None:
        from kanbert_desktop.app import tasks

        tasks._import_all = lambda: None

    after_paint(replace)


def _without(part: str) -> Callable[[], None]:
    def switch_off() -> None:
        os.environ["KANBERT_ORDINARY_START"] = part

    return switch_off


SWITCHES = {
    "signatures when needed": _without("signatures"),
    "short way of enumerations": _without("enums"),
    "one file of code": _without("code"),
    "import hook removed": _keep_import_hook,
    "lazy asyncio": _import_lazy_modules,
    "no collection during start": _collect_during_start,
    "collection on the main thread": _collect_on_any_thread,
    "preloading in a thread": _import_when_connecting,
}
"""Each replaces one optimisation by what Python and PySide do without it."""


def after_paint(change: Callable[[], None]) -> None:
    wait_for_paint = main._wait_for_first_paint

    def painted(app: "QApplication", window: "MainWindow") -> None:
        wait_for_paint(app, window)
        change()

    main._wait_for_first_paint = painted


def import_early(modules: Iterable[str]) -> None:
    """Imports `modules` before the window is built, as imports at the top of its modules would."""
    show = main._show

    def shown(*arguments: object) -> int:
        for module in modules:
            importlib.import_module(module)
        return show(*arguments)  # type: ignore[arg-type]

    main._show = shown


def report_memory_and_pauses() -> None:
    from PySide6.QtCore import Qt, QTimer

    began = last = time.perf_counter()
    longest = 0.0
    memory = _resident_mib()
    timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)

    def measure() -> None:
        nonlocal last, longest
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        if now - began > WATCHED_SECONDS:
            timer.stop()
            write_report({"memory": memory, "pause": longest * 1000, "later": _resident_mib()})

    timer.timeout.connect(measure)
    timer.start()


def _resident_mib() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Rss"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", choices=SWITCHES)
    parser.add_argument("--early", nargs="*", default=[])
    chosen, sys.argv[1:] = parser.parse_known_args()
    if chosen.without:
        SWITCHES[chosen.without]()
    import_early(chosen.early)
    after_paint(report_memory_and_pauses)
    importlib.import_module("benchmarks.full_window")
