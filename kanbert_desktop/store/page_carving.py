"""Reads rows from the raw pages of a damaged file whose B-tree is destroyed.

Source of the layout: https://www.sqlite.org/fileformat2.html, "B-tree Pages", "Record Format", "WAL File Format".
"""

import struct
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kanbert_desktop.store.connection import PAGE_BYTES, decode_tolerantly

if TYPE_CHECKING:
    from mmap import mmap

CarvedRow = dict[str, object]
_MAGIC = b"SQLite format 3\x00"
_INTERIOR, _LEAF = 0x05, 0x0D
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_WAL_HEADER, _FRAME_HEADER = 32, 24
_MOST_LOCAL = PAGE_BYTES - 35
_LEAST_LOCAL = (PAGE_BYTES - 12) * 32 // 255 - 23
_REAL = 7
_TYPES = {"TEXT": (str,), "INTEGER": (int,), "BLOB": (bytes,), "REAL": (float, int)}
"""SQLite stores a whole number in a column of real numbers as an integer."""


class TableColumn(NamedTuple):
    """With `is_row_id` the column is an alias of the row id and is stored as NULL."""

    name: str
    type: str
    is_optional: bool
    is_row_id: bool


class Table(NamedTuple):
    name: str
    root: int
    columns: Sequence[TableColumn]


class _Broken(Exception):
    """These bytes are not a page, cell or record."""


