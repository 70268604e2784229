"""Baselines of the verbs: the imports that each of them needs, and the same rows by plain SQLite."""

import argparse  # noqa: F401  counted, like the three below
import json
import sqlite3
import sys
import uuid  # noqa: F401
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime  # noqa: F401
from pathlib import Path

import msgspec  # noqa: F401

SEARCHED = "newsletter*"


def main(kind: str, store: Path, output: Path) -> None:
    if kind == "network":
        import httpx  # noqa: F401  the other verbs do without

    if kind in ("imports", "network"):
        sys.stdout.write("{}\n")
        return
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as db:
        if kind == "search":
            sys.stdout.write(f"{json.dumps([key for (key,) in db.execute(_search(), (SEARCHED,))])}\n")
        elif kind == "cards":
            for document in documents(db):
                sys.stdout.write(document)
        else:
            export(db, output)


def _search() -> str:
    return (
        "SELECT base.key FROM search_titles JOIN search_cards ON search_cards.place = search_titles.rowid & (1 << 40) - 1 "
        "JOIN base ON base.number = search_cards.number WHERE search_titles MATCH ?"
    )


def documents(db: sqlite3.Connection) -> Iterator[str]:
    """Each card is read and written again, as a verb does that shows some of its fields."""
    for (raw,) in db.execute("SELECT raw FROM base WHERE kind = 'card'"):
        yield f"{json.dumps(json.loads(raw), indent=2, ensure_ascii=False)}\n"


def export(db: sqlite3.Connection, output: Path) -> None:
    with output.open("w", encoding="utf-8") as file:
        file.writelines(documents(db))


main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
