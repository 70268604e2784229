"""Folders of a test process: none of the developer's own, one fresh profile for each test that asks."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from devtools.folders import isolate

PLACE = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    # Short, because the path of a socket may have 107 characters.
    config.stash[PLACE] = Path(tempfile.mkdtemp(prefix="kd-"))
    isolate(os.environ, config.stash[PLACE])


def pytest_unconfigure(config: pytest.Config) -> None:
    # The keyring and D-Bus may still be removing their sockets.
    shutil.rmtree(config.stash[PLACE], ignore_errors=True)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A fresh, empty profile folder."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    return folder
