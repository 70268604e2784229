"""A report of what Python's fault handler wrote while a process ended."""

import re
from collections.abc import Iterator
from datetime import datetime

from kanbert_desktop.app.faults.crash_file import LAST_WORDS
from kanbert_desktop.app.faults.report_text import report
from kanbert_desktop.app.faults.traces import short_path

MOST_LINES = 200
_SPOT = re.compile(r'^  File "(.*)", line (\d+) in (.+)$')
_HEAD = re.compile(
    r"^(Fatal Python error: [\w :]+|Windows fatal exception: [\w :]+|(Current thread|Thread) 0x[0-9a-f]+ .*)$"
)


def crash_report(text: str, when: datetime) -> str | None:
    """None where nothing of a known form was written. `when` is aware."""
    lines = list(_told(text))
    return report(when, ["The process crashed.", *lines]) if lines else None


def _told(text: str) -> Iterator[str]:
    """The lines whose form is known, without anybody's folders."""
    for line in text.splitlines()[:MOST_LINES]:
        spot = _SPOT.match(line)
        if spot:
            yield f'  File "{short_path(spot[1])}", line {spot[2]}, in {spot[3]}'
        elif _HEAD.match(line) or line.startswith(LAST_WORDS):
            yield line
