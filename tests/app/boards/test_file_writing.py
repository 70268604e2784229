"""Exported files are written completely or not at all, and are private."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.boards import export
from kanbert_desktop.app.boards.export import write_file, write_parts
from kanbert_desktop.domain.errors import InvalidInput, NotReady, StoreError


def test_the_file_is_private_and_its_path_returned(tmp_path: Path) -> None:
    written = write_file(tmp_path / "ü.csv", "Zeile\r\n")
    assert written == tmp_path / "ü.csv"
    assert written.read_bytes() == b"Zeile\r\n"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["ü.csv"]


def test_an_older_file_is_replaced_and_becomes_private(tmp_path: Path) -> None:
    old = tmp_path / "board.json"
    old.write_text("alt", "utf-8")
    old.chmod(0o644)
    write_file(old, "neu")
    assert (old.read_text("utf-8"), stat.S_IMODE(old.stat().st_mode)) == ("neu", 0o600)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real" / "board.json")
    assert write_file(link, "neu") == tmp_path / "real" / "board.json"
    assert link.is_symlink()
    assert link.read_text("utf-8") == "neu"


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="export_no_folder"):
        write_file(tmp_path / "nowhere" / "board.json", "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [".", os.devnull, "x\0y", "pipe", "a" * 5000])
def test_what_is_no_file_is_left_alone(tmp_path: Path, place: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises((InvalidInput, NotReady)):
        write_file(tmp_path / place, "x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_disk_that_fills_up_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    old = write_file(tmp_path / "board.json", "alt")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotReady) as caught:
        write_file(old, "neu")
    assert caught.value.parameters["reason"] == "No space left on device"
    assert old.read_text("utf-8") == "alt"
    assert [path.name for path in tmp_path.iterdir()] == ["board.json"]


def test_a_disk_that_does_not_keep_it_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "replace_file", lambda path, _content: path.write_bytes(b"half"))
    with pytest.raises(NotReady, match="export_unwritable"):
        write_file(tmp_path / "board.json", "whole")


def test_a_lone_surrogate_is_written_escaped(tmp_path: Path) -> None:
    assert write_file(tmp_path / "x", "a\ud83d").read_text("utf-8") == "a\\ud83d"


def test_an_error_while_the_parts_are_made_leaves_the_older_file(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield "half"
        raise StoreError("store_damaged")

    old = write_file(tmp_path / "board.json", "alt")
    with pytest.raises(StoreError, match="store_damaged"):
        write_parts(old, parts())
    assert old.read_text("utf-8") == "alt"
    assert [path.name for path in tmp_path.iterdir()] == ["board.json"]
