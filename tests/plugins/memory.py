"""`pytest --memory FILE` appends the resident memory of each test process after each of its test modules."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

PAGE_MIB = os.sysconf("SC_PAGE_SIZE") / 2**20 if hasattr(os, "sysconf") else 0.0


def pytest_addoption(parser: pytest.Parser) -> None:
    # A string: pytest-xdist hands options to its workers, and cannot send a path.
    parser.addoption("--memory", help="append worker, module and its resident MiB to this file")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    yield
    target: str | None = item.config.getoption("--memory")
    if target and (nextitem is None or nextitem.path != item.path):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        name = item.path.relative_to(item.config.rootpath)
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(f"{worker}\t{name}\t{resident_mib():.1f}\n")


def resident_mib() -> float:
    """Returns the resident memory of this process. Linux only: 0 elsewhere."""
    try:
        fields = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:
        return 0.0
    return int(fields[1]) * PAGE_MIB
