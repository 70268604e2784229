"""Measured program: figures of very many cards with two years of moves, and what observing 1,000 moves costs."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.overview.overview import Overview
from kanbert_desktop.domain.board import Card, Column
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.sandbox.sample_data import open_state
from kanbert_desktop.store import base, transitions
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.store.transitions import Move, Place
from kanbert_desktop.sync.observed_changes import Observation, ObservedChange
from kanbert_desktop.sync.replica import Replica

ROUNDS, CHANGED, MOVES, DAYS = 40, 1_000, 20_000, 730
STATUSES = [column.value for column in Column][:5]
NOW = datetime.now(UTC)


def main(folder: Path, cards: int) -> None:
    store = fill(folder, cards)
    replica = Replica(store, EventBus(), lambda: datetime.now(UTC))
    replica.load()
    overview = Overview(replica, store, lambda _name: "", lambda _name, _value: None)
    boards = [str(board) for board in replica.local_cards.boards]
    store.write(lambda _db: overview._file.write(lambda db: write_moves(db, boards))).result()
    today = NOW.date()
    result = {
        "figures": timed(lambda: overview.figures(overview.everything(), today), ROUNDS),
        "sql": timed(lambda: count_plainly(store), ROUNDS),
    }
    result["plain"], result["observed"] = store_moves(store, replica, overview)
    write_report(result)
    overview.close()
    store.close()


def fill(folder: Path, cards: int) -> Store:
    state = open_state(folder / "sandbox", tasks=cards)
    projects = [dict(row) for row in state.rows("SELECT * FROM projects")]
    tasks = [dict(row) for row in state.rows("SELECT * FROM tasks")]
    state.close()
    store = open_store(folder / "account" / "store.db").store
    rows = [BaseRow(Kind.BOARD, one["id"], "", "", encoded({**one, "status": "running"})) for one in projects]
    rows += [BaseRow(Kind.CARD, one["id"], one["id"], one["project_id"], encoded(one)) for one in tasks]
    store.write(lambda db: base.put_rows(db, rows)).result()
    return store


def write_moves(db: object, boards: list[str]) -> None:
    since = (NOW - timedelta(days=DAYS)).date().isoformat()
    transitions.note_boards(db, [(board, since) for board in boards])  # type: ignore[arg-type]
    moves = []
    for number in range(MOVES):
        at = NOW - timedelta(days=number % DAYS)
        old, new = STATUSES[number % 4], STATUSES[number % 4 + 1]
        board = boards[number % len(boards)]
        moves.append(Move(board, at.date().isoformat(), f"m{number}", at.isoformat(), old, new))
    places = [Place(move.card, move.board, move.new, move.day) for move in moves]
    transitions.put(db, moves, places)  # type: ignore[arg-type]


def count_plainly(store: Store) -> None:
    db = store.read()
    db.execute("SELECT assignee, count(*) FROM cards WHERE assignee IS NOT NULL GROUP BY assignee").fetchall()
    db.execute("SELECT board, col, n FROM counts").fetchall()
    db.execute("SELECT count(*) FROM cards WHERE board = '' AND due < '2026'").fetchall()


def store_moves(store: Store, replica: Replica, overview: Overview) -> tuple[list[object], list[object]]:
    """Alternately without and with the observer, each time another status for the same cards."""
    with replica.local_cards.stored.snapshot() as db:
        found = db.execute("SELECT key, raw FROM base WHERE kind = 'card' LIMIT ?", (CHANGED,)).fetchall()
    cards = [replica.local_cards.base_card(key) for key, _raw in found]
    raws = [json.loads(raw) for _key, raw in found]
    times: tuple[list[object], list[object]] = ([], [])
    for number in range(ROUNDS):
        columns = (Column.NEW, Column.WIP, Column.COMPLETED)
        old, new = columns[number // 2 % 3], columns[(number // 2 + 1) % 3]
        rows = [
            BaseRow(
                Kind.CARD,
                one["id"],
                one["id"],
                one["project_id"],
                encoded({**one, "status": new, "n": number}),
            )
            for one in raws
        ]
        before = [replace(card, column=old) for card in cards if card is not None]
        after = [replace(card, column=new) for card in cards if card is not None]
        times[number % 2].append(stored(store, rows, overview if number % 2 else None, before, after))
    return times


def stored(
    store: Store, rows: list[BaseRow], overview: Overview | None, before: list[Card], after: list[Card]
) -> object:
    stopwatch = Stopwatch()
    if overview is not None:
        pairs = zip(before, after, strict=True)
        changes = tuple(ObservedChange(one, other, NOW) for one, other in pairs)
        write = overview.recorder(Observation(changes))
        if write is not None:
            store.write(write)
    store.write(lambda db: base.put_rows(db, rows)).result()
    return tuple(stopwatch.read())


def timed(work: Callable[[], object], rounds: int) -> list[object]:
    times: list[object] = []
    for _ in range(rounds):
        stopwatch = Stopwatch()
        work()
        times.append(tuple(stopwatch.read()))
    return times


def encoded(row: dict[str, object]) -> bytes:
    return json.dumps(row, default=str).encode()


main(Path(sys.argv[1]), int(sys.argv[2]))
