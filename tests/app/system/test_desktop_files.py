"""The files by which a desktop knows the program, with a command of any form in them."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from freedesktop import share_tree
from kanbert_desktop.app.system import bus_names, desktop_files
from kanbert_desktop.app.system.desktop_files import (
    BUS_SERVICE,
    ENTRY,
    HANDLERS,
    ICONS,
    KRUNNER,
    PORTAL_ENTRY,
    SEARCH_PROVIDER,
    file_contents,
    opens_links,
)

PLAIN = ["/usr/bin/kanbert-desktop"]
ODD = ['/home/mira "k" $5 100%/python', "-m", "kanbert_desktop"]


def lines(command: Sequence[str], path: str) -> list[str]:
    return file_contents(command)[path].decode().splitlines()


def test_no_placeholder_is_left_and_every_icon_is_there() -> None:
    contents = file_contents(PLAIN)
    assert not [path for path, content in contents.items() if b"@PROGRAM@" in content]
    assert all(b"<svg" in contents[path] for path in ICONS)


def test_a_plain_command_is_written_as_it_is() -> None:
    assert "Exec=/usr/bin/kanbert-desktop %u" in lines(PLAIN, ENTRY)
    assert "TryExec=/usr/bin/kanbert-desktop" in lines(PLAIN, ENTRY)
    assert "Exec=/usr/bin/kanbert-desktop __desktop-search" in lines(PLAIN, BUS_SERVICE)


@pytest.mark.parametrize("command", [PLAIN, ODD], ids=["plain", "odd"])
def test_the_menu_entry_is_valid_with_actions_of_its_own(command: list[str], tmp_path: Path) -> None:
    entry = tmp_path / "kanbert-desktop.desktop"
    entry.write_bytes(file_contents(command)[ENTRY])
    subprocess.run(["desktop-file-validate", entry], check=True)
    assert {"SingleMainWindow=true", "Actions=new-card;my-work;sample-data;"} < set(lines(command, ENTRY))


@pytest.mark.parametrize("command", [PLAIN, ODD], ids=["plain", "odd"])
def test_the_entry_for_portals_has_the_name_on_the_bus_and_is_not_in_the_menu(
    command: list[str], tmp_path: Path
) -> None:
    entry = tmp_path / Path(PORTAL_ENTRY).name
    assert entry.stem == bus_names.APPLICATION
    entry.write_bytes(file_contents(command)[PORTAL_ENTRY])
    subprocess.run(["desktop-file-validate", entry], check=True)
    assert "NoDisplay=true" in lines(command, PORTAL_ENTRY)


def test_the_bus_starts_a_command_with_any_characters() -> None:
    """As the bus reads it: escapes of the value, then words of a shell. A percent sign means nothing."""
    (line,) = (line for line in lines(ODD, BUS_SERVICE) if line.startswith("Exec="))
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    words = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {value}"], capture_output=True, text=True, check=True
    )
    assert words.stdout.splitlines() == [*ODD, "__desktop-search"]


def test_all_files_name_the_same_service() -> None:
    assert f"Name={bus_names.SEARCH}" in lines(PLAIN, BUS_SERVICE)
    assert f"BusName={bus_names.SEARCH}" in lines(PLAIN, SEARCH_PROVIDER)
    assert f"ObjectPath={bus_names.SEARCH_PATH}" in lines(PLAIN, SEARCH_PROVIDER)
    assert f"X-Plasma-DBusRunner-Service={bus_names.SEARCH}" in lines(PLAIN, KRUNNER)
    assert f"X-Plasma-DBusRunner-Path={bus_names.SEARCH_PATH}" in lines(PLAIN, KRUNNER)


def test_packages_install_the_same_bus_files() -> None:
    packaged = share_tree.bus_files(PLAIN[0])
    assert set(packaged) == {PORTAL_ENTRY, BUS_SERVICE, SEARCH_PROVIDER, KRUNNER}
    assert {path: text.encode() for path, text in packaged.items()}.items() <= file_contents(PLAIN).items()


def test_relative_folders_are_ignored() -> None:
    home = desktop_files.user_folder({"XDG_DATA_HOME": "share"})
    assert home == Path.home() / ".local" / "share"
    assert desktop_files.system_folders({"XDG_DATA_DIRS": "share:/opt/share"}) == [Path("/opt/share")]
    assert desktop_files.system_folders({}) == [Path("/usr/local/share"), Path("/usr/share")]


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder of shared data, with the menu entry."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))
    entry = tmp_path / "system" / ENTRY
    entry.parent.mkdir(parents=True)
    entry.touch()
    return tmp_path / "system"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x-scheme-handler/kanbert-desktop=kanbert-desktop.desktop;", True),
        ("x-scheme-handler/kanbert-desktop=other.desktop;kanbert-desktop.desktop;", True),
        ("x-scheme-handler/kanbert-desktop=my-kanbert-desktop.desktop;", False),
        ("x-scheme-handler/kanbert=kanbert-desktop.desktop;", False),
        ("", False),
    ],
)
def test_links_are_opened_if_the_desktops_list_names_the_menu_entry(
    share: Path, line: str, expected: bool
) -> None:
    assert not opens_links("kanbert-desktop"), "without a list"
    (share / HANDLERS).write_bytes(f"[MIME Cache]\n{line}\ntext/odd=\xff;\n".encode("latin-1"))
    assert opens_links("kanbert-desktop") is expected


def test_a_list_that_outlived_the_menu_entry_counts_for_nothing(share: Path) -> None:
    (share / HANDLERS).write_text("x-scheme-handler/kanbert-desktop=kanbert-desktop.desktop;\n", "utf-8")
    (share / ENTRY).unlink()
    assert not opens_links("kanbert-desktop")
