"""What the shell asks while somebody types: the boards that are known here, and nothing else, at once."""

from collections.abc import Sequence
from contextlib import suppress

from kanbert_desktop.app.environment import Environment, default_profile
from kanbert_desktop.app.shortcodes import shortcodes
from kanbert_desktop.cli.arguments import WrongUsage, options, parse_some
from kanbert_desktop.cli.output import say_here
from kanbert_desktop.domain.errors import KanbertError


def print_shortcodes(words: Sequence[str]) -> int:
    """`words` as far as they are typed; whatever is wrong with them, nothing is said about it."""
    with suppress(WrongUsage, KanbertError, OSError):
        chosen = options(parse_some(words))
        environment = Environment((chosen.profile or default_profile()).absolute())
        say_here("out", "".join(f"{code}\n" for code in shortcodes(environment, chosen)))
    return 0
