"""The files by which a Linux desktop knows this program: menu entry, icons, and search over D-Bus.

Packages and the archive install them; for a wheel or a checkout the verb `integrate` does.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from kanbert_desktop.resources import resource

NAME = "kanbert-desktop"
ENTRY = f"applications/{NAME}.desktop"
"""The menu entry. `DBusActivatable` is not for it: the entry would have to have the bus name, and under another name menus
and docks lose the icon that the user pinned, and mail programs and browsers the handler of links. The hidden entry
below could have it, but nobody starts that one, and `gio open`, by which `xdg-open` follows a link on GNOME, hands a
D-Bus activated program no activation token, while one that it starts finds the token in its environment.
"""
HANDLERS = "applications/mimeinfo.cache"
"""The desktop's list of the entries that open a kind of file or link."""
PORTAL_ENTRY = "applications/kanbert.Desktop.desktop"
"""A hidden entry. Portals know a program by an id with a dot, which the menu entry's name has not."""
BUS_SERVICE = "dbus-1/services/kanbert.Desktop.Search.service"
SEARCH_PROVIDER = f"gnome-shell/search-providers/{NAME}.ini"
KRUNNER = f"krunner/dbusplugins/{NAME}.desktop"
SOURCES = {
    ENTRY: f"desktop/{NAME}.desktop",
    PORTAL_ENTRY: "desktop/kanbert.Desktop.desktop",
    BUS_SERVICE: "desktop/kanbert.Desktop.Search.service",
    SEARCH_PROVIDER: "desktop/search-provider.ini",
    KRUNNER: "desktop/krunner.desktop",
}
"""Paths in a folder of shared data, with the files of `resources/` that belong there."""
ICONS = {
    f"icons/hicolor/scalable/apps/{NAME}.svg": f"icons/{NAME}.svg",
    f"icons/hicolor/symbolic/apps/{NAME}-symbolic.svg": f"icons/{NAME}-symbolic.svg",
}
_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_DEFAULT_FOLDERS = "/usr/local/share:/usr/share"


def file_contents(command: Sequence[str]) -> dict[str, bytes]:
    """The content of each file by its path in a folder of shared data. `command` starts the program."""
    found = {path: _entry(resource(source).read_text("utf-8"), command) for path, source in SOURCES.items()}
    found[BUS_SERVICE] = _service(resource(SOURCES[BUS_SERVICE]).read_text("utf-8"), command)
    texts = {path: text.encode() for path, text in found.items()}
    return {**texts, **{path: resource(source).read_bytes() for path, source in ICONS.items()}}


def _entry(template: str, command: Sequence[str]) -> str:
    program = _escaped(command[0])
    return template.replace("TryExec=@PROGRAM@", f"TryExec={program}").replace(
        "@PROGRAM@", " ".join(map(quoted_argument, command))
    )


def _service(template: str, command: Sequence[str]) -> str:
    """The bus reads the line as a desktop does, but knows no placeholders such as "%u"."""
    return template.replace("@PROGRAM@", " ".join(map(_quoted, command)))


def quoted_argument(word: str) -> str:
    """Quotes by the Desktop Entry Specification: the argument, then the escapes of every value, then "%"."""
    return _quoted(word).replace("%", "%%")


def _quoted(word: str) -> str:
    if word and not _RESERVED & set(word):
        return word
    quoted = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
    return f'"{_escaped(quoted)}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def user_folder(variables: Mapping[str, str] = os.environ) -> Path:
    """The user's own folder of shared data. A relative one is ignored, as the XDG specification requires."""
    named = variables.get("XDG_DATA_HOME", "")
    return Path(named) if os.path.isabs(named) else Path.home() / ".local" / "share"  # noqa: PTH117


def system_folders(variables: Mapping[str, str] = os.environ) -> list[Path]:
    """Folders of shared data of all users, the most important first."""
    named = variables.get("XDG_DATA_DIRS") or _DEFAULT_FOLDERS
    return [Path(one) for one in named.split(os.pathsep) if os.path.isabs(one)]  # noqa: PTH117


def opens_links(scheme: str) -> bool:
    """Whether the desktop opens links of this scheme with this program.

    The menu entry says so, and the desktop looks it up in the list that `update-desktop-database` makes of all entries.
    """
    wanted = f"x-scheme-handler/{scheme}="
    for folder in (user_folder(), *system_folders()):
        try:
            lines = (folder / HANDLERS).read_text("utf-8", errors="replace").splitlines()
        except OSError:
            continue
        found = next((line.removeprefix(wanted) for line in lines if line.startswith(wanted)), "")
        if f"{NAME}.desktop" in found.split(";") and (folder / ENTRY).exists():
            return True
    return False


def is_search_installed() -> bool:
    """Whether the session bus can start the search of this program."""
    return any((folder / BUS_SERVICE).exists() for folder in (user_folder(), *system_folders()))


def is_gnome_search_installed() -> bool:
    """GNOME does not look for search providers in the user's own folder."""
    return any((folder / SEARCH_PROVIDER).exists() for folder in system_folders())
