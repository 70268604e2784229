"""Stores as released versions left them: `FILES` holds what they wrote themselves, as SQL text that is never edited."""

import sqlite3
from contextlib import closing
from pathlib import Path

FILES = Path(__file__).parents[1] / "store" / "released"
"""1: commit 74afb19, 3: commit 8824f95. At each issue's closing commit its version is added."""
VERSIONS = sorted(int(path.stem.removeprefix("version-")) for path in FILES.glob("version-*.sql"))


def open_released_store(version: int) -> str:
    """The statements that make the file."""
    return (FILES / f"version-{version}.sql").read_text("utf-8")


def schema_of(version: int) -> str:
    """Those of them that make its tables."""
    _title, _, text = open_released_store(version).partition("\n")
    statements = text.split(";\n")
    return "".join(f"{one};\n" for one in statements if one.startswith("CREATE"))


RELEASED = (1,)
"""Versions that a store of today can be turned back to."""
TABLES = ("outbox", "drafts", "history", "local", "meta", "walks", "base")


def downgrade_to(path: Path, version: int) -> None:
    """The closed store at `path` becomes one of that version with the same rows, as far as it had their columns."""
    old = path.with_name("old.db")
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        db.execute("PRAGMA page_size = 8192")
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(f"BEGIN; {schema_of(version)} PRAGMA user_version = {version}; COMMIT;")
        db.execute("ATTACH ? AS new", (str(path),))
        for table in TABLES:
            names = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")  # noqa: S608
    old.replace(path)
