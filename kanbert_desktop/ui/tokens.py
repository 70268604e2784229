"""The token table of `resources/styles/tokens.toml`: every colour and font size of the program."""

import tomllib
from functools import cache
from typing import NamedTuple

from kanbert_desktop.resources import resource


class Tokens(NamedTuple):
    """`colors`: name → (light, dark) as `#RRGGBB`; `fonts`: name → (pixels at 100 %, weight)."""

    colors: dict[str, tuple[str, str]]
    fonts: dict[str, tuple[int, int]]


@cache
def tokens() -> Tokens:
    table = tomllib.loads(resource("styles/tokens.toml").read_text(encoding="utf-8"))
    return Tokens(
        {name: (light, dark) for name, (light, dark) in table["colors"].items()},
        {name: (pixels, weight) for name, (pixels, weight) in table["fonts"].items()},
    )


PERSON_HUES = ("blue", "violet", "green", "orange", "red", "teal")
