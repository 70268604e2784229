"""The stamp that makes the second start fast, and behaviour without a network."""

import json
import sys
from pathlib import Path

import pytest

from devtools import environment
from devtools.steps import StepError, failure_message, run_command


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose `.venv` was made and stamped; installations are only recorded."""
    (tmp_path / "kanbert_desktop").mkdir()
    venv = tmp_path / ".venv"
    venv.mkdir()
    (venv / "pyvenv.cfg").write_text(f"version = {'.'.join(map(str, sys.version_info[:3]))}\n")
    (tmp_path / "lock").write_text("a==1 --hash=sha256:0\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "LOCK", tmp_path / "lock")
    monkeypatch.setattr(environment, "PROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "stamp")
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    environment.write_stamp()
    return tmp_path


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    monkeypatch.setattr(environment, "make", lambda: done.append("made"))
    monkeypatch.setattr(environment, "install", lambda: done.append("installed"))
    return done


def test_the_second_start_does_nothing(checkout: Path, installs: list[str]) -> None:
    environment.prepare()
    assert installs == [], checkout


@pytest.mark.parametrize("file", ["lock", "pyproject.toml", ".venv/pyvenv.cfg"])
def test_a_changed_lock_project_or_python_installs_again(
    file: str, checkout: Path, installs: list[str]
) -> None:
    with (checkout / file).open("a") as end:
        end.write("changed\n")
    environment.prepare()
    assert installs == ["installed"]
    environment.prepare()
    assert installs == ["installed"]


def test_another_python_gets_a_new_environment(checkout: Path, installs: list[str]) -> None:
    (checkout / ".venv" / "pyvenv.cfg").write_text("version = 3.10.2\n")
    environment.PYTHON = checkout / "of-another-python"
    environment.PYTHON.write_text("#!/bin/sh\nexit 1\n")
    environment.PYTHON.chmod(0o700)
    environment.write_stamp()
    environment.prepare()
    assert installs == ["made", "installed"]


def test_a_moved_checkout_gets_a_new_environment(checkout: Path, installs: list[str]) -> None:
    environment.STAMP.write_text(json.dumps({"key": "old", "place": str(checkout / "elsewhere")}))
    environment.prepare()
    assert installs == ["made", "installed"]


def test_an_interrupted_installation_is_taken_up_again(checkout: Path, installs: list[str]) -> None:
    environment.STAMP.unlink()
    environment.prepare()
    assert "installed" in installs, checkout


def test_a_folder_that_is_no_checkout_is_named(checkout: Path) -> None:
    (checkout / "kanbert_desktop").rmdir()
    with pytest.raises(StepError, match="whole checkout"):
        environment.prepare()


@pytest.mark.parametrize(
    "output",
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(<...>: Failed to establish a new "
            "connection: [Errno -3] Temporary failure in name resolution')'\nERROR: No matching distribution found"
        ),
        "Err:1 Temporary failure resolving 'deb.debian.org'\nE: Unable to fetch some archives",
        "E: Could not connect to 127.0.0.1:9 (127.0.0.1). - connect (111: Connection refused)",
    ],
)
def test_no_network_is_one_plain_line(output: str) -> None:
    result = failure_message("install the Python packages", output)
    assert result.startswith("Could not install the Python packages: the network did not answer.")
    assert "\n" not in result


def test_any_other_failure_keeps_the_end_of_the_output() -> None:
    result = failure_message("do it", "\n".join(f"line {number}" for number in range(100)))
    assert result.startswith("Could not do it:\n")
    assert result.endswith("line 99")
    assert "line 10\n" not in result


def test_an_absent_program_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StepError, match="Could not start it: No such file"):
        run_command([tmp_path / "absent"], "start it")
