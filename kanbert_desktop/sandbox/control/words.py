"""Reads named arguments out of JSON for a function, and says what is wrong with them."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

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
