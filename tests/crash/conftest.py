"""One crash environment for the tests of a process."""

from collections.abc import Iterator

import pytest

from crash.crash_environment import CrashEnvironment, open_crash_environment


@pytest.fixture(scope="session")
def crash_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrashEnvironment]:
    with open_crash_environment(tmp_path_factory.mktemp("crash")) as environment:
        yield environment