class Pages:
    """A file's pages by number, from 1; a newer version of a page in the log wins."""

    def __init__(self, data: "bytes | mmap", log: bytes = b"") -> None:
        self._data = data
        self._newer = dict(_frames(log))
        self.count = max(len(data) // PAGE_BYTES, *self._newer, 0)

    def page(self, number: int) -> bytes:
        page = self._newer.get(number) or self._data[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]
        if number < 1 or len(page) != PAGE_BYTES:
            raise _Broken
        return page


def carve_rows(
    pages: Pages, tables: Sequence[Table], sought: Container[str], whole: Container[str]
) -> dict[str, list[CarvedRow]]:
    """Returns rows of the sought tables by row id, from pages that are in use and belong to no tree.

    `tables` are all tables of the file. The trees of the `whole` tables are trusted, and those of tables not sought
    as far as their rows fit. A row goes to the first table whose columns it fits. Without a sound list of free pages,
    which contain deleted rows, the whole tables are left as they are.
    """
    free, is_sound = free_pages(pages)
    wanted = [table for table in tables if table.name in sought and (is_sound or table.name not in whole)]
    believed = [table for table in tables if table not in wanted or table.name in whole]
    owned = (_owned(pages, table, is_whole=table.name in whole) for table in believed)
    taken = free.union(*owned)
    found: dict[str, list[tuple[int, CarvedRow]]] = {table.name: [] for table in wanted}
    for number in range(2, pages.count + 1):
        for row_number, values in _rows(pages, number) if number not in taken else ():
            fitting = next((table for table in wanted if _fits(values, table.columns)), None)
            if fitting is not None:
                found[fitting.name].append((row_number, _named(values, fitting.columns)))
    return {name: [row for _, row in sorted(rows, key=lambda one: one[0])] for name, rows in found.items()}


def _frames(log: bytes) -> Iterator[tuple[int, bytes]]:
    """The pages of complete transactions, a later one after an earlier one."""
    salt, waiting = log[16:24], list[tuple[int, bytes]]()
    size = _FRAME_HEADER + PAGE_BYTES
    for start in range(_WAL_HEADER, len(log) - size + 1, size):
        header = log[start : start + _FRAME_HEADER]
        if header[8:16] != salt:
            return
        waiting.append((int.from_bytes(header[:4], "big"), log[start + _FRAME_HEADER : start + size]))
        if any(header[4:8]):
            yield from waiting
            waiting.clear()


def free_pages(pages: Pages) -> tuple[set[int], bool]:
    """Returns the free pages, and whether they are pages of the file and as many as the first page says."""
    free: set[int] = set()
    try:
        header = pages.page(1)
        trunk = int.from_bytes(header[32:36], "big")
        while trunk and trunk not in free:
            page = pages.page(trunk)
            free.add(trunk)
            count = min(int.from_bytes(page[4:8], "big"), PAGE_BYTES // 4 - 2)
            free |= {int.from_bytes(page[8 + 4 * n : 12 + 4 * n], "big") for n in range(count)}
            trunk = int.from_bytes(page[:4], "big")
        is_whole = len(free) == int.from_bytes(header[36:40], "big") and max(free, default=2) <= pages.count
        is_sound = header.startswith(_MAGIC) and is_whole and min(free, default=2) > 1
    except _Broken:
        return free, False
    return free, is_sound


def _pages_of_tree(pages: Pages, root: int) -> set[int]:
    """All pages of the tree with this root."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        try:
            page = pages.page(number)
            if page[0] == _INTERIOR:
                waiting.append(int.from_bytes(page[8:12], "big"))
                waiting += [int.from_bytes(page[at : at + 4], "big") for at in _cells(page, 12)]
        except _Broken:
            continue
    return seen


def _owned(pages: Pages, table: Table, *, is_whole: bool) -> set[int]:
    """A damaged tree may lead to another table's pages: its own are those with a row that fits."""
    reached = _pages_of_tree(pages, table.root)
    return reached if is_whole else {number for number in reached if _holds(pages, number, table)}


def _holds(pages: Pages, number: int, table: Table) -> bool:
    return any(_fits(values, table.columns) for _, values in _rows(pages, number))


def _cells(page: bytes, header: int) -> list[int]:
    count = int.from_bytes(page[3:5], "big")
    return [int.from_bytes(page[header + 2 * n : header + 2 * n + 2], "big") for n in range(count)]


def _rows(pages: Pages, number: int) -> Iterator[tuple[int, list[object]]]:
    try:
        page = pages.page(number)
    except _Broken:
        return
    for at in _cells(page, 8) if page[0] == _LEAF else ():
        try:
            length, at_number = _varint(page, at)
            row_number, start = _varint(page, at_number)
            yield row_number, _record(_payload(pages, page, start, length))
        except (_Broken, IndexError):
            continue


def _payload(pages: Pages, page: bytes, start: int, length: int) -> bytes:
    if length <= _MOST_LOCAL:
        return page[start : start + length]
    if length > pages.count * PAGE_BYTES:
        raise _Broken
    local = _LEAST_LOCAL + (length - _LEAST_LOCAL) % (PAGE_BYTES - 4)
    local = local if local <= _MOST_LOCAL else _LEAST_LOCAL
    parts, done = [page[start : start + local]], local
    following = page[start + local : start + local + 4]
    while done < length:
        more = pages.page(int.from_bytes(following, "big"))
        parts.append(more[4:])
        done += PAGE_BYTES - 4
        following = more[:4]
    return b"".join(parts)[:length]


def _record(payload: bytes) -> list[object]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    if at != end:
        raise _Broken
    values: list[object] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise _Broken
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[object, int]:
    if kind in (0, 8, 9):
        return (None if kind == 0 else kind - 8), at
    length = 8 if kind == _REAL else _INTEGER_BYTES.get(kind) or ((kind - 12) // 2 if kind >= 12 else -1)
    raw = payload[at : at + length]
    if length < 0 or len(raw) != length:
        raise _Broken
    if kind == _REAL:
        return struct.unpack(">d", raw)[0], at + length
    if kind < 12:
        return int.from_bytes(raw, "big", signed=True), at + length
    return (decode_tolerantly(raw) if kind % 2 else raw), at + length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Returns the number and the position behind it."""
    value = 0
    for offset in range(8):
        byte = data[at + offset]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + offset + 1
    return value << 8 | data[at + 8], at + 9


def _fits(values: Sequence[object], columns: Sequence[TableColumn]) -> bool:
    if len(values) > len(columns) or not all(column.is_optional for column in columns[len(values) :]):
        return False
    return all(
        column.is_optional or column.is_row_id
        if value is None
        # A column without a type, as in the search index's tables, accepts everything.
        else type(value) in _TYPES.get(column.type, (type(value),))
        for value, column in zip(values, columns, strict=False)
    )


def _named(values: Sequence[object], columns: Sequence[TableColumn]) -> CarvedRow:
    return {
        column.name: value for value, column in zip(values, columns, strict=False) if not column.is_row_id
    }
