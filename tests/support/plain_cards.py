"""Cards and outbox entries with few fields given."""

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.domain.changes import Change, ChangeId, Entry
from support.strategies import MOMENT

OWN = "kd-00000000-0000-4000-8000-000000000001"
"""The local id of a card that was made here."""


def entry(seq: int, change: Change) -> Entry:
    return Entry(id=ChangeId(f"e{seq}"), seq=seq, change=change, made_at=MOMENT)


def card(key: str = "1", **fields: object) -> Card:
    values: dict[str, object] = {
        "board": BoardId("p1"),
        "title": "Logo",
        "column": Column.NEW,
        "server_id": key,
    }
    return Card(key=CardKey(key), **{**values, **fields})  # type: ignore[arg-type]  # test-made fields
