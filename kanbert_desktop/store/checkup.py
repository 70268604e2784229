"""What an account's file holds that this version cannot read: as it lies there, for an export and for a diagnosis."""

import sqlite3

from kanbert_desktop.store import outbox


def unreadable_rows(db: sqlite3.Connection) -> list[dict[str, object]]:
    """The outbox's rows that a newer version wrote, or that are damaged; by column."""
    wanted = {row.id for row in outbox.unreadable(db)}
    found = db.execute("SELECT * FROM outbox ORDER BY seq")
    names = [column[0] for column in found.description]
    rows = (dict(zip(names, row, strict=True)) for row in found)
    return [{name: _plain(value) for name, value in row.items()} for row in rows if row["id"] in wanted]


def _plain(value: object) -> object:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value
