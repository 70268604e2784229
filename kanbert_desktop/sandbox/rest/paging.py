"""One page of a list endpoint: sort, include, filter, size (KANBERT_API.md 2.2 to 2.4)."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.errors import bad_request
from kanbert_desktop.sandbox.rest.filter_fields import Filters
from kanbert_desktop.sandbox.rest.filter_parsers import Node, parse_brackets, parse_expression, parse_json
from kanbert_desktop.sandbox.rest.sql_clauses import (
    Clause,
    Cursor,
    Sort,
    clause_after,
    cursor_at,
    decode,
    join_clauses,
)

DEFAULT_SIZE = 30


@dataclass(frozen=True)
class Listing:
    """`source` follows FROM, `key` is the id column; a sort's SQL is never NULL."""

    source: str
    key: str
    sorts: Mapping[str, str] = field(default_factory=dict)
    includes: frozenset[str] = frozenset()
    filters: Filters = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    rows: list[sqlite3.Row]
    meta: dict[str, object]


def requested_sorts(listing: Listing, query: QueryParams) -> list[Sort]:
    """Without a sort: the primary key, as Laravel's cursor does [G]."""
    sorts: list[Sort] = []
    for word in _words(query.get("sort")):
        name = word.removeprefix("-")
        if name not in listing.sorts:
            allowed = ", ".join(listing.sorts)
            raise bad_request(f"Requested sort(s) `{name}` is not allowed. Allowed sort(s) are `{allowed}`.")
        if all(sort.name != name for sort in sorts):
            sorts.append(Sort(name, listing.sorts[name], word.startswith("-")))
    return sorts or [Sort("id", listing.key, descending=False)]


def requested_includes(listing: Listing, query: QueryParams) -> frozenset[str]:
    asked = frozenset(_words(query.get("include")))
    if unknown := asked - listing.includes:
        allowed, refused = ", ".join(sorted(listing.includes)), ", ".join(sorted(unknown))
        raise bad_request(
            f"Requested include(s) `{refused}` are not allowed. Allowed include(s) are `{allowed}`."
        )
    return asked


def requested_filter(query: QueryParams) -> Node | None:
    text = (query.get("filter") or "").strip()
    if not text:
        return parse_brackets(query.multi_items())
    return parse_json(text) if text[0] in "[{" else parse_expression(text)


def requested_page_size(query: QueryParams, behaviour: ServerBehaviour) -> int:
    """A larger size is silently reduced [G]; an invalid one means the default."""
    try:
        size = int(query.get("page[size]", DEFAULT_SIZE))
    except ValueError:
        size = DEFAULT_SIZE
    return min(size, behaviour.page_limit) if size > 0 else min(DEFAULT_SIZE, behaviour.page_limit)


def read_page(
    db: sqlite3.Connection, listing: Listing, request: Request, asked: Clause, behaviour: ServerBehaviour
) -> Page:
    """One page of the rows that match `asked`, with both cursors."""
    sorts = requested_sorts(listing, request.query_params)
    if behaviour.cursor_tie_break and all(sort.name != "id" for sort in sorts):
        # In the direction of the last sort, so that one index serves both directions [G].
        sorts.append(Sort("id", listing.key, descending=sorts[-1].descending))
    size = requested_page_size(request.query_params, behaviour)
    text = request.query_params.get("page[cursor]")
    cursor = decode(text) if text else None
    backwards = cursor is not None and not cursor.forward
    order = [sort.reversed() for sort in sorts] if backwards else sorts
    where = join_clauses("AND", [asked, clause_after(cursor, order)]) if cursor else asked
    rows = db.execute(_select(listing, order, where), (*where.values, size + 1)).fetchall()
    return _page(request, sorts, rows, cursor, size)


def _select(listing: Listing, sorts: Sequence[Sort], where: Clause) -> str:
    """Only names from the constant tables get into the text; every value is bound."""
    columns = ", ".join(f"{sort.sql} AS {sort.alias}" for sort in sorts)
    order = ", ".join(f"{sort.sql} {'DESC' if sort.descending else 'ASC'}" for sort in sorts)
    table = listing.key.partition(".")[0]
    return f"SELECT {table}.*, {columns} FROM {listing.source} WHERE {where.sql} ORDER BY {order} LIMIT ?"  # noqa: S608


def _page(
    request: Request, sorts: Sequence[Sort], rows: list[sqlite3.Row], cursor: Cursor | None, size: int
) -> Page:
    more, rows = len(rows) > size, rows[:size]
    forward = cursor is None or cursor.forward
    if not forward:
        rows.reverse()
    has_next = more if forward else True
    has_previous = cursor is not None if forward else more
    following = cursor_at(rows[-1], sorts, forward=True) if rows and has_next else None
    previous = cursor_at(rows[0], sorts, forward=False) if rows and has_previous else None
    return Page(rows, _meta(request, size, following, previous))


def _meta(request: Request, size: int, following: str | None, previous: str | None) -> dict[str, object]:
    """The documented pair of URL keys and the framework's own."""
    path = str(request.url.replace(query=""))
    forth, back = (_address(request, path, cursor) for cursor in (following, previous))
    return {
        "path": path,
        "per_page": size,
        "next_cursor": following,
        "next_cursor_url": forth,
        "next_page_url": forth,
        "prev_cursor": previous,
        "prev_cursor_url": back,
        "prev_page_url": back,
    }


def _address(request: Request, path: str, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    stored = [(name, value) for name, value in request.query_params.multi_items() if name != "page[cursor]"]
    return f"{path}?{urlencode([*stored, ('page[cursor]', cursor)])}"


def _words(text: str | None) -> list[str]:
    return [word.strip() for word in (text or "").split(",") if word.strip()]
