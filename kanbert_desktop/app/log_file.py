"""The log file: small, private, without the user's text and without secrets."""

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TextIO

from kanbert_desktop import __version__
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.domain.untrusted_text import escape_controls
from kanbert_desktop.net.redaction import install_redaction, register_secret

log = logging.getLogger(__name__)
LOG_FILE_NAME = "kanbert-desktop.log"
MAX_BYTES = 1_000_000
BACKUP_COUNT = 3
"""The number of older files kept beside the current one."""
_QUIETED_LOGGERS = ("httpx", "httpcore", "qasync", "asyncio")
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def start_log_file(environment: Environment, chosen: Options) -> None:
    """Starts the log of this run. The secrets in `chosen` are redacted."""
    register_secret(chosen.access_token)
    register_secret(chosen.client_secret)
    start_logging(environment, install_redaction)


def start_logging(environment: Environment, redact: Callable[[logging.Handler], None]) -> None:
    """Logs everything from INFO up through `redact`, including libraries' warnings. A failure is reported and ignored."""
    try:
        handler = PrivateLogHandler(environment.logs / LOG_FILE_NAME)
    except OSError as error:
        print(f"No log is written: {error.strerror}.", file=sys.stderr)  # noqa: T201  there is no log to write it to
        return
    # The file may come from an older version.
    with suppress(OSError):
        Path(handler.baseFilename).chmod(0o600)
    handler.setFormatter(LogFileFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    redact(handler)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in _QUIETED_LOGGERS:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # From Python 3.12 on each record asks for the present task, which imports asyncio; no format shows it.
    setattr(logging, "logAsyncioTasks", False)  # noqa: B010  unknown to 3.11
    log.info("Kanbert Desktop %s on Python %s, process %d", __version__, sys.version.split()[0], os.getpid())


class LogFileFormatter(logging.Formatter):
    """Formats records without the user's text.

    An error's message may quote a card, so a traceback shows only places and types, as in a crash report. A message
    is one line: control characters in it can neither forge a line nor reach a terminal.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        return escape_controls(super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have cached its own text of the traceback in the record.
        others, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = others

    def formatException(self, ei: ExceptionInfo) -> str:
        # Most runs log no error.
        from kanbert_desktop.app.crash_reports.tracebacks import redacted_traceback  # noqa: PLC0415

        error = ei[1]
        return "\n".join(redacted_traceback(error)) if error is not None else ""


class PrivateLogHandler(logging.FileHandler):
    """Readable by this user alone, including every file that is created later.

    A full file is renamed to `.1`, the older ones up to `BACKUP_COUNT`. `logging.handlers` does the same, but importing it
    takes longer than everything else here.
    """

    def __init__(self, path: Path) -> None:
        """Raises `OSError`."""
        super().__init__(path, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        raw = FileIO(os.open(self.baseFilename, flags, 0o600), "a")
        return TextIOWrapper(BufferedWriter(raw), encoding=self.encoding)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is not None and self._is_full(self.stream, len(self.format(record)) + 1):
                self._rotate(self.stream)
        except Exception:  # noqa: BLE001  as logging's own handlers do
            self.handleError(record)
        else:
            super().emit(record)

    def _is_full(self, stream: TextIO, more: int) -> bool:
        path = Path(self.baseFilename)
        # Never a device, which somebody may have put there.
        return (not path.exists() or path.is_file()) and stream.seek(0, os.SEEK_END) + more >= MAX_BYTES

    def _rotate(self, full: TextIO) -> None:
        full.close()
        try:
            for number in range(BACKUP_COUNT - 1, -1, -1):
                older = Path(f"{self.baseFilename}.{number}" if number else self.baseFilename)
                if older.exists():
                    older.replace(f"{self.baseFilename}.{number + 1}")
        finally:
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk drops the line: logging's default would print the record to the terminal."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)
