"""Small files replaced atomically: their permissions, their names, and what a killed process leaves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kanbert_desktop.store.durable_files import replace_file
from support.small_disk import fill_up, read_only_mount, small_disk


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def dead_process() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait(30)
    return child.pid


def test_a_new_file_is_for_its_owner_alone_and_so_is_one_that_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("old")
    path.chmod(0o644)
    replace_file(path, "new ü")
    assert path.read_text("utf-8") == "new ü"
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["settings.json"]


@pytest.mark.parametrize("mode", [0o644, 0o400, 0o755])
def test_permissions_are_handed_on_where_that_is_asked_for(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "kanbert.desktop"
    path.write_text("old")
    path.chmod(mode)
    replace_file(path, b"new", preserve_mode=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", mode)


def test_a_new_file_has_no_permissions_to_preserve(tmp_path: Path) -> None:
    replace_file(tmp_path / "kanbert.desktop", "new", preserve_mode=True)
    assert (tmp_path / "kanbert.desktop").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["x", "ü" * 120, "🗂" * 60])
def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path, name: str) -> None:
    replace_file(tmp_path / name, "new")
    assert names(tmp_path) == [name]


def test_the_draft_of_a_killed_process_is_removed_and_that_of_a_running_one_stays(tmp_path: Path) -> None:
    left = tmp_path / f".index.json.{dead_process()}-0a1b2c3d.part"
    used = tmp_path / f".index.json.{os.getppid()}-0a1b2c3d.part"
    others = [
        tmp_path / ".index.json.part",
        tmp_path / ".index.json.x-1.part",
        tmp_path / ".other.json.1-1.part",
    ]
    for file in (left, used, *others):
        file.write_text("names and addresses")
    replace_file(tmp_path / "index.json", "{}")
    assert names(tmp_path) == sorted(["index.json", used.name, *(file.name for file in others)])


def test_a_full_disk_leaves_the_old_file_and_no_draft() -> None:
    with small_disk(1 << 20) as disk:
        path = disk / "index.json"
        replace_file(path, "old")
        fill_up(disk)
        with pytest.raises(OSError, match="space"):
            replace_file(path, "new" * 10_000)
        assert path.read_text() == "old"
        assert names(disk) == ["ballast", "index.json"]


def test_a_read_only_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "index.json"
    replace_file(path, "old")
    with read_only_mount(tmp_path), pytest.raises(OSError, match="Read-only"):
        replace_file(path, "new")
    assert path.read_text() == "old"
    assert names(tmp_path) == ["index.json"]
