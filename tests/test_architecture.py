"""Architecture rules: dependencies between packages, names, docstrings, forbidden calls."""

import ast
import io
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
TOP_PACKAGES = ("api", "app", "cli", "domain", "identity", "net", "sandbox", "store", "sync", "ui")
STANDARD_TERMS = ("file_manager", "window_manager", "session_manager")
"""Terms of the desktop that contain one of the words below."""
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}

CONTRACTS = (
    "Packages import in one direction",
    "The store imports neither Qt nor a network library",
    "The domain imports the standard library only",
    "Sync imports neither Qt nor SQL",
    "The user interface imports only app and domain",
    "Only net imports httpx",
    "net and api import neither Qt nor SQL",
    "The sandbox imports nothing of the application",
    "Only cli and main import the sandbox",
    "Sibling packages import each other without cycles",
)


def sources(*below: str) -> list[Path]:
    folders = below or ("kanbert_desktop", "packaging", "tests")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def sources_with(pattern: str, *below: str) -> Iterator[tuple[Path, str]]:
    """Path and text of the modules where the pattern is found anywhere: to read their syntax takes a hundred times longer."""
    for path in sources(*below):
        source = path.read_text("utf-8")
        if re.search(pattern, source):
            yield path, source


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.fixture(scope="module")
def import_linter_output() -> str:
    run = "from importlinter.cli import lint_imports_command as run; run()"
    result = subprocess.run(
        [sys.executable, "-c", run, "--no-logo", "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr


@pytest.mark.parametrize("contract", CONTRACTS)
def test_import_contract_is_kept(contract: str, import_linter_output: str) -> None:
    assert f"{contract} KEPT" in import_linter_output, import_linter_output


def test_only_ui_imports_widgets_and_graphics() -> None:
    graphics = ("PySide6.QtWidgets", "PySide6.QtGui", "PySide6.QtSvg", "PySide6.QtPrintSupport")
    violations = [
        f"{relative(path)} imports {name}"
        for path in sources("kanbert_desktop")
        if path.relative_to(PACKAGE).parts[0] not in {"ui", "main.py"}
        for name in imported(path)
        if name.startswith(graphics)
    ]
    assert not violations


def test_identity_and_app_import_only_core_and_network_modules_of_qt() -> None:
    violations = [
        f"{relative(path)} imports {name}"
        for path in sources("kanbert_desktop/identity", "kanbert_desktop/app")
        for name in imported(path)
        if name.startswith("PySide6.") and not name.startswith(("PySide6.QtCore", "PySide6.QtNetwork"))
    ]
    assert not violations


def package_folders() -> list[Path]:
    folders = [PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir())]
    return [folder for folder in folders if folder.name != "__pycache__" and any(folder.glob("*.py"))]


def package_docstring(folder: Path) -> str:
    module = folder / "__init__.py"
    return (ast.get_docstring(ast.parse(module.read_text())) or "") if module.exists() else ""


def test_every_package_has_a_docstring() -> None:
    assert not [relative(folder) for folder in package_folders() if not package_docstring(folder)]
    assert not [name for name in TOP_PACKAGES if not (PACKAGE / name / "__init__.py").exists()]


def test_package_docstrings_state_contents_and_dependencies() -> None:
    """Two sentences at least: what the package holds, and what it may import or must not know."""
    incomplete = [
        relative(folder)
        for folder in package_folders()
        if folder != PACKAGE and len(re.findall(r"[.;]", package_docstring(folder))) < 2
    ]
    assert not incomplete


def test_docstrings_of_top_packages_name_their_imports() -> None:
    assert not [name for name in TOP_PACKAGES if "import" not in package_docstring(PACKAGE / name).lower()]


def test_every_module_has_a_docstring() -> None:
    with_another_beginning = sources_with(r'\A(?!"""[^"\s])')
    undocumented = [
        relative(path) for path, source in with_another_beginning if not ast.get_docstring(ast.parse(source))
    ]
    assert not undocumented


def test_no_name_is_meaningless() -> None:
    meaningless = []
    for path in sources():
        names = {path.stem, *path.relative_to(ROOT).parts[:-1]}
        meaningless += [f"{relative(path)}: {name}" for name in names if words(name) & EMPTY_WORDS]
    for path, source in sources_with(f"(?i){'|'.join(EMPTY_WORDS)}"):
        meaningless += [f"{relative(path)}: {name}" for name in defined(source) if words(name) & EMPTY_WORDS]
    assert not meaningless


def words(name: str) -> set[str]:
    snake_case = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    for term in STANDARD_TERMS:
        snake_case = snake_case.replace(term, "")
    return set(snake_case.split("_"))


def defined(source: str) -> Iterator[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    yield from (node.name for node in ast.walk(ast.parse(source)) if isinstance(node, kinds))


def test_no_dialog_runs_a_nested_event_loop() -> None:
    """`exec()` inside a coroutine blocks the other tasks, so dialogs use `open()` and are awaited. Only drags need `exec()`."""
    nested = [
        f"{relative(path)}:{node.lineno}"
        for path, source in sources_with("exec", "kanbert_desktop")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr in {"exec", "exec_"}
        and ast.unparse(node.value) != "drag"
    ]
    assert not nested


def test_no_comment_postpones_work() -> None:
    postponed = []
    for path, source in sources_with("TODO|FIXME|XXX"):
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        comments = [token for token in tokens if token.type == tokenize.COMMENT]
        postponed += [
            f"{relative(path)}:{token.start[0]}"
            for token in comments
            if re.search(r"\b(TODO|FIXME|XXX)\b", token.string)
        ]
    assert not postponed


def test_no_test_sleeps() -> None:
    sleeping = [
        f"{relative(path)}:{node.lineno}"
        for path, source in sources_with("sleep|wait|qWait", "tests")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"time.sleep", "qtbot.wait", "QTest.qWait"}
    ]
    assert not sleeping
