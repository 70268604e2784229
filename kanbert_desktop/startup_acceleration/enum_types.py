"""Makes Qt's enumerations three times as quickly as `enum` does, with the same result.

PySide6 calls the functional form of `Enum` for 250 enumerations with 4,000 members. The way of `enum` is general: per
member it looks for descriptors in all base classes, and per class it looks for inherited methods. Both are the same for
all enumerations with the same base: they are taken from an empty one that `enum` makes.

A start uses one in five of them before its first paint. An enumeration gets its members when one of its attributes is
first read, at the latest in `add_postponed_members`: PySide6 itself reads the dictionary of the class where a program
leaves out the name of an enumeration (`QSocketNotifier.Read`).

The program's own enumerations are classes with texts for members. During a start, they are made in the same way from the
body of the class, which `enum` would check name by name.
"""

import enum
import sys
from _thread import RLock
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

_OF_ONE_CLASS = frozenset({"__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__new__"})
_PAIR = {2}
_PACKAGE = __name__.partition(".")[0] + "."
_OF_A_BODY = frozenset({"__module__", "__qualname__", "__doc__", "__firstlineno__", "__static_attributes__"})
"""What Python puts into the body of a class."""

_ordinary_create = enum.EnumType._create_  # type: ignore[attr-defined]
_ordinary_prepare = vars(enum.EnumType)["__prepare__"]
_ordinary_new = vars(enum.EnumType)["__new__"]
_lock = RLock()


class _Body(dict[str, Any]):
    """What a class statement of the program's own defines. `enum` itself passes plain dictionaries as finished bodies."""


class _Postponed(dict[Any, list[tuple[str, int]]]):
    """Names and numbers of the members to come, by their enumeration."""

    is_wanted = False


_postponed = _Postponed()


def make_enums_quickly() -> None:
    """Replaces `EnumType._create_` for the rest of the process: PySide6 makes many enumerations at their first use."""
    enum.EnumType._create_ = _create  # type: ignore[attr-defined]


def make_own_enums_quickly() -> None:
    """Does so for the program's own classes until `make_own_enums_ordinarily`."""
    _set_class_makers(classmethod(_prepare), staticmethod(_new))


def make_own_enums_ordinarily() -> None:
    _set_class_makers(_ordinary_prepare, _ordinary_new)


def _set_class_makers(prepare: object, new: object) -> None:
    set_attribute = type.__setattr__
    set_attribute(enum.EnumType, "__prepare__", prepare)
    set_attribute(enum.EnumType, "__new__", new)


def postpone_members() -> None:
    """From now on an enumeration that is made quickly gets its members later.

    `add_postponed_members` has to be called before code runs that is not the program's own.
    """
    _postponed.is_wanted = True


def add_postponed_members() -> None:
    """From now on each enumeration has its members when it is made."""
    with _lock:
        _postponed.is_wanted = False
        for made in list(_postponed):
            _add_postponed(made)


class _PostponedEnumType(enum.EnumType):
    """The type of an enumeration until one of its attributes is read."""

    def __getattribute__(cls, name: str) -> Any:  # noqa: ANN401  any attribute
        _add_postponed(cls)
        return type.__getattribute__(cls, name)

    def __setattr__(cls, name: str, value: object) -> None:
        # PySide6 sets `__qualname__`, `_missing_` and the like. No member has such a name.
        if name.startswith("_"):
            type.__setattr__(cls, name, value)
        else:
            _add_postponed(cls)
            enum.EnumType.__setattr__(cls, name, value)


def _add_postponed(made: Any) -> None:  # noqa: ANN401  an enumeration
    with _lock:
        names = _postponed.pop(made, None)
        if names is not None:
            _complete(made, names)
            made.__class__ = enum.EnumType


def _create(
    cls: Any,  # noqa: ANN401  an enumeration without members
    class_name: str,
    names: Any,  # noqa: ANN401  whatever the caller has
    *,
    module: str | None = None,
    qualname: str | None = None,
    type: object = None,  # noqa: A002  the name in `enum`
    start: int = 1,
    boundary: object = None,
) -> object:
    if module is None:
        # As in `enum`: the caller of the caller, `EnumType.__call__`.
        module = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001
    is_ordinary = type is not None or qualname is not None or start != 1 or module is None
    if is_ordinary or not _are_plain(names) or not _has_free_names(cls, names):
        return _ordinary_create(
            cls,
            class_name,
            names,
            module=module,
            qualname=qualname,
            type=type,
            start=start,
            boundary=boundary,
        )
    return _made(cls, class_name, names, module, boundary)


def _are_plain(names: Any) -> bool:  # noqa: ANN401  likewise
    """Returns whether these are pairs of a name and a number, as PySide6 passes them."""
    if names.__class__ is not list or not {*map(type, names)} <= {tuple} or not {*map(len, names)} <= _PAIR:
        return False
    kinds = {(name.__class__, number.__class__) for name, number in names}
    return kinds <= {(str, int)} and "_" not in {name[:1] for name, _ in names}


def _has_free_names(cls: Any, names: Sequence[tuple[str, Any]]) -> bool:  # noqa: ANN401  likewise
    found = {name for name, _ in names}
    return len(found) == len(names) and found.isdisjoint(_attributes(cls))


