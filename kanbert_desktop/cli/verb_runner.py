"""Runs a verb to its exit code; the verbs without an account: doctor, sandbox."""

import argparse
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.crash_reports.reports import CrashReports, install_exception_hooks
from kanbert_desktop.app.doctor.check import Check
from kanbert_desktop.app.doctor.checks import run_all_checks
from kanbert_desktop.app.environment import Environment, Options, default_profile, silence_console_logging
from kanbert_desktop.app.log_file import begin_log
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.app.translation import tr, use_language
from kanbert_desktop.cli.account_commands import tell_signed_out
from kanbert_desktop.cli.arguments import WrongUsage, options, with_whole_paths
from kanbert_desktop.cli.dispatch import interrupted
from kanbert_desktop.cli.errors import report
from kanbert_desktop.cli.handover import account_to_leave, has_left, on_own_desk, request_maker, take_turn
from kanbert_desktop.cli.output import Output, Withheld, say_here, table
from kanbert_desktop.domain.errors import InvalidInput, NotReady, StoreError
from kanbert_desktop.resources import resource


def doctor(words: argparse.Namespace, options: Options) -> None:
    """Ends well whatever it finds: its answer is what it found. Makes no folder and no log."""
    environment = Environment((options.profile or default_profile()).absolute())
    checks = run_all_checks(environment, options)
    Output(say_here, as_json=words.json).document(
        {"checks": [asdict(check) for check in checks]}, table([_row(check) for check in checks])
    )


def _row(check: Check) -> tuple[str, str, str]:
    return (tr("fine") if check.ok else tr("LOOK"), check.name, check.detail)


def sandbox(words: argparse.Namespace, options: Options) -> None:
    """Prints its one line when it accepts connections; returns when interrupted."""
    try:
        from kanbert_desktop.sandbox.server import PortBusy, serve  # noqa: PLC0415  an extra that may be missing
    except ImportError:
        raise NotReady("sandbox_missing") from None
    folder = Path(words.state) if words.state else Environment.for_options(options).sandbox
    try:
        serve(
            folder,
            words.port,
            words.tasks,
            _announce,
            watch_parent=words.watch_parent,
            control=words.control,
            like=words.like,
        )
    except PortBusy:
        raise InvalidInput("port_busy", port=words.port) from None
    except (OSError, sqlite3.Error):
        raise StoreError("verb_unwritable", path=str(folder)) from None


def _announce(line: dict[str, str]) -> None:
    say_here("out", json.dumps(line) + "\n")


def run_verb(words: Sequence[str], found: argparse.Namespace) -> int:
    """Exit codes as in command-line.md; never a traceback."""
    output = Output(say_here, as_json=found.json)
    try:
        return _run(words, found)
    except KeyboardInterrupt:
        return report(interrupted(found.verb), output)
    except Exception as error:  # noqa: BLE001  a bug as well ends in one line and code 1
        return report(error, output)


def wrong_usage(words: Sequence[str], error: WrongUsage) -> int:
    return report(error, Output(say_here, as_json="--json" in words))


def _run(words: Sequence[str], found: argparse.Namespace) -> int:
    silence_console_logging()
    app = QCoreApplication(["kanbert-desktop"])
    use_language(app, "system", resource("translations"))
    chosen = options(found)
    if found.verb == "sandbox":
        sandbox(found, chosen)
        return 0
    if found.verb == "completion":
        from kanbert_desktop.cli.completion import completion  # noqa: PLC0415  seldom needed

        completion(found)
        return 0
    if found.verb == "doctor":
        doctor(found, chosen)
        return 0
    environment = Environment.for_options(chosen)
    install_exception_hooks(CrashReports(environment.reports))
    begin_log(environment, chosen)
    leaving = account_to_leave(found.verb, chosen, environment)
    request = request_maker(with_whole_paths(words, found), found.verb, chosen, environment)

    # A reader that dawdles (a pager) must not keep the profile from others: the document comes when it is free again.
    withheld = Withheld()

    def alone() -> int:
        held = Output(withheld.say, as_json=found.json)
        if has_left(leaving, environment):
            tell_signed_out(held)
            return 0
        application = Application(environment, chosen)
        return run_on_qt(app, on_own_desk(application, found, held, request().id))

    code = take_turn(environment, request, alone)
    withheld.hand_out(code)
    return code
