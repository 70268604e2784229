"""Record (value plus raw JSON) and Page; JSON of tasks, projects, clients and users to entities; lenient field readers."""

from datetime import UTC, date, datetime
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import msgspec

from kanbert_desktop.api.ids import check_id
from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    ClientId,
    Column,
    Comment,
    Person,
    PersonId,
    Priority,
    card_key,
)
from kanbert_desktop.domain.untrusted_text import shorten

if TYPE_CHECKING:
    from kanbert_desktop.domain.effort import Effort

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2900, 1, 1, tzinfo=UTC)
"""Nothing was written before or after; arithmetic with times at the ends of the calendar overflows."""
EntityType = TypeVar("EntityType", Card, Board, Client, Person, Comment, "Effort")
MAX_URI_LENGTH = 1000
_COLUMNS = {column.value: column for column in Column if column is not Column.OTHER}
_anything = msgspec.json.Decoder(dict[str, Any])
UNREADABLE_ROW_ERRORS = (ValueError, msgspec.MsgspecError, RecursionError)
"""What reading an unusable row raises."""


class Record(NamedTuple, Generic[EntityType]):
    """`raw` is the JSON of this row exactly as it was sent, so that unknown fields survive."""

    value: EntityType
    raw: bytes


class Page(NamedTuple, Generic[EntityType]):
    """One page of a listing; `skipped` counts unreadable rows, `size` the bytes of its JSON."""

    rows: list[Record[EntityType]]
    next_cursor: str | None
    server_date: datetime | None
    skipped: int = 0
    size: int = 0


def text_in(fields: dict[str, Any], name: str) -> str | None:
    """Numbers are read as text: an id may be one."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def bool_in(fields: dict[str, Any], name: str) -> bool | None:
    value = fields.get(name)
    return bool(value) if isinstance(value, bool | int) else None


def object_in(fields: dict[str, Any], name: str) -> dict[str, Any]:
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def time_in(fields: dict[str, Any], name: str) -> datetime | None:
    try:
        return valid_time(msgspec.convert(fields.get(name), datetime))
    except msgspec.ValidationError:
        return None


def valid_time(moment: datetime | None) -> datetime | None:
    """Returns the time in UTC if it is in the valid range, else None. A time without a zone is UTC, Laravel's default."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware if EARLIEST <= aware <= LATEST else None


class _User(msgspec.Struct, gc=False):
    id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    type: str | None = None
    space: msgspec.Raw = msgspec.Raw(b"null")


class _Space(msgspec.Struct, gc=False):
    name: str | None = None


class _Reference(msgspec.Struct, gc=False):
    id: str


class _Priority(msgspec.Struct, gc=False):
    id: str
    title: str | None = None
    color: str | None = None
    order: int | None = None


class _Task(msgspec.Struct, gc=False):
    """`TaskData`: the fields after `external_id` are inferred or assumed (KANBERT_API.md 4.1)."""

    id: str
    project_id: str
    title: str
    external_id: str | None = None
    parent_task_id: str | None = None
    uri: str | None = None
    description: str | None = None
    status: str | None = None
    due_date: str | None = None
    priority: _Priority | None = None
    is_public: bool | None = None
    assignee: _Reference | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class _Titled(msgspec.Struct, gc=False):
    title: str


class _Assigned(msgspec.Struct, gc=False):
    assignee: msgspec.Raw = msgspec.Raw(b"null")


class _Client(msgspec.Struct, gc=False):
    id: str
    name: str | None = None
    shortcode: str | None = None


class _Project(msgspec.Struct, gc=False):
    id: str
    title: str
    shortcode: str | None = None
    status: str | None = None
    client: _Reference | None = None


_task = msgspec.json.Decoder(_Task)
_titled = msgspec.json.Decoder(_Titled)
_project = msgspec.json.Decoder(_Project)
_client = msgspec.json.Decoder(_Client)
_user = msgspec.json.Decoder(_User)
_space = msgspec.json.Decoder(_Space | None)
_assigned = msgspec.json.Decoder(_Assigned)


