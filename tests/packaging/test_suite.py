"""The suite passes with a test that fails by chance, and with no other."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from devtools import suite

BY_CHANCE = """
from pathlib import Path

def test_that_fails_the_first_time():
    seen = Path(__file__).with_name("seen")
    was_seen = seen.exists()
    seen.touch()
    assert was_seen
"""
BROKEN = """
import pytest

def test_that_fails():
    raise AssertionError

@pytest.fixture
def unfinished():
    yield
    raise AssertionError

def test_whose_end_fails(unfinished):
    pass
"""
UNREADABLE = "import a_module_nobody_has"
GOOD = "def test_that_passes():\n    pass\n"
RunSuite = Callable[..., int]


@pytest.fixture
def run_suite(tmp_path: Path) -> RunSuite:
    """Real processes of pytest, two workers, on the given modules."""

    def run_pytest(arguments: Sequence[str]) -> int:
        plugins = ["-p", "plugins.no_skips", "-p", "plugins.failed_tests", "-p", "no:cacheprovider"]
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-c", "/dev/null", "--rootdir=.", *plugins, *arguments],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
            capture_output=True,
            check=False,
        ).returncode

    def run(*sources: str, arguments: Sequence[str] = ()) -> int:
        for number, source in enumerate(sources):
            (tmp_path / f"test_{number}.py").write_text(source)
        return suite.run(arguments, run_pytest)

    return run


def test_one_that_fails_by_chance_is_named(run_suite: RunSuite, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_suite(GOOD, BY_CHANCE) == 0
    result = capsys.readouterr().out
    assert "UNSTABLE" in result
    assert result.splitlines()[-1].strip() == "test_1.py::test_that_fails_the_first_time"


@pytest.mark.parametrize(
    "source", [BROKEN, UNREADABLE, "def test_left_out():\n    import pytest\n    pytest.skip()\n"]
)
def test_what_fails_alone_as_well_fails_the_run(
    run_suite: RunSuite, capsys: pytest.CaptureFixture[str], source: str
) -> None:
    assert run_suite(BY_CHANCE, source) != 0
    assert "UNSTABLE" not in capsys.readouterr().out


def test_a_part_of_the_suite_is_run_once(run_suite: RunSuite) -> None:
    assert run_suite(BY_CHANCE, arguments=["test_0.py"]) == suite.SOME_FAILED


def test_many_failures_are_not_repeated() -> None:
    asked: list[Sequence[str]] = []

    def run_pytest(arguments: Sequence[str]) -> int:
        asked.append(arguments)
        record = arguments[arguments.index("--failed-tests") + 1]
        Path(record).write_text("".join(f"test_{number}\n" for number in range(suite.MOST_REPEATED + 1)))
        return suite.SOME_FAILED

    assert suite.run([], run_pytest) == suite.SOME_FAILED
    assert len(asked) == 1


@pytest.mark.parametrize("code", [2, 3, 5])
def test_after_an_error_of_pytest_itself_nothing_is_repeated(code: int) -> None:
    asked: list[Sequence[str]] = []

    def run_pytest(arguments: Sequence[str]) -> int:
        asked.append(arguments)
        Path(arguments[arguments.index("--failed-tests") + 1]).write_text("test_one\n")
        return code

    assert suite.run([], run_pytest) == code
    assert len(asked) == 1
