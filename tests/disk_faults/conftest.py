"""One fault environment for the tests of a process."""

from collections.abc import Iterator

import pytest

from disk_faults.fork_server import ForkServer
from disk_faults.injection import open_fault_environment
from disk_faults.scenarios import FaultEnvironment


@pytest.fixture(scope="session")
def fault_environment() -> Iterator[FaultEnvironment]:
    with open_fault_environment() as environment:
        yield environment


@pytest.fixture(scope="session")
def fork_server(fault_environment: FaultEnvironment) -> ForkServer:
    return fault_environment.fork_server
