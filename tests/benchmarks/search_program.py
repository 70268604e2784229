"""Measured program: a store of 100,000 cards, indexed from version 1 on and searched; prints the times."""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.filled_store import fill
from benchmarks.reporting import write_report
from benchmarks.stopwatch import Stopwatch
from kanbert_desktop.app.boards.search import CardSearch
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.domain.query.text_match import split_words
from kanbert_desktop.store import search
from kanbert_desktop.store.connection import PAGE_BYTES
from kanbert_desktop.store.database import Store, open_store
from kanbert_desktop.sync.batch_writer import index_text_of_rows
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.replica import Replica
from support.released_stores import downgrade_to

LIMIT, QUERIES, ROUNDS = 50, 40, 5


def main(folder: Path, cards: int) -> None:
    path = folder / "account" / "store.db"
    fill(path, folder / "sandbox", cards)
    downgrade_to(path, 1)
    before = path.stat().st_size
    upgrade = timed(lambda: open_store(path).store)
    store = upgrade[0]
    write_report({"upgrade": upgrade[1], "start": reopened(store), "bytes": before})
    store = open_store(path).store
    quiet = pauses(lambda: threading.Event().wait(2))
    stopwatch = Stopwatch()
    busy = pauses(lambda: build(store))
    write_report({"built": stopwatch.read(), "quiet": quiet, "busy": busy})
    (pages,) = store.read().execute("PRAGMA page_count").fetchone()
    write_report({"bytes": pages * PAGE_BYTES})
    searching, result = open_service(store)
    for kind, queries in asked(result).items():
        write_report({"kind": kind, **compare(searching, store, queries)})
    store.close()


def timed(work: Callable[[], Store]) -> tuple[Store, tuple[float, float]]:
    stopwatch = Stopwatch()
    done = work()
    return done, tuple(stopwatch.read())


def reopened(store: Store) -> tuple[float, float]:
    """The same start after the upgrade."""
    assert store.close(60)
    again, took = timed(lambda: open_store(store.path).store)
    assert again.close(60)
    return took


def build(store: Store) -> None:
    store.build_index(index_text_of_rows)
    while not search.is_complete(store.read()):
        store.flush(10)


def pauses(work: Callable[[], object]) -> float:
    """The 99th percentile of how late a thread wakes up from a sleep of one millisecond meanwhile."""
    other = threading.Thread(target=work)
    other.start()
    late: list[float] = []
    clock = threading.Event()
    while other.is_alive():
        began = time.perf_counter()
        clock.wait(0.001)
        late.append((time.perf_counter() - began) * 1000 - 1)
    return sorted(late)[int(len(late) * 0.99)]


def open_service(store: Store) -> tuple[CardSearch, LocalCards]:
    replica = Replica(store, EventBus(), lambda: datetime.now(UTC))
    replica.load()
    return CardSearch(replica.local_cards, store, lambda: datetime.now(UTC)), replica.local_cards


def asked(local_cards: LocalCards) -> dict[str, list[str]]:
    """Queries of each kind, from the cards' own words, common and rare ones."""
    chance = random.Random(7)  # noqa: S311
    titles = [card.title for card in local_cards.cards()]
    counted = Counter(word for title in titles for word in split_words(title) if len(word) > 3)
    common = [word for word, _ in counted.most_common(400)]
    umlauts = sorted({word for title in titles for word in title.split() if set(word) & set("äöüß")})
    return {
        "one word": chance.sample(common, QUERIES),
        "two words": [" ".join(chance.sample(split_words(title), 2)) for title in several(chance, titles)],
        "a prefix of two letters": sorted({word[:2] for word in common})[:QUERIES],
        "a word with umlauts": chance.sample(umlauts, min(QUERIES, len(umlauts))),
        "no hit": [f"{word[::-1]}qx" for word in chance.sample(common, QUERIES)],
    }


def several(chance: random.Random, titles: list[str]) -> Iterator[str]:
    while True:
        found = [title for title in chance.sample(titles, QUERIES * 3) if len(split_words(title)) > 2]
        yield from found[:QUERIES]
        return


def compare(searching: CardSearch, store: Store, queries: list[str]) -> dict[str, list[tuple[float, float]]]:
    result: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
    for _ in range(ROUNDS):
        for query in queries:
            stopwatch = Stopwatch()
            searching.find(query, LIMIT)
            result["ours"].append(tuple(stopwatch.read()))
            wanted = searching.card_filter(query).included
            stopwatch = Stopwatch()
            baseline_search(store, " AND ".join(map(search._either, wanted)))
            result["bare"].append(tuple(stopwatch.read()))
    return result


def baseline_search(store: Store, expression: str) -> None:
    """FTS5 only: row ids of the newest matches, from titles and, if those are too few, from all text."""
    found = 0
    for table in ("search_titles", "search_texts"):
        asked = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
        found += len(store.read().execute(asked, (expression, LIMIT - found)).fetchall())
        if found >= LIMIT:
            return


main(Path(sys.argv[1]), int(sys.argv[2]))
