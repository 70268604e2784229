"""`shim.c`, built once for each of its versions, and the interface for processes that have it loaded."""

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
    """Fails once with EIO."""
    DISK_FULL = 2
    """It and every later operation that needs space fails with ENOSPC."""
    READ_ONLY = 3
    """It and every later operation that changes something fails with EROFS."""
    KILL = 4
    """SIGKILL before it."""
    TORN = 5
    """SIGKILL after it; a write stops after its first half."""
    SHORT = 6
    """A write writes half of its data and says so."""


FAULTS = tuple(FaultKind)[1:]


@dataclass(frozen=True)
class Operation:
    """`target` is the new name of a rename, otherwise empty."""

    name: str
    path: Path
    target: str


def built() -> Path:
    """The library for LD_PRELOAD; compiled if this version does not exist yet."""
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
    """The environment of a process with the shim."""
    return {**os.environ, "LD_PRELOAD": str(built())}


def arm(root: Path, kind: FaultKind = FaultKind.NOTHING, at: int = 0, record: int = -1) -> None:
    """Inside such a process: counts the operations below `root`, and makes the `at`th fail.

    `record` is a file descriptor that receives every operation.
    """
    _library().fault_arm(os.fsencode(root.resolve()), ctypes.c_long(at), int(kind), record)


def disarm() -> int:
    """Returns the number of counted operations."""
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
    """In order."""
    lines = record.read_text("utf-8", "surrogateescape").splitlines()
    result = [line.split("\t") for line in lines]
    return [Operation(name, Path(path), target) for _, name, path, target in result]


def _library() -> ctypes.CDLL:
    # The preloaded library, not another copy of it.
    return ctypes.CDLL(None)
