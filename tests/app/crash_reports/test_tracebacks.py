"""What a redacted traceback contains and what it leaves out."""

import contextlib
import errno
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from kanbert_desktop.app.crash_reports.tracebacks import error_line, redacted_traceback, short_path
from kanbert_desktop.domain.errors import Refused

HOME = "/home"
TITLE = "Zahnarzt wegen Geheimsache anrufen"


def caught(action: Callable[[], object]) -> BaseException:
    with pytest.raises(Exception) as raised:  # noqa: PT011  any kind
        action()
    return raised.value


def fail(error: BaseException) -> None:
    raise error


def refused_by_sqlite(sql: str) -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        db.execute(sql)


@pytest.mark.parametrize(
    "action",
    [
        lambda: {}[TITLE],
        lambda: int(TITLE),
        lambda: fail(RuntimeError(f"cannot show {TITLE}")),
        lambda: fail(TypeError(f"'{TITLE}' object is not callable")),
        lambda: fail(ValueError(TITLE, TITLE)),
        lambda: Path("/nowhere", TITLE).read_text(),
        lambda: fail(Refused("forbidden", message=TITLE)),
        lambda: f"ü{TITLE}".encode("ascii"),
        lambda: refused_by_sqlite(f"SELECT '{TITLE}' FROM nowhere"),  # noqa: S608
        lambda: getattr(object(), TITLE),
    ],
)
def test_user_text_is_never_in_a_traceback(action: Callable[[], object]) -> None:
    error = caught(action)
    lines = "\n".join(redacted_traceback(error))
    assert "Geheimsache" not in lines
    assert f"{type(error).__qualname__}" in lines
    assert "test_tracebacks.py" in lines


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (lambda: (None).title, "AttributeError: 'NoneType' object has no attribute 'title'"),
        (lambda: list[int]()[1], "IndexError: list index out of range"),
        (lambda: 1 / 0, "ZeroDivisionError: division by zero"),
        (fail, "TypeError: fail() missing 1 required positional argument: 'error'"),
        (lambda: fail(1, 2), "TypeError: fail() takes 1 positional argument but 2 were given"),
        (lambda: fail(x=1), "TypeError: fail() got an unexpected keyword argument 'x'"),
        (lambda: 1 + "", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"),
        (lambda: fail(OSError(errno.ENOSPC, TITLE)), "OSError: ENOSPC (No space left on device)"),
        (lambda: __import__("nowhere_at_all"), "ModuleNotFoundError: nowhere_at_all"),
        (lambda: fail(Refused("forbidden")), "kanbert_desktop.domain.errors.Refused: forbidden"),
    ],
)
def test_what_python_and_the_system_say_of_themselves_is_kept(
    action: Callable[[], object], words: str
) -> None:
    assert error_line(caught(action)) == words


def test_a_literal_of_the_program_is_kept() -> None:
    def connect() -> None:
        raise RuntimeError("connect comes first")

    assert error_line(caught(connect)) == "RuntimeError: connect comes first"


def test_an_object_of_qt_that_is_gone_is_named() -> None:
    thing = QObject()
    import shiboken6

    shiboken6.delete(thing)
    assert "QObject) already deleted" in error_line(caught(thing.objectName))


def test_what_led_to_it_comes_first() -> None:
    def both() -> None:
        try:
            {}[TITLE]
        except KeyError as error:
            raise LookupError(TITLE) from error

    lines = redacted_traceback(caught(both))
    assert [line for line in lines if not line.startswith(" ")] == [
        "Traceback (most recent call last):",
        "KeyError",
        "Which was the cause of:",
        "Traceback (most recent call last):",
        "LookupError",
    ]


def test_a_group_names_its_parts() -> None:
    lines = redacted_traceback(
        caught(lambda: fail(ExceptionGroup(TITLE, [ValueError(TITLE), KeyError(TITLE)])))
    )
    assert lines[-3:] == ["ExceptionGroup", "  + ValueError", "  + KeyError"]


def test_an_endless_recursion_is_shortened() -> None:
    def descend() -> None:
        descend()

    lines = redacted_traceback(caught(descend))
    assert len(lines) < 70
    assert lines[-1].startswith("RecursionError: maximum recursion depth exceeded")


def test_a_circle_of_causes_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    with suppress(ValueError):
        raise first
    assert len(redacted_traceback(first)) < 12


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (f"{HOME}/anna/kanbert/kanbert_desktop/ui/board/page.py", "kanbert_desktop/ui/board/page.py"),
        ("C:\\Users\\Anna\\kanbert_desktop\\main.py", "kanbert_desktop/main.py"),
        (f"{HOME}/anna/.venv/lib/python3.11/site-packages/httpx/_client.py", "httpx/_client.py"),
        (f"{HOME}/anna/private.py", "…/private.py"),
        ("../anna/private.py", "…/private.py"),
        ("qasync/__init__.py", "qasync/__init__.py"),
        ("<string>", "<string>"),
    ],
)
def test_no_path_contains_the_user_name(name: str, short: str) -> None:
    assert short_path(name) == short


def test_standard_library_paths_start_at_its_root() -> None:
    assert short_path(contextlib.__file__) == "python/contextlib.py"


def every_kind(of: type[Exception] = Exception) -> list[type[Exception]]:
    """Python's own error types that take one text."""
    found = [of]
    for kind in of.__subclasses__():
        if kind.__module__ == "builtins" and not issubclass(kind, ExceptionGroup):
            found += every_kind(kind)
    several = (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)
    return [kind for kind in found if kind not in several]


@pytest.mark.parametrize("kind", every_kind())
def test_no_kind_of_error_quotes_what_it_was_given(kind: type[Exception]) -> None:
    error = kind(TITLE)
    error.add_note(TITLE)
    assert "Geheimsache" not in "\n".join(redacted_traceback(caught(lambda: fail(error))))


@given(st.lists(st.sampled_from(["src", "lib", "python3.11", "x.py", "..", "Dokumente", "a b"]), min_size=1))
def test_whose_folder_it_was_is_in_no_path(parts: list[str]) -> None:
    for start in (f"{HOME}/anna/", "C:\\Users\\anna\\", "/mnt/anna/", "~anna/"):
        assert "anna" not in short_path(start + "/".join(parts))
