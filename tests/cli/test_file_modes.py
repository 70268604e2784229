"""Whatever the umask and the folder's mode are, files of this program are private."""

import os
import stat
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from devtools.system_packages import privilege
from kanbert_desktop.app.system.instance_lock import socket_path
from support.terminal import Terminal
from support.window_processes import OpenWindow

ANOTHER_USER = 65534
"""Matches no user."""


@pytest.fixture
def open_umask() -> Iterator[None]:
    """Processes started here inherit an open umask."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def open_to_others(profile: Path) -> dict[str, str]:
    found: dict[Path, int] = {}
    for path in [profile, *profile.rglob("*")]:
        # A running window removes files that it has just renamed.
        with suppress(FileNotFoundError):
            if not path.is_symlink():
                found[path] = mode(path)
    return {str(path): f"{bits:o}" for path, bits in found.items() if bits & 0o077}


@pytest.mark.usefixtures("open_umask")
def test_nothing_in_the_profile_is_open_and_its_parents_have_ordinary_modes(
    own_terminal: Terminal, tmp_path: Path
) -> None:
    terminal = replace(own_terminal, profile=tmp_path / "share" / "deeper" / "profile")
    terminal.json("sync")
    terminal.json("add", "WEB", "Privat")
    assert open_to_others(terminal.profile) == {}
    assert {mode(terminal.profile.parent), mode(terminal.profile.parent.parent)} <= {0o700, 0o755}
    assert (
        terminal.run("export", "WEB", "--format", "csv", "--output", str(tmp_path / "web.csv")).exit_code == 0
    )
    assert mode(tmp_path / "web.csv") == 0o600


@pytest.mark.usefixtures("open_umask")
def test_a_running_window_leaves_nothing_open(terminal: Terminal, open_window: OpenWindow) -> None:
    window = open_window(terminal)
    terminal.json("add", "WEB", "Privat")
    assert Path(socket_path(terminal.profile)).exists()
    assert list(terminal.profile.rglob("store.db-wal"))
    assert list(terminal.profile.rglob("crash-*.trace"))
    assert open_to_others(terminal.profile) == {}
    assert window.close() == 0


def give_to(path: Path, user: int) -> None:
    subprocess.run([*(privilege() or ()), "chown", str(user), str(path)], check=True)


@pytest.mark.parametrize("bits", [0o755, 0o777, 0o750, 0o702], ids=oct)
def test_a_profile_that_was_open_is_closed(terminal: Terminal, bits: int) -> None:
    terminal.profile.chmod(bits)
    assert terminal.json("boards")
    assert mode(terminal.profile) == 0o700


def test_somebody_elses_open_profile_is_refused_and_left_as_it_is(terminal: Terminal) -> None:
    terminal.profile.chmod(0o755)
    give_to(terminal.profile, ANOTHER_USER)
    result = terminal.run("boards", "--json")
    owner = terminal.profile.stat().st_uid
    give_to(terminal.profile, os.getuid())
    assert owner == ANOTHER_USER
    assert result.exit_code == 7
    assert result.error["title"] == "Other users can access the profile folder."
    assert str(terminal.profile) in result.error["message"]
    assert mode(terminal.profile) == 0o755
