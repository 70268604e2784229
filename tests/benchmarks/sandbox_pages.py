"""A sandbox of 100,000 cards: the time to create it and to serve a page, beside an empty one and `whoami`."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import httpx

from benchmarks.cached_profile import PROGRAM
from benchmarks.figures import Figure, Sample, medians
from benchmarks.stopwatch import Stopwatch
from devtools.child_processes import ChildProcesses

CARDS = 100_000
SEED_TARGET, PAGE_TARGET = 30_000.0, 10.0
_SHAPES = (
    {"sort": "-updated_at,created_at,uri", "filter": "sub_tasks_in_list eq with"},
    {"sort": "created_at,uri", "filter": "project.status = running and status != Closed"},
    {"sort": "due_date", "filter": "assignee.id eq me.id", "include": "project,client"},
    {"sort": "title"},
    {"sort": "-status"},
)
_DEPTH = 10


class Running(NamedTuple):
    process: subprocess.Popen[str]
    line: Mapping[str, str]
    started: Sample


def measure(children: ChildProcesses, folder: Path, runs: int) -> Iterator[Figure]:
    small = _start(children, folder / "empty", 0)
    _stop(children, small)
    big = _start(children, folder / "big", CARDS)
    yield Figure(
        f"{CARDS:,} cards made", big.started, small.started, "ms", SEED_TARGET, is_absolute=True, runs=1
    )
    headers = {"Authorization": f"Bearer {big.line['access_token']}"}
    with httpx.Client(base_url=f"{big.line['url']}/api/v1", headers=headers, trust_env=False) as client:
        floor = [_timed(client, "/whoami", {})[0] for _ in range(runs * _DEPTH)]
        pages = [page for _ in range(runs) for query in _SHAPES for page in _walk(client, query)]
    _stop(children, big)
    ours, least = medians(pages), medians(floor)
    yield Figure("a page of it", ours, least, "ms", PAGE_TARGET, is_absolute=True, runs=len(pages))


def _start(children: ChildProcesses, state: Path, cards: int) -> Running:
    stopwatch = Stopwatch()
    command = [*PROGRAM, "sandbox", "--state", str(state), "--tasks", str(cards)]
    process = children.start(command, os.environ, stdout=subprocess.PIPE)
    text = process.stdout.readline() if process.stdout else ""
    if not text:
        raise SystemExit("The sandbox did not start.")
    return Running(process, json.loads(text), Sample(stopwatch.read().wall))


def _stop(children: ChildProcesses, running: Running) -> None:
    running.process.send_signal(signal.SIGTERM)
    children.wait(running.process)


def _walk(client: httpx.Client, query: Mapping[str, str]) -> Iterator[Sample]:
    cursor: str | None = None
    for _ in range(_DEPTH):
        took, cursor = _timed(client, "/tasks", {**query, **({"page[cursor]": cursor} if cursor else {})})
        yield took
        if cursor is None:
            return


def _timed(client: httpx.Client, path: str, query: Mapping[str, str]) -> tuple[Sample, str | None]:
    """Wall-clock time only: the work is done in another process."""
    stopwatch = Stopwatch()
    answer = client.get(path, params=query)
    took = Sample(stopwatch.read().wall)
    answer.raise_for_status()
    return took, answer.json().get("meta", {}).get("next_cursor")
