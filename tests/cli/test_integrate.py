"""`integrate` installs the files of the desktop for one user, and removes them."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.app.environment import Options
from kanbert_desktop.app.system.desktop_files import (
    BUS_SERVICE,
    HANDLERS,
    ICONS,
    SEARCH_PROVIDER,
    SOURCES,
    is_search_installed,
)
from kanbert_desktop.cli.integrate import run_integrate
from kanbert_desktop.domain.errors import InvalidInput, StoreError


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    return tmp_path / "share"


@pytest.fixture
def desktop_database(tmp_path: Path, share: Path) -> Path:
    """A stand-in for the desktop's program that lists who opens what. Returns its list."""
    program = tmp_path / "programs" / "update-desktop-database"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\nfor entry in "$2"/*.desktop; do echo "${entry##*/}"; done > "$2/mimeinfo.cache"\n'
    )
    program.chmod(0o755)
    return share / HANDLERS


def integrate(capsys: pytest.CaptureFixture[str], *, remove: bool = False) -> tuple[Any, str]:
    """The printed document and what else was said."""
    run_integrate(argparse.Namespace(remove=remove, json=True), Options())
    captured = capsys.readouterr()
    return json.loads(captured.out), captured.err


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_every_file_is_installed_readable_for_the_desktop(
    share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, _ = integrate(capsys)
    expected = sorted(share / name for name in (*SOURCES, *ICONS))
    assert sorted(map(Path, document["installed"])) == files(share) == expected
    assert {path.stat().st_mode & 0o777 for path in expected} == {0o644}
    assert sys.executable in (share / BUS_SERVICE).read_text()
    assert is_search_installed()


def test_repeating_it_changes_nothing(share: Path, capsys: pytest.CaptureFixture[str]) -> None:
    integrate(capsys)
    before = {path: path.read_bytes() for path in files(share)}
    integrate(capsys)
    assert {path: path.read_bytes() for path in files(share)} == before


def test_removing_leaves_only_what_others_put_there(share: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = share / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.touch()
    integrate(capsys)
    document, _ = integrate(capsys, remove=True)
    assert len(document["removed"]) == len(SOURCES) + len(ICONS)
    assert sorted(share.rglob("*")) == [other.parent, other]
    assert integrate(capsys, remove=True)[0] == {"removed": []}


def test_links_of_the_program_are_listed_by_the_desktops_own_program(
    desktop_database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    integrate(capsys)
    assert desktop_database.read_text().splitlines() == ["kanbert-desktop.desktop", "kanbert.Desktop.desktop"]


def test_removing_removes_the_list_if_it_was_ours_alone(
    share: Path, desktop_database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    integrate(capsys)
    integrate(capsys, remove=True)
    assert not list(share.iterdir())
    other = desktop_database.with_name("other.desktop")
    other.parent.mkdir(parents=True)
    other.touch()
    integrate(capsys)
    integrate(capsys, remove=True)
    assert desktop_database.read_text().splitlines() == ["other.desktop"]


def test_for_gnome_the_command_that_needs_root_is_named(
    share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = integrate(capsys)
    assert said.splitlines()[-1].startswith(
        f"sudo install -D -m 644 {share / SEARCH_PROVIDER} /usr/local/share/"
    )
    (tmp_path / "system" / SEARCH_PROVIDER).parent.mkdir(parents=True)
    (tmp_path / "system" / SEARCH_PROVIDER).touch()
    assert integrate(capsys)[1] == ""


def test_a_folder_that_cannot_be_made_is_named(share: Path, capsys: pytest.CaptureFixture[str]) -> None:
    share.write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="verb_unwritable"):
        integrate(capsys)
    assert os.listdir(share.parent) == [share.name]  # noqa: PTH208  nothing else


def test_other_systems_are_left_alone(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(InvalidInput, match="integrate_elsewhere"):
        run_integrate(argparse.Namespace(remove=False, json=False), Options())
    assert not share.exists()
