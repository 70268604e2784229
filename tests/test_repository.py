"""The repository contains what it should, and nothing that belongs to one machine."""

import re
import subprocess
import sys
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {
    *("kanbert_desktop", "resources", "tests", "packaging", "pyproject.toml", "README.md"),
    *("LICENSE", ".gitignore", ".ci", ".github", ".pre-commit-config.yaml"),
}
GENERATED = re.compile(
    r"(^|/)(__pycache__|build|dist|\.venv|\.\w+_cache|\.hypothesis|\.benchmarks)/|\.(pyc|qm|rcc|whl|deb|log)$|(^|/)ui_\w+\.py$"
)
# Written in parts, so that this file does not match itself.
FOREIGN = re.compile(
    "|".join(
        (
            r"(?<![\w./}<])/(work|" + r"root)/\w",
            r"(?<![\w./}<])/home" + r"/\w+/",
            r"/Users" + r"/\w+/",
            r"--(extra-)?index" + r"-url",
            r"py" + r"pi\.org/simple|files\.python" + r"hosted\.org",
        )
    )
)
EMITS = 100
SLACK = 20


def tracked() -> list[str]:
    result = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in result.stdout.split("\0") if name and (ROOT / name).exists()]


def text(name: str) -> str:
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_top_level_is_exactly_the_agreed_one() -> None:
    assert {name.split("/")[0] for name in tracked()} == TOP_LEVEL


def test_nothing_generated_is_tracked() -> None:
    assert not [name for name in tracked() if GENERATED.search(name)]


def test_no_file_names_a_machine_or_an_index() -> None:
    found = [f"{name}: {match[0]}" for name in tracked() for match in FOREIGN.finditer(text(name))]
    assert not found


def test_ci_calls_the_developers_own_command() -> None:
    lines = text(".ci/run").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[-1] == "exec python3 packaging/dev.py test --every-python"
    assert (ROOT / ".ci/run").stat().st_mode & 0o100


def test_workflows_name_the_exact_commit_of_every_action() -> None:
    workflows = [name for name in tracked() if name.startswith(".github/workflows/")]
    used = [line for name in workflows for line in text(name).splitlines() if re.match(r"[\s-]*uses:", line)]
    assert used, "nothing was looked at"
    assert not [line for line in used if not re.search(r"@[0-9a-f]{40} # v\d", line)]


def test_the_licence_is_mit() -> None:
    assert text("LICENSE").startswith("MIT License")


def test_the_wheel_carries_the_resources(tmp_path: Path) -> None:
    import zipfile

    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    wanted = {name for name in tracked() if name.startswith("resources/")}
    assert wanted
    assert {f"kanbert_desktop/_{name}" for name in wanted} <= set(inside)
    tables = {f"kanbert_desktop/_resources/translations/{language}.json" for language in ("de", "en")}
    assert tables <= set(inside), "verbs translate from them"
    assert not [name for name in inside if name.startswith(("tests/", "packaging/"))]
    assert not [name for name in inside if name.endswith(".md") and ".dist-info/" not in name]


class Bell(QObject):
    rung = Signal(object)


class Listener:
    def __init__(self) -> None:
        self.heard = 0

    def hear(self, _value: object) -> None:
        self.heard += 1


def test_emitting_leaves_reference_counts_alone() -> None:
    """PySide6 6.12.0 below Python 3.12 loses a reference of what every None-returning call gives, and aborts later."""
    bell, listener, value = Bell(), Listener(), object()
    bell.rung.connect(listener.hear)
    watched = (value, None, True)
    before = [sys.getrefcount(thing) for thing in watched]
    for _ in range(EMITS):
        bell.rung.emit(value)
    after = [sys.getrefcount(thing) for thing in watched]
    assert listener.heard == EMITS
    assert [abs(now - then) < SLACK for now, then in zip(after, before, strict=True)] == [True] * 3


def test_a_value_that_was_emitted_can_go() -> None:
    class Parcel:
        pass

    bell, parcel = Bell(), Parcel()
    bell.rung.connect(Listener().hear)
    bell.rung.emit(parcel)
    trace = ref(parcel)
    del parcel
    assert trace() is None


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/requirements.lock"])
def test_qt_stays_below_the_release_that_aborts(name: str) -> None:
    line = next(
        line for line in text(name).splitlines() if "yside6-essentials" in line.lower() and "< '3.12'" in line
    )
    assert "6.12" not in line.replace("<6.12", "")
