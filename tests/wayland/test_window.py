"""The window on Wayland, with pointer and keyboard of a real compositor."""

import os
import subprocess
import sys
from collections.abc import Mapping

from devtools.paths import PACKAGING, ROOT
from support import wayland_user
from support.terminal import Terminal

MODULES = os.pathsep.join(map(str, (ROOT, PACKAGING, ROOT / "tests")))
TIMEOUT_SECONDS = 200
"""For all that the user does; each of the waits within has a deadline of its own, which says what did not come."""
SEARCHED, DRAGGED = "Redirect list for 412 old product addresses", "Photo shoot briefing"


def titles(terminal: Terminal, column: str) -> list[str]:
    return [card["title"] for card in terminal.json("cards", "WEB", "--column", column)]


def test_the_palette_finds_a_card_and_a_dragged_card_reaches_the_store(
    sway: Mapping[str, str], terminal: Terminal
) -> None:
    terminal.json("sync")
    dragged = next(title for title in titles(terminal, "New") if title.startswith(DRAGGED))
    result = subprocess.run(
        [sys.executable, wayland_user.__file__, SEARCHED, dragged],
        env=terminal.environment(PYTHONPATH=MODULES, **sway),
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    assert (result.returncode, result.stdout) == (0, "wayland\n"), result.stderr
    assert dragged in titles(terminal, "WIP")
