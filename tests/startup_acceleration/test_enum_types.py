"""An enumeration whose members are postponed is an ordinary one for whoever asks it first, in whichever way."""

import enum
import inspect
import pickle
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kanbert_desktop.startup_acceleration import enum_types

NAMES = [("READ", 1), ("WRITE", 2), ("ALIAS", 1), ("BOTH", 3)]
FIRST_USES: dict[str, Callable[[Any], object]] = {
    "attribute": lambda made: made.WRITE.value,
    "name": lambda made: made["ALIAS"].name,
    "value": lambda made: made(2).name,
    "unknown attribute": lambda made: hasattr(made, "DELETE"),
    "iteration": lambda made: [member.name for member in made],
    "reversed": lambda made: [member.name for member in reversed(made)],
    "length": len,
    "membership": lambda made: any(each in made for each in (made.READ,)),
    "members": lambda made: list(made.__members__),
    "directory": lambda made: [name for name in dir(made) if name[:1] != "_"],
    "dictionary": lambda made: [name for name in vars(made) if name[:1] != "_"],
    "repr": lambda made: (repr(made), str(made)),
    "static": lambda made: inspect.getattr_static(made, "WRITE").name,
    "instance": lambda made: isinstance(1, made),
    "truth": bool,
    "hash": lambda made: hash(made) is not None,
    "pickle": lambda made: pickle.loads(pickle.dumps(made)) is made,  # noqa: S301
    "sub-class": lambda made: _refused(lambda: type("Other", (made,), {})),
    "assignment": lambda made: _refused(lambda: setattr(made, "READ", 5)),
    "deletion": lambda made: _refused(lambda: delattr(made, "READ")),
}


def _refused(change: Callable[[], object]) -> str:
    try:
        change()
    except (AttributeError, TypeError) as error:
        return type(error).__name__
    return "allowed"


def _made(name: str, names: list[tuple[str, int]], base: Any = enum.Enum) -> Any:  # noqa: ANN401
    return base(name, names)


@pytest.fixture
def postponing() -> Iterator[None]:
    create = enum.EnumType._create_  # type: ignore[attr-defined]
    enum_types.make_enums_quickly()
    enum_types.postpone_members()
    yield
    enum_types.add_postponed_members()
    enum.EnumType._create_ = create  # type: ignore[attr-defined]


@pytest.mark.usefixtures("postponing")
@pytest.mark.parametrize("base", [enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag])
@pytest.mark.parametrize("use", FIRST_USES)
def test_the_first_use_finds_all_members(
    monkeypatch: pytest.MonkeyPatch,
    base: Any,  # noqa: ANN401
    use: str,
) -> None:
    ordinary = enum_types._ordinary_create(base, "Kind", NAMES, module=__name__)
    made = base("Kind", NAMES)
    assert type(made) is enum_types._PostponedEnumType
    monkeypatch.setitem(globals(), "Kind", made)
    found = FIRST_USES[use](made)
    monkeypatch.setitem(globals(), "Kind", ordinary)
    assert found == FIRST_USES[use](ordinary)
    assert made.BOTH.value == 3
    assert type(made) is enum.EnumType


@pytest.mark.usefixtures("postponing")
def test_what_pyside_sets_on_an_enumeration_lets_its_members_wait() -> None:
    made = _made("Kind", NAMES)
    made.__qualname__ = "Holder.Kind"
    made._missing_ = classmethod(lambda cls, _value: cls.WRITE)
    assert type(made) is enum_types._PostponedEnumType
    assert (repr(made.READ), made(77)) == ("<Kind.READ: 1>", made.WRITE)


@pytest.mark.usefixtures("postponing")
def test_members_are_added_once_whichever_thread_asks_first() -> None:
    made = _made("Kind", [(f"NAME{number}", number) for number in range(500)])
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(made.NAME499)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [made.NAME499] * 8
    assert len(made) == 500


@pytest.mark.usefixtures("postponing")
def test_nothing_is_postponed_after_the_start() -> None:
    early = _made("Kind", NAMES)
    enum_types.add_postponed_members()
    late = _made("Kind", NAMES)
    assert (type(early), type(late)) == (enum.EnumType, enum.EnumType)
    assert [member.name for member in early] == [member.name for member in late] == ["READ", "WRITE", "BOTH"]
