"""`shim.c`, built once for each of its versions, and what a process that has it loaded can ask of it."""

import ctypes
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from devtools.paths import BUILD

SOURCE = Path(__file__).with_name("shim.c")


class FaultKind(IntEnum):
    """What happens at the nth operation; the numbers are those of `shim.c`."""

    NOTHING = 0
    IO_ERROR = 1
    """It fails, once, with EIO."""
    DISK_FULL = 2
    """It and every later one that takes room fail with ENOSPC."""
    READ_ONLY = 3
    """It and every later one that changes something fail with EROFS."""
    KILL = 4
    """SIGKILL before it."""
    TORN = 5
    """SIGKILL after it; of a write, after its first half."""
    SHORT = 6
    """A write takes half of what it was given, and says so."""


FAULTS = tuple(FaultKind)[1:]


@dataclass(frozen=True)
class Operation:
    """`target` is the new name of what was renamed, otherwise empty."""

    name: str
    path: Path
    target: str


def built() -> Path:
    """The library for LD_PRELOAD; compiled where this version of it does not lie there yet."""
    source = SOURCE.read_bytes()
    library = BUILD / "faults" / f"shim-{hashlib.sha256(source).hexdigest()[:16]}.so"
    if not library.exists():
        library.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=library.parent) as folder:
            draft = Path(folder) / library.name
            command = [
                "gcc",
                "-shared",
                "-fPIC",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-o",
                draft,
                SOURCE,
                "-ldl",
            ]
            subprocess.run(command, check=True, timeout=60)
            draft.replace(library)
    return library


def variables() -> dict[str, str]:
    """The environment of a process that is to have it loaded."""
    return {**os.environ, "LD_PRELOAD": str(built())}


def arm(root: Path, kind: FaultKind = FaultKind.NOTHING, at: int = 0, record: int = -1) -> None:
    """In a process that has it loaded: count what happens below `root`, and let the `at`th operation fail.

    `record` is a file descriptor that is told every operation.
    """
    _library().fault_arm(os.fsencode(root.resolve()), ctypes.c_long(at), int(kind), record)


def disarm() -> int:
    """How many operations of that kind were counted."""
    ask = _library().fault_disarm
    ask.restype = ctypes.c_long
    counted: int = ask()
    return counted


@contextmanager
def armed(root: Path, kind: FaultKind, at: int) -> Iterator[None]:
    arm(root, kind, at)
    try:
        yield
    finally:
        disarm()


def operations(record: Path) -> list[Operation]:
    """In their order."""
    lines = record.read_text("utf-8", "surrogateescape").splitlines()
    result = [line.split("\t") for line in lines]
    return [Operation(name, Path(path), target) for _, name, path, target in result]


def _library() -> ctypes.CDLL:
    # The one that was preloaded, not another copy of it.
    return ctypes.CDLL(None)
