"""One ward for the tests of a process."""

from collections.abc import Iterator

import pytest

from crash.crash_environment import Ward, open_ward


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    with open_ward(tmp_path_factory.mktemp("ward")) as ward:
        yield ward
