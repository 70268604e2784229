"""Every test must reach an assertion."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LOOPS = (ast.For, ast.AsyncFor, ast.While)
WAITS = ("waitUntil", "waitSignal", "waitSignals", "raises", "fail", "wait_until")
"""Calls that fail if the expected event does not come."""
GENERATED = ("given", "rule")
"""Hypothesis runs at least one example."""


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test_"):
            yield node


def is_generated(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(name in ast.unparse(decorator) for decorator in test.decorator_list for name in GENERATED)


def asserts_something(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return called in WAITS or called.startswith("assert_")


def is_surely_entered(loop: ast.AST) -> bool:
    """A loop over literal elements, or over a number of rounds."""
    if not isinstance(loop, (ast.For, ast.AsyncFor)):
        return False
    over = loop.iter
    if isinstance(over, ast.Call) and getattr(over.func, "id", "") in {"enumerate", "sorted", "reversed"}:
        over = over.args[0]
    if isinstance(over, (ast.Tuple, ast.List, ast.Set)):
        return any(not isinstance(element, ast.Starred) for element in over.elts)
    return isinstance(over, ast.Call) and getattr(over.func, "id", "") == "range"


def assertions(node: ast.AST, *, is_reached: bool = True) -> Iterator[bool]:
    """For each assertion below `node`, whether it is certainly reached."""
    for child in ast.iter_child_nodes(node):
        reached = is_reached and (not isinstance(child, LOOPS) or is_surely_entered(child))
        if asserts_something(child):
            yield is_reached
        yield from assertions(child, is_reached=reached)


def deceives(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    found = list(assertions(test))
    return bool(found) and not any(found) and not is_generated(test)


def test_no_test_asserts_only_in_a_loop_that_may_be_empty() -> None:
    files = sorted(TESTS.rglob("test_*.py"))
    assert files
    assert not [
        f"{path.name}::{test.name}" for path in files for test in functions_of(path) if deceives(test)
    ]


@pytest.mark.parametrize(
    ("body", "deceiving"),
    [
        ("for row in rows():\n        assert row", True),
        ("while more():\n        assert more", True),
        ("for a in (1, 2):\n        for b in found():\n            assert b", True),
        ("for a in (*found(),):\n        assert a", True),
        ("assert rows\n    for row in rows:\n        assert row", False),
        ("for a in (1, 2):\n        assert a", False),
        ("for a in range(3):\n        assert a", False),
        ("for a in rows():\n        pass\n    qtbot.waitUntil(done)", False),
        ("print()", False),
    ],
)
def test_such_a_test_is_recognised(body: str, *, deceiving: bool) -> None:
    (test,) = ast.parse(f"def test_it():\n    {body}\n").body
    assert isinstance(test, ast.FunctionDef)
    assert deceives(test) is deceiving
