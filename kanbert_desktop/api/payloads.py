"""JSON of tasks, projects, clients and users to cards, boards, clients and people."""

from datetime import date, datetime
from functools import lru_cache
from sys import intern
from typing import Any

import msgspec

from kanbert_desktop.api.lenient import bool_in, object_in, plausible_time, text_in, time_in
from kanbert_desktop.api.told import Told
from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    ClientId,
    Column,
    Person,
    PersonId,
    Priority,
    card_key,
)
from kanbert_desktop.domain.untrusted_text import shortened

LONGEST_URI = 1000
_COLUMNS = {column.value: column for column in Column if column is not Column.OTHER}


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
    """`TaskData`: the fields after `external_id` are inferred or assumed (kanbert-api.md 4.1)."""

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
_project = msgspec.json.Decoder(_Project)
_client = msgspec.json.Decoder(_Client)
_user = msgspec.json.Decoder(_User)
_space = msgspec.json.Decoder(_Space | None)
_assigned = msgspec.json.Decoder(_Assigned)
_anything = msgspec.json.Decoder(dict[str, Any])


def read_card(raw: bytes, key: CardKey | None = None) -> Card:
    """`key` is the card's identity where this computer knows one already. Raises ValueError for a hopeless row."""
    try:
        task = _task.decode(raw)
    except msgspec.ValidationError:
        task = _lenient_task(raw)
    # Thousands of cards name the same board and the same people: each name is kept once.
    status = task.status or ""
    column = _COLUMNS.get(status, Column.OTHER)
    return Card(
        key=key or card_key(task.id, task.external_id),
        board=BoardId(intern(task.project_id)),
        title=task.title,
        column=column,
        server_id=key if key == task.id else task.id,
        external_id=task.external_id,
        foreign_status=status if column is Column.OTHER else None,
        description=task.description or "",
        due=_day(task.due_date),
        assignee=PersonId(intern(task.assignee.id)) if task.assignee else None,
        parent=CardKey(task.parent_task_id) if task.parent_task_id else None,
        is_public=bool(task.is_public),
        priority=_priority(task.priority) if task.priority else None,
        uri=_usable(task.uri),
        created_at=plausible_time(task.created_at),
        updated_at=plausible_time(task.updated_at),
    )


def read_board(raw: bytes) -> Board:
    project = _project.decode(raw)
    client = ClientId(project.client.id) if project.client else None
    return Board(
        BoardId(project.id),
        shortened(project.title),
        project.shortcode or "",
        client,
        project.status != "closed",
    )


def read_client(raw: bytes) -> Client:
    client = _client.decode(raw)
    return Client(ClientId(client.id), shortened(client.name or client.shortcode or ""), client.shortcode)


def read_person(raw: bytes) -> Person:
    return person_of_user(_user.decode(raw))


def read_assignee(raw: bytes) -> Told[Person] | None:
    """The person a task is given to, who need not be in the list of users."""
    nested = bytes(_assigned.decode(raw).assignee)
    try:
        return Told(read_person(nested), nested)
    except msgspec.ValidationError:
        return None


def person_in(fields: dict[str, Any]) -> Person | None:
    """A person from a nested user object, or None where that is not one."""
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
        shortened(name),
        email,
        user.type or "user",
        shortened(_space_name(bytes(user.space))),
    )


def _space_name(raw: bytes) -> str:
    """A space of an unexpected form does not cost the person."""
    try:
        space = _space.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    return space.name or "" if space is not None else ""


def _lenient_task(raw: bytes) -> _Task:
    """One field of an unexpected form does not cost the row; without id, project or title there is no card."""
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
    return _one_priority(option.id, shortened(option.title or ""), option.color, option.order or 0)


@lru_cache(maxsize=256)
def _one_priority(identity: str, title: str, color: str | None, order: int) -> Priority:
    """Thousands of cards share a handful of them."""
    return Priority(identity, title, color, order)


def _usable(uri: str | None) -> str | None:
    """Asked for by name, so it has to fit into an address."""
    return uri if uri is not None and len(uri) <= LONGEST_URI else None


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
