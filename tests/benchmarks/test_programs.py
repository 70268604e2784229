"""The measured programs: what they import exists. They run in `dev.py bench` alone, so nothing else would notice."""

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

PROGRAMS = sorted(Path(__file__).parent.glob("*_program.py"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_what_a_program_imports_exists(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # qasync would set it for all tests that follow.
    monkeypatch.setenv("QT_API", "pyside6")
    imports = (
        node for node in ast.walk(ast.parse(program.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
    )
    missing = [
        f"{node.module}.{alias.name}"
        for node in imports
        if node.module is not None and node.module.startswith("kanbert_desktop")
        for alias in node.names
        if not hasattr(import_module(node.module), alias.name)
        and find_spec(f"{node.module}.{alias.name}") is None
    ]
    assert missing == []
