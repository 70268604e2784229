"""Runs a verb to its exit code, and the verbs without an account: doctor, sandbox."""

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
from kanbert_desktop.app.environment import Environment, Options, default_profile, silence_console_logging
from kanbert_desktop.app.log_file import start_log_file
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.account_commands import print_signed_out
from kanbert_desktop.cli.arguments import UsageError, options_from, with_absolute_paths
from kanbert_desktop.cli.completion import print_completion
from kanbert_desktop.cli.dispatch import interruption_error
from kanbert_desktop.cli.errors import report_error
from kanbert_desktop.cli.handover import (
    account_to_sign_out,
    request_factory,
    run_in_this_process,
    run_or_hand_over,
    was_signed_out,
)
from kanbert_desktop.cli.output import BufferedOutput, Output, table_lines, write_to_streams
from kanbert_desktop.domain.errors import InvalidInput, NotReady, StoreError
from kanbert_desktop.resources import resource


def run_verb(arguments: Sequence[str], found: argparse.Namespace) -> int:
    """Returns an exit code (COMMAND_LINE.md, "Exit codes"); never shows a traceback."""
    output = Output(write_to_streams, as_json=found.json)
    try:
        return _run(arguments, found)
    except KeyboardInterrupt:
        return report_error(interruption_error(found.verb), output)
    except Exception as error:  # noqa: BLE001  a bug also ends in one line and exit code 1
        return report_error(error, output)


def report_usage_error(arguments: Sequence[str], error: UsageError) -> int:
    return report_error(error, Output(write_to_streams, as_json="--json" in arguments))


def _run(arguments: Sequence[str], found: argparse.Namespace) -> int:
    silence_console_logging()
    app = QCoreApplication(["kanbert-desktop"])
    use_language(app, "system", resource("translations"))
    chosen = options_from(found)
    if found.verb == "sandbox":
        run_sandbox(found, chosen)
        return 0
    if found.verb == "completion":
        print_completion(found)
        return 0
    if found.verb == "doctor":
        run_doctor(found, chosen)
        return 0
    environment = Environment.for_options(chosen)
    install_exception_hooks(CrashReports(environment.reports))
    start_log_file(environment, chosen)
    signing_out = account_to_sign_out(found.verb, chosen, environment)
    request = request_factory(with_absolute_paths(arguments, found), found.verb, chosen, environment)

    # A slow reader (a pager) must not block the profile: the document is printed after it is released.
    buffered = BufferedOutput()

    def alone() -> int:
        held = Output(buffered.write, as_json=found.json)
        if was_signed_out(signing_out, environment):
            print_signed_out(held)
            return 0
        application = Application(environment, chosen)
        return run_on_qt(app, run_in_this_process(application, found, held, request().id))

    code = run_or_hand_over(environment, request, alone)
    buffered.flush(code)
    return code


def run_doctor(arguments: argparse.Namespace, options: Options) -> None:
    """Succeeds whatever it finds. Creates no folder and no log."""
    # The checks import httpx, which takes 60 ms.
    from kanbert_desktop.app.doctor.checks import run_all_checks  # noqa: PLC0415

    environment = Environment((options.profile or default_profile()).absolute())
    checks = run_all_checks(environment, options)
    Output(write_to_streams, as_json=arguments.json).print_document(
        {"checks": [asdict(check) for check in checks]}, table_lines([_row(check) for check in checks])
    )


def _row(check: Check) -> tuple[str, str, str]:
    return (tr("ok") if check.ok else tr("WARNING"), check.name, check.detail)


def run_sandbox(arguments: argparse.Namespace, options: Options) -> None:
    """Prints one line when it accepts connections. Returns when interrupted."""
    try:
        from kanbert_desktop.sandbox.server import PortBusy, serve  # noqa: PLC0415  an extra that may be missing
    except ImportError:
        raise NotReady("sandbox_missing") from None
    folder = Path(arguments.state) if arguments.state else Environment.for_options(options).sandbox
    try:
        serve(
            folder,
            arguments.port,
            arguments.tasks,
            _announce,
            watch_parent=arguments.watch_parent,
            control=arguments.control,
            like=arguments.like,
        )
    except PortBusy:
        raise InvalidInput("port_busy", port=arguments.port) from None
    except (OSError, sqlite3.Error):
        raise StoreError("verb_unwritable", path=str(folder)) from None


def _announce(line: dict[str, str]) -> None:
    write_to_streams("out", json.dumps(line) + "\n")
