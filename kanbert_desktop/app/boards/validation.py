"""Validates titles, comments and fields; creates new card and comment keys."""

import uuid
from collections.abc import Container

from kanbert_desktop.domain.board import OWN_ID_PREFIX, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import Field, Fields, FieldValue
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.store.connection import storable_text

TITLE_LIMIT = 255
COMMENT_LIMIT = 65535
"""In characters, HTML included (KANBERT_API.md 3.4). The title's limit is Laravel's default [G]."""


def new_card_key() -> CardKey:
    return CardKey(f"{OWN_ID_PREFIX}{uuid.uuid4()}")


def new_comment_key() -> CommentKey:
    return CommentKey(f"{OWN_ID_PREFIX}{uuid.uuid4()}")


def validate_title(title: str) -> str:
    """Returns one line without surrounding space."""
    line = " ".join(storable_text(title).split())
    if not line:
        raise InvalidInput("title_empty")
    if len(line) > TITLE_LIMIT:
        raise InvalidInput("title_too_long", limit=TITLE_LIMIT, length=len(line))
    return line


def validate_comment(html: str) -> str:
    text = storable_text(html)
    if not text.strip():
        raise InvalidInput("comment_empty")
    if len(text) > COMMENT_LIMIT:
        raise InvalidInput("comment_too_long", limit=COMMENT_LIMIT, length=len(text))
    return text


def validate_fields(fields: Fields, people: Container[str]) -> dict[Field, FieldValue]:
    return {field: _checked(field, value, people) for field, value in fields.items()}


def _checked(field: Field, value: FieldValue, people: Container[str]) -> FieldValue:
    match field:
        case Field.TITLE:
            return validate_title(value if isinstance(value, str) else "")
        case Field.DESCRIPTION if isinstance(value, str):
            return storable_text(value)
        case Field.COLUMN if value is Column.OTHER or not isinstance(value, Column):
            raise InvalidInput("unknown_column", column=str(value))
        case Field.ASSIGNEE if value and value not in people:
            raise InvalidInput("unknown_person", person=str(value))
        case _:
            return value
