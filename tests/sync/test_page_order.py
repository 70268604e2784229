"""I5: pages may come twice, in any order and cut differently; the result is the same."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kanbert_desktop.api.payloads import Record, read_card
from kanbert_desktop.domain.board import Card
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import Replica

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


def record(number: int, version: int) -> Record[Card]:
    """Every third card was made by this program, on some client; every fourth is a sub-task of the one before."""
    fields = {
        "id": f"t{number}",
        "project_id": f"p{(number + version) % 2}",
        "title": f"Card {number}, version {version}",
        "status": "New",
        "external_id": f"kd-{number}" if number % 3 == 0 else None,
        "parent_task_id": f"t{number - 1}" if number % 4 == 0 and number else None,
        "updated_at": (START + timedelta(seconds=version)).isoformat(),
    }
    raw = msgspec.json.encode(fields)
    return Record(read_card(raw), raw)


_rows = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3)), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(rows=_rows, order=st.randoms(use_true_random=False), size=st.integers(1, 10))
def test_pages_in_any_order_leave_the_same_cards(
    rows: list[tuple[int, int]], order: object, size: int
) -> None:
    again = rows + rows[: len(rows) // 2]
    order.shuffle(again)
    assert read(rows, len(rows)) == read(again, size)


def read(rows: list[tuple[int, int]], size: int) -> list[dict[str, Card]]:
    """Returns what memory shows, and what the next start shows."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.db").store
        replica = Replica(store, EventBus(), lambda: START)
        replica.load()
        for start in range(0, len(rows), size):
            replica.apply(Batch(cards=[record(*row) for row in rows[start : start + size]]), retry=False)
        assert store.flush(10)
        later = Replica(store, EventBus(), lambda: START)
        later.load()
        shown = [{card.key: card for card in one.local_cards.cards()} for one in (replica, later)]
        store.close()
    return shown
