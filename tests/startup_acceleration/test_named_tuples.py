"""Named tuples made in one step are the ones that `typing` makes, in everything that Python shows of them."""

import copy
import inspect
import pickle
import typing
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import pytest

from kanbert_desktop.startup_acceleration import named_tuples

Body = Callable[[], Any]
Kind = typing.TypeVar("Kind")


def plain() -> Any:  # noqa: ANN401  a class
    class Point(typing.NamedTuple):
        """Where something is."""

        x: int
        y: list[str]
        label: "str | None" = None
        rest: None = None

        @property
        def width(self) -> int:
            return self.x

        @classmethod
        def origin(cls) -> "Point":
            return cls(0, [])

        def __repr__(self) -> str:
            return f"at {self.x}"

    return Point


def undocumented() -> Any:  # noqa: ANN401  likewise
    class Only(typing.NamedTuple):
        value: typing.Any

    return Only


def with_functions() -> Any:  # noqa: ANN401  likewise
    class Handlers(typing.NamedTuple):
        called: Callable[[int], str] = str
        kind: type[int] = int
        either: int | None = None

    return Handlers


def generic() -> Any:  # noqa: ANN401  likewise
    class Box(typing.NamedTuple, typing.Generic[Kind]):
        content: Kind

    return Box


def without_fields() -> Any:  # noqa: ANN401  likewise
    class Nothing(typing.NamedTuple):
        pass

    return Nothing


@pytest.fixture
def quick() -> Iterator[None]:
    end = named_tuples.make_named_tuples_quickly(lambda source, mode: compile(source, "<string>", mode))
    yield
    end()


def members_of(cls: type) -> dict[str, object]:
    """What a class consists of, functions by everything but their identity."""
    return {name: description_of(member) for name, member in vars(cls).items()}


def description_of(member: Any) -> object:  # noqa: ANN401  any member
    function = getattr(member, "__func__", getattr(member, "fget", member))
    if not isinstance(function, FunctionType):
        return (type(member), str(member)) if type(member).__name__ == "_tuplegetter" else member
    names = (function.__name__, function.__qualname__, function.__doc__, function.__module__)
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    seen = [cell for cell in cells if not inspect.isclass(cell)]
    return type(member), names, function.__code__, function.__defaults__, function.__annotations__, seen


@pytest.mark.parametrize("body", [plain, undocumented, with_functions, generic, without_fields])
def test_a_class_has_the_members_that_typing_gives_it(body: Body, request: pytest.FixtureRequest) -> None:
    ordinary = body()
    request.getfixturevalue("quick")
    made = body()
    assert members_of(made) == members_of(ordinary)
    assert (made.__mro__[1:], made.__name__, made.__qualname__) == (
        ordinary.__mro__[1:],
        ordinary.__name__,
        ordinary.__qualname__,
    )
    assert inspect.signature(made) == inspect.signature(ordinary)


class Kept(typing.NamedTuple):
    """Pickled by its name."""

    a: int
    b: str = "b"


@pytest.mark.usefixtures("quick")
def test_its_objects_do_what_those_of_a_named_tuple_do(monkeypatch: pytest.MonkeyPatch) -> None:
    class Made(typing.NamedTuple):
        a: int
        b: str = "b"

    made, kept = Made(1), Kept(1)
    assert (tuple(made), repr(made), made._asdict()) == (tuple(kept), "Made(a=1, b='b')", kept._asdict())
    assert made._replace(b="c") == (1, "c") == Made._make([1, "c"])
    assert copy.copy(made) == made
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'a'"):
        Made()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Expected 2 arguments, got 1"):
        Made._make([1])
    unknown: Any = {"missing": 1}
    with pytest.raises((TypeError, ValueError), match="missing") as refused:
        made._replace(**unknown)
    with pytest.raises(refused.type, match="missing"):
        kept._replace(**unknown)
    match made:
        case Made(number, text):
            assert (number, text) == (1, "b")
    Made.__qualname__ = "Kept"
    Made.__module__ = __name__
    monkeypatch.setitem(globals(), "Kept", Made)
    assert type(pickle.loads(pickle.dumps(made))) is Made  # noqa: S301  our own


WRONG = {
    "a default before a field without one": "class Wrong(NamedTuple):\n a: int = 1\n b: int",
    "a private field": "class Wrong(NamedTuple):\n _a: int = 1",
    "a constructor": "class Wrong(NamedTuple):\n a: int\n def __new__(cls): pass",
    "another base": "class Wrong(NamedTuple, dict):\n a: int",
    "a tuple as type": "class Wrong(NamedTuple):\n a: (int, str)",
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_a_wrong_class_is_refused_with_the_words_of_typing(
    source: str, request: pytest.FixtureRequest
) -> None:
    def define() -> None:
        exec(source, {"NamedTuple": typing.NamedTuple})  # noqa: S102  a type checker would refuse it as well

    with pytest.raises(Exception, match=r"\w") as ordinary:
        define()
    request.getfixturevalue("quick")
    with pytest.raises(ordinary.type) as refused:
        define()
    assert str(refused.value) == str(ordinary.value)


def test_afterwards_typing_makes_them_again() -> None:
    meta: Any = typing.NamedTupleMeta  # type: ignore[attr-defined]
    before = meta.__new__
    end = named_tuples.make_named_tuples_quickly(lambda source, mode: compile(source, "<string>", mode))
    assert meta.__new__ is not before
    end()
    assert meta.__new__ is before
