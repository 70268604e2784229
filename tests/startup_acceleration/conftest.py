"""The folder of what is kept for the next start."""

from pathlib import Path

import pytest

from kanbert_desktop import cached_files


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = cached_files.cache_folder()
    assert folder is not None
    return Path(folder)
