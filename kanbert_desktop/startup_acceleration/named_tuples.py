"""Makes subclasses of `typing.NamedTuple` in one step.

`typing` makes a class without what its body says, gives it its bases again, for which Python looks up each of its eighty
special methods, and adds the members of the body one by one. A start makes eighty such classes. Here a class gets the
functions of an ordinary named tuple, with its own names in place of the other's, and the body's members at once. Whatever
is unusual is left to `typing`.
"""

import sys

TYPE_CHECKING = False
"""`typing` is imported from the file of code."""
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType, FunctionType, ModuleType
    from typing import Any

_MODEL = "_ModelOfNamedTuples"
_FUNCTION: "Any" = type(lambda: None)
_GENERIC_ALIAS = type(list[int])


def make_named_tuples_quickly(code_of: "Callable[[str, str], CodeType]") -> "Callable[[], None]":
    """`code_of` compiles an expression; its second argument is "eval". Returns a function that ends this."""
    import typing  # noqa: PLC0415  from the file of code

    meta: Any = typing.NamedTupleMeta  # type: ignore[attr-defined]
    ordinary = meta.__new__
    meta.__new__ = _Maker(typing, ordinary, code_of).make

    def end() -> None:
        meta.__new__ = ordinary

    return end


class _Method:
    """A method of an ordinary named tuple: a function, or one in a class method."""

    def __init__(self, name: str, member: "Any") -> None:  # noqa: ANN401  either of both
        self.name, self.is_of_class = name, isinstance(member, classmethod)
        self._model: FunctionType = getattr(member, "__func__", member)
        self._document = (self._model.__doc__ or "").partition(_MODEL)
        model = self._model
        self._variables = tuple(zip(model.__code__.co_freevars, model.__closure__ or (), strict=True))

    def of(self, name: str, own: "dict[str, Any]") -> "FunctionType":
        """Returns the method of a class with that name, in which `own` variables have other values."""
        model = self._model
        closure = tuple([own.get(variable, cell) for variable, cell in self._variables])
        made: FunctionType = _FUNCTION(
            model.__code__, model.__globals__, model.__name__, model.__defaults__, closure
        )
        before, found, after = self._document
        made.__doc__ = f"{before}{name}{after}" if found else before
        made.__qualname__ = f"{name}.{model.__name__}"
        return made


class _Maker:
    def __init__(
        self, typing: "ModuleType", ordinary: "Callable[..., type]", code_of: "Callable[[str, str], CodeType]"
    ) -> None:
        from collections import _tuplegetter, namedtuple  # type: ignore[attr-defined]  # noqa: PLC0415  likewise
        from types import CellType  # noqa: PLC0415  likewise

        self._typing: Any = typing
        self._ordinary, self._code_of = ordinary, code_of
        self._getter: Any = _tuplegetter
        self._cell: Any = CellType
        self._left_to_typing: frozenset[str] = self._typing._prohibited | {"__classcell__"}  # noqa: SLF001  what it refuses
        self._usual_bases = (self._typing._NamedTuple,)  # noqa: SLF001  likewise
        model = vars(namedtuple(_MODEL, ("only",)))  # noqa: PYI024  what `typing` calls
        self._names: dict[str, Any] = model["__new__"].__func__.__globals__
        self._methods = list(_methods_in(model))

    def make(self, meta: type, name: str, bases: tuple[type, ...], body: "dict[str, Any]") -> type:
        """See `typing.NamedTupleMeta.__new__`."""
        types = body.get("__annotations__")
        if bases != self._usual_bases or not types or not self._left_to_typing.isdisjoint(body):
            return self._ordinary(meta, name, bases, body)
        fields = tuple([sys.intern(field) for field in types])
        defaults: dict[str, Any] = {}
        checked: dict[str, Any] = {}
        members: dict[str, Any] = {}
        for number, (field, found) in enumerate(types.items()):
            if field.startswith("_") or (defaults and field not in body):
                return self._ordinary(meta, name, bases, body)
            if field in body:
                defaults[field] = body[field]
            checked[field] = self._checked(field, found)
            members[field] = self._getter(number, sys.intern(f"Alias for field number {number}"))
        parameters = ", ".join(fields) if len(fields) > 1 else f"{fields[0]},"
        members.update({member: value for member, value in body.items() if member not in checked})
        own = {
            "field_names": self._cell(fields),
            "num_fields": self._cell(len(fields)),
            "repr_fmt": self._cell(f"({', '.join([f'{field}=%r' for field in fields])})"),
        }
        made: dict[str, Any] = {
            "__doc__": f"{name}({parameters})",
            "__slots__": (),
            "_fields": fields,
            "_field_defaults": defaults,
            "__new__": self._constructor(name, parameters, tuple(defaults.values()), checked),
            "__match_args__": fields,
        }
        for method in self._methods:
            function = method.of(name, own)
            made[method.name] = classmethod(function) if method.is_of_class else function
        if "__replace__" in made:
            # Another name of the same function (Python 3.13).
            made["__replace__"] = made["_replace"]
        made.update(members)
        made["__annotations__"] = checked
        return type(name, (tuple,), made)

    def _checked(self, field: str, found: "Any") -> "Any":  # noqa: ANN401  any annotation
        """Classes and `list[int]` are types without a doubt; `typing` converts or refuses everything else."""
        kind = found.__class__
        if (kind is type and found is not self._typing.Generic) or kind is _GENERIC_ALIAS:
            return found
        return self._typing._type_check(found, f"field {field} annotation must be a type")  # noqa: SLF001  see above

    def _constructor(
        self, name: str, parameters: str, defaults: tuple[object, ...], types: object
    ) -> "Callable[..., object]":
        code = self._code_of(f"lambda _cls, {parameters}: _tuple_new(_cls, ({parameters}))", "eval")
        made: Any = eval(code, {**self._names, "__name__": f"namedtuple_{name}"})  # noqa: S307  names of fields alone
        made.__name__, made.__qualname__ = "__new__", f"{name}.__new__"
        made.__doc__ = f"Create new instance of {name}({parameters})"
        made.__defaults__ = defaults
        made.__annotations__ = types
        constructor: Callable[..., object] = made
        return constructor


def _methods_in(members: "dict[str, Any]") -> "Iterator[_Method]":
    for name, member in members.items():
        if name != "__new__" and hasattr(getattr(member, "__func__", member), "__code__"):
            yield _Method(name, member)
