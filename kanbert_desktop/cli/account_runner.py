"""Runs a verb of an account: reads its file, runs with the profile held, or hands the verb to the holder."""

import argparse
from collections.abc import Callable, Sequence

from kanbert_desktop.app.accounts.registry import AccountRegistry, chosen_account
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.crash_reports.reports import CrashReports, install_exception_hooks
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.log_file import start_log_file
from kanbert_desktop.app.system.handover import HandoverRequest
from kanbert_desktop.cli.arguments import with_absolute_paths
from kanbert_desktop.cli.dispatch import is_reading
from kanbert_desktop.cli.event_loops import needs_qt, plain_loop, qt_loop
from kanbert_desktop.cli.handover import (
    account_to_sign_out,
    request_factory,
    run_in_this_process,
    run_or_hand_over,
    was_signed_out,
)
from kanbert_desktop.cli.output import BufferedOutput, Output


def run_account_verb(arguments: Sequence[str], found: argparse.Namespace, chosen: Options) -> int:
    """Returns the exit code."""
    environment = Environment.for_options(chosen)
    install_exception_hooks(CrashReports(environment.reports))
    start_log_file(environment, chosen)
    request = request_factory(with_absolute_paths(arguments, found), found.verb, chosen, environment)
    # `--account` also records that the account is in use, which only the holder of the profile may write.
    if is_reading(found) and chosen.account is None:
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
        loop = qt_loop() if needs_qt(found.verb, chosen, account) else plain_loop(found.verb)
        application = Application(environment, chosen)
        return loop.run(run_in_this_process(application, found, held, request().id, loop))

    code = run_or_hand_over(environment, request, alone)
    buffered.flush(code)
    return code
