"""The file of code in a frozen program: modules from a zip archive, in a process that says it is frozen."""

import json
import os
import py_compile
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kanbert_desktop.startup_acceleration.frozen_modules import is_archived

ROOT = Path(__file__).parents[2]
START = """
import json, sys
sys.frozen, sys._MEIPASS, sys.dont_write_bytecode = True, sys.argv[1], True
from kanbert_desktop.startup_acceleration import start_with_code_file
code = start_with_code_file()
import archived.inside
from kanbert_desktop.domain import errors
loader = archived.inside.__loader__
code.uninstall()
print(json.dumps({
    "loader": type(loader).__name__,
    "other": type(errors.__loader__).__name__,
    "value": archived.inside.value,
    "again": loader.get_code("archived.inside").co_consts[0],
    "ways": [archived.__path__, archived.__file__, archived.inside.__file__, archived.inside.__cached__],
    "saved": code.save(),
}))
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "program" / "base_library.zip"
    path.parent.mkdir()
    write_archive(path, value=1)
    return path


def write_archive(path: Path, value: int) -> None:
    """A package and a module in it, compiled, as PyInstaller stores Python's own."""
    draft = path.with_suffix(".new")
    with zipfile.ZipFile(draft, "w") as archive:
        for name, text in (("__init__", ""), ("inside", f"value = {value}\n")):
            source = path.with_name(f"{name}.py")
            source.write_text(text)
            archive.write(py_compile.compile(str(source), doraise=True), f"archived/{name}.pyc")
    draft.replace(path)


def start(archive: Path) -> Any:  # noqa: ANN401
    run = subprocess.run(
        [sys.executable, "-c", START, archive.parent],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(archive)])},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_the_second_start_takes_the_code_of_archived_modules_from_the_file(
    cache: Path, archive: Path
) -> None:
    first, second = start(archive), start(archive)
    assert (first["loader"], first["saved"]) == ("zipimporter", True)
    assert (second["loader"], second["saved"]) == ("_Loader", False)
    for name in ("value", "again", "ways"):
        assert first[name] == second[name]
    # Beside the file of a program that is not frozen.
    assert [path.name.partition("-")[0] for path in cache.glob("*.code")] == ["frozen"]


def test_a_module_that_lies_beside_the_archives_is_not_stored(cache: Path, archive: Path) -> None:
    assert [start(archive)["other"] for _ in range(2)] == ["SourceFileLoader"] * 2
    assert [path.suffix for path in cache.iterdir()] == [".code"]


def test_another_archive_makes_the_whole_file_stale(cache: Path, archive: Path) -> None:
    start(archive)
    write_archive(archive, value=2)
    after = start(archive)
    assert (after["value"], after["loader"], after["saved"]) == (2, "zipimporter", True)
    assert [path.name.partition("-")[0] for path in cache.glob("*.code")] == ["frozen"]


def test_a_module_in_the_executable_counts_as_archived() -> None:
    assert is_archived(SimpleNamespace(_pyz_archive=object()), "archived/inside.py")
    assert not is_archived(SimpleNamespace(), "archived/inside.py")
