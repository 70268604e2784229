"""The Pythons of a machine, and running the suite on each."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devtools import commands, python_versions
from devtools.paths import BUILD, ENVIRONMENT

StandIn = Callable[[str, str], None]
HERE = sys.version_info[:2]


def test_every_supported_python_on_the_path_is_found_once_and_the_own_one_always(stand_in: StandIn) -> None:
    stand_in("python3.10", "exit 0")
    stand_in("python3.12", "exit 0")
    stand_in("python3.21", "exit 0")
    stand_in("python3.22", "exit 1")
    found = python_versions.installed()
    assert set(found) == {HERE, (3, 12), (3, 21)}
    assert list(found) == sorted(found)
    assert found[HERE] == sys.executable


def test_a_python_of_another_version_than_its_name_is_none() -> None:
    assert python_versions.is_release_build(sys.executable, HERE)
    assert not python_versions.is_release_build(sys.executable, (3, 10))
    assert not python_versions.is_release_build("/nowhere/python", HERE)


@pytest.fixture
def runs(stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two Pythons that only record how they were started; the second one fails."""
    noted = tmp_path / "noted"
    stand_in("python3.21", f'[ "$1" = -c ] || echo "21 ${ENVIRONMENT} $2 $3" >> {noted}; [ "$1" = -c ]')
    stand_in("own", f'echo "own ${ENVIRONMENT} $2 $3" >> {noted}')
    monkeypatch.setattr(sys, "executable", str(tmp_path / "own-python"))
    (tmp_path / "own-python").write_text(f'#!/bin/sh\necho "own ${ENVIRONMENT} $2 $3" >> {noted}\n')
    (tmp_path / "own-python").chmod(0o700)
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    monkeypatch.setitem(os.environ, "PATH", f"{os.environ['PATH']}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return noted


def test_each_python_tests_in_an_environment_of_its_own_and_one_failure_fails_all(
    runs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own, other = python_versions.sys.executable, python_versions.shutil.which("python3.21")
    monkeypatch.setattr(python_versions, "installed", lambda: {HERE: own, (3, 21): other})
    assert commands.test(["--every-python", "-x"]) == 1
    assert runs.read_text().splitlines() == ["own  test -x", f"21 {BUILD / 'venv-3.21'} test -x"]
    result = capsys.readouterr().out
    assert f"Python {HERE[0]}.{HERE[1]}: the suite passed" in result
    assert "Python 3.21: FAILED with 1" in result
