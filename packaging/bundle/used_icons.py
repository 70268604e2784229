"""Copies the icons that the program draws into a database of their own: python-lucide has two thousand."""

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from devtools.steps import StepError

DATABASE = Path("lucide", "data", "lucide-icons.db")
"""Where python-lucide has them."""
_OTHER_SIDE = {"left": "right", "right": "left"}
_FIND = "SELECT name, svg FROM icons WHERE name = ? OR name = (SELECT name FROM icon_aliases WHERE alias = ?)"
_TABLES = (
    "CREATE TABLE icons (name TEXT PRIMARY KEY, svg TEXT NOT NULL); CREATE TABLE icon_aliases (name, alias)"
)


def write(sources: Path, database: Path, target: Path) -> int:
    """Writes the icons of `database` that `sources` name; returns their number. Raises `StepError` if it is none."""
    target.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as known,
        closing(sqlite3.connect(target)) as copied,
        copied,
    ):
        copied.executescript(_TABLES)
        found = ((name, known.execute(_FIND, (name, name)).fetchone()) for name in sorted(names_in(sources)))
        count = sum(_copy(copied, name, *row) for name, row in found if row is not None)
    if not count:
        raise StepError(f"No icon of {database} is named in {sources}.")
    return count


def _copy(target: sqlite3.Connection, wanted: str, name: str, svg: str) -> int:
    if wanted != name:
        target.execute("INSERT INTO icon_aliases VALUES (?, ?)", (name, wanted))
    return target.execute("INSERT OR IGNORE INTO icons VALUES (?, ?)", (name, svg)).rowcount


def names_in(sources: Path) -> frozenset[str]:
    """Every text in the code that may be an icon's name, and the same for the other side, which the window mirrors."""
    return frozenset(name for path in sorted(sources.rglob("*.py")) for name in _names(path))


def _names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isascii():
            # "star:filled" is drawn from "star".
            name = node.value.partition(":")[0]
            yield name
            stem, _, side = name.rpartition("-")
            if side in _OTHER_SIDE:
                yield f"{stem}-{_OTHER_SIDE[side]}"


def version(database: Path) -> str:
    """The version of Lucide."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as known:
        row = known.execute("SELECT value FROM metadata WHERE key = 'version'").fetchone()
    return str(row[0]) if row is not None else ""
