"""Pictures of icons and values of files that are kept for the next start."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kanbert_desktop import cached_files, cached_values
from kanbert_desktop.ui.style.icon_cache import IconCache

RED, BLUE = QColor("#CC2244"), QColor("#2244CC")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder = cached_files.cache_folder()
    assert folder is not None
    return Path(folder)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "icons.db"
    path.write_text("icons")
    return path


def picture(color: QColor) -> QImage:
    image = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(color)
    return image


def test_the_next_start_has_the_pictures_of_this_one(source: Path, qtbot: QtBot) -> None:
    first = IconCache([str(source)])
    assert first.get(("star", "#CC2244", 16, 1.0)) is None
    first.add(("star", "#CC2244", 16, 1.0), picture(RED))
    first.save()
    second = IconCache([str(source)])
    assert second.get(("star", "#CC2244", 16, 1.0)) == picture(RED)
    assert second.get(("star", "#2244CC", 16, 1.0)) is None
    second.add(("star", "#2244CC", 16, 1.0), picture(BLUE))
    second.save()
    third = IconCache([str(source)])
    assert third.get(("star", "#CC2244", 16, 1.0)) == picture(RED)
    assert third.get(("star", "#2244CC", 16, 1.0)) == picture(BLUE)


def test_pictures_of_other_icons_are_not_shown(source: Path, qtbot: QtBot) -> None:
    first = IconCache([str(source)])
    first.get(("star",))
    first.add(("star",), picture(RED))
    first.save()
    source.write_text("other icons")
    assert IconCache([str(source)]).get(("star",)) is None


def test_a_value_is_made_once_for_each_state_of_its_source(source: Path, cache: Path) -> None:
    made: list[str] = []

    def make() -> dict[str, tuple[str, ...]]:
        made.append(source.read_text())
        return {"text": (source.read_text(),)}

    assert cached_values.cached_value("example", [str(source)], make) == {"text": ("icons",)}
    assert cached_values.cached_value("example", [str(source)], make) == {"text": ("icons",)}
    source.write_text("more icons")
    assert cached_values.cached_value("example", [str(source)], make) == {"text": ("more icons",)}
    assert made == ["icons", "more icons"]
    assert (cache / "example.cache").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"\x00" * 40, b"(", b"text"])
def test_a_damaged_value_is_made_again(source: Path, cache: Path, content: bytes) -> None:
    cached_values.cached_value("example", [str(source)], lambda: 1)
    (cache / "example.cache").write_bytes(content)
    assert cached_values.cached_value("example", [str(source)], lambda: 2) == 2


def test_without_its_source_a_value_is_not_kept(tmp_path: Path, cache: Path) -> None:
    assert cached_values.cached_value("example", [str(tmp_path / "absent")], lambda: 3) == 3
    assert not os.path.lexists(cache)
