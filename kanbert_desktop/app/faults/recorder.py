"""Makes a report of whatever is logged as an error with its traceback."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from kanbert_desktop.app.faults.reports import Reports

MOST_A_RUN = 5
"""Different ones: a fault in what is painted comes with every frame."""
_OURS = "kanbert_desktop"


class FaultRecorder(logging.Handler):
    """`tell` is called once for each new fault, on whichever thread it happened."""

    def __init__(self, reports: Reports, now: Callable[[], datetime]) -> None:
        super().__init__(logging.ERROR)
        self._reports, self._now = reports, now
        self._seen: set[tuple[str, str]] = set()
        self.tell: Callable[[], object] = lambda: None

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, Exception) and len(self._seen) < MOST_A_RUN:
            # To log a fault of this would go round in circles.
            with suppress(Exception):
                self._record(record, error)

    def _record(self, record: logging.LogRecord, error: Exception) -> None:
        # No start waits for what a fault alone needs.
        from kanbert_desktop.app.faults.report_text import report  # noqa: PLC0415
        from kanbert_desktop.app.faults.traces import headline, place, told  # noqa: PLC0415

        fault = (headline(error), place(error))
        if fault in self._seen:
            return
        self._seen.add(fault)
        when = self._now()
        self._reports.add(report(when, [f"Noticed by: {_noticed(record)}", *told(error)]), when)
        self.tell()


def _noticed(record: logging.LogRecord) -> str:
    """Our own messages are quoted with their gaps open; foreign ones may come filled."""
    words = f" “{record.msg}”" if record.name.startswith(_OURS) else ""
    return f"{record.name}{words} in thread {threading.current_thread().name}"
