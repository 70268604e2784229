"""Tracebacks without user data: where an error happened and its type.

An error's message may quote a card or a name. It is kept only if it is a literal of the program, built by Python from
the program's own names, or the system's message for an error number.
"""

import errno
import os
import platform
import re
import sqlite3
import sys
import traceback
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import FrameType, TracebackType

from kanbert_desktop import __version__
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.net.redaction import redact

MAX_FRAMES = 60
MAX_ERRORS = 8
"""The most errors of a chain or group."""
PACKAGE = "kanbert_desktop"
_ABSOLUTE = re.compile(r"/|[A-Za-z]:/|\.\./|~")

_PYTHON_MESSAGES = tuple(
    re.compile(pattern.replace("NAME", r"[A-Za-z_][\w.]*").replace("CALL", r"[\w.<>]+\(\)"))
    for pattern in (
        r"(module |type object )?'NAME' (object )?has no attribute 'NAME'",
        r"name 'NAME' is not defined",
        r"cannot access (local|free) variable 'NAME' where it is not associated with a value( in enclosing scope)?",
        r"unsupported operand type\(s\) for [^\w\s]{1,3}: 'NAME' and 'NAME'",
        r"'[^\w\s]{1,2}' not supported between instances of 'NAME' and 'NAME'",
        r"'NAME' object (is not [a-z]+|does not support item [a-z]+|cannot be interpreted as an integer)",
        r"CALL (missing|takes) [a-z0-9 ]+( but \d+ (was|were) given)?(: 'NAME'((, |,? and )'NAME')*)?",
        r"CALL got (an unexpected keyword argument|multiple values for argument) 'NAME'",
        r"(not enough|too many) values to unpack \(expected \d+(, got \d+)?\)",
        r"(list|tuple|string|bytearray|deque) (assignment )?index out of range",
        r"pop from (an )?empty [a-z]+",
        r"(integer |float )?(division|modulo)( or modulo)? by zero",
        r"maximum recursion depth exceeded( [a-z ]+)?",
        r"(dictionary|Set|deque) (changed size|keys changed|mutated) during iteration",
        r"(libshiboken: )?Internal C\+\+ object \(NAME\) already deleted\.",
    )
)


def redacted_traceback(error: BaseException) -> list[str]:
    """Returns the lines in the order of Python's own traceback: the cause first, the error itself last."""
    lines: list[str] = []
    for link, one in _chain(error):
        lines += [link] if link else []
        lines += ["Traceback (most recent call last):", *_frames(one.__traceback__), error_line(one)]
        if isinstance(one, BaseExceptionGroup):
            lines += [f"  + {error_line(part)}" for part in one.exceptions[:MAX_ERRORS]]
    return lines


def error_line(error: BaseException) -> str:
    """The type of the error and the part of its message that is safe to show."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    message = _safe_message(error)
    return f"{name}: {message}" if message else name


def error_location(error: BaseException) -> str:
    """The innermost frame, to distinguish errors from each other."""
    found = [_frame_line(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    return found[-1] if found else ""


def redacted_stack(frame: FrameType | None) -> list[str]:
    """The stack of a running thread, the outermost call first."""
    return [f"  {_frame_line(one, line)}" for one, line in reversed(list(traceback.walk_stack(frame)))]


def short_path(name: str) -> str:
    """Returns a source path from the package or library name on, and only the file name for other paths."""
    plain = name.replace("\\", "/")
    parts = Path(plain).parts
    if not _ABSOLUTE.match(plain):
        # A bundle has no folders: `qasync/__init__.py`.
        return plain
    for root in (PACKAGE, "site-packages", "dist-packages"):
        if root in parts:
            index = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[index if root == PACKAGE else index + 1 :])
    # `sysconfig` gives the same path, but adds folders of the build machine to a bundle.
    library = str(Path(os.__file__).parent)
    if name.startswith(library + os.sep):
        return "python" + name.removeprefix(library).replace("\\", "/")
    return f"…/{parts[-1]}" if parts else ""


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    found: list[tuple[str, BaseException]] = []
    current: BaseException | None = error
    while current is not None and len(found) < MAX_ERRORS and all(current is not known for _, known in found):
        cause = current.__cause__
        context = None if current.__suppress_context__ else current.__context__
        link = "Which was the cause of:" if cause else "During the handling of which:" if context else ""
        found.append((link, current))
        current = cause or context
    return reversed(found)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    found = [f"  {_frame_line(frame, line)}" for frame, line in traceback.walk_tb(trace)]
    if len(found) <= MAX_FRAMES:
        yield from found
        return
    half = MAX_FRAMES // 2
    yield from found[:half]
    yield f"  … {len(found) - MAX_FRAMES} more"
    yield from found[-half:]


def _frame_line(frame: FrameType, line: int) -> str:
    return f'File "{short_path(frame.f_code.co_filename)}", line {line}, in {frame.f_code.co_qualname}'


def _safe_message(error: BaseException) -> str:
    match error:
        case KanbertError():
            return error.key
        case ImportError():
            return error.name or ""
        case OSError() if error.errno is not None:
            return f"{errno.errorcode.get(error.errno, error.errno)} ({os.strerror(error.errno)})"
        case sqlite3.Error():
            return getattr(error, "sqlite_errorname", "")
        case _:
            return _known_message(error)


def _known_message(error: BaseException) -> str:
    """Returns "" if the message may contain the user's text."""
    message = error.args[0] if len(error.args) == 1 else None
    if not isinstance(message, str):
        return ""
    is_ours = any(message in frame.f_code.co_consts for frame, _ in traceback.walk_tb(error.__traceback__))
    is_pythons = any(pattern.fullmatch(message) for pattern in _PYTHON_MESSAGES)
    return message if is_ours or is_pythons else ""


def report_text(when: datetime, lines: Iterable[str]) -> str:
    """The versions in use, then `lines`. `when` is aware."""
    # Verbs do without Qt, and few of them have anything to report.
    from PySide6.QtCore import qVersion  # noqa: PLC0415

    how = "bundled" if getattr(sys, "frozen", False) else "from its sources or a package"
    header = (
        f"Kanbert Desktop {__version__}, {how}: crash report",
        f"{when:%Y-%m-%d %H:%M:%S %Z}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform(terse=True)}",
        "Contains no card text, names or secrets. It has not been sent to anyone.",
        "",
    )
    return redact("\n".join((*header, *lines, "")))
