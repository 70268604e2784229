"""Value classes behave as dataclasses of the standard library do, and need none of it to be defined."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from kanbert_desktop.domain import value_classes
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column

Maker = Callable[[Any], type]
KINDS = [
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "kw_only": True},
    {"frozen": True},
    {"slots": True},
    {},
]


def defined(module: Any, **kind: bool) -> type:  # noqa: ANN401
    @module.dataclass(**kind)  # type: ignore[untyped-decorator]
    class Sample:
        """A sample."""

        name: str
        size: int = 3
        words: list[str] = module.field(default_factory=list)
        secret: str = module.field(default="", repr=False)
        note: str = module.field(default="", compare=False)

        @property
        def double(self) -> int:
            return self.size * 2

    return Sample


@pytest.fixture(params=KINDS, ids=lambda kind: ",".join(kind) or "plain")
def both(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return defined(value_classes, **request.param), defined(dataclasses, **request.param)


def outcome(call: Callable[[], object]) -> object:
    try:
        return call()
    except Exception as error:  # noqa: BLE001
        return type(error), str(error)


def test_both_make_show_and_compare_the_same_objects(both: tuple[Any, Any]) -> None:
    for ask in (
        lambda cls: repr(cls(name="a", secret="s")),
        lambda cls: cls(name="a") == cls(name="a", note="other"),
        lambda cls: cls(name="a") == cls(name="b"),
        lambda cls: cls(name="a") != cls(name="a", size=4),
        lambda cls: cls(name="a").double,
        lambda cls: cls(name="a") == "a",
        lambda cls: (cls.__match_args__, cls.__doc__, cls.__name__, cls.__qualname__, cls.__module__),
        lambda cls: cls.__hash__ is None,
        lambda cls: hasattr(cls(name="a"), "__dict__"),
        lambda cls: cls.__dict__.get("__slots__"),
        lambda cls: cls(name="a").words is cls(name="a").words,
    ):
        ours, standard = (outcome(lambda cls=cls, ask=ask: ask(cls)) for cls in both)
        assert ours == standard


def test_both_refuse_the_same_calls_with_the_same_error(both: tuple[Any, Any]) -> None:
    for call in (
        lambda cls: cls(),
        lambda cls: cls("a", unknown=1),
        lambda cls: cls("a", 1, [], "", "", 5),
        lambda cls: hash(cls(name="a")),
        lambda cls: setattr(cls(name="a"), "size", 5),
        lambda cls: delattr(cls(name="a"), "size"),
        lambda cls: setattr(cls(name="a"), "size", 5) or 1,
    ):
        ours, standard = (outcome(lambda cls=cls, call=call: call(cls)) for cls in both)
        assert ours == standard


def test_the_functions_of_the_standard_library_know_them(both: tuple[Any, Any]) -> None:
    ours, standard = (cls(name="a", words=["b"]) for cls in both)
    assert dataclasses.asdict(ours) == dataclasses.asdict(standard) == value_classes.asdict(ours)
    assert dataclasses.is_dataclass(ours)
    names = [[(field.name, field.repr, field.compare) for field in dataclasses.fields(one)] for one in both]
    assert names[0] == names[1]
    assert dataclasses.replace(ours, size=8) == value_classes.replace(ours, size=8)
    assert value_classes.replace(standard, size=8) == dataclasses.replace(standard, size=8)
    assert value_classes.replace(ours, size=8).words == ["b"]


def test_a_frozen_hash_follows_the_compared_fields() -> None:
    kind = value_classes.dataclass(frozen=True, slots=True)

    @kind
    class Pair:
        left: int
        right: str

    assert hash(Pair(1, "a")) == hash(Pair(1, "a")) == hash((1, "a"))
    match Pair(1, "a"):
        case Pair(left, right):
            assert (left, right) == (1, "a")


def test_a_card_is_copied_and_pickled() -> None:
    card = Card(key=CardKey("kd-1"), board=BoardId("1"), title="Title", column=Column.NEW)
    assert copy.copy(card) == copy.deepcopy(card) == pickle.loads(pickle.dumps(card)) == card  # noqa: S301
    assert len({card, value_classes.replace(card), value_classes.replace(card, title="Other")}) == 2


def test_an_own_comparison_keeps_the_hash_of_the_fields() -> None:
    def defined_by(module: Any) -> Any:  # noqa: ANN401
        @module.dataclass(frozen=True)  # type: ignore[untyped-decorator]
        class Same:  # noqa: PLW1641
            value: int

            def __eq__(self, other: object) -> bool:
                return True

        return Same

    ours, standard = defined_by(value_classes)(3), defined_by(dataclasses)(3)
    assert hash(ours) == hash(standard)
    assert ours == object()


def test_what_runs_after_the_fields_are_set_runs() -> None:
    kind = value_classes.dataclass(frozen=True)

    @kind
    class Checked:
        size: int

        def __post_init__(self) -> None:
            if self.size < 0:
                raise ValueError(self.size)

    assert Checked(1).size == 1
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)


def test_a_definition_imports_neither_dataclasses_nor_inspect() -> None:
    code = (
        "import sys; import kanbert_desktop.domain.board, kanbert_desktop.domain.changes; "
        "print({'dataclasses', 'inspect'} & set(sys.modules))"
    )
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert completed.stdout.strip() == "set()"
