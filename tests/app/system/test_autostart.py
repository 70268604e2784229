"""Autostart entries, read by the desktop's own tools."""

import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.environment import default_profile
from kanbert_desktop.app.system import autostart

ODD = 'a "b" $HOME `x` \\ %u 100%'


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def entry(settings: Path) -> Path:
    return settings / "autostart" / "kanbert-desktop.desktop"


def test_it_is_off_by_default_and_can_be_switched(settings: Path) -> None:
    assert autostart.is_supported()
    assert not autostart.is_enabled()
    autostart.set_enabled(True)
    assert autostart.is_enabled()
    assert f"Exec={sys.executable} -m kanbert_desktop --hidden\n" in entry(settings).read_text()
    autostart.set_enabled(False)
    autostart.set_enabled(False)
    assert not entry(settings).exists()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktops_own_settings_switched_off_is_off(settings: Path, line: str) -> None:
    autostart.set_enabled(True)
    name = line.partition("=")[0]
    kept = [old for old in entry(settings).read_text().splitlines() if not old.startswith(name)]
    entry(settings).write_text("\n".join([*kept, line, ""]))
    assert not autostart.is_enabled()
    autostart.set_enabled(True)
    assert autostart.is_enabled()


def test_the_desktops_own_tool_finds_the_file_valid(settings: Path, tmp_path: Path) -> None:
    autostart.set_enabled(True, tmp_path / ODD)
    subprocess.run(["desktop-file-validate", entry(settings)], check=True)


def test_only_another_profile_is_named(settings: Path, tmp_path: Path) -> None:
    autostart.set_enabled(True, default_profile())
    assert "--profile" not in entry(settings).read_text()
    autostart.set_enabled(True, tmp_path)
    assert f"--profile {tmp_path} --hidden\n" in entry(settings).read_text()


def test_glib_starts_the_very_words(tmp_path: Path, qtbot: QtBot) -> None:
    """`gio launch` parses the line as a desktop does."""
    witness = tmp_path / "witness"
    witness.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$WITNESS.part" && mv "$WITNESS.part" "$WITNESS"\n')
    witness.chmod(0o700)
    words = [str(witness), "--profile", str(tmp_path / ODD), "~", "", "--hidden"]
    file = tmp_path / "odd.desktop"
    file.write_text(autostart.desktop_entry(words))
    reported = tmp_path / "told"
    launcher = shutil.which("gio")
    assert launcher is not None
    subprocess.run([launcher, "launch", file], check=True, env={**os.environ, "WITNESS": str(reported)})
    qtbot.waitUntil(reported.exists)
    assert reported.read_text().split("\n")[:-1] == words[1:]


def test_a_relative_settings_folder_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    autostart.set_enabled(True)
    assert entry(tmp_path / ".config").exists()


def test_the_other_systems_forms_keep_every_word() -> None:
    words = [r"C:\Program Files\Kanbert\kanbert.exe", "--profile", ODD]
    assert plistlib.loads(autostart.launch_agent(words).encode())["ProgramArguments"] == words
    assert autostart.run_value(words[:2]) == r'"C:\Program Files\Kanbert\kanbert.exe" --profile'
