"""The order of disk writes, read from the recorded operations."""

from collections.abc import Sequence
from pathlib import Path

from disk_faults.shim import Operation

WRITES = frozenset(
    {"write", "pwrite", "pwrite64", "writev", "sendfile", "copy_file_range", "ftruncate", "ftruncate64"}
)
SYNCS = frozenset({"fsync", "fdatasync"})
RENAMES = frozenset({"rename", "renameat", "renameat2"})


def renamed(operations: Sequence[Operation]) -> list[tuple[Path, Path]]:
    return [(one.path, Path(one.target)) for one in operations if one.name in RENAMES]


def order_violations(operations: Sequence[Operation]) -> list[str]:
    """A renamed file is on disk before the rename, and its folder afterwards."""
    broken = []
    for number, one in enumerate(operations):
        if one.name not in RENAMES:
            continue
        if _written_since_synced(operations[:number], one.path):
            broken.append(f"{one.path.name} is renamed before it is on the disk")
        if not _is_synced(operations[number + 1 :], Path(one.target).parent):
            broken.append(f"the folder of {Path(one.target).name} is not on the disk")
    return broken


def _written_since_synced(before: Sequence[Operation], path: Path) -> bool:
    last = next((one for one in reversed(before) if one.path == path and one.name in WRITES | SYNCS), None)
    return last is not None and last.name in WRITES


def _is_synced(after: Sequence[Operation], folder: Path) -> bool:
    return any(one.name in SYNCS and one.path == folder for one in after)
