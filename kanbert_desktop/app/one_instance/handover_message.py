"""What is said when a verb hands its work to whoever holds the profile: JSON lines, no secret."""

import json
from dataclasses import asdict, dataclass

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
    try:
        told = json.loads(line)
        if told.pop("version") != VERSION:
            return None
        return Request(**{**told, "words": tuple(map(str, told["words"]))})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


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
    try:
        ((kind, value),) = json.loads(line).items()
    except (ValueError, AttributeError):
        return None
    return Said(str(kind), value) if isinstance(value, str | int) else None
