"""Opens the window at a card or a search, for a process that has none: the running window, or a new one."""

import os
import subprocess
from collections.abc import Mapping

from kanbert_desktop.app.deep_links import card_link
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.system.own_program import program_command
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.identity.activation import TOKEN_VARIABLES, WAYLAND_TOKEN

ANSWER_SECONDS = 1.0
"""How long a running window may take before another process is started, which waits for it."""
_BUS_VARIABLES = ("DBUS_STARTER_ADDRESS", "DBUS_STARTER_BUS_TYPE")
"""Tell the process that the bus started what it is for."""


class WindowOpener:
    def __init__(self, environment: Environment, options: Options) -> None:
        self._environment = environment
        self._options = replace(options, hidden=False, capture=False)

    def open_card(self, key: str, token: str = "") -> None:
        self._open(replace(self._options, link=card_link(key)), [card_link(key)], token)

    def open_search(self, text: str, token: str = "") -> None:
        # One word: the text may begin like an option.
        self._open(replace(self._options, find=text), [f"--find={text}"], token)

    def _open(self, wanted: Options, words: list[str], token: str) -> None:
        if not self._is_handed_over(wanted, token):
            _start(words, _variables(self._environment, self._options, token))

    def _is_handed_over(self, wanted: Options, token: str) -> bool:
        from kanbert_desktop.app.system.handover import hand_over  # noqa: PLC0415  few searches end with it
        from kanbert_desktop.app.system.instance_lock import socket_path  # noqa: PLC0415
        from kanbert_desktop.cli.handover import (  # noqa: PLC0415
            OTHER_SCREEN_CODE,
            RAISE_REQUEST,
            raise_window_request,
            request_factory,
        )

        words = raise_window_request(wanted, token, must_come_forward=True)
        request = request_factory(words, RAISE_REQUEST, wanted, self._environment)()
        place = socket_path(self._environment.profile)
        result = hand_over(place, request, lambda *_: None, accept_seconds=ANSWER_SECONDS)
        # Another process tells the user of a window on another screen.
        return result.exit_code not in (None, OTHER_SCREEN_CODE)


def _variables(environment: Environment, options: Options, token: str) -> dict[str, str]:
    """The profile is a variable, because a link must be the only argument."""
    without = {*_BUS_VARIABLES, *TOKEN_VARIABLES}
    variables = {name: value for name, value in os.environ.items() if name not in without}
    if options.profile is not None:
        variables["KANBERT_PROFILE"] = str(environment.profile)
    return {**variables, WAYLAND_TOKEN: token} if token else variables


def _start(words: list[str], variables: Mapping[str, str]) -> None:
    subprocess.Popen(  # noqa: S603  this program, with words of its own
        [*program_command(), *words],
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