@cache
def _attributes(cls: type) -> frozenset[str]:
    """Names that need more than an attribute, because a base class or the metaclass has them."""
    return frozenset({"mro", *dir(cls), *(name for base in cls.__mro__ for name in base.__dict__)})


@cache
def _template(cls: Any, boundary: object) -> Mapping[str, Any]:  # noqa: ANN401  likewise
    """Returns the attributes of an empty enumeration."""
    empty = _ordinary_create(cls, "Empty", [], module=__name__, boundary=boundary)
    return {
        name: value
        for name, value in vars(empty).items()
        if name not in _OF_ONE_CLASS and not _is_inherited(cls, name, value)
    }


def _is_inherited(cls: type, name: str, value: object) -> bool:
    """`enum` repeats methods of the base in each class; Python finds them there more quickly than it copies them."""
    return callable(value) and getattr(cls, name, None) is value


def _made(
    cls: Any,  # noqa: ANN401  likewise
    class_name: str,
    names: list[tuple[str, int]],
    module: str | None,
    boundary: object,
) -> object:
    body = {**_empty_body(cls, boundary), "__module__": module}
    if not _postponed.is_wanted:
        made = type.__new__(enum.EnumType, class_name, (cls,), body)
        _complete(made, names)
        return made
    made = type.__new__(_PostponedEnumType, class_name, (cls,), body)
    _postponed[made] = names
    return made


def _empty_body(cls: Any, boundary: object) -> dict[str, Any]:  # noqa: ANN401  likewise
    template = _template(cls, boundary)
    return {
        **template,
        # Each class has containers of its own.
        **{name: value.copy() for name, value in template.items() if value.__class__ in (list, dict)},
        "_member_map_": {},
        "_value2member_map_": {},
        "_member_names_": [],
    }


def _prepare(metaclass: type[Any], /, name: str, bases: tuple[Any, ...], **named: object) -> object:
    """Like `EnumType.__prepare__`."""
    module = str(sys._getframe(1).f_globals.get("__name__"))  # noqa: SLF001
    if bases == (enum.StrEnum,) and not named and module.startswith(_PACKAGE):
        return _Body()
    return _ordinary_prepare.__func__(metaclass, name, bases, **named)


def _new(
    metaclass: type[Any],
    name: str,
    bases: tuple[Any, ...],
    body: Any,  # noqa: ANN401  what `_prepare` has returned
    **named: object,
) -> object:
    """Like `EnumType.__new__`."""
    if body.__class__ is not _Body:
        return _ordinary_new(metaclass, name, bases, body, **named)
    members = [(key, value) for key, value in body.items() if value.__class__ is str and key[:1] != "_"]
    others = {key: value for key, value in body.items() if value.__class__ is not str or key[:1] == "_"}
    is_simple = all(_is_plain(key, value) for key, value in others.items())
    if not is_simple or not _has_free_names(enum.StrEnum, members):
        filled = _ordinary_prepare.__func__(metaclass, name, bases, **named)
        for key, value in body.items():
            filled[key] = value
        return _ordinary_new(metaclass, name, bases, filled, **named)
    made: Any = type.__new__(metaclass, name, bases, {**_empty_body(enum.StrEnum, None), **others})
    _complete(made, members)
    return made


def _is_plain(name: str, value: object) -> bool:
    """Returns whether an attribute of a class means nothing to `enum`: a method or a property."""
    return name in _OF_A_BODY or (name[:1] != "_" and hasattr(type(value), "__get__"))


def _complete(made: Any, names: Sequence[tuple[str, Any]]) -> None:  # noqa: ANN401  an enumeration without members
    is_flag = "_flag_mask_" in vars(made)
    _add_members(made, names, is_flag=is_flag)
    if "_hashable_values_" in vars(made):
        type.__setattr__(made, "_hashable_values_", list(made._value2member_map_))
    if is_flag:
        _set_masks(made, names)


def _add_members(made: Any, names: Sequence[tuple[str, Any]], *, is_flag: bool) -> None:  # noqa: ANN401  likewise
    members, by_value, listed = made._member_map_, made._value2member_map_, made._member_names_
    new, has_value = made._new_member_, made._use_args_
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            by_value[value] = member = new(made, value) if has_value else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(listed)
            if not is_flag or _is_single_bit(value):
                listed.append(name)
        members[name] = member
    # After all members: each attribute makes Python look again for what it knew about the attributes of the class.
    set_attribute = type.__setattr__
    for name, member in members.items():
        set_attribute(made, name, member)


def _set_masks(made: Any, names: Sequence[tuple[str, int]]) -> None:  # noqa: ANN401  likewise
    mask = singles = 0
    for _, value in names:
        mask |= value
        if _is_single_bit(value):
            singles |= value
    set_attribute = type.__setattr__
    set_attribute(made, "_flag_mask_", mask)
    set_attribute(made, "_singles_mask_", singles)
    set_attribute(made, "_all_bits_", 2 ** mask.bit_length() - 1)
    order = [made._member_map_[name]._value_ for name in made._member_names_]
    if order != sorted(order):
        set_attribute(made, "_iter_member_", made._iter_member_by_def_)


def _is_single_bit(value: int) -> bool:
    return value != 0 and value & (value - 1) == 0
