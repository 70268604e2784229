"""A verb from its first word to its exit code."""

import argparse
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.crash_reports.reports import Reports, watch
from kanbert_desktop.app.environment import Environment, hush
from kanbert_desktop.app.log_file import begin_log
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.app.translation import use_language
from kanbert_desktop.assets import resource
from kanbert_desktop.cli.arguments import WrongUsage, options, with_whole_paths
from kanbert_desktop.cli.failures import report
from kanbert_desktop.cli.network import tell_signed_out
from kanbert_desktop.cli.output import Output, Withheld, say_here
from kanbert_desktop.cli.running import interrupted
from kanbert_desktop.cli.sandbox import sandbox
from kanbert_desktop.cli.turns import account_to_leave, has_left, on_own_desk, request_maker, take_turn


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
    hush()
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
        from kanbert_desktop.cli.doctor import doctor  # noqa: PLC0415  the other verbs start without all it looks at

        doctor(found, chosen)
        return 0
    environment = Environment.for_options(chosen)
    watch(Reports(environment.reports))
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
