"""Isolates the test process from the developer's folders; a new profile for each test that needs one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.paths import isolate_environment

TEST_FOLDER = pytest.StashKey[Path]()
TEST_RUN_VARIABLES = frozenset(
    {"DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS", "PYTEST_CURRENT_TEST"}
)
"""Set once per process, by pytest or by the first test that needs a screen or a bus."""
MEMORY = Path("/dev/shm")
MEMORY_BYTES = 1 << 30
"""Many times what the folders of the running tests hold; those of passed tests are removed."""


def pytest_configure(config: pytest.Config) -> None:
    if "TMPDIR" not in os.environ and has_room(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    # Short, because the path of a socket is limited to 107 characters.
    config.stash[TEST_FOLDER] = Path(tempfile.mkdtemp(prefix="kd-"))
    isolate_environment(os.environ, config.stash[TEST_FOLDER])


def has_room(memory: Path) -> bool:
    """Whether folders can be there. On a disk, tests with a store wait longer for it than they calculate."""
    if not memory.is_dir() or not os.access(memory, os.W_OK | os.X_OK):
        return False
    facts = os.statvfs(memory)
    return not facts.f_flag & os.ST_NOEXEC and facts.f_bavail * facts.f_frsize >= MEMORY_BYTES


def pytest_unconfigure(config: pytest.Config) -> None:
    # The keyring and D-Bus may still be removing their sockets.
    shutil.rmtree(config.stash[TEST_FOLDER], ignore_errors=True)


@pytest.fixture(autouse=True)
def restored_environment() -> Iterator[None]:
    """A variable set by one test must not affect the next."""
    before = dict(os.environ)
    yield
    names = {name for name in {*before, *os.environ} if before.get(name) != os.environ.get(name)}
    assert not names - TEST_RUN_VARIABLES


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A new, empty profile folder."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    return folder
