"""Program: prints what can be observed of Qt's enumerations, or of errors and signatures, with or without acceleration.

Arguments: `enums` or `signatures`, then `quick`, `postponed` (members of enumerations at the first use) or `ordinary`.
"""

import enum
import hashlib
import importlib
import inspect
import json
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

_OPERATORS = ("__or__", "__and__", "__xor__", "__add__", "__eq__", "__lt__")
_UNKNOWN_VALUES = (123456789, -77, "x", None)
_IN_BODY = ("__dict__", "__weakref__", "__doc__")


def accelerate(part: str, way: str) -> None:
    from kanbert_desktop.startup import LAZY_MODULES, import_lazily
    from kanbert_desktop.startup_acceleration import accelerate_qt, enum_types

    if part == "enums":
        enum_types.make_enums_quickly()
        if way == "postponed":
            enum_types.postpone_members()
        return
    for name in LAZY_MODULES:
        import_lazily(name)
    accelerate_qt()


def outcome(call: Callable[[], object]) -> str:
    try:
        return text(call())
    except Exception as error:  # noqa: BLE001  the error is what is compared
        return f"{type(error).__name__}: {error}"


def text(value: object) -> str:
    if isinstance(value, enum.Enum):
        return repr(value)
    if isinstance(value, dict):
        return repr(sorted((text(key), text(each)) for key, each in value.items()))
    if isinstance(value, list | tuple):
        return repr([text(each) for each in value])
    if isinstance(value, staticmethod):
        # `enum` repeats `__new__` in each class as a plain function; called, both are the same.
        value = value.__func__
    shown = getattr(value, "__qualname__", None) or repr(value)
    return type(value).__name__ if " object at " in shown else str(shown)


def enumerations(holder: Any, path: str, seen: set[object]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    for name in dir(holder):
        value = getattr(holder, name, None)
        if not isinstance(value, type) or value in seen:
            continue
        if isinstance(value, enum.EnumType):
            seen.add(value)
            yield f"{path}.{name}", value
        elif value.__module__.startswith("PySide6"):
            seen.add(value)
            yield from enumerations(value, f"{path}.{name}", seen)


def record(made: Any) -> list[object]:  # noqa: ANN401
    names = {name for base in made.__mro__ for name in vars(base)} - set(_IN_BODY)
    members = [
        [
            name,
            member.name,
            text(vars(member)),
            repr(member),
            str(member),
            f"{member}",
            made(member.value) is member,
        ]
        for name, member in made.__members__.items()
    ]
    first, last = list(made)[:4], list(made)[-2:]
    operations = [
        outcome(lambda one=one, other=other, name=name: getattr(one, name)(other))  # type: ignore[misc]
        for name in _OPERATORS
        for one in first
        for other in (*first, *last, 1)
    ]
    operations += [outcome(lambda one=one: ~one) for one in first]  # type: ignore[misc]
    operations += [outcome(lambda value=value: made(value)) for value in _UNKNOWN_VALUES]  # type: ignore[misc]
    return [
        repr(made),
        made.__module__,
        made.__qualname__,
        text(made.__doc__),
        [base.__qualname__ for base in made.__mro__],
        [member.name for member in made],
        len(made),
        {name: text(inspect.getattr_static(made, name, None)) for name in names if name.startswith("__")},
        {name: outcome(lambda name=name: getattr(made, name)) for name in names},  # type: ignore[misc]
        members,
        operations,
    ]


def enum_records() -> Iterator[tuple[str, str, int]]:
    from PySide6 import QtCore, QtGui, QtNetwork, QtWidgets

    for module in (QtCore, QtGui, QtWidgets, QtNetwork):
        for path, made in enumerations(module, module.__name__, set()):
            content = json.dumps(record(made), sort_keys=True)
            yield path, hashlib.sha256(content.encode()).hexdigest(), len(made.__members__)


def signature_records(support: ModuleType | None) -> Iterator[str]:
    from PySide6.QtCore import QObject, QRect, QTimer
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

    calls: tuple[Callable[[], object], ...] = (
        lambda: QRect("a"),  # type: ignore[call-overload]
        lambda: QRect(1, 2, 3, 4, 5, 6),  # type: ignore[call-overload]
        lambda: QTimer.singleShot("x"),  # type: ignore[call-overload]
        lambda: QTimer(interval="x"),  # type: ignore[arg-type]
        lambda: QTimer(nonsense=1),  # type: ignore[call-arg]
        lambda: QObject().setObjectName(),  # type: ignore[call-arg]
        lambda: QColor([]),  # type: ignore[arg-type]
        lambda: QRect.__doc__,
        lambda: QWidget.setGeometry.__doc__,
        lambda: inspect.signature(QRect.adjusted),
    )
    for call in calls:
        yield outcome(call)
    if support is not None:
        support.load_signatures()
    from PySide6.support.signature import get_signature  # type: ignore[import-untyped]

    yield outcome(lambda: repr(get_signature(QWidget.setGeometry)))
    if support is not None:
        support.enable_features()
    scope: dict[str, Any] = {"__name__": "later_module", "QObject": QObject}
    exec("from __feature__ import snake_case\nfound = hasattr(QObject(), 'object_name')", scope)  # noqa: S102
    yield text(scope["found"])


def main(part: str, way: str) -> None:
    if way != "ordinary":
        accelerate(part, way)
    if part == "enums":
        sys.stdout.write(json.dumps(list(enum_records())))
        return
    from kanbert_desktop.startup_acceleration import signatures

    importlib.import_module("PySide6.QtCore")
    is_late = "shibokensupport.signature.parser" not in sys.modules
    records = list(signature_records(signatures if way == "quick" else None))
    sys.stdout.write(json.dumps({"records": records, "loaded_late": is_late}))


if __name__ == "__main__":
    main(*sys.argv[1:])
