"""The argument parser: options before or after the verb, and each verb's arguments."""

import argparse
import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NoReturn

from kanbert_desktop import __version__
from kanbert_desktop.app.deep_links import is_link
from kanbert_desktop.app.translation import LANGUAGES
from kanbert_desktop.cli.argument_types import seconds, whole_number
from kanbert_desktop.cli.options import DEFAULTS, FILE_OPTION, OUTPUT_OPTION, UsageError
from kanbert_desktop.domain.untrusted_text import has_surrogates, replace_surrogates

# Absent options leave no attribute, so that the verb's default does not overwrite an option before it.
_NO_DEFAULT = argparse.SUPPRESS
EDITABLE_FIELDS = ("title", "column", "due", "assignee", "description")
"""The fields of a card that `edit` can change."""
_ACTIONS: dict[str, dict[str | None, tuple[str, ...]]] = {
    "views": {
        None: (),
        "list": (),
        "add": ("NAME", "QUERY"),
        "remove": ("NAME",),
        "export": (),
        "import": ("FILE",),
    },
    "templates": {
        None: (),
        "list": (),
        "add": ("BOARD", "TITLE"),
        "remove": ("TITLE",),
        "run": (),
        "export": (),
        "import": ("FILE",),
    },
}
"""What follows each action of a verb."""
_TEMPLATE_FIELDS = ("every", "due", "column", "assignee", "description", "sub_task")
"""Options of `templates add` alone."""


class _Formatter(argparse.HelpFormatter):
    """Argparse makes one for each option, and would import `shutil` for the width of the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_terminal_width() - 2)


def _terminal_width() -> int:
    """As `shutil.get_terminal_size` finds it."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns > 0:
        return columns
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or 80
    except (ValueError, OSError):
        return 80


class _Parser(argparse.ArgumentParser):
    """Accepts options in full only: an abbreviation would change its meaning when an option is added."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  argparse's own
        super().__init__(allow_abbrev=False, formatter_class=_Formatter, **settings)

    def error(self, message: str) -> NoReturn:
        raise UsageError(self.format_usage(), message)


def validate_arguments(arguments: Sequence[str]) -> list[str]:
    """Returns the arguments as text. Raises `UsageError` if one is not valid UTF-8 (COMMAND_LINE.md, "Arguments").

    Python passes invalid bytes as lone surrogates (PEP 383), which neither our files nor a server accept, FILE and
    DIR included. A link is repaired instead: who follows a link sees no exit code, and the window can report it.
    """
    if len(arguments) == 1 and is_link(arguments[0]):
        return [replace_surrogates(arguments[0])]
    broken = next((word for word in arguments if has_surrogates(word)), None)
    if broken is not None:
        raise UsageError(make_parser().format_usage(), f"this argument is not valid UTF-8: {broken}")
    return list(arguments)


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Raises `UsageError`; `--help` and `--version` print and raise `SystemExit(0)`. `verb` is None for the window.

    A link may come from anywhere: it must be the only argument, and nothing in it is read as an option or a verb.
    """
    if len(arguments) == 1 and is_link(arguments[0]):
        found = argparse.Namespace(link=arguments[0])
    else:
        found = make_parser(arguments).parse_args(list(arguments))
    _check_that_something_changes(found)
    _check_board_or_view(found)
    _check_action(found)
    for name, value in DEFAULTS.items():
        if not hasattr(found, name):
            setattr(found, name, value)
    if found.verb == "sign-out" and found.forget and found.keep_pending:
        raise UsageError(make_parser().format_usage(), "--forget and --keep-pending cannot be used together")
    return found


def _check_that_something_changes(found: argparse.Namespace) -> None:
    """Argparse cannot require "at least one of these"."""
    if getattr(found, "verb", None) == "edit" and not any(
        getattr(found, name) is not None for name in EDITABLE_FIELDS
    ):
        choices = " ".join(f"--{name}" for name in EDITABLE_FIELDS)
        raise UsageError(
            "usage: kanbert-desktop edit CARD …", f"nothing to change: one of {choices} is required"
        )