def read_card(raw: bytes, key: CardKey | None = None) -> Card:
    """`key` is the card's identity if this computer knows it already. Raises ValueError for an unreadable row."""
    try:
        task = _task.decode(raw)
    except msgspec.ValidationError:
        task = _lenient_task(raw)
    # Thousands of cards name the same boards and people: each id is stored once.
    status = task.status or ""
    column = _COLUMNS.get(status, Column.OTHER)
    return Card(
        key=key or card_key(task.id, task.external_id),
        board=BoardId(intern(task.project_id)),
        title=task.title,
        column=column,
        server_id=key if key == task.id else task.id,
        external_id=task.external_id,
        unknown_status=status if column is Column.OTHER else None,
        description=task.description or "",
        due=_day(task.due_date),
        assignee=PersonId(intern(task.assignee.id)) if task.assignee else None,
        parent=CardKey(task.parent_task_id) if task.parent_task_id else None,
        is_public=bool(task.is_public),
        priority=_priority(task.priority) if task.priority else None,
        uri=_usable(task.uri),
        created_at=valid_time(task.created_at),
        updated_at=valid_time(task.updated_at),
    )


def read_title(raw: bytes) -> str:
    """The title of a card that `read_card` can read."""
    try:
        return _titled.decode(raw).title
    except msgspec.ValidationError:
        return read_card(raw).title


def read_board(raw: bytes) -> Board:
    project = _project.decode(raw)
    client = ClientId(project.client.id) if project.client else None
    return Board(
        BoardId(project.id),
        shorten(project.title),
        project.shortcode or "",
        client,
        project.status != "closed",
    )


def read_client(raw: bytes) -> Client:
    client = _client.decode(raw)
    return Client(ClientId(client.id), shorten(client.name or client.shortcode or ""), client.shortcode)


def read_person(raw: bytes) -> Person:
    return person_of_user(_user.decode(raw))


def read_assignee(raw: bytes) -> Record[Person] | None:
    """The person a task is assigned to, who need not be in the list of users."""
    nested = bytes(_assigned.decode(raw).assignee)
    try:
        return Record(read_person(nested), nested)
    except msgspec.ValidationError:
        return None


def person_in(fields: dict[str, Any]) -> Person | None:
    """A person from a nested user object, or None if it is not one."""
    try:
        space = msgspec.Raw(msgspec.json.encode(fields.get("space")))
        return person_of_user(msgspec.convert({**fields, "space": space}, _User))
    except msgspec.ValidationError:
        return None


def person_of_user(user: _User) -> Person:
    email = user.email or ""
    name = f"{user.first_name or ''} {user.last_name or ''}".strip() or email
    return Person(
        PersonId(user.id),
        shorten(name),
        email,
        user.type or "user",
        shorten(_space_name(bytes(user.space))),
    )


def _space_name(raw: bytes) -> str:
    """A space of an unexpected form does not make the person unreadable."""
    try:
        space = _space.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    return space.name or "" if space is not None else ""


def _lenient_task(raw: bytes) -> _Task:
    """One field of an unexpected form does not make the row unreadable; without id, project or title there is no card."""
    fields = _anything.decode(raw)
    identity, project, title = (text_in(fields, name) for name in ("id", "project_id", "title"))
    if identity is None or project is None or title is None:
        raise ValueError("A task without id, project_id or title")
    assignee = text_in(object_in(fields, "assignee"), "id")
    return _Task(
        identity,
        project,
        title,
        external_id=text_in(fields, "external_id"),
        parent_task_id=text_in(fields, "parent_task_id"),
        uri=text_in(fields, "uri"),
        description=text_in(fields, "description"),
        status=text_in(fields, "status"),
        due_date=text_in(fields, "due_date"),
        priority=_lenient_priority(object_in(fields, "priority")),
        is_public=bool_in(fields, "is_public"),
        assignee=_Reference(assignee) if assignee else None,
        created_at=time_in(fields, "created_at"),
        updated_at=time_in(fields, "updated_at"),
    )


def _lenient_priority(fields: dict[str, Any]) -> _Priority | None:
    identity = text_in(fields, "id")
    return _Priority(identity, text_in(fields, "title"), text_in(fields, "color")) if identity else None


def _priority(option: _Priority) -> Priority:
    return _one_priority(option.id, shorten(option.title or ""), option.color, option.order or 0)


@lru_cache(maxsize=256)
def _one_priority(identity: str, title: str, color: str | None, order: int) -> Priority:
    """Thousands of cards share a handful of priorities."""
    return Priority(identity, title, color, order)


def _usable(uri: str | None) -> str | None:
    """The filter puts the uri into an address, so its length is limited."""
    return uri if uri is not None and len(uri) <= MAX_URI_LENGTH else None


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def check_row_ids(value: EntityType) -> EntityType:
    """Returns the value, or raises ValueError if one of its ids is invalid."""
    if isinstance(value, Card):
        check_id(value.server_id or value.key)
        check_id(value.board)
    elif isinstance(value, Comment):
        check_id(value.server_id or value.key)
    else:
        check_id(value.id)
        if isinstance(value, Board) and value.client is not None:
            check_id(value.client)
    return value
