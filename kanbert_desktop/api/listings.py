"""The lists this program reads: path, filter, sort and row reader of each."""

from collections.abc import Callable, Sequence
from typing import Generic

import msgspec

from kanbert_desktop.api.comments import read_comment
from kanbert_desktop.api.ids import path_segment
from kanbert_desktop.api.payloads import EntityType, read_board, read_card, read_client, read_person
from kanbert_desktop.domain.board import (
    OPEN_COLUMNS,
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    Column,
    Comment,
    Person,
)
from kanbert_desktop.domain.value_classes import dataclass

API = "/api/v1"

NEWEST_FIRST = "-updated_at,created_at,uri"
"""`uri` as tie-break is [G]: Laravel's cursor contains only the sort columns, and these three rarely agree."""
FULL_COMPARE_SORT = "created_at,uri"
REVERSE_COMPARE_SORT = "-created_at,-uri"
LAST_CREATED_FIRST = "-created_at,uri"


@dataclass(frozen=True, slots=True)
class Listing(Generic[EntityType]):
    path: str
    read: Callable[[bytes], EntityType]
    params: tuple[tuple[str, str], ...] = ()


_Condition = dict[str, object]


def clients() -> Listing[Client]:
    return Listing(f"{API}/clients", read_client, (("sort", "name"),))


def boards() -> Listing[Board]:
    """Running projects the token may see."""
    params = (("sort", "title"), ("include", "client"), ("filter", _filter(_eq("status", "running"))))
    return Listing(f"{API}/projects", read_board, params)


def closed_boards() -> Listing[Board]:
    """Projects the token may see that are no longer running."""
    return Listing(
        f"{API}/projects", read_board, (("sort", "title"), ("filter", _filter(_ne("status", "running"))))
    )


def people() -> Listing[Person]:
    return Listing(f"{API}/users", read_person, (("sort", "last_name,first_name,email"),))


def cards(*conditions: _Condition, sort: str = NEWEST_FIRST, with_watchers: bool = False) -> Listing[Card]:
    """Tasks, always with sub-tasks. `with_watchers` makes each row longer: for listings of a few pages."""
    combined = _filter(*conditions, _eq("sub_tasks_in_list", "with"))
    include = (("include", "watchers"),) if with_watchers else ()
    return Listing(f"{API}/tasks", read_card, (("sort", sort), *include, ("filter", combined)))


def comments(server_id: str, card: CardKey) -> Listing[Comment]:
    """[G] The documentation shows how comments are written, not how they are read. Raises Refused (`id_unusable`)."""
    return Listing(f"{API}/tasks/{path_segment(server_id)}/comments", lambda raw: read_comment(raw, card))


def on_running_boards() -> _Condition:
    return _eq("project.status", "running")


def on_board(board: BoardId) -> _Condition:
    return _eq("project.id", board)


def is_open() -> _Condition:
    return _in("status", "in", OPEN_COLUMNS)


def is_not_open() -> _Condition:
    """The archive, and every status that this program does not know."""
    return _in("status", "nin", OPEN_COLUMNS)


def with_uri(uri: str) -> _Condition:
    return _eq("uri", uri)


def with_external_id(external_id: str) -> _Condition:
    """[G] Not among the filters in the documentation."""
    return _eq("external_id", external_id)


def _eq(name: str, value: str) -> _Condition:
    return {"field": name, "op": "eq", "value": value}


def _ne(name: str, value: str) -> _Condition:
    return {"field": name, "op": "ne", "value": value}


def _in(name: str, op: str, columns: Sequence[Column]) -> _Condition:
    return {"field": name, "op": op, "value": [column.value for column in columns]}


def _filter(*conditions: _Condition) -> str:
    return msgspec.json.encode(list(conditions)).decode()
