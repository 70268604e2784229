"""Measured program: a synced account; each time ten cards have changed on the server, one cycle is timed."""

import asyncio
import sys

from PySide6.QtCore import QCoreApplication

from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.cli.arguments import parse_arguments
from kanbert_desktop.cli.options import options_from
from kanbert_desktop.startup import remove_import_hook


async def time_cycles(application: Application) -> None:
    """A line on standard input starts a cycle, as the schedule would; the output is its time and the number of cards."""
    application.open_chosen_account()
    engine = await application.current_account.connect()
    await engine.run_cycle()
    write_report("ready")
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline) != "\n":
        stopwatch = Stopwatch()
        report = await engine.run_cycle()
        write_report([*stopwatch.read(), report.pulled])
    await application.close()


def main() -> None:
    remove_import_hook()
    qt = QCoreApplication(["kanbert-desktop"])
    chosen = options_from(parse_arguments([]))
    application = Application(Environment.for_options(chosen), chosen)
    run_on_qt(qt, time_cycles(application))


main()
