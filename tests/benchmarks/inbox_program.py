"""Measured program: a synced account that follows every card; each time many have changed, one cycle is timed."""

import asyncio
import sqlite3
import sys
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.cli.arguments import parse_arguments
from kanbert_desktop.cli.options import options_from
from kanbert_desktop.startup import remove_import_hook


def follow_all(application: Application) -> None:
    service, session = application.require_service(), application.session
    if session is None:
        raise SystemExit("Nobody is signed in.")
    cards = [(card.key,) for card in session.replica.local_cards.cards()]

    def pin(db: sqlite3.Connection) -> None:
        db.executemany("INSERT OR IGNORE INTO pins (card) VALUES (?)", cards)

    service.local.store.write(lambda _db: service.inbox._file.write(pin)).result(60)


async def time_cycles(application: Application) -> None:
    """A line on standard input starts a cycle, with the inbox or without; the output is its time and two numbers."""
    application.open_chosen_account()
    engine = await application.current_account.connect()
    await engine.run_cycle()
    follow_all(application)
    service, session = application.require_service(), application.session
    if session is None:
        raise SystemExit("Nobody is signed in.")
    observers = session.replica.observed._observers
    subscribed = list(observers)
    write_report("ready")
    loop = asyncio.get_running_loop()
    while (way := (await loop.run_in_executor(None, sys.stdin.readline)).strip()) != "":
        observers[:] = subscribed if way == "with" else []
        # Watchers are listed for the inbox alone.
        engine._reader.capabilities.lists_watchers = way == "with"
        stopwatch = Stopwatch()
        report = await engine.run_cycle()
        read = stopwatch.read()
        await service.wait_until_saved()
        write_report([*read, report.pulled, len(service.inbox.entries(datetime.now(UTC).date()))])
    await application.close()


def main() -> None:
    remove_import_hook()
    qt = QCoreApplication(["kanbert-desktop"])
    chosen = options_from(parse_arguments([]))
    application = Application(Environment.for_options(chosen), chosen)
    run_on_qt(qt, time_cycles(application))


main()
