"""Baseline of a full sync: the same pages read by httpx only, each stored unchanged, one transaction a page."""

import json
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence

import httpx

from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch


def main(path: str, asked: Sequence[tuple[str, dict[str, str]]]) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE rows (id TEXT PRIMARY KEY, raw TEXT)")
    stopwatch, requests = Stopwatch(), 0
    headers = {"Authorization": f"Bearer {os.environ['KANBERT_ACCESS_TOKEN']}"}
    with httpx.Client(base_url=os.environ["KANBERT_SERVER"], headers=headers, trust_env=False) as client:
        for place, params in asked:
            for rows in pages(client, place, params):
                requests += 1
                store(db, rows)
        took = stopwatch.read()
    count = db.execute("SELECT count(*) FROM rows").fetchone()[0]
    db.close()
    write_report({"rows": count, "requests": requests, "took": took})


def pages(client: httpx.Client, place: str, params: dict[str, str]) -> Iterator[list[tuple[str, str]]]:
    while True:
        page = client.get(place, params=params).raise_for_status().json()
        yield [(row["id"], json.dumps(row)) for row in page["data"]]
        if not page["meta"]["next_cursor"]:
            return
        params = {**params, "page[cursor]": page["meta"]["next_cursor"]}


def store(db: sqlite3.Connection, rows: list[tuple[str, str]]) -> None:
    db.execute("BEGIN")
    db.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?)", rows)
    db.execute("COMMIT")


main(sys.argv[1], json.loads(sys.argv[2]))
