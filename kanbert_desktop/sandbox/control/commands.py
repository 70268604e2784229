"""Faults and changes by name, argument parsing."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from kanbert_desktop.sandbox import faults
from kanbert_desktop.sandbox.control import changes
from kanbert_desktop.sandbox.faults import Action, Trouble
from kanbert_desktop.sandbox.state import World

Reader = Callable[[object], Any]


class Misread(Exception):
    """What was asked for is not there or is of another kind; the text says which."""


class Deed(NamedTuple):
    """A function and how each of its named arguments is read; those in `needed` must be there."""

    call: Callable[..., Any]
    arguments: Mapping[str, Reader]
    needed: tuple[str, ...] = ()

    def read(self, name: str, given: Mapping[str, object]) -> dict[str, Any]:
        if unknown := set(given) - set(self.arguments):
            raise Misread(
                f"`{name}` takes no {', '.join(sorted(unknown))}; it takes {', '.join(self.arguments)}."
            )
        if missing := [each for each in self.needed if each not in given]:
            raise Misread(f"`{name}` needs {', '.join(missing)}.")
        return {each: _one(each, self.arguments[each], value) for each, value in given.items()}


def chosen(deeds: Mapping[str, Deed], name: object) -> Deed:
    deed = deeds.get(name) if isinstance(name, str) else None
    if deed is None:
        raise Misread(f"Unknown: {name!r}. There are {', '.join(deeds)}.")
    return deed


def _one(name: str, reader: Reader, value: object) -> object:
    try:
        return reader(value)
    except (ValueError, TypeError):
        raise Misread(f"`{name}` cannot be {value!r}.") from None


def word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def maybe(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**31:
        raise TypeError
    return value


def number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 2**31:
        raise TypeError
    return float(value)


def share(value: object) -> float:
    found = number(value)
    if not 0 <= found <= 1:
        raise ValueError
    return found


def status_code(value: object) -> int:
    """One that may have a body."""
    found = whole(value)
    if not 200 <= found <= 599 or found in {204, 205, 304}:
        raise ValueError
    return found


def truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def anything(value: object) -> object:
    return value


_DRAW = {"board": maybe(word), "seed": whole}
_MEMBER = {"board": word, "email": word}

CHANGES: Mapping[str, Deed] = {
    "move_clock": Deed(changes.move_clock, {"seconds": number}, ("seconds",)),
    "touch_cards": Deed(changes.touch_cards, {"count": whole, **_DRAW}),
    "share_updated_at": Deed(changes.share_updated_at, {"count": whole, "moment": maybe(word), **_DRAW}),
    "delete_cards": Deed(changes.delete_cards, {"share": share, **_DRAW}),
    "misspell_status": Deed(changes.misspell_status, {"word": word, "count": whole, "seed": whole}),
    "set_project_status": Deed(changes.set_project_status, {"board": word, "status": word}, ("board",)),
    "take_permission": Deed(changes.take_permission, _MEMBER, tuple(_MEMBER)),
    "give_permission": Deed(changes.give_permission, _MEMBER, tuple(_MEMBER)),
    "deactivate_user": Deed(changes.deactivate_user, {"email": word}, ("email",)),
    "activate_user": Deed(changes.activate_user, {"email": word}, ("email",)),
    "take_scope": Deed(changes.take_scope, {"scope": word, "email": maybe(word)}),
    "revoke_tokens": Deed(changes.revoke_tokens, {"kind": maybe(word), "email": maybe(word)}),
}

_TROUBLES: Mapping[str, Deed] = {
    "lose_answer": Deed(faults.lose_answer, {}),
    "reset": Deed(faults.reset, {}),
    "delay": Deed(faults.delay, {"seconds": number}, ("seconds",)),
    "twice": Deed(faults.twice, {}),
    "gateway": Deed(faults.gateway, {"code": status_code, "after": truth}),
    "html": Deed(faults.html, {}),
    "redirect": Deed(faults.redirect, {"to": word, "code": status_code}),
    "broken_json": Deed(faults.broken_json, {"after": truth}),
    "truncated": Deed(faults.truncated, {"keep": share}),
    "broken_off": Deed(faults.broken_off, {"after_bytes": whole}),
    "drip": Deed(faults.drip, {"pause": number}),
    "mislabelled": Deed(faults.mislabelled, {"content_type": word}),
    "with_field": Deed(faults.with_field, {"path": word, "value": anything}, ("path", "value")),
    "without_field": Deed(faults.without_field, {"path": word}, ("path",)),
}
_RULE = Deed(dict, {"method": word, "path": word, "times": maybe(whole), "probability": share, "seed": whole})


def troubles(world: World) -> Mapping[str, Deed]:
    """Two of them need the world: the date in `Retry-After`, and what happens afterwards."""
    return {
        **_TROUBLES,
        "status": Deed(
            _status_at(world),
            {
                "code": status_code,
                "body": anything,
                "retry_after": whole,
                "retry_after_date": whole,
                "after": truth,
            },
            ("code",),
        ),
        "afterwards": Deed(lambda change: _afterwards(world, change), {"change": _object}, ("change",)),
    }


def change_world(world: World, order: Mapping[str, object]) -> object:
    """`order` is `{"change": NAME, "with": {…arguments}}`; without arguments `with` may be left out."""
    return _deed_of(world, order)()


def make_trouble(world: World, unrest: Trouble, order: Mapping[str, object]) -> None:
    """`order` is `{"trouble": NAME, "with": {…}, "method", "path", "times", "probability", "seed"}`, all but the name by choice."""
    given = dict(order)
    name, arguments = given.pop("trouble", None), _object(given.pop("with", {}))
    deed = chosen(troubles(world), name)
    action = deed.call(**deed.read(str(name), arguments))
    rule = {"method": "*", "path": "/api/v1/*", **_RULE.read("trouble", given)}
    unrest.next(rule.pop("method"), rule.pop("path"), action, **rule)


def _deed_of(world: World, order: Mapping[str, object]) -> Callable[[], object]:
    given = dict(order)
    name, arguments = given.pop("change", None), _object(given.pop("with", {}))
    if given:
        raise Misread("A change is made of `change` and `with`.")
    deed = chosen(CHANGES, name)
    read = deed.read(str(name), arguments)
    return lambda: deed.call(world, **read)


def _status_at(world: World) -> Callable[..., Action]:
    def status(code: int, retry_after_date: int | None = None, **more: Any) -> Action:  # noqa: ANN401 — read above
        if retry_after_date is not None:
            more["retry_after"] = world.clock() + timedelta(seconds=retry_after_date)
        return faults.status(code, **more)

    return status


def _afterwards(world: World, change: Mapping[str, object]) -> Action:
    return faults.afterwards(_deed_of(world, change))


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Misread("Arguments must be a JSON object.")
    return value
