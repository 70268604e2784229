"""What is removed from the frozen folder, and what must stay."""

from collections.abc import Callable

import pytest

from bundle import trim

StandIn = Callable[[str, str], None]

PLUGINS = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "place",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/iconengines/libqsvgicon.so",
        f"{PLUGINS}/imageformats/libqsvg.so",
        f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{PLUGINS}/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        f"{PLUGINS}/platformthemes/libqxdgdesktopportal.so",
        f"{PLUGINS}/printsupport/libcupsprintersupport.so",
        f"{PLUGINS}/wayland-decoration-client/libadwaita.so",
        "rapidfuzz/fuzz_cpp_avx2.cpython-313-x86_64-linux-gnu.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "resources/styles/tokens.json",
        "libQt6Core.so.6",
        "keyring-25.7.0.dist-info/METADATA",
    ],
)
def test_files_the_window_needs_stay(place: str) -> None:
    assert trim.is_needed(place)


@pytest.mark.parametrize(
    "place",
    [
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/sqldrivers/libqsqlite.so",
        f"{PLUGINS}/imageformats/libqjpeg.so",
        f"{PLUGINS}/networkinformation/libqglib.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        f"{PLUGINS}/wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
        "rapidfuzz/distance/metrics_cpp_avx2.cpython-313-x86_64-linux-gnu.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/assistant_de.qm",
        "lucide/tests/conftest.py",
        "keyring-25.7.0.dist-info/RECORD",
    ],
)
def test_unused_files_are_removed(place: str) -> None:
    assert not trim.is_needed(place)


def test_jinja_tests_are_no_test_code() -> None:
    assert not trim.is_test_code("jinja2.tests")
    assert trim.is_test_code("qasync.tests.test_loop")


def test_only_libraries_that_a_file_names_itself_count(stand_in: StandIn) -> None:
    stand_in(
        "readelf",
        'echo " 0x01 (NEEDED)  Shared library: [libxcb.so.1]"; echo " 0x0e (SONAME)  Library soname: [libX11.so.6]"',
    )
    assert trim.named_libraries("/lib/libX11.so.6") == ["libxcb.so.1"]


def test_libraries_of_a_removed_plugin_are_removed_too() -> None:
    entries = [
        (f"{PLUGINS}/platforms/libqxcb.so", "/qt/libqxcb.so", "BINARY"),
        ("libxcb.so.1", "/lib/libxcb.so.1", "BINARY"),
        ("libxau.so.6", "/lib/libxau.so.6", "BINARY"),
        ("libgtk-3.so.0", "/lib/libgtk-3.so.0", "BINARY"),
        ("libgtk-3.so", "libgtk-3.so.0", "SYMLINK"),
        ("resources/words.json", "/source/words.json", "DATA"),
    ]
    links = {"/qt/libqxcb.so": ["libxcb.so.1"], "/lib/libxcb.so.1": ["libxau.so.6", "libc.so.6"]}
    stored = trim.without_dangling_links(trim.reachable(entries, lambda source: links.get(source, [])))
    assert [place for place, _, _ in stored] == [
        entries[0][0],
        "libxcb.so.1",
        "libxau.so.6",
        "resources/words.json",
    ]


def test_scripts_that_import_qt_or_sixty_modules_do_not_run_before_a_verb() -> None:
    run_first = (
        "pyi_rth_inspect",
        "pyi_rth_multiprocessing",
        "pyi_rth_pkgutil",
        "pyi_rth_pyside6",
        "entry_point",
    )
    assert [name for name in run_first if trim.is_needed_script(name, "linux")] == ["entry_point"]
    # The entry point does the work of Qt's script on Linux alone.
    assert [name for name in run_first if trim.is_needed_script(name, "win32")] == [
        "pyi_rth_pyside6",
        "entry_point",
    ]
