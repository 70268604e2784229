"""Entry point of `dev.py`: too old a Python, an unknown command."""

import ast
import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from devtools import commands
from devtools.paths import BUILD, PACKAGING
from devtools.steps import StepError

FRONT = PACKAGING / "dev.py"


@pytest.fixture
def front() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_front", FRONT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_can_read_the_entry_point() -> None:
    assert ast.parse(FRONT.read_text(), feature_version=(3, 7))


def test_without_a_newer_python_the_old_one_says_what_is_needed(
    front: ModuleType, stand_in: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert front.start_again() == 1
    result = capsys.readouterr().err
    assert result.startswith("Python 3.11 or newer needed; this is Python 3.")
    assert "Traceback" not in result


def test_a_newer_python_on_the_path_takes_over(
    front: ModuleType, stand_in: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in("python3.13", "exit 1")
    stand_in("python3.12", "exit 0")
    taken: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, command: taken.append(command))
    monkeypatch.setattr("sys.argv", ["dev.py", "test", "-x"])
    front.start_again()
    assert Path(taken[0][0]).name == "python3.12"
    assert taken[0][1:] == [str(FRONT), "test", "-x"]


def test_an_unknown_verb_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["walk"]) == 2
    result = capsys.readouterr().out
    assert all(f"\n  {verb}" in result for verb in commands.COMMANDS)


def test_help_is_not_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["--help"]) == 0
    assert capsys.readouterr().out


def test_a_failed_step_ends_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_arguments: object) -> int:
        raise StepError("Could not do it.")

    monkeypatch.setattr(commands, "COMMANDS", {"run": fail})
    monkeypatch.setattr(commands, "reuse_bytecode", lambda _variables: None)
    assert commands.main(["run"]) == 1
    assert capsys.readouterr().err == "Could not do it.\n"


@pytest.mark.parametrize(
    ("variables", "arguments", "toured"),
    [
        ({}, [], True),
        ({"DISPLAY": ":0"}, [], False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, [], False),
        ({"DISPLAY": ":0"}, ["--tour"], True),
    ],
)
def test_the_tour_stands_in_for_a_missing_screen(
    variables: dict[str, str], arguments: list[str], toured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = []
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(commands.environment, "prepare", lambda: None)
    monkeypatch.setattr(commands, "tour", lambda rest: chosen.append(("tour", rest)) or 0)
    monkeypatch.setattr(commands, "window", lambda rest: chosen.append(("window", rest)) or 0)
    assert commands.run([*arguments, "--profile", "x"]) == 0
    assert chosen == [("tour" if toured else "window", ["--profile", "x"])]


def test_bytecode_is_stored_elsewhere_if_the_sources_are_read_only() -> None:
    variables = {"PYTHONDONTWRITEBYTECODE": "1"}
    commands.reuse_bytecode(variables)
    assert variables == {"PYTHONPYCACHEPREFIX": str(BUILD / "compiled")}


def test_otherwise_python_chooses_where_to_store_bytecode() -> None:
    variables = {"PYTHONPYCACHEPREFIX": "elsewhere"}
    commands.reuse_bytecode(variables)
    assert variables == {"PYTHONPYCACHEPREFIX": "elsewhere"}
