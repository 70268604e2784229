"""Mutants: one patch each breaks a rule, and the named tests must fail.

`tests/mutants/NAME.patch` begins with one line, `Red: TESTS -- why`, that names the tests which must fail with it.
Patches are applied in a copy of the last commit.
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.paths import PYTHON, ROOT
from devtools.steps import StepError, run_command, step

PATCHES = ROOT / "tests" / "mutants"
HEADER = "Red: "
SOME_FAILED = 1
"""Pytest's exit code; every other code except 0 means that the tests could not run."""
CAUGHT = "caught"
ENDLESS_SECONDS = 600
"""Tests that take longer go round in a loop that the mutant made: that is a failure as well."""


@dataclass(frozen=True)
class Mutant:
    """`failing_tests` are the arguments for pytest, `why` says which rule is broken."""

    path: Path
    failing_tests: tuple[str, ...]
    why: str

    @property
    def name(self) -> str:
        return self.path.stem


def all_mutants() -> list[Mutant]:
    return [read(path) for path in sorted(PATCHES.glob("*.patch"))]


def read(path: Path) -> Mutant:
    """Raises `StepError` for a patch without its first line."""
    first = path.read_text("utf-8").partition("\n")[0]
    tests, _, why = first.removeprefix(HEADER).partition(" -- ")
    if not first.startswith(HEADER) or not tests.strip() or not why.strip():
        raise StepError(f"{path.name} has to begin with `{HEADER}TESTS -- why`.")
    return Mutant(path, tuple(tests.split()), why)


def applies(mutant: Mutant, tree: Path = ROOT) -> bool:
    return _git(tree, "apply", "--check", "--", str(mutant.path)).returncode == 0


def run(names: Sequence[str], say: Callable[[str], None] = print) -> bool:
    """Prints a line for each; True if every one was caught."""
    chosen = [mutant for mutant in all_mutants() if not names or mutant.name in names]
    if strangers := set(names) - {mutant.name for mutant in chosen}:
        raise StepError(f"No such mutant: {', '.join(sorted(strangers))}. Known are those in {PATCHES}.")
    with copied_tree() as tree:
        _check_green(tree, chosen)
        caught = [_caught(mutant, tree, say) for mutant in chosen]
    say(f"{sum(caught)} of {len(caught)} mutants caught")
    return all(caught)


def _check_green(tree: Path, chosen: Sequence[Mutant]) -> None:
    """Tests that fail for another reason would prove nothing."""
    green = list(dict.fromkeys(test for mutant in chosen for test in mutant.failing_tests))
    with step(f"The {len(green)} tests without a mutant"):
        if tests(tree, green):
            raise StepError(f"They fail without a mutant: pytest {' '.join(green)}")


def _caught(mutant: Mutant, tree: Path, say: Callable[[str], None]) -> bool:
    result = run_mutant(mutant, tree)
    say(f"{result:20} {mutant.name:36} {mutant.why}")
    return result == CAUGHT


def run_mutant(mutant: Mutant, tree: Path) -> str:
    """`CAUGHT` is the expected result."""
    if _git(tree, "apply", "--", str(mutant.path)).returncode:
        return "applies no longer"
    try:
        code = tests(tree, mutant.failing_tests)
    finally:
        _git(tree, "checkout", "--quiet", "--", ".")
    return {SOME_FAILED: CAUGHT, 0: "SURVIVED"}.get(code, f"could not be tested (pytest says {code})")


def tests(tree: Path, arguments: Sequence[str]) -> int:
    command = [str(PYTHON), "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider", *arguments]
    try:
        return subprocess.run(
            command, cwd=tree, capture_output=True, check=False, timeout=ENDLESS_SECONDS
        ).returncode
    except subprocess.TimeoutExpired:
        return SOME_FAILED


@contextmanager
def copied_tree() -> Iterator[Path]:
    """The last commit in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="kd-mutants-", ignore_cleanup_errors=True) as folder:
        tree = Path(folder) / "tree"
        run_command(["git", "worktree", "add", "--detach", tree], "copy the last commit")
        try:
            yield tree
        finally:
            _git(ROOT, "worktree", "remove", "--force", str(tree))


def _git(tree: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(["git", *arguments], cwd=tree, capture_output=True, check=False)
