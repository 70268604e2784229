"""The report of a build: sizes before and after trimming, the origin of each file, the modules."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bundle.paths import REPORT
from bundle.trim import Entry


@dataclass(frozen=True)
class Report:
    """`origins` maps a path in the folder to the file it was copied from."""

    bytes_before: int
    bytes_after: int
    origins: dict[str, str]
    modules: list[str]


def write(before: Sequence[Entry], after: Sequence[Entry], modules: Sequence[str]) -> None:
    result = {
        "bytes_before": _size(before),
        "bytes_after": _size(after),
        "origins": {location: source for location, source, _ in after if source},
        "modules": sorted(modules),
    }
    REPORT.write_text(json.dumps(result, indent=1, sort_keys=True), "utf-8")


def read() -> Report:
    return Report(**json.loads(REPORT.read_text("utf-8")))


def _size(entries: Sequence[Entry]) -> int:
    """Links into the folder do not count: their target does."""
    return sum(
        Path(source).stat().st_size
        for _, source, kind in entries
        if kind != "SYMLINK" and source and Path(source).is_file()
    )
