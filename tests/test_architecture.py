"""The package keeps its shape: dependencies, names, docstrings."""

import ast
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kanbert_desktop"
ROOMS = ("api", "app", "cli", "domain", "identity", "net", "sandbox", "store", "sync", "ui")
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}

ARROWS = (
    "Arrows go one way",
    "The store knows no network, no Qt",
    "The domain is the standard library alone",
    "Sync knows no Qt and no SQL",
    "The window asks the desk, never the rooms below it",
    "Only net imports httpx",
    "Talking to the server needs no Qt and no database",
    "The sandbox is a stranger to the application",
    "Only the front door opens the sandbox",
    "No two neighbours import each other in a circle",
)


def sources(*below: str) -> list[Path]:
    folders = below or ("kanbert_desktop", "packaging", "tests")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.fixture(scope="module")
def linted() -> str:
    run = "from importlinter.cli import lint_imports_command as run; run()"
    told = subprocess.run(
        [sys.executable, "-c", run, "--no-logo", "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout + told.stderr


@pytest.mark.parametrize("sentence", ARROWS)
def test_the_arrow_holds(sentence: str, linted: str) -> None:
    assert f"{sentence} KEPT" in linted, linted


def test_only_ui_draws() -> None:
    drawing = ("PySide6.QtWidgets", "PySide6.QtGui", "PySide6.QtSvg", "PySide6.QtPrintSupport")
    strangers = [
        f"{shown(path)} imports {name}"
        for path in sources("kanbert_desktop")
        if path.relative_to(PACKAGE).parts[0] not in {"ui", "main.py"}
        for name in imported(path)
        if name.startswith(drawing)
    ]
    assert not strangers


def test_identity_and_app_use_qt_for_sockets_and_signals_alone() -> None:
    strangers = [
        f"{shown(path)} imports {name}"
        for path in sources("kanbert_desktop/identity", "kanbert_desktop/app")
        for name in imported(path)
        if name.startswith("PySide6.") and not name.startswith(("PySide6.QtCore", "PySide6.QtNetwork"))
    ]
    assert not strangers


def test_every_room_exists_and_has_a_door_plate() -> None:
    bare = []
    for room in [PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir())]:
        if not any(room.glob("*.py")) or room.name == "__pycache__":
            continue
        plate = room / "__init__.py"
        if not plate.exists() or not ast.get_docstring(ast.parse(plate.read_text())):
            bare.append(shown(room))
    assert not bare
    assert not [room for room in ROOMS if not (PACKAGE / room / "__init__.py").exists()]


def test_a_rooms_door_plate_says_what_it_holds_and_what_it_may_touch() -> None:
    short = []
    for room in ROOMS:
        plate = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text())) or ""
        if len(re.findall(r"[.;]", plate)) < 2 or "may" not in plate.lower():
            short.append(f"{room}: {plate!r}")
    assert not short


def test_every_module_says_what_it_is() -> None:
    silent = [shown(path) for path in sources() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert not silent


def test_no_name_says_nothing() -> None:
    empty = []
    for path in sources():
        names = {path.stem, *path.relative_to(ROOT).parts[:-1], *defined(path)}
        empty += [f"{shown(path)}: {name}" for name in names if words(name) & EMPTY_WORDS]
    assert not empty


def words(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def defined(path: Path) -> Iterator[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    tree = ast.parse(path.read_text())
    yield from (node.name for node in ast.walk(tree) if isinstance(node, kinds))


def test_no_dialog_runs_a_loop_of_its_own() -> None:
    """`exec()` inside a coroutine breaks the other tasks: dialogs open() and are awaited. A drag knows no other way."""
    nested = [
        f"{shown(path)}:{node.lineno}"
        for path in sources("kanbert_desktop")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"exec", "exec_"}
        and ast.unparse(node.value) != "drag"
    ]
    assert not nested


def test_nothing_is_left_for_later_in_a_comment() -> None:
    left = []
    for path in sources():
        with path.open("rb") as file:
            comments = [token for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT]
        left += [
            f"{shown(path)}:{token.start[0]}"
            for token in comments
            if re.search(r"\b(TODO|FIXME|XXX)\b", token.string)
        ]
    assert not left


def test_no_test_sleeps() -> None:
    asleep = [
        f"{shown(path)}:{node.lineno}"
        for path in sources("tests")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"time.sleep", "qtbot.wait", "QTest.qWait"}
    ]
    assert not asleep
