"""What arguments and variables choose, without the parser: most windows are opened without arguments."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from kanbert_desktop.domain.untrusted_text import has_surrogates
from kanbert_desktop.net.origin import parse_origin

if TYPE_CHECKING:
    import argparse

    from kanbert_desktop.app.environment import Options

DEFAULTS = {
    "verb": None,
    "json": False,
    "sandbox": False,
    "server": None,
    "client_id": None,
    "profile": None,
    "account": None,
    "hidden": False,
    "capture": False,
    "find": None,
    "my_work": False,
    "link": None,
}
OUTPUT_OPTION, FILE_OPTION = "--output=", "--file="
CHANGING_ACTIONS = {
    "views": frozenset({"add", "remove", "import"}),
    "templates": frozenset({"add", "remove", "import", "run"}),
}
"""The actions that save changes, of the verbs that have actions."""
_WITH_VALUE = ("--server", "--client-id", "--profile", "--account", "--find")
_VARIABLES = ("KANBERT_SERVER", "KANBERT_CLIENT_ID", "KANBERT_ACCESS_TOKEN", "KANBERT_CLIENT_SECRET")


class UsageError(Exception):
    """The arguments or variables are invalid; exit code 2. Without a `usage` the one of the whole program is meant."""

    def __init__(self, usage: str | None, message: str) -> None:
        super().__init__(message)
        self.usage = usage
        self.message = message


def without_arguments() -> "argparse.Namespace":
    """Returns what the parser finds in no arguments. `argparse` takes 2 ms of a start."""
    return cast("argparse.Namespace", SimpleNamespace(**DEFAULTS))


def verb_index(arguments: Sequence[str], verb: str) -> int:
    """The index of the verb. The same word before it may be an option's value."""
    index = 0
    while arguments[index] != verb:
        index += 2 if arguments[index] in _WITH_VALUE else 1
    return index


def options_from(found: "argparse.Namespace", variables: Mapping[str, str] = os.environ) -> "Options":
    """Options take precedence over variables. Raises `InvalidInput` for an insecure server.

    Raises `UsageError` for a variable that is not valid UTF-8.
    """
    from kanbert_desktop.app.environment import Options  # noqa: PLC0415  --version needs no profile

    set_variables = {name: _variable(variables, name) for name in _VARIABLES}
    server = found.server or set_variables["KANBERT_SERVER"]
    # The name of a folder may contain any bytes.
    profile = found.profile or variables.get("KANBERT_PROFILE") or None
    return Options(
        server=parse_origin(server) if server and not found.sandbox else None,
        client_id=found.client_id or set_variables["KANBERT_CLIENT_ID"],
        profile=Path(profile).expanduser() if profile else None,
        sandbox=found.sandbox,
        account=found.account,
        hidden=found.hidden,
        capture=found.capture,
        find=found.find,
        my_work=found.my_work,
        link=found.link,
        access_token=set_variables["KANBERT_ACCESS_TOKEN"],
        client_secret=set_variables["KANBERT_CLIENT_SECRET"],
    )


def _variable(variables: Mapping[str, str], name: str) -> str | None:
    """An empty value counts as unset. The value may be a secret, so the message does not repeat it."""
    value = variables.get(name) or None
    if value is not None and has_surrogates(value):
        raise UsageError(None, f"the variable {name} is not valid UTF-8")
    return value
