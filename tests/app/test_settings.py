"""Settings survive a restart and damage."""

import json
from pathlib import Path

import pytest

from kanbert_desktop.app.settings import (
    LANGUAGE,
    MOTION,
    TEXT_SIZE,
    THEME,
    DesktopPreferences,
    Setting,
    Settings,
    may_animate,
    next_text_size,
)


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


@pytest.mark.parametrize(
    "said",
    [
        DesktopPreferences(),
        DesktopPreferences(1.25, high_contrast=True, accent="#3380E6"),
        DesktopPreferences(0.5, reduced_motion=True),
        DesktopPreferences(color_scheme="dark"),
        DesktopPreferences(accent="#3380E6", color_scheme="light"),
    ],
)
def test_what_the_desktop_said_is_kept_for_the_next_start(said: DesktopPreferences) -> None:
    assert DesktopPreferences.from_text(said.to_text()) == said


@pytest.mark.parametrize(
    "text", ["", "9.0 0 0", "1.0 2 0", "1.0 0 0 blue", "nan 0 0", "1.0 0 0 #FFFFFF x", "1.0 0 0 dim"]
)
def test_what_the_desktop_never_said_counts_as_nothing(text: str) -> None:
    assert DesktopPreferences.from_text(text) == DesktopPreferences()


@pytest.mark.parametrize(
    ("chosen", "desktop_reduces", "animates"),
    [
        ("system", False, True),
        ("system", True, False),
        ("full", True, True),
        ("reduced", False, False),
    ],
)
def test_the_users_choice_of_motion_comes_before_the_desktops(
    tmp_path: Path, chosen: str, desktop_reduces: bool, animates: bool
) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.put(MOTION, chosen)
    assert may_animate(settings, DesktopPreferences(reduced_motion=desktop_reduces)) is animates
