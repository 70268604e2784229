"""`completion`: prints a shell script that completes verbs, options and values, made from the argument parser."""

import argparse
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kanbert_desktop.app.boards.template_fields import WEEKDAYS
from kanbert_desktop.cli.arguments import VERB_PARSERS, make_parser
from kanbert_desktop.cli.output import Output, write_to_streams
from kanbert_desktop.domain.board import CHOOSABLE_COLUMNS
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.resources import resource


@dataclass(frozen=True, slots=True)
class Argument:
    """An option with all its spellings, or a positional argument if `options` is empty."""

    options: tuple[str, ...]
    metavar: str
    takes_value: bool
    choices: tuple[str, ...]
    help: str


def verbs_with_help() -> list[tuple[str, str]]:
    """Each verb with its description."""
    return [(name, description) for name, description, _ in VERB_PARSERS]


def arguments_of(verb: str) -> list[Argument]:
    """The arguments in order. "" stands for the options before every verb. Hidden ones are left out."""
    return [_argument(action) for action in _parsers()[verb]._actions if _is_shown(action)]  # noqa: SLF001  argparse has no public access


@cache
def _parsers() -> dict[str, argparse.ArgumentParser]:
    parser = make_parser()
    (below,) = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001
    return {"": parser, **below.choices}


def _is_shown(action: argparse.Action) -> bool:
    return action.help != argparse.SUPPRESS and not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001


def _argument(action: argparse.Action) -> Argument:
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    choices = tuple(map(str, action.choices or ()))
    return Argument(
        tuple(action.option_strings), metavar, action.nargs != 0, choices, str(action.help or metavar)
    )


_ACTION_VALUES = {
    ("views", "remove"): "views",
    ("views", "import"): "files",
    ("templates", "add"): "boards",
    ("templates", "remove"): "templates",
    ("templates", "import"): "files",
}
"""The kind of the word behind an action, by verb and action."""
_VALUES_BY_METAVAR = {
    "STATUS": tuple(column.value for column in CHOOSABLE_COLUMNS),
    "CHOICE": ("mine", "theirs", "both", "restore", "retry", "discard", "keep", "remove"),
    "WHO": ("me", "none"),
    "DATE": ("none",),
    "OFFSET": WEEKDAYS,
}
"""By the metavar of the argument."""


class CompletionValue(NamedTuple):
    """`kind` is "words", "boards", "all-boards", "views", "templates", "files", "folders" or "" if nothing is known."""

    kind: str
    choices: tuple[str, ...] = ()


def print_completion(arguments: argparse.Namespace) -> None:
    """Prints the script; with `--json` as `script`."""
    script = SCRIPTS[arguments.shell]()
    output = Output(write_to_streams, as_json=arguments.json)
    if output.as_json:
        output.print_document({"shell": arguments.shell, "script": script}, ())
    else:
        output.print_text(script)


def completion_value(verb: str, argument: Argument) -> CompletionValue:
    """Returns the values an argument can have."""
    if argument.choices:
        return CompletionValue("words", argument.choices)
    if argument.metavar in _VALUES_BY_METAVAR:
        return CompletionValue("words", _VALUES_BY_METAVAR[argument.metavar])
    if "--view" in argument.options:
        return CompletionValue("views")
    kinds = {
        "DIR": "folders",
        "FILE": "files",
        "BOARD": "boards" if verb == "add" else "all-boards",
    }
    return CompletionValue(kinds.get(argument.metavar, ""))


def posix_script(shell: str) -> str:
    """For bash and zsh: the same tables with each shell's own template."""
    template = resource(f"completion/kanbert-desktop.{shell}").read_text("utf-8")
    return template.replace("@TABLES@", "\n".join(_posix_tables()))


def _posix_tables() -> Iterator[str]:
    names = [verb for verb, _help in verbs_with_help()]
    yield f"_kanbert_verbs='{' '.join(names)}'"
    yield f"_kanbert_with_value='{'|'.join(_with_value())}'"
    yield from _posix_function("options", [(name, " ".join(_options(name))) for name in ("", *names)])
    yield from _posix_function("value", list(_posix_values()))


