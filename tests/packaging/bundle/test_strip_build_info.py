"""What libraries lose before they are shipped."""

import subprocess
import sys
from pathlib import Path

import pytest

from bundle import strip_build_info
from bundle.build_report import Report


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library in a bundle, with symbols for a debugger."""
    path = tmp_path / "_internal" / "wheel" / "module.so"
    path.parent.mkdir(parents=True)
    source = tmp_path / "module.c"
    source.write_text("static int inner(void) { return 1; }\nint outer(void) { return inner(); }\n")
    subprocess.run(["gcc", "-shared", "-fPIC", "-g", "-o", path, source], check=True)
    return path


def strip(folder: Path, origin: str) -> None:
    strip_build_info.strip_build_info(folder, Report(1, 1, {"wheel/module.so": origin}, []))


def test_a_wheels_library_loses_its_symbols_and_keeps_its_functions(library: Path, tmp_path: Path) -> None:
    assert strip_build_info.has_symbols(library)
    strip(tmp_path, "/venv/wheel/module.so")
    assert not strip_build_info.has_symbols(library)
    named = subprocess.run(["readelf", "--dyn-syms", library], capture_output=True, text=True, check=True)
    assert " outer" in named.stdout


def test_a_distributions_library_stays_as_it_is(library: Path, tmp_path: Path) -> None:
    before = library.read_bytes()
    strip(tmp_path, "/usr/lib/x86_64-linux-gnu/module.so")
    assert library.read_bytes() == before


def test_the_settings_of_pythons_build_lose_its_prefix_and_other_modules_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/opt/python/3.11")
    source = tmp_path / "_sysconfigdata__linux_x86_64-linux-gnu.py"
    source.write_text("build_time_vars = {'LIBDIR': '/opt/python/3.11/lib'}\n")
    other = ("json", "/opt/python/3.11/lib/json/__init__.py", "PYMODULE")
    folder = tmp_path / "work"
    folder.mkdir()
    named, kept = strip_build_info.without_build_paths_in_modules(
        [(source.stem, str(source), "PYMODULE"), other], folder
    )
    assert kept == other
    assert (named[0], Path(named[1]).parent) == (source.stem, folder)
    assert Path(named[1]).read_text() == "build_time_vars = {'LIBDIR': '/usr/lib'}\n"
