"""Crashes of the process itself: the file of Python's fault handler, and the report made of it at the next start."""

import faulthandler
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from kanbert_desktop.app.crash_reports.reports import CrashReports

QT_MESSAGE_PREFIX = "Qt: "
MAX_LINES = 200
_FRAME_LINE = re.compile(r'^  File "(.*)", line (\d+) in (.+)$')
_HEADING = re.compile(
    r"^(Fatal Python error: [\w :]+|Windows fatal exception: [\w :]+|(Current thread|Thread) 0x[0-9a-f]+ .*)$"
)


class CrashFile:
    """Exists while the program runs and is removed when it ends normally. Only the process that holds the profile has one."""

    def __init__(self, folder: Path) -> None:
        """Raises `OSError`."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / crash_file_name(os.getpid())
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self._file = os.fdopen(os.open(self._path, flags, 0o600), "wb", buffering=0)
        faulthandler.enable(self._file)

    def write_qt_message(self, text: str) -> None:
        """Records why Qt is about to abort the process."""
        with suppress(OSError):
            self._file.write(f"{QT_MESSAGE_PREFIX}{' '.join(text.split())}\n".encode())

    def close(self) -> None:
        faulthandler.disable()
        self._file.close()
        with suppress(OSError):
            self._path.unlink()


def crash_file_name(process: int | str) -> str:
    """The file name for that process; "*" gives the pattern for all."""
    return f"crash-{process}.trace"


@contextmanager
def open_crash_file(folder: Path) -> Iterator[CrashFile | None]:
    """Yields None if the disk fails: a crash leaves no report then."""
    try:
        file = CrashFile(folder)
    except OSError:
        yield None
        return
    try:
        yield file
    finally:
        file.close()


def native_crash_report(text: str, when: datetime) -> str | None:
    """Returns None if the text has no known line. `when` is aware."""
    from kanbert_desktop.app.crash_reports.tracebacks import report_text  # noqa: PLC0415  after the first paint

    lines = list(_known_lines(text))
    return report_text(when, ["The process crashed.", *lines]) if lines else None


def _known_lines(text: str) -> Iterator[str]:
    """The lines of a known form, without folder names."""
    from kanbert_desktop.app.crash_reports.tracebacks import short_path  # noqa: PLC0415  after the first paint

    for line in text.splitlines()[:MAX_LINES]:
        spot = _FRAME_LINE.match(line)
        if spot:
            yield f'  File "{short_path(spot[1])}", line {spot[2]}, in {spot[3]}'
        elif _HEADING.match(line) or line.startswith(QT_MESSAGE_PREFIX):
            yield line


def collect_native_crashes(reports: CrashReports) -> None:
    """Turns the files that earlier processes of this profile left into reports."""
    for path in sorted(reports.folder.glob(crash_file_name("*"))):
        if path.name != crash_file_name(os.getpid()):
            with suppress(OSError, ValueError):
                _collect(reports, path)


def _collect(reports: CrashReports, path: Path) -> None:
    """An empty file means that the process was ended from outside."""
    text = path.read_text("utf-8", "replace")
    if text:
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        report = native_crash_report(text, when)
        if report is not None:
            reports.add(report, when)
    path.unlink()