def _posix_function(name: str, cases: list[tuple[str, str]]) -> Iterator[str]:
    """`case` has the same syntax in both shells. Our values contain no quotes."""
    yield f"_kanbert_{name}() {{"
    yield '    case "$1" in'
    yield from (f"        '{pattern}') printf '%s' '{words}' ;;" for pattern, words in cases if words)
    yield "    esac"
    yield "}"


def _posix_values() -> Iterator[tuple[str, str]]:
    """`VERB:--option`, `VERB:INDEX` and `VERB:ACTION:1`. The program's own options need no verb."""
    yield from ((f"{verb}:{action}:1", kind) for (verb, action), kind in _ACTION_VALUES.items())
    common = arguments_of("")
    for verb in ("", *(name for name, _help in verbs_with_help())):
        index = 0
        for argument in arguments_of(verb):
            value = completion_value(verb, argument)
            completed = f"words {' '.join(value.choices)}" if value.kind == "words" else value.kind
            if argument.options and argument.takes_value and (not verb or argument not in common):
                yield from ((f"{verb}:{option}", completed) for option in argument.options)
            elif not argument.options:
                yield f"{verb}:{index}", completed
                index += 1


def _options(verb: str) -> list[str]:
    return [option for argument in arguments_of(verb) for option in argument.options]


def _with_value() -> list[str]:
    found = {
        option
        for verb in ("", *(name for name, _help in verbs_with_help()))
        for argument in arguments_of(verb)
        if argument.takes_value
        for option in argument.options
    }
    return sorted(found)


def fish_script() -> str:
    template = resource("completion/kanbert-desktop.fish").read_text("utf-8")
    table = "\n".join(_fish_lines())
    return template.replace("@WITH_VALUE@", "|".join(_with_value())).replace("@TABLES@", table)


def _fish_lines() -> Iterator[str]:
    known = {option for argument in arguments_of("") for option in argument.options}
    yield from (_fish_option("", argument) for argument in arguments_of(""))
    for verb, words in verbs_with_help():
        yield f"complete -c kanbert-desktop -n '__kanbert_place \"\" 0' -a {verb} -d {_fish_quoted(words)}"
        place = 0
        for argument in arguments_of(verb):
            if argument.options and not known.issuperset(argument.options):
                yield _fish_option(verb, argument)
            elif not argument.options:
                yield from _fish_positional(verb, str(place), completion_value(verb, argument))
                place += 1
    for (verb, action), kind in _ACTION_VALUES.items():
        yield from _fish_positional(verb, f"1 {action}", CompletionValue(kind))


def _fish_option(verb: str, argument: Argument) -> str:
    condition = f" -n '__kanbert_place {verb}'" if verb else ""
    names = "".join(
        f" -{'l' if option.startswith('--') else 's'} {option.lstrip('-')}" for option in argument.options
    )
    value = _fish_value(completion_value(verb, argument)) if argument.takes_value else ""
    return f"complete -c kanbert-desktop{condition}{names}{value} -d {_fish_quoted(argument.help)}"


def _fish_positional(verb: str, place: str, value: CompletionValue) -> Iterator[str]:
    offered = _fish_value(value).removeprefix(" -r").removeprefix(" -x")
    if offered:
        yield f"complete -c kanbert-desktop -n '__kanbert_place {verb} {place}'{offered}"


def _fish_value(value: CompletionValue) -> str:
    """`-r` requires a value, `-x` excludes files."""
    match value.kind:
        case "words":
            return f" -x -a '{' '.join(value.choices)}'"
        case "boards":
            return " -x -a '(__kanbert_boards)'"
        case "all-boards":
            return " -x -a '(__kanbert_boards) all'"
        case "views":
            return " -x -a '(__kanbert_views)'"
        case "templates":
            return " -x -a '(__kanbert_templates)'"
        case "files":
            return " -r -F"
        case "folders":
            return " -x -a '(__fish_complete_directories)'"
        case _:
            return " -x"


def _fish_quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


SCRIPTS = {"bash": lambda: posix_script("bash"), "zsh": lambda: posix_script("zsh"), "fish": fish_script}
