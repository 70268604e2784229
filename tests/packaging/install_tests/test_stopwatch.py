"""The stopwatch of the install tests."""

from collections.abc import Iterator

import pytest

from devtools.steps import StepError
from install_tests.stopwatch import Stopwatch


def run(moments: Iterator[float], *, is_busy: bool = False) -> Stopwatch:
    stopwatch = Stopwatch(lambda: next(moments), lambda: is_busy)
    for _ in range(2):
        with stopwatch.running():
            pass
    return stopwatch


def test_the_tests_own_work_does_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    run(iter([0.0, 20.0, 500.0, 510.0])).stop()
    assert capsys.readouterr().out == "From the package to the first card: 30 s\n"


def test_two_minutes_are_too_long() -> None:
    stopwatch = run(iter([0.0, 100.0, 100.0, 120.5]))
    with pytest.raises(StepError, match="less than two minutes"):
        stopwatch.stop()


def test_other_programs_of_the_machine_may_take_their_time() -> None:
    run(iter([0.0, 100.0, 100.0, 120.5]), is_busy=True).stop()
