"""The icons that the bundle carries are those that the window draws."""

import ast
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bundle import used_icons
from devtools.paths import ROOT
from devtools.steps import StepError

CODE = """
BACK = "arrow-left"
FAVOURITE = "star:filled"
HELP = icon("circle-help")
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """As python-lucide has it, with one icon that has two names and some that nobody draws."""
    path = tmp_path / "lucide.db"
    names = ("arrow-left", "arrow-right", "circle-question-mark", "rocket", "star")
    with closing(sqlite3.connect(path)) as made, made:
        made.executescript(
            "CREATE TABLE icons (name, svg); CREATE TABLE icon_aliases (name, alias);"
            "CREATE TABLE metadata (key, value); INSERT INTO metadata VALUES ('version', '1.2.3');"
            "INSERT INTO icon_aliases VALUES ('circle-question-mark', 'circle-help')"
        )
        made.executemany("INSERT INTO icons VALUES (?, ?)", [(name, f"<svg>{name}</svg>") for name in names])
    return path


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "page.py").write_text(CODE)
    return folder


def rows(path: Path, query: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as kept:
        return kept.execute(query).fetchall()


def test_named_icons_are_kept_with_the_one_of_the_other_side(
    sources: Path, database: Path, tmp_path: Path
) -> None:
    assert used_icons.write(sources, database, tmp_path / "used.db") == 4
    kept = rows(tmp_path / "used.db", "SELECT name, svg FROM icons ORDER BY name")
    assert kept == [
        (name, f"<svg>{name}</svg>") for name in ("arrow-left", "arrow-right", "circle-question-mark", "star")
    ]


def test_the_window_finds_an_icon_by_its_older_name(sources: Path, database: Path, tmp_path: Path) -> None:
    used_icons.write(sources, database, tmp_path / "used.db")
    found = rows(tmp_path / "used.db", "SELECT name, alias FROM icon_aliases")
    assert found == [("circle-question-mark", "circle-help")]


def test_the_same_sources_give_the_same_bytes(sources: Path, database: Path, tmp_path: Path) -> None:
    for name in ("one.db", "other.db"):
        used_icons.write(sources, database, tmp_path / name)
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "other.db").read_bytes()


def test_a_bundle_without_icons_is_not_made(database: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StepError, match="No icon of"):
        used_icons.write(tmp_path / "empty", database, tmp_path / "used.db")


def test_the_version_is_that_of_the_icons(database: Path) -> None:
    assert used_icons.version(database) == "1.2.3"


def test_no_icon_is_named_by_a_text_that_is_put_together() -> None:
    """Such a name would be missed: the window would fail in a package and nowhere else."""
    folder = ROOT / "kanbert_desktop" / "ui"
    texts = ((path, path.read_text("utf-8")) for path in sorted(folder.rglob("*.py")))
    composed = [
        f"{path.name}:{call.lineno}"
        for path, text in texts
        if "icon" in text
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and _called(call) in {"icon", "pixmap", "set_button_icon"}
        if any(isinstance(argument, ast.JoinedStr) for argument in call.args[:3])
    ]
    assert composed == []


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
