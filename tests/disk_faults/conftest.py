"""One stage for the tests of a process."""

from collections.abc import Iterator

import pytest

from disk_faults.fork_server import Nursery
from disk_faults.injection import open_stage
from disk_faults.scenarios import Stage


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    with open_stage() as stage:
        yield stage


@pytest.fixture(scope="session")
def nursery(stage: Stage) -> Nursery:
    return stage.nursery
