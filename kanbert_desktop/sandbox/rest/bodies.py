"""Reading a JSON body and checking it field by field, with Laravel's sentences."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from starlette.requests import Request

from kanbert_desktop.sandbox.refusals import bad_request, unprocessable


async def json_body(request: Request) -> dict[str, Any]:
    """An empty body is an empty object; anything but an object is refused."""
    raw = await request.body()
    if not raw.strip():
        return {}
    try:
        found = json.loads(raw)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise bad_request("The request body is not valid JSON.") from None
    if not isinstance(found, dict):
        raise bad_request("The request body must be a JSON object.")
    return found


class Form:
    """Collects good values and bad sentences; only fields that were sent are looked at."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._body = body
        self.values: dict[str, Any] = {}
        self.errors: dict[str, list[str]] = {}

    def refuse(self, name: str, sentence: str) -> None:
        self.errors.setdefault(name, []).append(f"The {name.replace('_', ' ')} {sentence}")

    def finish(self) -> dict[str, Any]:
        if self.errors:
            raise unprocessable(self.errors)
        return self.values

    def require(self, *names: str) -> None:
        for name in names:
            if self._body.get(name) in (None, ""):
                self.refuse(name, "field is required.")

    def text(self, name: str, longest: int, *, trimmed: bool = False, nullable: bool = True) -> None:
        """An empty text becomes null, as Laravel's middleware does [G]."""
        if name not in self._body or name in self.errors:
            return
        value = self._body[name]
        if isinstance(value, str):
            value = (value.strip() if trimmed else value) or None
        if value is None:
            self._empty(name, nullable=nullable)
        elif not isinstance(value, str):
            self.refuse(name, "field must be a string.")
        elif len(value) > longest:
            self.refuse(name, f"field must not be greater than {longest} characters.")
        else:
            self.values[name] = value

    def choice(self, name: str, words: Collection[str]) -> None:
        if name not in self._body:
            return
        if self._body[name] in words if isinstance(self._body[name], str) else False:
            self.values[name] = self._body[name]
        else:
            self.errors.setdefault(name, []).append(f"The selected {name.replace('_', ' ')} is invalid.")

    def day(self, name: str) -> None:
        if name not in self._body:
            return
        value = self._body[name]
        try:
            self.values[name] = date.fromisoformat(value).isoformat() if value not in (None, "") else None
        except (ValueError, TypeError):
            self.refuse(name, "field must be a valid date.")

    def flag(self, name: str) -> None:
        if name not in self._body:
            return
        if self._body[name] in (True, False):
            self.values[name] = int(self._body[name])
        else:
            self.refuse(name, "field must be true or false.")

    def _empty(self, name: str, *, nullable: bool) -> None:
        if nullable:
            self.values[name] = None
        else:
            self.refuse(name, "field is required.")
