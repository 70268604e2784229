"""The commands of the control API: faults and changes by name, and parsing of their arguments."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from kanbert_desktop.sandbox import faults
from kanbert_desktop.sandbox.control import changes
from kanbert_desktop.sandbox.faults import Fault, FaultMiddleware
from kanbert_desktop.sandbox.state import SandboxState

ArgumentReader = Callable[[object], Any]


class InvalidArgument(Exception):
    """An unknown command or argument, or a value of the wrong type; the message says which."""


class ControlCommand(NamedTuple):
    """A function and the readers of its named arguments; those in `required` must be given."""

    function: Callable[..., Any]
    arguments: Mapping[str, ArgumentReader]
    required: tuple[str, ...] = ()

    def read_arguments(self, name: str, given: Mapping[str, object]) -> dict[str, Any]:
        if unknown := set(given) - set(self.arguments):
            raise InvalidArgument(
                f"`{name}` takes no {', '.join(sorted(unknown))}; it takes {', '.join(self.arguments)}."
            )
        if missing := [each for each in self.required if each not in given]:
            raise InvalidArgument(f"`{name}` needs {', '.join(missing)}.")
        return {each: _one(each, self.arguments[each], value) for each, value in given.items()}


def find_command(commands: Mapping[str, ControlCommand], name: object) -> ControlCommand:
    command = commands.get(name) if isinstance(name, str) else None
    if command is None:
        raise InvalidArgument(f"Unknown: {name!r}. There are {', '.join(commands)}.")
    return command


def _one(name: str, reader: ArgumentReader, value: object) -> object:
    try:
        return reader(value)
    except (ValueError, TypeError):
        raise InvalidArgument(f"`{name}` cannot be {value!r}.") from None


def string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def optional(reader: ArgumentReader) -> ArgumentReader:
    return lambda value: None if value is None else reader(value)


def integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**31:
        raise TypeError
    return value


def number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 2**31:
        raise TypeError
    return float(value)


def fraction(value: object) -> float:
    found = number(value)
    if not 0 <= found <= 1:
        raise ValueError
    return found


def status_code(value: object) -> int:
    """A status code whose response may have a body."""
    found = integer(value)
    if not 200 <= found <= 599 or found in {204, 205, 304}:
        raise ValueError
    return found


def boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def any_value(value: object) -> object:
    return value


_DRAW = {"board": optional(string), "seed": integer}
_MEMBER = {"board": string, "email": string}

CHANGE_COMMANDS: Mapping[str, ControlCommand] = {
    "move_clock": ControlCommand(changes.move_clock, {"seconds": number}, ("seconds",)),
    "touch_cards": ControlCommand(changes.touch_cards, {"count": integer, **_DRAW}),
    "share_updated_at": ControlCommand(
        changes.share_updated_at, {"count": integer, "moment": optional(string), **_DRAW}
    ),
    "delete_cards": ControlCommand(changes.delete_cards, {"share": fraction, **_DRAW}),
    "misspell_status": ControlCommand(
        changes.misspell_status, {"word": string, "count": integer, "seed": integer}
    ),
    "set_project_status": ControlCommand(
        changes.set_project_status, {"board": string, "status": string}, ("board",)
    ),
    "take_permission": ControlCommand(changes.revoke_permission, _MEMBER, tuple(_MEMBER)),
    "give_permission": ControlCommand(changes.grant_permission, _MEMBER, tuple(_MEMBER)),
    "deactivate_user": ControlCommand(changes.deactivate_user, {"email": string}, ("email",)),
    "activate_user": ControlCommand(changes.activate_user, {"email": string}, ("email",)),
    "take_scope": ControlCommand(changes.remove_scope, {"scope": string, "email": optional(string)}),
    "revoke_tokens": ControlCommand(
        changes.revoke_tokens, {"kind": optional(string), "email": optional(string)}
    ),
}

_TROUBLES: Mapping[str, ControlCommand] = {
    "lose_answer": ControlCommand(faults.lose_response, {}),
    "reset": ControlCommand(faults.reset_connection, {}),
    "delay": ControlCommand(faults.delay, {"seconds": number}, ("seconds",)),
    "twice": ControlCommand(faults.duplicate_request, {}),
    "gateway": ControlCommand(faults.gateway_error, {"code": status_code, "after": boolean}),
    "html": ControlCommand(faults.captive_portal, {}),
    "redirect": ControlCommand(faults.redirect_elsewhere, {"to": string, "code": status_code}),
    "broken_json": ControlCommand(faults.broken_json, {"after": boolean}),
    "truncated": ControlCommand(faults.truncated_body, {"keep": fraction}),
    "broken_off": ControlCommand(faults.cut_off_body, {"after_bytes": integer}),
    "drip": ControlCommand(faults.slow_body, {"pause": number}),
    "mislabelled": ControlCommand(faults.wrong_content_type, {"content_type": string}),
    "with_field": ControlCommand(faults.with_field, {"path": string, "value": any_value}, ("path", "value")),
    "without_field": ControlCommand(faults.without_field, {"path": string}, ("path",)),
}
_RULE = ControlCommand(
    dict,
    {"method": string, "path": string, "times": optional(integer), "probability": fraction, "seed": integer},
)


def fault_commands(state: SandboxState) -> Mapping[str, ControlCommand]:
    """Two faults need the state: the date in `Retry-After`, and the change that follows a response."""
    return {
        **_TROUBLES,
        "status": ControlCommand(
            _status_at(state),
            {
                "code": status_code,
                "body": any_value,
                "retry_after": integer,
                "retry_after_date": integer,
                "after": boolean,
            },
            ("code",),
        ),
        "afterwards": ControlCommand(
            lambda change: _afterwards(state, change), {"change": _object}, ("change",)
        ),
    }


def apply_change(state: SandboxState, order: Mapping[str, object]) -> object:
    """`order` is `{"change": NAME, "with": {…arguments}}`; `with` may be left out."""
    return _change_call(state, order)()


def inject_fault(state: SandboxState, unrest: FaultMiddleware, order: Mapping[str, object]) -> None:
    """`order` is `{"trouble": NAME, "with": {…}, "method", "path", "times", "probability", "seed"}`; only the name is required."""
    given = dict(order)
    name, arguments = given.pop("trouble", None), _object(given.pop("with", {}))
    command = find_command(fault_commands(state), name)
    action = command.function(**command.read_arguments(str(name), arguments))
    rule = {"method": "*", "path": "/api/v1/*", **_RULE.read_arguments("trouble", given)}
    unrest.inject(rule.pop("method"), rule.pop("path"), action, **rule)


def _change_call(state: SandboxState, order: Mapping[str, object]) -> Callable[[], object]:
    given = dict(order)
    name, arguments = given.pop("change", None), _object(given.pop("with", {}))
    if given:
        raise InvalidArgument("A change is made of `change` and `with`.")
    command = find_command(CHANGE_COMMANDS, name)
    read = command.read_arguments(str(name), arguments)
    return lambda: command.function(state, **read)


def _status_at(state: SandboxState) -> Callable[..., Fault]:
    def status(code: int, retry_after_date: int | None = None, **more: Any) -> Fault:  # noqa: ANN401 — validated above
        if retry_after_date is not None:
            more["retry_after"] = state.clock() + timedelta(seconds=retry_after_date)
        return faults.error_status(code, **more)

    return status


def _afterwards(state: SandboxState, change: Mapping[str, object]) -> Fault:
    return faults.then_run(_change_call(state, change))


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise InvalidArgument("Arguments must be a JSON object.")
    return value