def _check_board_or_view(found: argparse.Namespace) -> None:
    if getattr(found, "verb", None) != "cards" or found.board is not None:
        return
    if found.view is None:
        raise UsageError("usage: kanbert-desktop cards [BOARD] …", "a BOARD is required, or --view NAME")
    found.board = "all"


def _check_action(found: argparse.Namespace) -> None:
    """The arguments depend on the action, which nested parsers would hide from the completion of shells."""
    verb = getattr(found, "verb", None)
    if verb not in _ACTIONS:
        return
    expected = _ACTIONS[verb][found.action]
    given = [value for value in (found.name, found.query) if value is not None]
    is_foreign = found.output is not None and found.action != "export"
    if verb == "templates" and found.action != "add":
        is_foreign |= found.public or any(getattr(found, name) is not None for name in _TEMPLATE_FIELDS)
    if len(given) != len(expected) or is_foreign:
        options = " [--output FILE]" if found.action == "export" else ""
        words = " ".join((verb, *([found.action] if found.action else []), *expected))
        raise UsageError(f"usage: kanbert-desktop {words}{options}", f"expected: {words}{options}")
    if found.action == "import" and found.file is None:
        found.file = found.name


def with_absolute_paths(arguments: Sequence[str], found: argparse.Namespace) -> list[str]:
    """The arguments for a holder with another working directory: absolute paths are added, and the last ones count."""
    paths = ((OUTPUT_OPTION, getattr(found, "output", None)), (FILE_OPTION, getattr(found, "file", None)))
    added = [f"{option}{Path(path).absolute()}" for option, path in paths if path is not None]
    index = arguments.index("--") if "--" in arguments else len(arguments)
    return [*arguments[:index], *added, *arguments[index:]]


