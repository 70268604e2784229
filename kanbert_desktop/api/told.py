"""What the server told: a value of ours beside its own words."""

from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from kanbert_desktop.domain.board import Board, Card, Client, Comment, Person

Value = TypeVar("Value", Card, Board, Client, Person, Comment)


class Told(NamedTuple, Generic[Value]):
    """`raw` is the JSON of this row exactly as it was sent, so that unknown fields survive."""

    value: Value
    raw: bytes


class Page(NamedTuple, Generic[Value]):
    """One page of a listing; `skipped` counts rows that could not be understood, `size` the bytes of its JSON."""

    rows: list[Told[Value]]
    next_cursor: str | None
    server_date: datetime | None
    skipped: int = 0
    size: int = 0
