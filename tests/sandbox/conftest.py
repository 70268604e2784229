"""One sandbox for each test, copied from one seeded folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.in_process_sandbox import InProcessSandbox, sandbox_clock
from support.quick_sandbox import open_state


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample data, to be copied: seeding it for each test would take most of the time."""
    folder = tmp_path_factory.mktemp("planted") / "sandbox"
    open_state(folder, clock=sandbox_clock()).close()
    return folder


@pytest.fixture
def sandbox(tmp_path: Path, seeded_folder: Path) -> Iterator[InProcessSandbox]:
    clock = sandbox_clock()
    state = open_state(shutil.copytree(seeded_folder, tmp_path / "sandbox"), clock=clock)
    yield InProcessSandbox(state, clock)
    state.close()
