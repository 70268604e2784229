"""Trouble with the server's own answer: cut short, mislabelled, slow, or with fields nobody promised."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

from kanbert_desktop.sandbox.trouble.actions import Action, Answer


def truncated(keep: float = 0.5) -> Action:
    """The body ends after this share of it, and says that this was all."""
    return Action(
        remake=lambda answer: dataclasses.replace(answer, body=answer.body[: int(len(answer.body) * keep)])
    )


def broken_off(after_bytes: int = 20) -> Action:
    """The connection breaks in the middle of the body."""
    return Action(remake=lambda answer: dataclasses.replace(answer, cut_after=after_bytes))


def drip(pause: float = 0.2) -> Action:
    """The body comes in sixteen pieces, `pause` seconds apart."""
    return Action(remake=lambda answer: dataclasses.replace(answer, pause=pause))


def mislabelled(content_type: str = "text/plain") -> Action:
    def relabel(answer: Answer) -> Answer:
        kept = (pair for pair in answer.headers if pair[0].lower() != "content-type")
        return dataclasses.replace(answer, headers=(*kept, ("Content-Type", content_type)))

    return Action(remake=relabel)


def with_field(path: str, value: object) -> Action:
    """Every object of a good answer has `value` at `path` (`status`, `assignee.type`): an unknown word, an unknown field, a null."""

    def put(item: dict[str, Any], name: str) -> None:
        item[name] = value

    return _edited(path, put)


def without_field(path: str) -> Action:
    def take(item: dict[str, Any], name: str) -> None:
        item.pop(name, None)

    return _edited(path, take)


def _edited(path: str, edit: Callable[[dict[str, Any], str], None]) -> Action:
    *way, name = path.split(".")

    def remake(answer: Answer) -> Answer:
        try:
            found = json.loads(answer.body)
        except ValueError:
            return answer
        if answer.status >= 300 or not isinstance(found, dict):
            return answer
        items = found["data"] if isinstance(found.get("data"), list) else [found]
        for item in items:
            inner = _followed(item, way)
            if inner is not None:
                edit(inner, name)
        return dataclasses.replace(answer, body=json.dumps(found).encode())

    return Action(remake=remake)


def _followed(item: object, way: list[str]) -> dict[str, Any] | None:
    for step in way:
        item = item.get(step) if isinstance(item, dict) else None
    return item if isinstance(item, dict) else None