def parse_known_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Parses only the options common to all verbs and ignores the rest."""
    found, _ = _shared_options_parser().parse_known_args(list(arguments), argparse.Namespace(**DEFAULTS))
    return found


def _shared_options_parser() -> _Parser:
    shared_options = _Parser(add_help=False, argument_default=_NO_DEFAULT)
    group = shared_options.add_argument_group("options, before or after the verb")
    group.add_argument(
        "--server", metavar="URL", help="the server's address (default: https://api.kanbert.com)"
    )
    group.add_argument(
        "--client-id", metavar="ID", help="the application registered under Settings → Apps & API"
    )
    group.add_argument("--profile", metavar="DIR", help="folder for everything this program writes")
    group.add_argument("--account", help=argparse.SUPPRESS)
    group.add_argument(
        "--sandbox", action="store_true", help="use the embedded sandbox server with sample data"
    )
    group.add_argument("--json", action="store_true", help="print exactly one JSON document")
    return shared_options


def make_parser(words: Collection[str] | None = None) -> argparse.ArgumentParser:
    """With `words`, the verbs that are not among them get no arguments: enough to parse these words."""
    shared_options = _shared_options_parser()
    parser = _Parser(
        prog="kanbert-desktop",
        parents=[shared_options],
        description=(
            "Kanbert boards on your desktop. Without a verb, opens the window; with only "
            "kanbert-desktop://card/ID or kanbert-desktop://board/ID, opens it at that card or board; with "
            "only kanbert-desktop://window, brings it to the front."
        ),
    )
    parser.add_argument("--capture", action="store_true", help="open the capture window for a new card")
    parser.add_argument(
        "--hidden", action="store_true", help="start in the tray, or minimised where there is none"
    )
    parser.add_argument("--find", metavar="TEXT", help="open the search page with this text")
    parser.add_argument("--my-work", action="store_true", help="open the page My work")
    parser.add_argument("--version", action="version", version=f"kanbert-desktop {__version__}")
    # Without `prog`, argparse formats a usage line for it.
    verbs = parser.add_subparsers(
        dest="verb", metavar="VERB", title="verbs", parser_class=_Parser, prog=parser.prog
    )
    for name, help_text, add in VERB_PARSERS:
        verb = verbs.add_parser(
            name,
            help=help_text,
            description=help_text,
            parents=[shared_options],
            argument_default=_NO_DEFAULT,
        )
        if words is None or name in words:
            add(verb)
    return parser


def _sign_in(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--timeout", type=seconds, default=600, metavar="SECONDS", help="how long to wait (default: 600)"
    )


def _sign_out(parser: argparse.ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--discard-pending", action="store_true", default=False, help="discard unsent changes"
    )
    choice.add_argument(
        "--keep-pending",
        action="store_true",
        default=False,
        help="keep unsent changes for the same user's next sign-in",
    )
    parser.add_argument(
        "--forget",
        action="store_true",
        default=False,
        help="also remove all data of the account from this computer, even if it is signed out",
    )


def _sync(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--full", action="store_true", default=False, help="compare everything, deletions included"
    )


def _cards(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "board",
        metavar="BOARD",
        nargs="?",
        default=None,
        help="id or shortcode, or “all”, which --view NAME alone means too",
    )
    parser.add_argument("--view", metavar="NAME", default=None, help="the cards of a saved view")
    parser.add_argument(
        "--column", metavar="STATUS", default=None, help="Backlog, New, WIP, Completed, Approved, Closed"
    )
    parser.add_argument("--mine", action="store_true", default=False, help="assigned to me")
    parser.add_argument(
        "--search",
        metavar="TEXT",
        default=None,
        help=(
            "as in the window's filter: words anywhere in title or description, and conditions such as "
            "assignee:me, due:<7d, is:pending or -draft"
        ),
    )


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("board", metavar="BOARD", help="id or shortcode")
    parser.add_argument("title", metavar="TITLE")
    _fields(parser)
    parser.add_argument("--parent", metavar="CARD", default=None, help="make it a sub-task of this card")
    parser.add_argument("--public", action="store_true", default=False, help="visible to clients too")


def _edit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("card", metavar="CARD")
    parser.add_argument("--title", default=None)
    _fields(parser)
    parser.add_argument(
        "--replace",
        action="store_true",
        default=False,
        help="replace the description even if it contains more than editable text",
    )


def _fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--column", metavar="STATUS", default=None, help="Backlog, New, WIP, Completed, Approved, Closed"
    )
    parser.add_argument("--due", metavar="DATE", default=None, help="YYYY-MM-DD, or “none”")
    parser.add_argument(
        "--assignee", metavar="WHO", default=None, help="id, e-mail address, full name, “me” or “none”"
    )
    parser.add_argument("--description", metavar="TEXT", default=None, help="plain text")


def _comment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("card", metavar="CARD")
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--public", action="store_true", default=False, help="visible to clients too")


def _card(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("card", metavar="CARD")


def _inbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unread", action="store_true", default=False, help="only what is unread")


def _resolve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="from “attention”")
    parser.add_argument("choice", metavar="CHOICE", help="a choice that “attention” lists")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("board", metavar="BOARD", help="id or shortcode, or “all”")
    parser.add_argument(
        "--format",
        choices=("csv", "json", "ics"),
        required=True,
        help=(
            "csv: UTF-8 with a byte order mark, RFC 4180; a cell that a spreadsheet would take for a "
            "formula starts with an apostrophe. json: the cards as “cards --json” lists them, with their "
            "comments. ics: RFC 5545, an all-day event for each card with a due date"
        ),
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        default=None,
        help="write to this file, readable only by you, instead of standard output",
    )


def _overview(parser: argparse.ArgumentParser) -> None:
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "board", metavar="BOARD", nargs="?", default="all", help="id or shortcode, or “all” (default)"
    )
    chosen.add_argument(
        "--client", metavar="NAME", default=None, help="the boards of this client: name, shortcode or id"
    )


def _views(parser: argparse.ArgumentParser) -> None:
    _action(parser, "views", "list (the default), add NAME QUERY, remove NAME, export, or import FILE")
    parser.add_argument(
        "name", metavar="NAME|FILE", nargs="?", default=None, help="a view, or a file of views"
    )
    parser.add_argument("query", metavar="QUERY", nargs="?", default=None, help="as in the window's search")
    _exchange_files(parser)


def _templates(parser: argparse.ArgumentParser) -> None:
    actions = "list (the default), add BOARD TITLE, remove TITLE, run, export, or import FILE"
    _action(parser, "templates", actions)
    parser.add_argument(
        "name", metavar="BOARD|TITLE|FILE", nargs="?", default=None, help="a board, a template, or a file"
    )
    parser.add_argument(
        "query", metavar="TITLE", nargs="?", default=None, help="of the template and its cards"
    )
    parser.add_argument(
        "--every",
        metavar="WORDS",
        default=None,
        help="on which days a card is made: “Monday”, “weekday”, “2 weeks on Friday”, “last day of the month” …",
    )
    parser.add_argument(
        "--due", metavar="OFFSET", default=None, help="+3 for three days later, or a weekday: mon … sun"
    )
    parser.add_argument(
        "--column", metavar="STATUS", default=None, help="Backlog, New, WIP, Completed, Approved, Closed"
    )
    parser.add_argument("--assignee", metavar="WHO", default=None, help="id, e-mail, name, me or none")
    parser.add_argument("--description", metavar="TEXT", default=None, help="plain text")
    parser.add_argument(
        "--sub-task",
        metavar="TEXT",
        action="append",
        default=None,
        help="title of a sub-task; may be repeated",
    )
    parser.add_argument("--public", action="store_true", default=False, help="visible to clients too")
    _exchange_files(parser)


def _action(parser: argparse.ArgumentParser, verb: str, help_text: str) -> None:
    parser.add_argument(
        "action",
        metavar="ACTION",
        nargs="?",
        choices=tuple(action for action in _ACTIONS[verb] if action),
        default=None,
        help=help_text,
    )


def _exchange_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output",
        metavar="FILE",
        default=None,
        help="export to this file, readable only by you, instead of standard output",
    )
    parser.add_argument("--file", default=None, help=argparse.SUPPRESS)


def _integrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", action="store_true", default=False, help="remove them again")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish")


SERVER_BEHAVIOURS = ("kanbert", "passport")
"""The sandbox's server behaviours by name. The sandbox is an extra that may not be installed."""


