"""The server of the tests that sync, without waits between retries."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from support.sync_clients import seed_sandbox


@pytest.fixture(autouse=True)
def _retries_do_not_wait() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture(scope="session")
def seeded_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seed_sandbox(tmp_path_factory.mktemp("seeded"), tasks=40)
