"""What the spec did, for those who come after it: sizes before and after, the origin of each file, the modules."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bundle.paths import REPORT
from bundle.trim import Entry


@dataclass(frozen=True)
class Report:
    """`origins` leads from a place in the folder to where the file was on the building machine."""

    bytes_before: int
    bytes_after: int
    origins: dict[str, str]
    modules: list[str]


def write(before: Sequence[Entry], after: Sequence[Entry], modules: Sequence[str]) -> None:
    told = {
        "bytes_before": _size(before),
        "bytes_after": _size(after),
        "origins": {place: source for place, source, _ in after if source},
        "modules": sorted(modules),
    }
    REPORT.write_text(json.dumps(told, indent=1, sort_keys=True), "utf-8")


def read() -> Report:
    return Report(**json.loads(REPORT.read_text("utf-8")))


def _size(entries: Sequence[Entry]) -> int:
    """Links into the folder count nothing: the file they lead to is there as well."""
    return sum(
        Path(source).stat().st_size
        for _, source, kind in entries
        if kind != "SYMLINK" and source and Path(source).is_file()
    )