def _sandbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=whole_number(65_535), default=0, metavar="N")
    parser.add_argument(
        "--tasks",
        type=whole_number(1_000_000),
        default=None,
        metavar="N",
        help="number of cards to create at the first start",
    )
    parser.add_argument("--state", default=None, metavar="DIR", help="folder for the server's state")
    parser.add_argument(
        "--control",
        action="store_true",
        default=False,
        help="for tests: open a second port for fault injection and print its address and token",
    )
    parser.add_argument(
        "--like",
        choices=SERVER_BEHAVIOURS,
        default=SERVER_BEHAVIOURS[0],
        help="OAuth rules to follow (default: kanbert)",
    )
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=None,
        help="language of the sample data at the first start (default: both, mixed)",
    )
    parser.add_argument("--watch-parent", action="store_true", default=False, help=argparse.SUPPRESS)


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    pass


VERB_PARSERS = (
    ("sign-in", "sign in with the system browser", _sign_in),
    ("sign-out", "sign out and remove the credentials from this computer", _sign_out),
    ("status", "show account, profile and sync state", _no_arguments),
    ("sync", "run one full sync: pull, reconcile, push", _sync),
    ("boards", "list the boards", _no_arguments),
    ("cards", "list the cards of a board", _cards),
    ("add", "create a card", _add),
    ("edit", "change a card", _edit),
    ("comment", "comment on a card", _comment),
    ("delete", "delete a card", _card),
    ("undo", "undo the last change made on this computer", _no_arguments),
    ("inbox", "list what others changed on the cards you follow", _inbox),
    ("attention", "list the changes that need a decision", _no_arguments),
    ("resolve", "decide a change that “attention” lists", _resolve),
    ("export", "export a board for other programs", _export),
    ("overview", "show figures of a board, a client or everything", _overview),
    ("views", "list, add, remove, export or import saved views", _views),
    ("templates", "list, add, remove, export or import card templates; make the recurring cards", _templates),
    (
        "doctor",
        "check keyring, database, server, clock, folders and versions; always exits with 0",
        _no_arguments,
    ),
    ("integrate", "install menu entry, icon and search for this user on a Linux desktop", _integrate),
    ("completion", "print a shell completion script for verbs, options and boards", _completion),
    ("sandbox", "run only the sandbox server with sample data, in the foreground", _sandbox),
)
