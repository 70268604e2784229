"""An enumeration whose members are postponed is an ordinary one for whoever asks it first, in whichever way."""

import ast
import enum
import inspect
import pickle
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import kanbert_desktop
from kanbert_desktop.startup_acceleration import end_acceleration, enum_types

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


PACKAGE = Path(kanbert_desktop.__file__).parent


def own_classes() -> Iterator[tuple[str, str]]:
    """Module and source of each class of texts that the program itself defines."""
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text("utf-8")
        for node in ast.parse(source).body if "(StrEnum)" in source else ():
            if isinstance(node, ast.ClassDef) and "StrEnum" in map(ast.unparse, node.bases):
                module = path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", ".")
                yield module, ast.unparse(node)


@pytest.fixture
def quick_classes() -> Iterator[None]:
    enum_types.make_own_enums_quickly()
    yield
    enum_types.make_own_enums_ordinarily()


def made_from(source: str, namespace: dict[str, object]) -> Any:  # noqa: ANN401  an enumeration
    names = dict(namespace)
    exec(source, names)  # noqa: S102  a class of the program or of this test
    return names[source.partition("class ")[2].partition("(")[0]]


def ordinary_from(source: str, namespace: dict[str, object]) -> Any:  # noqa: ANN401  likewise
    enum_types.make_own_enums_ordinarily()
    made = made_from(source, namespace)
    enum_types.make_own_enums_quickly()
    return made


def described(made: Any) -> dict[str, object]:  # noqa: ANN401  likewise
    """What its class has or inherits, and each of its members; of a method, what its docstring says."""
    names = (vars(made).keys() | vars(enum.StrEnum).keys()) - {"__dict__", "__weakref__"}
    found = {name: _comparable(getattr(made, name, None)) for name in names}
    members = {name: {**vars(member), "__objclass__": None} for name, member in made.__members__.items()}
    return {**found, "members": members, "listed": [str(member) for member in made]}


def _comparable(value: object) -> object:
    if isinstance(value, dict):
        return {key: _comparable(each) for key, each in value.items()}
    is_plain = value is None or isinstance(value, str | int | list | tuple | set)
    return repr(value) if is_plain else (type(value).__name__, value.__doc__)


@pytest.mark.usefixtures("quick_classes")
def test_each_class_of_the_program_is_made_as_enum_makes_it() -> None:
    classes = [(module, source) for module, source in own_classes() if ".sandbox." not in module]
    assert len(classes) > 30
    for module, source in classes:
        namespace = vars(import_module(module))
        quick = made_from(source, namespace)
        assert described(quick) == described(ordinary_from(source, namespace)), module
        # Not by falling back to the ordinary way, which repeats it in each class.
        assert "_member_type_" not in vars(quick), module


UNUSUAL = {
    "private": "class Kind(StrEnum):\n    A = 'a'\n    _hidden = 'b'",
    "method of texts": "class Kind(StrEnum):\n    title = 'a'\n    B = 'b'",
    "automatic": "class Kind(StrEnum):\n    A = auto()\n    B = auto()",
    "way to make": "class Kind(StrEnum):\n    A = 'a'\n    def _missing_(value):\n        return Kind.A",
    "no members": "class Kind(StrEnum):\n    pass",
}


@pytest.mark.usefixtures("quick_classes")
@pytest.mark.parametrize("source", UNUSUAL.values(), ids=UNUSUAL)
def test_a_class_that_needs_more_is_made_by_enum_itself(source: str) -> None:
    namespace = {"StrEnum": enum.StrEnum, "auto": enum.auto, "__name__": "kanbert_desktop.example"}
    assert described(made_from(source, namespace)) == described(ordinary_from(source, namespace))


@pytest.mark.usefixtures("quick_classes")
def test_a_wrong_class_is_refused_as_ever() -> None:
    namespace = {"StrEnum": enum.StrEnum, "__name__": "kanbert_desktop.example"}
    with pytest.raises(TypeError):
        made_from("class Kind(StrEnum):\n    A = 5", namespace)


@pytest.mark.usefixtures("quick_classes")
def test_classes_of_others_and_finished_bodies_are_left_to_enum() -> None:
    namespace = {"StrEnum": enum.StrEnum, "__name__": "another.example"}
    bodies: list[object] = []
    exec("class Kind(StrEnum):\n    A = 'a'\n    note(locals())", {**namespace, "note": bodies.append})  # noqa: S102  the text here
    assert type(bodies[0]) is type(enum.EnumType.__prepare__("Kind", (enum.StrEnum,)))
    # `uuid` and others pass `enum` a dictionary.
    simple = enum._simple_enum(enum.StrEnum)(type("Kind", (), {"A": "a", "B": "b"}))  # type: ignore[attr-defined]
    assert [str(member) for member in simple] == ["a", "b"]


@pytest.mark.usefixtures("quick_classes")
def test_classes_are_made_by_enum_after_the_start() -> None:
    source, bodies = "class Kind(StrEnum):\n    A = 'a'\n    note(locals())", list[object]()
    namespace = {"StrEnum": enum.StrEnum, "__name__": "kanbert_desktop.example", "note": bodies.append}
    made_from(source, namespace)
    end_acceleration()
    made_from(source, namespace)
    assert [type(body) is enum_types._Body for body in bodies] == [True, False]
