"""What a process left that Qt or the system ended: where each of its threads was."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from kanbert_desktop.app.faults.crash_file import LAST_WORDS, crash_name
from kanbert_desktop.app.faults.report_text import report
from kanbert_desktop.app.faults.reports import Reports
from kanbert_desktop.app.faults.traces import short_path

MOST_LINES = 200
_SPOT = re.compile(r'^  File "(.*)", line (\d+) in (.+)$')
_HEAD = re.compile(
    r"^(Fatal Python error: [\w :]+|Windows fatal exception: [\w :]+|(Current thread|Thread) 0x[0-9a-f]+ .*)$"
)


def take_in(reports: Reports) -> None:
    """Makes reports of the files that earlier holders of this profile left.

    An empty one tells nothing: that process was ended from outside.
    """
    for path in sorted(reports.folder.glob("crash-*.trace")):
        if path.name == crash_name(os.getpid()):
            continue
        with suppress(OSError, ValueError):
            lines = list(_told(path.read_text("utf-8", "replace")))
            if lines:
                when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                reports.add(report(when, ["The process crashed.", *lines]), when)
            path.unlink()


def _told(text: str) -> Iterator[str]:
    """The lines whose form is known, without anybody's folders."""
    for line in text.splitlines()[:MOST_LINES]:
        spot = _SPOT.match(line)
        if spot:
            yield f'  File "{short_path(spot[1])}", line {spot[2]}, in {spot[3]}'
        elif _HEAD.match(line) or line.startswith(LAST_WORDS):
            yield line
