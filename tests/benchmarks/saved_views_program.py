"""Measured program: counts the cards of 20 views among very many, changes cards, and rests; prints the times."""

import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.filled_store import fill
from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.boards.search import CardSearch
from kanbert_desktop.app.boards.view_cards import ViewCards
from kanbert_desktop.app.boards.view_counts import ViewCounts
from kanbert_desktop.domain.board import CardKey, Person
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.store import search
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.batch_writer import index_text_of_rows
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.replica import Replica

CHANGED, SLICE_SECONDS = 400, 0.004
TEXTS = (
    "", "is:open", "assignee:me", "assignee:me due:<7d", "is:overdue", "due:this-week is:open", "due:none",
    "has:description is:open", "updated:<7d", "column:wip", "-is:open", "is:parent", "has:comments", "is:sub-task",
    "is:public is:open", "assignee:none is:open", "created:<30d", "column:new due:none -entwurf", "landing", "kampagne -druck",
)  # fmt: skip
"""All conditions, words, and a view of everything: no user has twenty that are dearer."""


def main(folder: Path, cards: int) -> None:
    path = folder / "account" / "store.db"
    fill(path, folder / "sandbox", cards)
    store = open_store(path).store
    store.build_index(index_text_of_rows)
    while not search.is_complete(store.read()):
        store.flush(10)
    local_cards = _local_cards(store)
    found = ViewCards(local_cards, store, CardSearch(local_cards, store, lambda: datetime.now(UTC)))
    counts = ViewCounts(found)
    _count(counts, local_cards)
    _change(counts, found, local_cards)
    _rest(counts, store)
    store.close()


def _local_cards(store: Store) -> LocalCards:
    replica = Replica(store, EventBus(), lambda: datetime.now(UTC))
    replica.load()
    someone = next(card.assignee for card in replica.local_cards.cards() if card.assignee is not None)
    replica.local_cards.me = Person(someone, "Mira Kessler", "mira@nordlicht.example")
    return replica.local_cards


def _count(counts: ViewCounts, local_cards: LocalCards) -> None:
    slices, whole = [], Stopwatch()
    counts.watch(TEXTS)
    is_done = False
    while not is_done:
        stopwatch = Stopwatch()
        is_done = counts.advance(time.perf_counter() + SLICE_SECONDS)
        slices.append(tuple(stopwatch.read()))
    took, bare = whole.read(), Stopwatch()
    for _card in local_cards.cards():
        pass
    write_report({"all": tuple(took), "bare": tuple(bare.read()), "slices": slices})


def _change(counts: ViewCounts, found: ViewCards, local_cards: LocalCards) -> None:
    """One card at a time, as the user changes them."""
    keys = random.Random(7).sample([card.key for card in local_cards.cards()], 2 * CHANGED)  # noqa: S311
    times: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
    for ours, bare in zip(keys[:CHANGED], keys[CHANGED:], strict=True):
        counts.note_changed([CardKey(ours)])
        stopwatch = Stopwatch()
        while not counts.advance(0.0):
            pass
        times["ours"].append(tuple(stopwatch.read()))
        stopwatch = Stopwatch()
        found.cards([CardKey(bare)])
        times["bare"].append(tuple(stopwatch.read()))
    write_report(times)


def _rest(counts: ViewCounts, store: Store) -> None:
    """Nothing is asked of the store as long as nothing changes, however often it is looked at."""
    asked: list[str] = []
    store.read().set_trace_callback(asked.append)
    for _ in range(1_000):
        counts.advance(0.0)
    store.read().set_trace_callback(None)
    write_report({"statements": len(asked)})


main(Path(sys.argv[1]), int(sys.argv[2]))
