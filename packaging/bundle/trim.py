"""What a folder of PyInstaller's carries without need: Qt's plug-ins and words, libraries for them alone, test code."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's own: place in the folder, where it was, kind."""

PLUGINS: Mapping[str, tuple[str, ...]] = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "imageformats": ("qgif", "qico", "qjpeg", "qsvg", "qwebp"),
    "iconengines": ("qsvgicon",),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
    "networkinformation": ("qglib", "qnetworkmanager", "qnetworklistmanager", "qscnetworkreachability"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "printsupport": ("cupsprintersupport",),
    # The portal's alone: the other one would make GTK a part of this program.
    "platformthemes": ("qxdgdesktopportal",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
}
"""Those that stay; a folder that is not named goes with all it holds."""

LANGUAGES = ("en", "de")
"""Those the window speaks, hence the only ones in which Qt's own words are needed."""

EXCLUDED = (
    *("tkinter", "unittest", "doctest", "pydoc", "pydoc_data", "test", "lib2to3", "ensurepip", "idlelib"),
    *("pip", "setuptools", "pkg_resources", "pytest", "_pytest", "hypothesis", "PyInstaller"),
    *("lucide.dev_utils", "lucide.build_search", "lucide.build_clusters"),
)
"""Modules that nothing here runs; some are imported by libraries for their own tests."""

TEST_CODE = re.compile(r"(^|[./])(tests?|conftest|test_\w+)([./]|$)")
NOT_TEST_CODE = frozenset({"jinja2.tests"})
"""Named like test code, and none: the tests that a template may ask."""
_PLUGIN = re.compile(r"(^|/)plugins/(?P<folder>[\w-]+)/(?:lib)?(?P<name>[\w-]+)\.(?:so|dll|dylib)$")
_WORDS = re.compile(r"(^|/)translations/(?P<catalogue>[a-z]+)_(?P<language>[A-Za-z_]+)\.qm$")
_NOTES = re.compile(r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$")
"""What pip notes for itself: of programs, too, that it wrote for the place where it installed."""


def is_test_code(module: str) -> bool:
    return module not in NOT_TEST_CODE and TEST_CODE.search(module) is not None


def is_needed(place: str) -> bool:
    """Of a file by its place in the folder, for what no library links to."""
    path = PurePosixPath(place.replace("\\", "/")).as_posix()
    if plugin := _PLUGIN.search(path):
        return plugin["name"] in PLUGINS.get(plugin["folder"], ())
    if words := _WORDS.search(path):
        return words["catalogue"] == "qtbase" and words["language"] in LANGUAGES
    return not _NOTES.search(path) and not is_test_code(path.removesuffix(".py"))


def reachable(entries: Sequence[Entry], linked: Callable[[str], Iterable[str]]) -> list[Entry]:
    """`entries` without the libraries that nothing else in the folder links to any more.

    `linked(source)` names the libraries of a file, as their file names. Extensions of Python and plug-ins are what is
    wanted for itself; everything PyInstaller took along for them has the kind BINARY and no `plugins` in its place.
    """
    by_name = {PurePosixPath(place.replace("\\", "/")).name: (place, source) for place, source, _ in entries}
    waiting = [
        source for place, source, kind in entries if kind == "EXTENSION" or _PLUGIN.search(_posix(place))
    ]
    waiting += [source for place, source, _ in entries if _is_interpreter(place)]
    found = set(waiting)
    while waiting:
        for name in linked(waiting.pop()):
            _, source = by_name.get(name, ("", ""))
            if source and source not in found:
                found.add(source)
                waiting.append(source)
    return [entry for entry in entries if entry[1] in found or entry[2] not in ("BINARY", "EXTENSION")]


def without_dangling_links(entries: Sequence[Entry]) -> list[Entry]:
    """`entries` without the links whose target has gone. What PyInstaller calls a link's source is where it leads."""
    places = {_posix(place) for place, _, _ in entries}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _target(entry) in places]


def _target(link: Entry) -> str:
    place, leads_to, _ = link
    return posixpath.normpath(posixpath.join(posixpath.dirname(_posix(place)), _posix(leads_to)))


def _posix(place: str) -> str:
    return place.replace("\\", "/")


def _is_interpreter(place: str) -> bool:
    """Python's own library, and what `ctypes` loads by name."""
    return (
        PurePosixPath(_posix(place)).name.lower().startswith(("libpython", "python3", "vcruntime", "python"))
    )
