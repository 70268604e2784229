"""With the accelerated import, PySide6 behaves as with its own: enumerations, errors, signatures and features."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import PySide6
import pytest

from kanbert_desktop import startup_acceleration
from kanbert_desktop.startup_acceleration import COMPARED, SWITCH, is_on

PROGRAM = Path(__file__).with_name("qt_records.py")
ROOT = Path(__file__).parents[2]


def records(part: str, way: str, **variables: str) -> Any:  # noqa: ANN401
    run = subprocess.run(
        [sys.executable, str(PROGRAM), part, way],
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_this_version_is_one_of_those_that_these_tests_compare() -> None:
    assert PySide6.__version__ in COMPARED[sys.version_info[:2]]


@pytest.mark.parametrize("way", ["quick", "postponed"])
def test_every_enumeration_of_qt_is_the_same(way: str) -> None:
    ordinary, quick = records("enums", "ordinary"), records("enums", way)
    assert [one for one, other in zip(ordinary, quick, strict=True) if one != other] == []
    assert len(ordinary) > 600
    assert sum(members for _, _, members in ordinary) > 6000


def output_of(code: str) -> str:
    """What a new Python prints that runs this."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def test_members_can_be_named_without_their_enumeration_after_a_start() -> None:
    """PySide6 looks for them in the dictionaries of classes; qasync relies on it."""
    code = (
        "from kanbert_desktop.startup_acceleration import accelerate_qt, end_acceleration; accelerate_qt(); "
        "from PySide6.QtCore import QProcess, QSocketNotifier; end_acceleration(); "
        "print(QSocketNotifier.Read is QSocketNotifier.Type.Read, QProcess.NotRunning)"
    )
    assert output_of(code) == "True ProcessState.NotRunning"


def test_errors_signatures_and_features_are_the_same() -> None:
    ordinary, quick = records("signatures", "ordinary"), records("signatures", "quick")
    assert quick["records"] == ordinary["records"]
    assert quick["loaded_late"]
    assert "Supported signatures" in ordinary["records"][0]
    assert ordinary["records"][-1] == "True"


@pytest.mark.parametrize("variables", [{SWITCH: "1"}, {SWITCH: "signatures"}, {"SBK_EMBED": "x"}])
def test_where_it_is_off_the_import_is_the_ordinary_one(variables: dict[str, str]) -> None:
    assert not records("signatures", "quick", **variables)["loaded_late"]


def test_another_version_is_imported_in_the_ordinary_way() -> None:
    code = (
        "from kanbert_desktop import startup_acceleration as a; "
        "a.COMPARED = {key: ('6.0.0',) for key in a.COMPARED}; a.accelerate_qt(); "
        "import sys, PySide6.QtCore; print('shibokensupport.signature.parser' in sys.modules)"
    )
    assert output_of(code) == "True"


@pytest.mark.parametrize(
    ("value", "off"),
    [
        ("", set()),
        ("1", set(startup_acceleration.PARTS)),
        ("code", {"code"}),
        ("enums,code", {"enums", "code"}),
        ("nonsense", set(startup_acceleration.PARTS)),
    ],
)
def test_the_switch_turns_off_what_it_names(
    monkeypatch: pytest.MonkeyPatch, value: str, off: set[str]
) -> None:
    monkeypatch.setenv(SWITCH, value)
    assert {part for part in startup_acceleration.PARTS if not is_on(part)} == off
