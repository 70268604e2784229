"""What each start-up optimisation saves: the program with it beside the program without it, in alternated runs."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import kanbert_desktop
from benchmarks.figures import Figure, Sample, medians
from benchmarks.processes import MeasuredProgram
from benchmarks.startup_optimisations_program import SWITCHES
from devtools.child_processes import ChildProcesses

PROGRAM = "benchmarks.startup_optimisations_program"
PACKAGE = Path(kanbert_desktop.__file__).parent
LATE_IMPORTS = {
    "late imports of ui": r"kanbert_desktop\.ui\b",
    "late imports of app and cli": r"kanbert_desktop\.(app|cli)\b",
    "late imports of net, identity, api, sync, store": r"kanbert_desktop\.(net|identity|api|sync|store)\b",
}
"""Groups of imports inside functions, by the package that is imported."""


class Start(NamedTuple):
    painted: Sample
    memory: Sample
    later: Sample
    pause: Sample


def measure(
    children: ChildProcesses, profile: Path, variables: Mapping[str, str], runs: int
) -> Iterator[Figure]:
    """The server has stopped, as in `startup`. The first round only warms the caches."""
    wanted = {**variables, "KANBERT_PROFILE": str(profile)}
    variants = _variants()
    starts: dict[str, list[Start]] = {name: [] for name in variants}
    for _ in range(runs + 1):
        for name, words in variants.items():
            starts[name].append(_start(children, wanted, words))
    found = {
        name: Start(*(medians(column) for column in zip(*rows[1:], strict=True)))
        for name, rows in starts.items()
    }
    ordinary = found.pop("")
    for name, without in found.items():
        yield Figure(f"{name}: start (floor: without)", ordinary.painted, without.painted, "ms", runs=runs)
        yield Figure(f"{name}: memory at the first paint", ordinary.memory, without.memory, "MiB", runs=runs)
        yield Figure(f"{name}: memory 4 s later", ordinary.later, without.later, "MiB", runs=runs)
        yield Figure(f"{name}: longest pause meanwhile", ordinary.pause, without.pause, "ms", runs=runs)


def late_imports() -> set[str]:
    """Returns the modules of the program that are imported inside a function somewhere."""
    trees = (ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py"))
    functions = (
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    return {
        node.module
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and node.module
    }


def _variants() -> dict[str, Sequence[str]]:
    modules = late_imports()
    groups = {name: sorted(filter(re.compile(rule).match, modules)) for name, rule in LATE_IMPORTS.items()}
    return {
        "": (),
        **{name: ("--without", name) for name in SWITCHES},
        **{name: ("--early", *found) for name, found in groups.items()},
    }


def _start(children: ChildProcesses, variables: Mapping[str, str], words: Sequence[str]) -> Start:
    program = MeasuredProgram(children, PROGRAM, variables, *words)
    painted = program.line()
    later = program.line()
    program.end()
    return Start(
        Sample(program.milliseconds_until(painted["painted"]), painted["cpu"] / 1e6),
        *(Sample(later[name]) for name in ("memory", "later", "pause")),
    )
