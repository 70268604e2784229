"""JSON of comments to comments; answers to a comment come nested and are listed beside it."""

from collections.abc import Iterator
from typing import Any

import msgspec

from kanbert_desktop.api.lenient import bool_in, object_in, text_in, time_in
from kanbert_desktop.api.payloads import person_in
from kanbert_desktop.domain.board import CardKey, Comment, CommentKey, comment_key

_anything = msgspec.json.Decoder(dict[str, Any])


def read_comment(raw: bytes, card: CardKey) -> Comment:
    """Raises ValueError for a row without an id."""
    return _comment(_anything.decode(raw), card)


def read_thread(raw: bytes, card: CardKey) -> list[Comment]:
    """A comment and all answers below it, each before its own answers."""
    return list(_walk(_anything.decode(raw), card))


def _walk(fields: dict[str, Any], card: CardKey) -> Iterator[Comment]:
    yield _comment(fields, card)
    answers = fields.get("sub_comments")
    for answer in answers if isinstance(answers, list) else []:
        if isinstance(answer, dict) and text_in(answer, "id"):
            yield from _walk(answer, card)


def _comment(fields: dict[str, Any], card: CardKey) -> Comment:
    identity = text_in(fields, "id")
    if not identity:
        raise ValueError("A comment without id")
    external = text_in(fields, "external_id")
    parent = text_in(fields, "parent_comment_id")
    return Comment(
        key=comment_key(identity, external),
        card=card,
        text=text_in(fields, "comment") or "",
        server_id=identity,
        external_id=external,
        author=person_in(object_in(fields, "author")),
        parent=CommentKey(parent) if parent else None,
        is_public=bool(bool_in(fields, "is_public")),
        created_at=time_in(fields, "created_at"),
    )
