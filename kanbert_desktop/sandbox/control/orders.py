"""What can be ordered over HTTP: every trouble and every change of the world by its Python name and its arguments' names."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from kanbert_desktop.sandbox import trouble
from kanbert_desktop.sandbox.control import changes
from kanbert_desktop.sandbox.control.words import (
    Deed,
    Misread,
    anything,
    chosen,
    maybe,
    number,
    share,
    status_code,
    truth,
    whole,
    word,
)
from kanbert_desktop.sandbox.state import World
from kanbert_desktop.sandbox.trouble import Action, Trouble

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
    "lose_answer": Deed(trouble.lose_answer, {}),
    "reset": Deed(trouble.reset, {}),
    "delay": Deed(trouble.delay, {"seconds": number}, ("seconds",)),
    "twice": Deed(trouble.twice, {}),
    "gateway": Deed(trouble.gateway, {"code": status_code, "after": truth}),
    "html": Deed(trouble.html, {}),
    "redirect": Deed(trouble.redirect, {"to": word, "code": status_code}),
    "broken_json": Deed(trouble.broken_json, {"after": truth}),
    "truncated": Deed(trouble.truncated, {"keep": share}),
    "broken_off": Deed(trouble.broken_off, {"after_bytes": whole}),
    "drip": Deed(trouble.drip, {"pause": number}),
    "mislabelled": Deed(trouble.mislabelled, {"content_type": word}),
    "with_field": Deed(trouble.with_field, {"path": word, "value": anything}, ("path", "value")),
    "without_field": Deed(trouble.without_field, {"path": word}, ("path",)),
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
        return trouble.status(code, **more)

    return status


def _afterwards(world: World, change: Mapping[str, object]) -> Action:
    return trouble.afterwards(_deed_of(world, change))


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Misread("Arguments must be a JSON object.")
    return value
