"""Runs a verb to its exit code, and the verbs without an account: doctor, sandbox."""

import argparse
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kanbert_desktop.app.accounts.registry import AccountRegistry, chosen_account
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.crash_reports.reports import CrashReports, install_exception_hooks
from kanbert_desktop.app.environment import Environment, Options, default_profile, silence_console_logging
from kanbert_desktop.app.log_file import start_log_file
from kanbert_desktop.app.system.handover import HandoverRequest
from kanbert_desktop.app.system.system_language import system_language
from kanbert_desktop.app.translation import tr, use_verb_language
from kanbert_desktop.cli.arguments import UsageError, options_from, with_absolute_paths
from kanbert_desktop.cli.dispatch import READING_VERBS, interruption_error
from kanbert_desktop.cli.errors import report_error
from kanbert_desktop.cli.event_loops import needs_qt, plain_loop, qt_loop
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
from kanbert_desktop.startup import remove_import_hook

if TYPE_CHECKING:
    from kanbert_desktop.app.doctor.check import Check


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
    use_verb_language(system_language, resource("translations"))
    chosen = options_from(found)
    if found.verb in _WITHOUT_ACCOUNT:
        _WITHOUT_ACCOUNT[found.verb](found, chosen)
        return 0
    environment = Environment.for_options(chosen)
    install_exception_hooks(CrashReports(environment.reports))
    start_log_file(environment, chosen)
    request = request_factory(with_absolute_paths(arguments, found), found.verb, chosen, environment)
    # `--account` also records that the account is in use, which only the holder of the profile may write.
    if found.verb in READING_VERBS and chosen.account is None:
        code = _read(environment, chosen, found, request)
        if code is not None:
            return code
    return _run_with_profile(environment, chosen, found, request)


def _read(
    environment: Environment,
    chosen: Options,
    found: argparse.Namespace,
    request: Callable[[], HandoverRequest],
) -> int | None:
    from kanbert_desktop.cli.reading import must_be_handed_over, read_directly  # noqa: PLC0415

    asked = request()
    if must_be_handed_over(found.verb, environment, asked):
        return None
    return read_directly(environment, chosen, found, asked.id)


def _run_with_profile(
    environment: Environment,
    chosen: Options,
    found: argparse.Namespace,
    request: Callable[[], HandoverRequest],
) -> int:
    signing_out = account_to_sign_out(found.verb, chosen, environment)
    # A slow reader (a pager) must not block the profile: the document is printed after it is released.
    buffered = BufferedOutput()

    def alone() -> int:
        held = Output(buffered.write, as_json=found.json)
        if was_signed_out(signing_out, environment):
            from kanbert_desktop.cli.account_commands import print_signed_out  # noqa: PLC0415

            print_signed_out(held)
            return 0
        account = chosen_account(chosen, environment, AccountRegistry(environment.accounts))
        loop = qt_loop() if needs_qt(found.verb, chosen, account) else plain_loop()
        application = Application(environment, chosen)
        return loop.run(run_in_this_process(application, found, held, request().id, loop))

    code = run_or_hand_over(environment, request, alone)
    buffered.flush(code)
    return code


def run_completion(arguments: argparse.Namespace, _options: Options) -> None:
    from kanbert_desktop.cli.completion import print_completion  # noqa: PLC0415  for this verb only

    print_completion(arguments)


def run_doctor(arguments: argparse.Namespace, options: Options) -> None:
    """Succeeds whatever it finds. Creates no folder and no log."""
    # The checks import Qt and httpx.
    remove_import_hook()
    from kanbert_desktop.app.doctor.checks import run_all_checks  # noqa: PLC0415

    environment = Environment((options.profile or default_profile()).absolute())
    checks = run_all_checks(environment, options)
    Output(write_to_streams, as_json=arguments.json).print_document(
        {"checks": [asdict(check) for check in checks]}, table_lines([_row(check) for check in checks])
    )


def _row(check: "Check") -> tuple[str, str, str]:
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


_WITHOUT_ACCOUNT: dict[str, Callable[[argparse.Namespace, Options], None]] = {
    "sandbox": run_sandbox,
    "completion": run_completion,
    "doctor": run_doctor,
}


def _announce(line: dict[str, str]) -> None:
    write_to_streams("out", json.dumps(line) + "\n")
