"""`pytest --failed-tests FILE` writes the names of the tests that failed, each on a line."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    # A string: pytest-xdist hands options to its workers, and cannot send a path.
    parser.addoption("--failed-tests", help="write the names of failed tests to this file")


def pytest_configure(config: pytest.Config) -> None:
    target: str | None = config.getoption("--failed-tests")
    if target and not hasattr(config, "workerinput"):
        config.pluginmanager.register(FailedTests(Path(target)))


class FailedTests:
    """Also counts what could not be collected, and the test in which a worker crashed."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._names: dict[str, None] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._names[report.nodeid] = None

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._names[report.nodeid] = None

    def pytest_sessionfinish(self) -> None:
        self._target.write_text("".join(f"{name}\n" for name in self._names), "utf-8", "backslashreplace")
