"""Boards, columns, cards, comments and people: frozen values."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from kanbert_desktop.domain.value_classes import dataclass

CardKey = NewType("CardKey", str)
"""The permanent identity of a card on this computer: its own `kd-…` external id if it has one, else the server's
id.
"""
CommentKey = NewType("CommentKey", str)
BoardId = NewType("BoardId", str)
ClientId = NewType("ClientId", str)
PersonId = NewType("PersonId", str)

OWN_ID_PREFIX = "kd-"
"""Every id this program makes is this prefix and a UUID. Any other `external_id` belongs to another program."""
_OWN_ID = re.compile(rf"{OWN_ID_PREFIX}[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}")


class Column(StrEnum):
    """A board's columns are the API's task statuses, spelled as the API spells them (`TaskStatus` [V])."""

    BACKLOG = "Backlog"
    NEW = "New"
    WIP = "WIP"
    COMPLETED = "Completed"
    APPROVED = "Approved"
    CLOSED = "Closed"
    OTHER = "Other"
    """A status this program does not know; the card keeps the server's spelling in `Card.unknown_status`."""


OPEN_COLUMNS = (Column.BACKLOG, Column.NEW, Column.WIP, Column.COMPLETED, Column.APPROVED)
WORK_COLUMNS = (Column.BACKLOG, Column.NEW, Column.WIP)
DONE_COLUMNS = frozenset({Column.COMPLETED, Column.APPROVED, Column.CLOSED})
CHOOSABLE_COLUMNS = (*OPEN_COLUMNS, Column.CLOSED)


class Mark(StrEnum):
    """What a card shows about its unsent changes; the strongest mark wins."""

    NONE = "none"
    PENDING = "pending"
    CONFLICT = "conflict"
    REJECTED = "refused"


class Client(NamedTuple):
    id: ClientId
    name: str
    shortcode: str | None = None


class Person(NamedTuple):
    id: PersonId
    name: str
    email: str
    kind: str = "user"
    space: str = ""


class Board(NamedTuple):
    id: BoardId
    title: str
    shortcode: str
    client: ClientId | None
    is_running: bool = True


class Priority(NamedTuple):
    """A priority of the workspace. The API documents no list of them [G], so those seen on cards are offered."""

    id: str
    title: str
    color: str | None = None
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card as the server last sent it, or as it is shown here; `description` is HTML as sent.

    `parent` is the key of the parent card, or the server's id of a parent that has not been seen yet.
    """

    key: CardKey
    board: BoardId
    title: str
    column: Column
    server_id: str | None = None
    external_id: str | None = None
    unknown_status: str | None = None
    description: str = ""
    due: date | None = None
    assignee: PersonId | None = None
    parent: CardKey | None = None
    is_public: bool = False
    priority: Priority | None = None
    uri: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    mark: Mark = Mark.NONE

    @property
    def id(self) -> str:
        """The id for users and scripts: the server's id once it is known, the local key until then."""
        return self.server_id or self.key

    @property
    def status(self) -> str:
        return self.unknown_status or self.column.value


class Comment(NamedTuple):
    """A comment; `text` is HTML as the server has it or as it will be sent."""

    key: CommentKey
    card: CardKey
    text: str
    server_id: str | None = None
    external_id: str | None = None
    author: Person | None = None
    parent: CommentKey | None = None
    is_public: bool = False
    created_at: datetime | None = None
    mark: Mark = Mark.NONE

    @property
    def id(self) -> str:
        return self.server_id or self.key


def card_key(server_id: str, external_id: str | None) -> CardKey:
    return CardKey(own_id_or(external_id, server_id))


def comment_key(server_id: str, external_id: str | None) -> CommentKey:
    return CommentKey(own_id_or(external_id, server_id))


def is_own_id(external_id: str | None) -> bool:
    """Returns whether this program made the id."""
    return external_id is not None and _OWN_ID.fullmatch(external_id) is not None


def own_id_or(external_id: str | None, server_id: str) -> str:
    return external_id if external_id is not None and is_own_id(external_id) else server_id
