"""One stage for the tests of a process."""

from collections.abc import Iterator

import pytest

from faults.injection import open_stage
from faults.nursery import Nursery
from faults.scenes import Stage


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    with open_stage() as stage:
        yield stage


@pytest.fixture(scope="session")
def nursery(stage: Stage) -> Nursery:
    return stage.nursery
