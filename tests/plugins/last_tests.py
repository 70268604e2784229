"""Lets no worker of the suite end with tests of whole programs or of all screens, while the others have nothing left to do.

Each takes up to a minute. The last tests of the suite are the last ones of the workers' shares, since a worker that has
done its own takes over half of what another one has left, from its end.
"""

from collections.abc import Sequence
from typing import TypeVar

import pytest

LONG = (
    "crash",
    "disk_faults",
    "e2e",
    "interop",
    "monkey",
    "simulation",
    "ui/accessibility",
    "ui/layout",
    "wayland",
    "working_day",
)
"""Folders."""
Test = TypeVar("Test")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    worker: dict[str, object] = getattr(config, "workerinput", {})
    tests = config.rootpath / "tests"
    folders = [tests / folder for folder in LONG]
    if worker:
        items[:] = short_tests_last(
            items,
            [any(item.path.is_relative_to(folder) for folder in folders) for item in items],
            int(str(worker["workercount"])),
        )


def short_tests_last(tests: Sequence[Test], are_long: Sequence[bool], workers: int) -> list[Test]:
    """The long ones in the second half of each worker's share come first in it; otherwise the order remains."""
    arranged: list[Test] = []
    for left in range(workers, 0, -1):
        begin = len(arranged)
        end = begin + (len(tests) - begin) // left
        late = range((begin + end) // 2, end)
        first = [number for number in late if are_long[number]]
        rest = [number for number in range(begin, end) if number < late.start or not are_long[number]]
        arranged += [tests[number] for number in (*first, *rest)]
    return arranged
