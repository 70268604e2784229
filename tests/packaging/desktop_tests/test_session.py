"""The environment of a log-in: nothing of the developer's own session."""

import os
from pathlib import Path

import pytest

from desktop_tests.session import Session, wait_until
from devtools.steps import StepError


def test_programs_get_folders_of_their_own_and_nothing_of_this_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("KANBERT_PROFILE", "/mine")
    session = Session(tmp_path / "s", tmp_path / "logs")
    variables = session.variables
    assert not {"WAYLAND_DISPLAY", "DISPLAY", "KANBERT_PROFILE", "QT_QPA_PLATFORM"} & variables.keys()
    assert Path(variables["HOME"]) == session.home
    assert session.home.is_relative_to(tmp_path)
    assert variables["XDG_DATA_DIRS"].startswith(f"{tmp_path}")
    assert variables["XDG_RUNTIME_DIR"] != os.environ.get("XDG_RUNTIME_DIR")


def test_a_program_runs_with_these_variables_and_leaves_a_log(tmp_path: Path) -> None:
    session = Session(tmp_path / "s", tmp_path / "logs")
    assert session.run("sh", "-c", "echo $HOME").strip() == str(session.home)
    session.start("greeting", ["echo", "hello"]).wait(60)
    session.end()
    assert session.log("greeting").read_text() == "hello\n"


def test_a_command_that_fails_is_named_with_its_error(tmp_path: Path) -> None:
    session = Session(tmp_path / "s", tmp_path / "logs")
    with pytest.raises(StepError, match=r"sh -c .* ended with 3: no"):
        session.run("sh", "-c", "echo no >&2; exit 3")


def test_the_end_of_a_session_ends_what_was_started_in_it_by_others(tmp_path: Path) -> None:
    session = Session(tmp_path / "s", tmp_path / "logs")
    # As a bus does: the program is in a group of its own.
    started = int(session.run("sh", "-c", "setsid sleep 60 >/dev/null 2>&1 & echo $!"))
    session.end()
    assert not Path(f"/proc/{started}/exe").exists()


def test_waiting_in_vain_says_what_for() -> None:
    with pytest.raises(StepError, match="a window"):
        wait_until(lambda: False, "a window", seconds=0)
