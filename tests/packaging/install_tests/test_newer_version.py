"""The newer version that the install tests upgrade to."""

from pathlib import Path

import pytest

from bundle import freeze
from install_tests import newer_version


@pytest.mark.parametrize(
    ("version", "following"), [("0.1.0", "0.1.1"), ("1.9", "1.10"), ("2.0.0rc1", "2.0.0rc2")]
)
def test_its_number_follows(version: str, following: str) -> None:
    assert newer_version.next_version(version) == following


def test_its_sources_are_a_checkout_of_these_but_for_the_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freeze, "tracked_files", lambda *_: ["kanbert_desktop/__init__.py", "LICENSE"])
    newer_version.write_checkout(tmp_path / "newer")
    expected = newer_version.next_version(freeze.version())
    module = (tmp_path / "newer" / "kanbert_desktop" / "__init__.py").read_text("utf-8")
    assert f'__version__ = "{expected}"' in module
    assert (tmp_path / "newer" / "LICENSE").is_file()
    assert (tmp_path / "newer" / ".git").is_dir()
    assert (tmp_path / "newer" / "build" / "bundle" / "venv").is_symlink()


def test_the_wheel_needs_none() -> None:
    assert newer_version.build(["wheel"]) == {}
