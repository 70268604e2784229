"""A piece of SQL and the values that belong to it."""

from collections.abc import Iterable
from typing import NamedTuple


class Clause(NamedTuple):
    sql: str
    values: tuple[object, ...] = ()


NOTHING_TO_ASK = Clause("1")


def joined(word: str, clauses: Iterable[Clause]) -> Clause:
    """`word` is AND or OR; no clause at all asks nothing."""
    parts = list(clauses)
    if not parts:
        return NOTHING_TO_ASK
    sql = f" {word} ".join(f"({part.sql})" for part in parts)
    return Clause(sql, tuple(value for part in parts for value in part.values))
