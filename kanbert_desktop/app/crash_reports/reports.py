"""Report files, the hooks for uncaught errors, and the log handler that writes reports."""

import logging
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

log = logging.getLogger(__name__)
MAX_REPORTS = 10
MAX_CHARACTERS = 40_000
"""The longest report."""
MAX_REPORTS_PER_RUN = 5
"""Counts different errors: an error in painting is repeated for every frame."""
_PACKAGE = "kanbert_desktop"


class CrashReports:
    """Creates the folder with the first report. A disk that fails is logged and not reported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def paths(self) -> list[Path]:
        """The oldest first: the names begin with the time."""
        with suppress(OSError):
            return sorted(self.folder.glob("fault-*.txt"))
        return []

    def add(self, text: str, when: datetime) -> Path | None:
        """Returns the path, or None if the report could not be written."""
        name = f"fault-{when:%Y%m%d-%H%M%S-%f}-{os.getpid()}.txt"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self.folder / name
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text[:MAX_CHARACTERS])
        except OSError as error:
            log.warning("A report could not be written: %s", error.strerror)
            return None
        self._delete_old()
        return path

    def texts(self) -> list[str]:
        """The reports that can be read."""
        found = []
        for path in self.paths():
            with suppress(OSError):
                found.append(path.read_text("utf-8", "replace"))
        return found

    def delete_all(self) -> None:
        for path in self.paths():
            with suppress(OSError):
                path.unlink()

    def _delete_old(self) -> None:
        for path in self.paths()[:-MAX_REPORTS]:
            with suppress(OSError):
                path.unlink()


class CrashReportHandler(logging.Handler):
    """Writes a report for each new error, and tells subscribers on the thread of the error."""

    def __init__(self, reports: CrashReports, now: Callable[[], datetime]) -> None:
        super().__init__(logging.ERROR)
        self._reports, self._now = reports, now
        self._seen: set[tuple[str, str]] = set()
        self._subscribers: list[Callable[[], object]] = []

    def subscribe(self, subscriber: Callable[[], object]) -> None:
        """Calls `subscriber` once per new report."""
        self._subscribers.append(subscriber)

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, Exception) and len(self._seen) < MAX_REPORTS_PER_RUN:
            # Logging an error of this handler would recurse.
            with suppress(Exception):
                self._record(record, error)

    def _record(self, record: logging.LogRecord, error: Exception) -> None:
        # Imported here: the start does not need them.
        from kanbert_desktop.app.crash_reports.tracebacks import (  # noqa: PLC0415  after the first paint
            error_line,
            error_location,
            redacted_traceback,
            report_text,
        )

        fault = (error_line(error), error_location(error))
        if fault in self._seen:
            return
        self._seen.add(fault)
        when = self._now()
        self._reports.add(
            report_text(when, [f"Reported by: {_noticed_by(record)}", *redacted_traceback(error)]), when
        )
        for subscriber in self._subscribers:
            subscriber()


def _noticed_by(record: logging.LogRecord) -> str:
    """Our own messages are quoted without their arguments; messages of libraries may contain them."""
    message = f" “{record.msg}”" if record.name.startswith(_PACKAGE) else ""
    return f"{record.name}{message} in thread {threading.current_thread().name}"


def install_exception_hooks(reports: CrashReports) -> CrashReportHandler:
    """Logs and reports every uncaught error in a slot, thread, task or destructor; nothing else ends."""
    recorder = CrashReportHandler(reports, lambda: datetime.now(UTC))
    logging.getLogger().addHandler(recorder)
    sys.excepthook = UncaughtExceptionHook()
    threading.excepthook = _in_a_thread
    sys.unraisablehook = _unraisable
    return recorder


def handle_loop_exception(_loop: "asyncio.AbstractEventLoop", context: dict[str, Any]) -> None:
    """For `set_exception_handler`: asyncio's own handler would log the reprs of everything involved."""
    error = context.get("exception")
    if isinstance(error, BaseException):
        log.error("The event loop met a fault", exc_info=error)
    else:
        log.warning("The event loop: %s", context.get("message"))


class UncaughtExceptionHook:
    """Replaces `sys.excepthook`, which receives errors in Qt slots. The user sees no traceback.

    An error that is repeated for every painted frame is logged the first, tenth and hundredth time.
    """

    def __init__(self) -> None:
        self._times: Counter[tuple[type[BaseException], object]] = Counter()

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        fault = (kind, _innermost(trace))
        self._times[fault] += 1
        times = self._times[fault]
        if str(times).rstrip("0") == "1":
            log.critical("Nobody caught this, time %d", times, exc_info=(kind, error, trace))


def _innermost(trace: TracebackType | None) -> object:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (trace.tb_frame.f_code, trace.tb_lineno) if trace is not None else None


def _in_a_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None and failed.exc_type is not SystemExit:
        log.critical("A thread ended by this", exc_info=failed.exc_value)


def _unraisable(failed: "sys.UnraisableHookArgs") -> None:
    if failed.exc_value is not None:
        log.error("This could not be raised", exc_info=failed.exc_value)
