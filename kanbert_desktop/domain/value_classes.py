"""`dataclass`, `field`, `replace` and `asdict` for a program that has to start quickly.

The standard library's module imports `inspect` (7 ms) and compiles up to seven methods for each class at its definition
(0.4 ms). This one compiles `__init__` alone, when the first object is made. Everything else is the same: comparison,
hash, repr, pattern matching, pickling, and the functions of `dataclasses`, for which `__dataclass_fields__` is made when
they ask. It supports what the program uses: no fields in base classes, no `order`, no `InitVar`.

Type checkers see the standard library.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from dataclasses import asdict, dataclass, field, replace
    from types import ModuleType

__all__ = ["asdict", "dataclass", "field", "replace"]

_MISSING = object()


class _Field:
    """One field: its default and what `field(…)` says about it."""

    __slots__ = ("compare", "default", "default_factory", "init", "repr")

    def __init__(
        self,
        *,
        default: object = _MISSING,
        default_factory: object = _MISSING,
        init: bool = True,
        repr: bool = True,  # noqa: A002  the standard library's name
        compare: bool = True,
    ) -> None:
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare = init, repr, compare

    @property
    def has_default(self) -> bool:
        return self.default is not _MISSING or self.has_factory

    @property
    def has_factory(self) -> bool:
        return self.default_factory is not _MISSING

    def standard_field(self, dataclasses: "ModuleType") -> object:
        named = {"default": self.default, "default_factory": self.default_factory}
        given = {name: value for name, value in named.items() if value is not _MISSING}
        return dataclasses.field(**given, init=self.init, repr=self.repr, compare=self.compare)


_Fields = Mapping[str, _Field]
_Members = dict[str, Any]


class _StandardFields:
    """`__dataclass_fields__` of a class, made at the first access."""

    def __init__(self, name: str, annotations: Mapping[str, object], fields: _Fields, kw_only: bool) -> None:
        self._name, self._annotations, self._fields, self._kw_only = name, annotations, fields, kw_only
        self._standard: object = None

    def __get__(self, _instance: object, _owner: object = None) -> object:
        if self._standard is None:
            import dataclasses  # noqa: PLC0415  no start needs it

            members = {name: field.standard_field(dataclasses) for name, field in self._fields.items()}
            model = type(self._name, (), {"__annotations__": dict(self._annotations), **members})
            made: Any = dataclasses.dataclass(kw_only=self._kw_only)(model)
            self._standard = made.__dataclass_fields__
        return self._standard


def _dataclass(
    cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, kw_only: bool = False
) -> object:
    """See `dataclasses.dataclass`."""
    if cls is None:
        return lambda decorated: _define(decorated, frozen=frozen, slots=slots, kw_only=kw_only)
    return _define(cls, frozen=frozen, slots=slots, kw_only=kw_only)


def _replace(instance: Any, /, **changes: object) -> object:  # noqa: ANN401  any value class
    """See `dataclasses.replace`."""
    cls = type(instance)
    fields: _Fields | None = getattr(cls, "_value_fields", None)
    if fields is None:
        import dataclasses  # noqa: PLC0415  no start needs it

        return dataclasses.replace(instance, **changes)
    for name, field in fields.items():
        if name not in changes and field.init:
            changes[name] = getattr(instance, name)
    return cls(**changes)


def _asdict(instance: Any) -> dict[str, Any]:  # noqa: ANN401  any value class
    """See `dataclasses.asdict`."""
    import dataclasses  # noqa: PLC0415  no start needs it

    return dataclasses.asdict(instance)


if not TYPE_CHECKING:
    asdict, dataclass, field, replace = _asdict, _dataclass, _Field, _replace


def _define(cls: type, *, frozen: bool, slots: bool, kw_only: bool) -> type:
    annotations = _annotations(cls)
    given = ((name, cls.__dict__.get(name, _MISSING)) for name in annotations)
    fields = {name: value if isinstance(value, _Field) else _Field(default=value) for name, value in given}
    members: _Members = {
        "__match_args__": tuple(name for name, field in fields.items() if field.init and not kw_only),
        "__dataclass_fields__": _StandardFields(cls.__name__, annotations, fields, kw_only),
        "_value_fields": fields,
        **_comparison(fields, frozen=frozen),
        **(_write_protection(tuple(fields), slots=slots) if frozen else {}),
    }
    written = set(cls.__dict__)
    if cls.__dict__.get("__hash__", _MISSING) is None and "__eq__" in written:
        # Python's own consequence of `__eq__`, not the author's word.
        written.remove("__hash__")
    members = {name: member for name, member in members.items() if name not in written}
    members["__init__"] = _first_init(fields, frozen=frozen, kw_only=kw_only)
    return _with_slots(cls, fields, members) if slots else _with_members(cls, fields, members)


def _annotations(cls: type) -> Mapping[str, object]:
    if sys.version_info < (3, 14):
        # `inspect.get_annotations` would import what a start avoids.
        found: Mapping[str, object] = cls.__dict__.get("__annotations__", {})  # noqa: RUF063
        return found
    annotationlib: Any = import_module("annotationlib")

    named: Mapping[str, object] = annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
    return named


def _with_members(cls: type, fields: _Fields, members: _Members) -> type:
    for name, field in fields.items():
        if field.default is not _MISSING:
            setattr(cls, name, field.default)
        elif name in cls.__dict__:
            delattr(cls, name)
    for name, member in members.items():
        setattr(cls, name, member)
    return cls


def _with_slots(cls: type, fields: _Fields, members: _Members) -> type:
    """Makes the class again, as the standard library does: slots cannot be added to it."""
    body = {
        name: value
        for name, value in cls.__dict__.items()
        if name not in fields and name not in {"__dict__", "__weakref__"}
    }
    made = type(cls)(cls.__name__, cls.__bases__, {**body, **members, "__slots__": tuple(fields)})
    made.__qualname__ = cls.__qualname__
    return made


def _comparison(fields: _Fields, *, frozen: bool) -> _Members:
    values = _values_of(tuple(name for name, field in fields.items() if field.compare))
    shown = tuple(name for name, field in fields.items() if field.repr)

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    @recursive_repr()
    def __repr__(self: object) -> str:  # noqa: N807
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({inside})"

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None, "__repr__": __repr__}


def _values_of(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    """Returns a function that returns the values of these attributes."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _write_protection(names: tuple[str, ...], *, slots: bool) -> _Members:
    def refuse(verb: str, name: str) -> NoReturn:
        from dataclasses import FrozenInstanceError  # noqa: PLC0415  only a bug gets here

        raise FrozenInstanceError(f"cannot {verb} field {name!r}")

    def __setattr__(_self: object, name: str, _value: object) -> None:  # noqa: N807
        refuse("assign to", name)

    def __delattr__(_self: object, name: str) -> None:  # noqa: N807
        refuse("delete", name)

    def __getstate__(self: object) -> list[object]:  # noqa: N807
        return [getattr(self, name) for name in names]

    def __setstate__(self: object, state: list[object]) -> None:  # noqa: N807
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    copying = {"__getstate__": __getstate__, "__setstate__": __setstate__} if slots else {}
    return {"__setattr__": __setattr__, "__delattr__": __delattr__, **copying}


