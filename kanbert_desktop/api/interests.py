"""Who has to do with a card beside its assignee, as far as its row tells: author [G] and watchers (KANBERT_API.md 4.1)."""

import msgspec

from kanbert_desktop.api.payloads import UNREADABLE_ROW_ERRORS


class _User(msgspec.Struct, gc=False):
    id: str


class _Interested(msgspec.Struct, gc=False):
    author: _User | None = None
    created_by: _User | None = None
    watchers: list[_User] = []


_row = msgspec.json.Decoder(_Interested)


def author_id(raw: bytes) -> str | None:
    """The person who made the card, if the row names one."""
    read = _read(raw)
    author = read.author or read.created_by
    return author.id if author is not None else None


def is_interested(raw: bytes, person: str) -> bool:
    """Returns whether the row names this person as author or watcher. Most rows do not contain the id at all."""
    if person.encode() not in raw:
        return False
    read = _read(raw)
    return any(
        user is not None and user.id == person for user in (read.author, read.created_by, *read.watchers)
    )


def _read(raw: bytes) -> _Interested:
    try:
        return _row.decode(raw)
    except UNREADABLE_ROW_ERRORS:
        return _Interested()
