"""Settings survive a restart and damage."""

import json
from pathlib import Path

import pytest

from kanbert_desktop.app.settings import LANGUAGE, TEXT_SIZE, THEME, Setting, Settings, next_text_size


def test_a_setting_is_there_after_a_restart(tmp_path: Path) -> None:
    Settings(tmp_path / "settings.json").put(THEME, "dark")
    assert Settings(tmp_path / "settings.json").get(THEME) == "dark"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"theme": 7}', '{"theme": "pink"}', "\x00"])
def test_a_damaged_file_means_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, "utf-8")
    assert Settings(path).get(THEME) == "system"


def test_an_integer_setting_accepts_no_boolean(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"width": true}', "utf-8")
    assert Settings(path).get(Setting("width", 232)) == 232


def test_subscribers_are_called_once_per_change(tmp_path: Path) -> None:
    settings, heard = Settings(tmp_path / "settings.json"), []
    end = settings.subscribe(heard.append)
    settings.put(THEME, "dark")
    settings.put(THEME, "dark")
    end()
    settings.put(THEME, "light")
    assert heard == ["theme"]


def test_a_full_disk_keeps_the_setting_for_this_run(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "missing" / "settings.json")
    settings.put(THEME, "dark")
    assert settings.get(THEME) == "dark"


def test_the_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    Settings(path).put(THEME, "dark")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_what_a_newer_version_added_outlives_this_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "sepia", "wallpaper": {"sky": 7}, "text_size": "large"}', "utf-8")
    settings = Settings(path)
    assert settings.get(THEME) == "system"
    assert settings.get(TEXT_SIZE) == 100
    settings.put(LANGUAGE, "de")
    kept = json.loads(path.read_text("utf-8"))
    assert kept == {"theme": "sepia", "wallpaper": {"sky": 7}, "text_size": "large", "language": "de"}


@pytest.mark.parametrize(
    ("size", "steps", "expected"),
    [(100, 1, 110), (100, -1, 90), (104, 1, 110), (104, -1, 100), (300, 1, 300), (80, -1, 80), (250, 0, 100)],
)
def test_the_text_size_changes_by_whole_steps(size: int, steps: int, expected: int) -> None:
    assert next_text_size(size, steps) == expected
