"""Stores of released versions: `FILES` holds what they wrote, as SQL that is never edited."""

import sqlite3
from contextlib import closing
from pathlib import Path

FILES = Path(__file__).parents[1] / "store" / "released"
"""1: commit 74afb19, 3: commit 8824f95, 4: commit 866a3f9, 5: commit 3705bf3.
A version is added with the commit that releases it."""
VERSIONS = sorted(int(path.stem.removeprefix("version-")) for path in FILES.glob("version-*.sql"))


def open_released_store(version: int) -> str:
    """The statements that make the file."""
    return (FILES / f"version-{version}.sql").read_text("utf-8")


def schema_of(version: int) -> str:
    """The statements that make its tables."""
    _title, _, text = open_released_store(version).partition("\n")
    statements = text.split(";\n")
    return "".join(f"{one};\n" for one in statements if one.startswith("CREATE"))


RELEASED = (1,)
"""Versions to which a current store can be downgraded."""
TABLES = ("outbox", "drafts", "history", "local", "meta", "walks", "base")


def downgrade_to(path: Path, version: int) -> None:
    """Converts the closed store at `path` to that version, with the same rows as far as it had their columns."""
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
