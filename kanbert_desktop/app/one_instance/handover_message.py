"""What is said when a verb hands its work to whoever holds the profile: JSON lines, no secret."""

import json
from dataclasses import asdict, dataclass
from typing import Any

VERSION = 1


@dataclass(frozen=True, slots=True)
class Request:
    """`words` is the verb with its arguments; `id` is one for every try of the same wish.

    `account` and `server` say whose desk it is for; `needs_own_secrets` that only the asker's own access token
    will do.
    """

    words: tuple[str, ...]
    id: str
    account: str | None = None
    server: str | None = None
    needs_own_secrets: bool = False

    def line(self) -> bytes:
        return json.dumps({"version": VERSION, **asdict(self)}).encode() + b"\n"


def read_request(line: bytes) -> Request | None:
    """None for anything but a whole request of this version, each part of its own type."""
    told = _object(line)
    if told.pop("version", None) != VERSION:
        return None
    words = told.get("words")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return None
    try:
        request = Request(**{**told, "words": tuple(words)})
    except TypeError:
        return None
    is_typed = (
        isinstance(request.id, str)
        and isinstance(request.account, str | None)
        and isinstance(request.server, str | None)
        and isinstance(request.needs_own_secrets, bool)
    )
    return request if is_typed else None


@dataclass(frozen=True, slots=True)
class Said:
    """One line back: `accepted`, then any number of `out`, `err` and `progress`, then `exit`; or `refused` alone.

    `back` in place of `exit`: the holder lets go of the profile, and whoever asked does it by itself.
    """

    kind: str
    value: str | int = ""

    def line(self) -> bytes:
        return json.dumps({self.kind: self.value}).encode() + b"\n"


def read_said(line: bytes) -> Said | None:
    told = _object(line)
    if len(told) != 1:
        return None
    ((kind, value),) = told.items()
    return Said(kind, value) if isinstance(value, str | int) else None


def _object(line: bytes) -> dict[str, Any]:
    """Empty for what is none."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
