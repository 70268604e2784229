"""JSON of the command line (cli/COMMAND_LINE.md, "Values"); scripts depend on every key."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from json.encoder import encode_basestring
from typing import Any

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Board, Card, Mark, Person, Priority
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    FieldValue,
)

Json = dict[str, Any]
_CONSTANTS = {None: "null", True: "true", False: "false"}


def to_text(text_html: str) -> str:
    if not text_html:
        return ""
    # `status`, `boards` and many changes have no texts.
    from kanbert_desktop.app.boards import html_text  # noqa: PLC0415

    return html_text.to_text(text_html)


def list_parts(values: Iterable[Json]) -> Iterator[str]:
    """A JSON list of objects as lines, element by element: together the text of `json.dumps(…, indent=2)`."""
    opening = "[\n  "
    for value in values:
        yield f"{opening}{_indented(value, '  ')}"
        opening = ",\n  "
    yield "[]\n" if opening.startswith("[") else "\n]\n"


def _indented(value: Any, margin: str) -> str:  # noqa: ANN401  JSON
    """As `json.dumps(value, ensure_ascii=False, indent=2)`, whose indented form is written in Python, in a third of the time."""
    if type(value) is str:
        return encode_basestring(value)
    if value is None or value is True or value is False:
        return _CONSTANTS[value]
    inner = f"{margin}  "
    if isinstance(value, dict) and value:
        lines = f",\n{inner}".join(
            [
                f"{encode_basestring(name)}: {encode_basestring(one) if type(one) is str else _indented(one, inner)}"
                for name, one in value.items()
            ]
        )
        return f"{{\n{inner}{lines}\n{margin}}}"
    if isinstance(value, list) and value:
        lines = f",\n{inner}".join([_indented(one, inner) for one in value])
        return f"[\n{inner}{lines}\n{margin}]"
    return json.dumps(value, ensure_ascii=False)


def person_json(person: Person | None) -> Json | None:
    return {"id": person.id, "name": person.name, "email": person.email} if person else None


def datetime_json(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def card_json(service: BoardService, card: Card) -> Json:
    """`pending` is also true while a decision is needed: the server does not have everything in either case."""
    assignee = service.person(card.assignee) if card.assignee else None
    if card.assignee and assignee is None:
        assignee = Person(card.assignee, "", "")
    parent = service.card(card.parent) if card.parent else None
    return {
        "id": card.id,
        "external_id": card.external_id,
        "board": card.board,
        "title": card.title,
        "column": card.status,
        "due": card.due.isoformat() if card.due else None,
        "assignee": person_json(assignee),
        "description": to_text(card.description),
        "description_html": card.description,
        "parent": parent.id if parent else card.parent,
        "public": card.is_public,
        "pending": card.mark is not Mark.NONE,
        "updated_at": datetime_json(card.updated_at),
    }


def board_json(service: BoardService, board: Board) -> Json:
    """`columns` counts every card, sub-tasks included, under the server's name of its column."""
    counts = service.status_counts(board.id)
    client = service.client_of(board)
    return {
        "id": board.id,
        "title": board.title,
        "shortcode": board.shortcode,
        "client": client.name if client else None,
        "columns": counts,
    }


def attention_json(service: BoardService, entry: Entry) -> Json:
    """`changes` are decided together: those of a board that may not be written are one question."""
    card = service.card(entry.card)
    question = service.question(entry)
    return {
        "id": entry.id,
        "card": card.id if card else entry.card,
        "reason": entry.reason.value if entry.reason else None,
        "mine": change_json(entry.change),
        "theirs": fields_json(entry.theirs) if entry.theirs is not None else None,
        "choices": service.choices_for(entry),
        "detail": entry.detail,
        "board": question.board,
        "changes": [_asked(service, one) for one in question.entries],
    }


def _asked(service: BoardService, entry: Entry) -> Json:
    card = service.card(entry.card)
    return {"id": entry.id, "card": card.id if card else entry.card, "mine": change_json(entry.change)}


def change_json(change: Change) -> Json:
    """The fields that a change sets. A comment's text as plain text."""
    match change:
        case CreateCard():
            return fields_json(change.fields)
        case EditCard():
            return fields_json(change.new)
        case AddComment():
            return {"comment": to_text(change.text)}
        case DeleteCard():
            return {"deleted": True}


def fields_json(fields: Fields) -> Json:
    return {field.value: _value(field, value) for field, value in fields.items()}


def _value(field: Field, value: FieldValue) -> Any:  # noqa: ANN401  JSON
    if field is Field.DESCRIPTION:
        return to_text(str(value or ""))
    if isinstance(value, Priority):
        return {"id": value.id, "title": value.title}
    return value.isoformat() if isinstance(value, date) else value
