"""Changes to and from versioned JSON text."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from kanbert_desktop.domain.board import BoardId, CardKey, Column, CommentKey, Priority
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    Field,
    Fields,
    FieldValue,
)
from kanbert_desktop.store.connection import storable_text

VERSION = 1
Json = dict[str, Any]
T = TypeVar("T")


class UnreadableChange(Exception):
    """The text is damaged, or a newer version of the program wrote it."""


def encode_change(change: Change) -> str:
    return _dump({"version": VERSION, **_to_json(change)})


def decode_change(text: str) -> Change:
    """Raises `UnreadableChange`."""
    return _reading(_change, text)


def encode_fields(fields: Fields | None) -> str | None:
    return None if fields is None else _dump(_fields_to_json(fields))


def decode_fields(text: str | None) -> dict[Field, FieldValue] | None:
    """Raises `UnreadableChange`."""
    return None if text is None else _reading(_fields, text)


def _dump(data: Json) -> str:
    # ASCII: it can hold half a surrogate pair too, which has no UTF-8 form.
    return json.dumps(data, separators=(",", ":"))


def _reading(read: Callable[[Json], T], text: str) -> T:
    if not text.isascii():
        raise UnreadableChange("not as it was written")
    try:
        return read(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        # The text is the user's and stays out of the message.
        raise UnreadableChange(type(error).__name__) from None


def _to_json(change: Change) -> Json:
    match change:
        case CreateCard(card, board, fields):
            return {"kind": "create_card", "card": card, "board": board, "fields": _fields_to_json(fields)}
        case EditCard(card, old, new):
            both = {"was": _fields_to_json(old), "wished": _fields_to_json(new)}
            return {"kind": "edit_card", "card": card, **both}
        case AddComment(comment, card, text, is_public):
            words = {"text": text, "is_public": is_public}
            return {"kind": "add_comment", "comment": comment, "card": card, **words}
        case DeleteCard(card, seen):
            return {"kind": "delete_card", "card": card, "seen": seen.isoformat() if seen else None}


def _change(data: Json) -> Change:
    if data["version"] != VERSION:
        raise ValueError
    card = CardKey(_text(data["card"]))
    match data["kind"]:
        case "create_card":
            return CreateCard(card, BoardId(_text(data["board"])), _fields(data["fields"]))
        case "edit_card":
            return EditCard(card, _fields(data["was"]), _fields(data["wished"]))
        case "add_comment":
            comment = CommentKey(_text(data["comment"]))
            return AddComment(comment, card, _text(data["text"]), data["is_public"] is True)
        case "delete_card":
            seen = data["seen"]
            return DeleteCard(card, datetime.fromisoformat(seen) if seen is not None else None)
        case _:
            raise ValueError


def _fields_to_json(fields: Fields) -> Json:
    return {field.value: _value_to_json(value) for field, value in fields.items()}


def _value_to_json(value: FieldValue) -> str | bool | Json | None:
    if isinstance(value, Priority):
        return {"id": value.id, "title": value.title, "color": value.color, "order": value.order}
    # In Python a datetime is a date too; a due date has no time.
    return date(value.year, value.month, value.day).isoformat() if isinstance(value, date) else value


def _fields(data: Json) -> dict[Field, FieldValue]:
    return {Field(name): _value(Field(name), value) for name, value in data.items()}


def _value(field: Field, value: Any) -> FieldValue:  # noqa: ANN401 - whatever the text holds
    if value is None:
        return None
    match field:
        case Field.COLUMN:
            return Column(value)
        case Field.DUE:
            return date.fromisoformat(value)
        case Field.IS_PUBLIC:
            return _flag(value)
        case Field.PRIORITY:
            color = value["color"]
            return Priority(
                _text(value["id"]), _text(value["title"]), color and _text(color), int(value["order"])
            )
        case _:
            return _text(value)


def _text(value: Any) -> str:  # noqa: ANN401
    """Without lone surrogates: no request could carry them, and the change would wait for ever."""
    if not isinstance(value, str):
        raise TypeError
    return storable_text(value)


def _flag(value: Any) -> bool:  # noqa: ANN401
    if not isinstance(value, bool):
        raise TypeError
    return value
