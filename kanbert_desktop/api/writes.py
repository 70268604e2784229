"""The requests that are only assumed: how tasks are created, changed and deleted.

No page of the documentation shows these requests ([G], KANBERT_API.md 7.2); only `POST /tasks/comments` is
documented. A correction of the assumptions changes this module and nothing else.
"""

from datetime import date

from kanbert_desktop.api.comments import read_comment
from kanbert_desktop.api.ids import path_segment
from kanbert_desktop.api.listings import API
from kanbert_desktop.api.payloads import UNREADABLE_ROW_ERRORS, Record, check_row_ids, read_card
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, Comment, Priority
from kanbert_desktop.domain.changes import AddComment, Field, Fields, FieldValue
from kanbert_desktop.domain.errors import OutcomeUnknown
from kanbert_desktop.net.client import HttpClient
from kanbert_desktop.net.errors import json_body, send

_NAMES = {
    Field.TITLE: "title",
    Field.COLUMN: "status",
    Field.DUE: "due_date",
    Field.ASSIGNEE: "assignee_id",
    Field.DESCRIPTION: "description",
    Field.PARENT: "parent_task_id",
    Field.IS_PUBLIC: "is_public",
    Field.PRIORITY: "priority_id",
}
_NULL_WHEN_EMPTY = frozenset({Field.ASSIGNEE, Field.PARENT, Field.DESCRIPTION})


async def create(http: HttpClient, board: BoardId, key: CardKey, fields: Fields) -> Record[Card]:
    """`key` is sent as `external_id`, which makes a repeat recognisable; PARENT contains the server's id.

    A new card without a priority does not mention it: the workspace may have a default of its own.
    """
    sent = {name: value for name, value in fields.items() if name is not Field.PRIORITY or value is not None}
    body = {"project_id": board, "external_id": key, **_body(sent)}
    return _card(await _sent(http, "POST", f"{API}/tasks", body), key)


async def update(http: HttpClient, server_id: str, fields: Fields) -> Record[Card]:
    """Sends changed fields only, never the whole row (D16)."""
    record = _card(await _sent(http, "PATCH", f"{API}/tasks/{path_segment(server_id)}", _body(fields)), None)
    if record.value.server_id != server_id:
        # Whatever became of our change: this is another card.
        raise OutcomeUnknown("unreadable_answer")
    return record


async def delete(http: HttpClient, server_id: str) -> None:
    await send(http, "DELETE", f"{API}/tasks/{path_segment(server_id)}")


async def add_comment(http: HttpClient, card_server_id: str, comment: AddComment) -> Record[Comment]:
    """`POST /tasks/comments` [V]."""
    body = {
        "task_id": card_server_id,
        "comment": comment.text,
        "is_public": comment.is_public,
        "external_id": comment.comment,
    }
    raw = await _sent(http, "POST", f"{API}/tasks/comments", body)
    try:
        return Record(check_row_ids(read_comment(raw, comment.card)), raw)
    except UNREADABLE_ROW_ERRORS as error:
        raise OutcomeUnknown("unreadable_answer") from error


async def _sent(http: HttpClient, method: str, path: str, body: dict[str, object]) -> bytes:
    response = await send(http, method, path, json=body)
    return json_body(response)


def _card(raw: bytes, key: CardKey | None) -> Record[Card]:
    try:
        return Record(check_row_ids(read_card(raw, key)), raw)
    except UNREADABLE_ROW_ERRORS as error:
        raise OutcomeUnknown("unreadable_answer") from error


def _body(fields: Fields) -> dict[str, object]:
    return {_NAMES[name]: _value(name, value) for name, value in fields.items()}


def _value(name: Field, value: FieldValue) -> object:
    if name in _NULL_WHEN_EMPTY and not value:
        return None
    if isinstance(value, Column):
        return value.value
    if isinstance(value, Priority):
        return value.id
    return value.isoformat() if isinstance(value, date) else value
