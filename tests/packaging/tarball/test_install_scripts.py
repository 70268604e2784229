"""The install and uninstall scripts, in a home whose path has every character that is special in a desktop file."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from freedesktop import share_tree
from tarball import build

PROGRAM = '#!/bin/sh\necho started with: "$@"\n'


@dataclass
class Person:
    """`archive` is unpacked; nothing is installed yet."""

    archive: Path
    home: Path

    @property
    def data(self) -> Path:
        return self.home / ".local" / "share"

    @property
    def entry(self) -> Path:
        return self.data / "applications" / "kanbert-desktop.desktop"

    @property
    def link(self) -> Path:
        return self.home / ".local" / "bin" / "kanbert-desktop"

    @property
    def library(self) -> Path:
        return self.home / ".local" / "lib" / "kanbert-desktop"

    def start(self, script: Path, **more: str) -> "subprocess.CompletedProcess[str]":
        variables = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", **more}
        return subprocess.run([script], env=variables, capture_output=True, text=True, check=False)

    def installs(self) -> str:
        result = self.start(self.archive / "install.sh")
        assert result.returncode == 0, result
        return result.stdout

    def files(self) -> set[str]:
        return {str(path.relative_to(self.home)) for path in self.home.rglob("*")}


@pytest.fixture
def person(tmp_path: Path) -> Person:
    frozen = tmp_path / "frozen"
    (frozen / "_internal").mkdir(parents=True)
    (frozen / "kanbert-desktop").write_text(PROGRAM)
    (frozen / "kanbert-desktop").chmod(0o755)
    archive = tmp_path / "archive"
    build.write_folder(archive, frozen)
    for place, text in (
        ("applications/kanbert-desktop.desktop", share_tree.entry("@PROGRAM@")),
        ("icons/hicolor/scalable/apps/kanbert-desktop.svg", "<svg/>"),
        *share_tree.bus_files("@PROGRAM@").items(),
    ):
        (archive / "share" / place).parent.mkdir(parents=True, exist_ok=True)
        (archive / "share" / place).write_text(text, "utf-8")
    (archive / "needs.txt").write_text("libgl1\nxdg-utils\n")
    home = tmp_path / 'Mira\'s "home" $5 \\'
    home.mkdir()
    return Person(archive, home)


def test_it_can_be_started_from_terminal_and_menu(person: Person) -> None:
    person.installs()
    result = subprocess.run([person.link, "boards"], capture_output=True, text=True, check=True)
    assert result.stdout == "started with: boards\n"
    # As a desktop parses the entry: quoting of an argument inside the escaping of any text.
    menu = subprocess.run(["gio", "launch", person.entry], capture_output=True, text=True, check=True)
    assert menu.stdout == "started with:\n"
    subprocess.run(["desktop-file-validate", person.entry], check=True)


def test_a_plain_path_needs_no_quotes(person: Person, tmp_path: Path) -> None:
    """Simple link openers outside the large desktops search for a program with the name as written."""
    plain = Person(person.archive, tmp_path / "mira")
    plain.home.mkdir()
    plain.installs()
    assert f"Exec={plain.library}/kanbert-desktop %u" in plain.entry.read_text("utf-8").splitlines()


def test_the_session_bus_can_start_the_search(person: Person) -> None:
    person.installs()
    service = person.data / "dbus-1" / "services" / "kanbert.Desktop.Search.service"
    (line,) = (one for one in service.read_text("utf-8").splitlines() if one.startswith("Exec="))
    # As the bus reads it: the escapes of the value, then words as in a shell.
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    words = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {value}"], capture_output=True, text=True, check=True
    )
    assert words.stdout.splitlines() == [str(person.library / "kanbert-desktop"), "__desktop-search"]
    assert (person.data / "krunner" / "dbusplugins" / "kanbert-desktop.desktop").is_file()


def test_only_the_programs_own_data_remains(person: Person) -> None:
    person.installs()
    stored = person.data / "kanbert-desktop" / "settings.json"
    stored.parent.mkdir()
    stored.write_text("{}")
    autostart = person.home / ".config" / "autostart" / "kanbert-desktop.desktop"
    autostart.parent.mkdir(parents=True)
    autostart.write_text(f"Exec={person.library}/kanbert-desktop --hidden\n")
    for name in ("frozen-icons.cache", "frozen-start-cpython-313.code"):
        kept_for_the_next_start(person, name)
    assert person.start(person.library / "uninstall.sh").returncode == 0
    assert not (person.home / ".cache" / "kanbert-desktop").exists()
    files = {
        name for name in person.files() if (person.home / name).is_file() or (person.home / name).is_symlink()
    }
    # The desktop's list of link handlers, if its tool is installed.
    assert files - {".local/share/applications/mimeinfo.cache"} == {
        ".local/share/kanbert-desktop/settings.json"
    }


def kept_for_the_next_start(person: Person, name: str) -> Path:
    file = person.home / ".cache" / "kanbert-desktop" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    return file


def test_what_another_installation_has_in_the_cache_remains(person: Person) -> None:
    person.installs()
    own, other = (kept_for_the_next_start(person, name) for name in ("frozen-icons.cache", "icons.cache"))
    assert person.start(person.library / "uninstall.sh").returncode == 0
    assert (own.exists(), other.exists()) == (False, True)


def test_an_upgrade_leaves_nothing_of_the_older_version(person: Person) -> None:
    old = person.archive / "share" / "icons" / "old.svg"
    old.write_text("<svg/>")
    (person.archive / "program" / "_internal" / "old.txt").touch()
    person.installs()
    old.unlink()
    (person.archive / "program" / "_internal" / "old.txt").unlink()
    person.installs()
    assert not [name for name in person.files() if "old" in name]
    assert person.link.exists()


def test_a_program_of_that_name_from_elsewhere_is_left_alone(person: Person) -> None:
    person.link.parent.mkdir(parents=True)
    person.link.write_text("of pipx")
    result = person.start(person.archive / "install.sh")
    assert result.returncode == 1
    assert "Nothing was changed" in result.stderr
    assert person.link.read_text() == "of pipx"
    assert not person.library.exists()


def test_missing_libraries_are_reported_before_anything_changes(person: Person, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "ldd").write_text("#!/bin/sh\necho '\tlibGL.so.1 => not found'\n")
    (programs / "ldd").chmod(0o755)
    result = person.start(person.archive / "install.sh", PATH=f"{programs}{os.pathsep}/usr/bin:/bin")
    assert result.returncode == 1
    assert "libGL.so.1" in result.stderr
    assert "apt install libgl1 xdg-utils" in result.stderr
    assert not person.files()


def test_the_menu_finds_it_where_the_data_folder_is_elsewhere(person: Person, tmp_path: Path) -> None:
    elsewhere = tmp_path / "data"
    result = person.start(person.archive / "install.sh", XDG_DATA_HOME=str(elsewhere))
    assert result.returncode == 0
    assert (elsewhere / "applications" / "kanbert-desktop.desktop").exists()


def test_uninstalling_what_is_not_there_says_so(person: Person) -> None:
    result = person.start(person.archive / "uninstall.sh")
    assert result.returncode == 1
    assert "not installed" in result.stderr
