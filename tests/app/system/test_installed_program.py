"""Another version installed over the running program."""

import os
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.system import installed_program
from kanbert_desktop.app.system.installed_program import InstalledProgram, start_again


@pytest.fixture(autouse=True)
def _settles_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed_program, "SETTLED_MS", 20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "lib" / "kanbert-desktop"
    folder.mkdir(parents=True)
    (folder / "kanbert-desktop").write_text("1.0")
    return folder / "kanbert-desktop"


@pytest.fixture
def program(file: Path, qtbot: QtBot) -> InstalledProgram:
    return InstalledProgram(file=file)


def test_a_file_renamed_over_it_is_noticed(program: InstalledProgram, file: Path, qtbot: QtBot) -> None:
    """As dpkg does."""
    with qtbot.waitSignal(program.replaced):
        unpacked = file.with_name("kanbert-desktop.dpkg-new")
        unpacked.write_text("1.1")
        unpacked.replace(file)


def test_a_folder_put_in_its_place_is_noticed(program: InstalledProgram, file: Path, qtbot: QtBot) -> None:
    """As the archive's script does."""
    with qtbot.waitSignal(program.replaced):
        newer = file.parent.with_name("kanbert-desktop.new")
        newer.mkdir()
        (newer / file.name).write_text("1.1")
        file.parent.rename(file.parent.with_name("kanbert-desktop.old"))
        newer.rename(file.parent)


def test_a_file_written_again_is_noticed(program: InstalledProgram, file: Path, qtbot: QtBot) -> None:
    """As pip does."""
    with qtbot.waitSignal(program.replaced):
        file.write_text("1.1 and more")


def test_a_file_that_is_away_for_a_while_is_waited_for(
    program: InstalledProgram, file: Path, qtbot: QtBot
) -> None:
    file.unlink()
    qtbot.waitUntil(lambda: program._attempts >= 2)
    with qtbot.waitSignal(program.replaced):
        file.write_text("1.1")


def test_a_removed_program_is_looked_for_in_vain_for_a_limited_time(
    program: InstalledProgram, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed_program, "_MOST_ATTEMPTS", 3)
    with qtbot.assertNotEmitted(program.replaced):
        file.unlink()
        qtbot.waitUntil(lambda: program._attempts == 3 and not program._timer.isActive())


def test_other_files_beside_it_say_nothing(program: InstalledProgram, file: Path, qtbot: QtBot) -> None:
    looked: list[bool] = []
    program._timer.timeout.connect(lambda: looked.append(True))
    with qtbot.assertNotEmitted(program.replaced):
        file.with_name("other").write_text("1.1")
        qtbot.waitUntil(lambda: bool(looked))
    with qtbot.waitSignal(program.replaced):
        file.write_text("1.1 and more")


def test_it_starts_again_with_what_the_window_was_opened_on(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str]]] = []
    variables: dict[str, str] = {}

    def execve(path: str, command: list[str], env: dict[str, str]) -> None:
        started.append((path, command))
        variables.update(env)

    monkeypatch.setattr(os, "execve", execve)
    once = ["--capture", "--my-work", "--find", "--sandbox", "--find=angebot"]
    start_again(["--hidden", "--profile", "/tmp/ü", *once, "--sandbox"])
    command = [sys.executable, "-m", "kanbert_desktop", "--profile", "/tmp/ü", "--sandbox"]
    assert started == [(sys.executable, command)]
    assert variables == {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
