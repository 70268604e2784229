"""JSON of comments to comments. Replies come nested and are listed beside their comment."""

from typing import Any

import msgspec

from kanbert_desktop.api.ids import is_valid_id
from kanbert_desktop.api.payloads import bool_in, object_in, person_in, text_in, time_in
from kanbert_desktop.domain.board import CardKey, Comment, CommentKey, comment_key

_anything = msgspec.json.Decoder(dict[str, Any])


def read_comment(raw: bytes, card: CardKey) -> Comment:
    """Raises ValueError for a row without an id."""
    return _comment(_anything.decode(raw), card)


def read_thread(raw: bytes, card: CardKey) -> list[Comment]:
    """Returns a comment and all replies below it, each before its own replies, without those that have no usable id."""
    fields = _anything.decode(raw)
    thread = [_comment(fields, card)]
    # No recursion: the server decides how deep it would go.
    waiting = _replies(fields)
    while waiting:
        reply = waiting.pop()
        thread.append(_comment(reply, card))
        waiting += _replies(reply)
    return thread


def _replies(fields: dict[str, Any]) -> list[dict[str, Any]]:
    """Returns the replies, the last one first."""
    replies = fields.get("sub_comments")
    if not isinstance(replies, list):
        return []
    return [reply for reply in reversed(replies) if isinstance(reply, dict) and _has_id(reply)]


def _has_id(fields: dict[str, Any]) -> bool:
    return is_valid_id(text_in(fields, "id") or "")


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
