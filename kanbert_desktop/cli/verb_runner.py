"""Runs a verb to its exit code, and the verbs without an account: completion, doctor, integrate, sandbox."""

import argparse
import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kanbert_desktop.app.environment import Environment, Options, default_profile, silence_console_logging
from kanbert_desktop.app.system.system_language import system_language
from kanbert_desktop.app.translation import tr, use_verb_language
from kanbert_desktop.cli.errors import interruption_error, report_error
from kanbert_desktop.cli.options import UsageError, options_from
from kanbert_desktop.cli.output import Output, table_lines, write_to_streams
from kanbert_desktop.domain.errors import InvalidInput, NotReady, StoreError
from kanbert_desktop.domain.value_classes import asdict
from kanbert_desktop.resources import resource
from kanbert_desktop.startup import MSGSPEC_PARTS, import_parts_lazily, import_without, remove_import_hook

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
    import_parts_lazily("msgspec", MSGSPEC_PARTS)
    import_without("msgspec", "typing_extensions")
    from kanbert_desktop.cli.account_runner import run_account_verb  # noqa: PLC0415  the verbs above need no account

    return run_account_verb(arguments, found, chosen)


def run_completion(arguments: argparse.Namespace, _options: Options) -> None:
    from kanbert_desktop.cli.completion import print_completion  # noqa: PLC0415  for this verb only

    print_completion(arguments)


def run_integrate(arguments: argparse.Namespace, options: Options) -> None:
    from kanbert_desktop.cli import integrate  # noqa: PLC0415  for this verb only

    integrate.run_integrate(arguments, options)


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
            language=arguments.language,
        )
    except PortBusy:
        raise InvalidInput("port_busy", port=arguments.port) from None
    except (OSError, sqlite3.Error):
        raise StoreError("verb_unwritable", path=str(folder)) from None


_WITHOUT_ACCOUNT: dict[str, Callable[[argparse.Namespace, Options], None]] = {
    "sandbox": run_sandbox,
    "completion": run_completion,
    "integrate": run_integrate,
    "doctor": run_doctor,
}


def _announce(line: dict[str, str]) -> None:
    write_to_streams("out", json.dumps(line) + "\n")
