"""Runs the desktop's own validators on our files."""

import subprocess
from pathlib import Path

import pytest

from debian import validate
from debian.paths import NAME
from freedesktop import share_tree


@pytest.fixture
def share(tmp_path: Path) -> Path:
    for place, text in (
        (f"applications/{NAME}.desktop", share_tree.entry(NAME)),
        (f"metainfo/{NAME}.metainfo.xml", share_tree.metainfo()),
        *share_tree.bus_files(f"/usr/bin/{NAME}").items(),
    ):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text, "utf-8")
    return tmp_path


def test_entry_and_metadata_are_valid(share: Path) -> None:
    validate.check_share(share)


def test_a_link_is_one_argument_of_the_program(share: Path) -> None:
    lines = (share / "applications" / f"{NAME}.desktop").read_text("utf-8").splitlines()
    assert f"Exec={NAME} %u" in lines
    assert "MimeType=x-scheme-handler/kanbert-desktop;" in lines


def test_no_project_url_is_invented(share: Path) -> None:
    text = (share / "metainfo" / f"{NAME}.metainfo.xml").read_text("utf-8")
    assert "://" not in text
    assert "@" not in text


def test_the_man_page_is_set_without_a_warning(tmp_path: Path) -> None:
    from freedesktop.man_page import man_page

    page = tmp_path / f"{NAME}.1"
    page.write_text(man_page("2026-11-28"), "utf-8")
    result = subprocess.run(
        ["man", "--warnings=w", "--encoding=UTF-8", "--local-file", str(page)],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not result.stderr
    assert "Kanbert boards in a desktop program" in result.stdout
    assert "--due" in result.stdout
