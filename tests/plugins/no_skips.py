"""Counts a skipped test as failed, unless it is for another operating system."""

from collections.abc import Generator
from typing import Any

import pytest

ALLOWED_REASON = "other operating system"
Report = pytest.TestReport | pytest.CollectReport


def refuse_skip(report: Report) -> None:
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if ALLOWED_REASON not in reason:
        report.outcome = "failed"
        report.longrepr = f"Skipped, and no test may be: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """Some tests log lone surrogates; reports travel between processes as UTF-8."""
    return writable((yield))


def writable(value: Any) -> Any:  # noqa: ANN401  whatever JSON can hold
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {writable(key): writable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(writable(one) for one in value)
    return value
