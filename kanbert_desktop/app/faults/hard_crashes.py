"""What earlier processes left that Qt or the system ended."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from kanbert_desktop.app.faults.crash_file import crash_name
from kanbert_desktop.app.faults.reports import Reports


def take_in(reports: Reports) -> None:
    """Makes reports of the files that earlier holders of this profile left."""
    for path in sorted(reports.folder.glob(crash_name("*"))):
        if path.name != crash_name(os.getpid()):
            with suppress(OSError, ValueError):
                _take_in(reports, path)


def _take_in(reports: Reports, path: Path) -> None:
    """An empty one tells nothing: that process was ended from outside."""
    text = path.read_text("utf-8", "replace")
    if text:
        from kanbert_desktop.app.faults.crash_text import crash_report  # noqa: PLC0415  few starts need it

        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        told = crash_report(text, when)
        if told is not None:
            reports.add(told, when)
    path.unlink()
