"""Filterable fields: the documented operator sets [V], plain fields, and relations with fields of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

EQUAL = frozenset({"eq", "ne", "neq"})
LISTS = frozenset({"in", "nin", "notin"})
NULLS = frozenset({"isnull", "isnotnull", "notnull"})
TEXTS = frozenset({"contains", "like", "startswith", "endswith"})
ORDER = {"lt": "<", "lte": "<=", "le": "<=", "gt": ">", "gte": ">=", "ge": ">="}

STR = EQUAL | LISTS | NULLS | TEXTS
ID = EQUAL | LISTS | NULLS
DATE = ID | frozenset(ORDER)
ENUM = EQUAL | LISTS
ENUM0 = ID
BOOL = EQUAL
TRI = frozenset({"eq"})
REL = frozenset({"any", "none", "count", "all"})


@dataclass(frozen=True)
class Field:
    """`sql` is the column; `kind` is text, id, date, moment, enum, bool or tri; `words` are the values of an enum."""

    sql: str
    kind: str
    ops: frozenset[str]
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Relation:
    """Rows that belong to a row: `source` follows FROM, `link` joins them to it."""

    source: str
    link: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    ops: frozenset[str] = REL


Filters = Mapping[str, Field | Relation]


def text(sql: str) -> Field:
    return Field(sql, "text", STR)


def identity(sql: str) -> Field:
    return Field(sql, "id", ID)


def moment(sql: str) -> Field:
    return Field(sql, "moment", DATE)
