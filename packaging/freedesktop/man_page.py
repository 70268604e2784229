"""The man page, from the argument table that help and completion use."""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from kanbert_desktop import __version__
from kanbert_desktop.cli.completion import Argument, arguments_of, verbs_with_help

NAME = "kanbert-desktop"
DESCRIPTION = """\
Without a verb, the window opens. Each verb runs one command without a window, on the current account; it also works
offline and while a window is open. A board is identified by its id or short code, a card by the id that
.B cards
and
.B add
print."""
VARIABLES = (
    (
        "KANBERT_SERVER, KANBERT_CLIENT_ID, KANBERT_PROFILE",
        "same as the options of that name; an option takes precedence",
    ),
    ("KANBERT_CLIENT_SECRET", "client secret of the application; not stored"),
    ("KANBERT_ACCESS_TOKEN", "direct access token; not stored"),
)
EXIT_CODES = (
    "done",
    "a bug",
    "wrong usage",
    "not signed in",
    "offline: the server cannot be reached; nothing is lost",
    "rejected: unknown board or card, forbidden, or invalid value",
    "sign-in cancelled, denied or timed out, or command interrupted",
    "this computer is not ready: profile in use, disk full or keyring locked",
)
FILES = (
    ("~/.local/share/kanbert-desktop", "everything the program writes; change it with --profile"),
    (
        "/etc/xdg/kanbert-desktop/settings.json",
        "server, client_id and redirect set by an administrator for all users",
    ),
)


def man_page(day: str) -> str:
    """`day` as YYYY-MM-DD."""
    return "\n".join(_lines(day)) + "\n"


def _lines(day: str) -> Iterator[str]:
    yield f'.TH KANBERT-DESKTOP 1 "{day}" "{NAME} {__version__}" "User Commands"'
    yield from (".SH NAME", rf"{_plain(NAME)} \- Kanbert boards in a desktop program, online and offline")
    yield from (".SH SYNOPSIS", f".B {_plain(NAME)}", r"[\fIOPTION\fR]... [\fIVERB\fR [\fIARGUMENT\fR]...]")
    yield from (".SH DESCRIPTION", DESCRIPTION)
    yield ".SH OPTIONS"
    yield "Before or after the verb:"
    for argument in arguments_of(""):
        yield from _argument(argument)
    yield ".SH VERBS"
    for verb, arguments in verbs_with_help():
        yield from _verb(verb, arguments)
    yield from _table("ENVIRONMENT", VARIABLES)
    yield from _table("EXIT STATUS", [(str(code), arguments) for code, arguments in enumerate(EXIT_CODES)])
    yield from _table("FILES", FILES)


def _verb(verb: str, arguments: str) -> Iterator[str]:
    general = arguments_of("")
    own = [argument for argument in arguments_of(verb) if argument not in general]
    operands = " ".join(rf"\fI{_plain(one.metavar)}\fR" for one in own if not one.options)
    yield rf".SS \fB{_plain(verb)}\fR {operands}".rstrip()
    yield _plain(f"{arguments[0].upper()}{arguments[1:]}.")
    for argument in own:
        if argument.options or argument.help != argument.metavar:
            yield from _argument(argument)


def _argument(argument: Argument) -> Iterator[str]:
    value = argument.metavar or "|".join(argument.choices) or "VALUE"
    names = ", ".join(rf"\fB{_plain(option)}\fR" for option in argument.options)
    shown = rf" \fI{_plain(value)}\fR" if argument.takes_value else ""
    yield ".TP"
    yield f"{names}{shown}".strip()
    yield _plain(argument.help or value)


def _table(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {title}"
    for name, arguments in rows:
        yield from (".TP", rf"\fB{_plain(name)}\fR", _plain(arguments))


def _plain(text: str) -> str:
    """Hyphens that can be copied, and nothing that troff would take for a command."""
    escaped = text.replace("\\", "\\(rs").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def main(arguments: Sequence[str]) -> int:
    target, epoch = arguments
    day = time.strftime("%Y-%m-%d", time.gmtime(int(epoch)))
    Path(target).write_text(man_page(day), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