def _first_init(fields: _Fields, *, frozen: bool, kw_only: bool) -> Callable[..., None]:
    def __init__(self: object, /, *args: object, **kwargs: object) -> None:  # noqa: N807
        cls: Any = type(self)
        cls.__init__ = _compiled_init(cls, fields, frozen=frozen, kw_only=kw_only)
        cls.__init__(self, *args, **kwargs)

    return __init__


def _compiled_init(cls: type, fields: _Fields, *, frozen: bool, kw_only: bool) -> Callable[..., None]:
    """Compiles the `__init__` that the standard library would have compiled at the definition of the class."""
    known: dict[str, Any] = {"_missing": _MISSING, "_set": object.__setattr__}
    parameters = ["self", "*"] if kw_only and fields else ["self"]
    lines = []
    for name, field in fields.items():
        known[f"_default_{name}"], known[f"_factory_{name}"] = field.default, field.default_factory
        if field.init:
            default = "_missing" if field.has_factory else f"_default_{name}"
            parameters.append(f"{name}={default}" if field.has_default else name)
        if field.init or field.has_factory:
            value = _initial_value(name, field)
            lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({', '.join(parameters)}):\n {body}", known)  # noqa: S102  only names of fields
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _initial_value(name: str, field: _Field) -> str:
    if not field.has_factory:
        return name
    return f"_factory_{name}() if {name} is _missing else {name}" if field.init else f"_factory_{name}()"
