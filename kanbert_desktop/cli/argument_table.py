"""What can be typed, as data: for whoever writes scripts that complete it."""

import argparse
from dataclasses import dataclass
from functools import cache

from kanbert_desktop.cli.arguments import VERBS, make_parser


@dataclass(frozen=True, slots=True)
class Argument:
    """An option with all its spellings, or a word that has its place where `options` is empty."""

    options: tuple[str, ...]
    metavar: str
    takes_value: bool
    choices: tuple[str, ...]
    help: str


def verbs() -> list[tuple[str, str]]:
    """Each with what it does."""
    return [(name, words) for name, words, _ in VERBS]


def arguments_of(verb: str) -> list[Argument]:
    """In order; of "" those that stand before every verb. What help hides is left out."""
    return [_argument(action) for action in _parsers()[verb]._actions if _is_shown(action)]  # noqa: SLF001  argparse tells nobody else


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
