"""Removes what PyInstaller collects without need: Qt's plug-ins and translations, their libraries, test code."""

import posixpath
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's own: location in the folder, source file, kind."""

PLUGINS: Mapping[str, tuple[str, ...]] = {
    "platforms": ("qxcb", "qwayland", "qwindows", "qcocoa"),
    # The program opens no picture, and Qt itself reads PNG; icons of the desktop may be SVG.
    "imageformats": ("qsvg",),
    "iconengines": ("qsvgicon",),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
    # On Linux the program follows the kernel's routes itself.
    "networkinformation": ("qnetworklistmanager", "qscnetworkreachability"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "printsupport": ("cupsprintersupport",),
    # The portal's only: the other one would pull in GTK.
    "platformthemes": ("qxdgdesktopportal",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
}
"""Plug-ins to keep; a folder that is not named goes completely."""

LANGUAGES = ("en", "de")
"""The languages of the window, and so the only ones in which Qt's own texts are needed."""

EXCLUDED = (
    *("tkinter", "unittest", "doctest", "pydoc", "pydoc_data", "test", "lib2to3", "ensurepip", "idlelib"),
    *("pip", "setuptools", "pkg_resources", "pytest", "_pytest", "hypothesis", "PyInstaller"),
    *("readline", "xxsubtype"),
)
"""Modules that are never run; some are imported by libraries for their own tests."""

UNUSED_SCRIPTS = ("pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pkgutil")
"""Scripts that PyInstaller runs before ours for programs that show their own source, start processes of Python, or list the
modules of a package. They import 60 modules at the start of every verb."""
REPLACED_SCRIPTS = {"linux": ("pyi_rth_pyside6",)}
"""Scripts whose work `entry_point` does. This one imports QtCore also where only a verb is wanted."""

TEST_CODE = re.compile(r"(^|[./])(tests?|conftest|test_\w+)([./]|$)")
NOT_TEST_CODE = frozenset({"jinja2.tests"})
"""Named like test code, but none: the tests available in templates."""
_PLUGIN = re.compile(r"(^|/)plugins/(?P<location>[\w-]+)/(?:lib)?(?P<name>[\w-]+)\.(?:so|dll|dylib)$")
_WORDS = re.compile(r"(^|/)translations/(?P<catalogue>[a-z]+)_(?P<language>[A-Za-z_]+)\.qm$")
_OTHER_DISTANCES = re.compile(r"(^|/)rapidfuzz/distance/metrics_cpp\w*\.")
"""Measures that the quick open does not use. Without these the package imports its slower ones."""
_NEEDED = re.compile(r"\(NEEDED\).*\[(.*)\]")
_NOTES = re.compile(r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$")
"""pip's own notes, also about programs that it wrote for the environment."""


def is_test_code(module: str) -> bool:
    return module not in NOT_TEST_CODE and TEST_CODE.search(module) is not None


def is_needed(location: str) -> bool:
    """Decides by location, for files to which no library links."""
    path = PurePosixPath(location.replace("\\", "/")).as_posix()
    if plugin := _PLUGIN.search(path):
        return plugin["name"] in PLUGINS.get(plugin["location"], ())
    if arguments := _WORDS.search(path):
        return arguments["catalogue"] == "qtbase" and arguments["language"] in LANGUAGES
    if _OTHER_DISTANCES.search(path):
        return False
    return not _NOTES.search(path) and not is_test_code(path.removesuffix(".py"))


def is_needed_script(name: str, system: str) -> bool:
    """Decides about a script that PyInstaller runs at the start, on `system` as in `sys.platform`."""
    return name not in (*UNUSED_SCRIPTS, *REPLACED_SCRIPTS.get(system, ()))


def named_libraries(source: str) -> list[str]:
    """The libraries that this file itself names, without those of libraries that are left to the system."""
    asked = subprocess.run(
        ["readelf", "--dynamic", "--wide", source], capture_output=True, text=True, check=True
    )
    return _NEEDED.findall(asked.stdout)


def reachable(entries: Sequence[Entry], linked: Callable[[str], Iterable[str]]) -> list[Entry]:
    """`entries` without the libraries to which nothing in the folder links any more.

    `linked(source)` returns the file names of the libraries of a file. Extensions of Python and plug-ins are roots;
    everything PyInstaller collected for them has the kind BINARY and no `plugins` in its location.
    """
    by_name = {
        PurePosixPath(location.replace("\\", "/")).name: (location, source) for location, source, _ in entries
    }
    waiting = [
        source
        for location, source, kind in entries
        if kind == "EXTENSION" or _PLUGIN.search(_posix(location))
    ]
    waiting += [source for location, source, _ in entries if _is_interpreter(location)]
    found = set(waiting)
    while waiting:
        for name in linked(waiting.pop()):
            _, source = by_name.get(name, ("", ""))
            if source and source not in found:
                found.add(source)
                waiting.append(source)
    return [entry for entry in entries if entry[1] in found or entry[2] not in ("BINARY", "EXTENSION")]


def without_dangling_links(entries: Sequence[Entry]) -> list[Entry]:
    """`entries` without the links whose target was removed. PyInstaller calls the target of a link its source."""
    locations = {_posix(location) for location, _, _ in entries}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _target(entry) in locations]


def _target(link: Entry) -> str:
    location, leads_to, _ = link
    return posixpath.normpath(posixpath.join(posixpath.dirname(_posix(location)), _posix(leads_to)))


def _posix(location: str) -> str:
    return location.replace("\\", "/")


def _is_interpreter(location: str) -> bool:
    """Python's own library, and what `ctypes` loads by name."""
    return (
        PurePosixPath(_posix(location))
        .name.lower()
        .startswith(("libpython", "python3", "vcruntime", "python"))
    )
