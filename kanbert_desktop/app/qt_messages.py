"""Qt's messages in the log file, without the user's text."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from kanbert_desktop.app.crash_reports.native_crashes import CrashFile

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|(?<=QString::arg: ).*", re.DOTALL)
_PATHS = re.compile(r"(?<!\w)(/|[A-Za-z]:\\)[^\s:]+")


@contextmanager
def log_qt_messages(crashes: CrashFile | None) -> Iterator[None]:
    """Qt aborts the process after a fatal message, which is recorded in `crashes`."""

    def heard(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        level = _LEVELS.get(kind)
        if level is None:
            return
        if kind is QtMsgType.QtFatalMsg and crashes is not None:
            crashes.write_qt_message(redact_qt_message(text))
        log.log(level, "%s", redact_qt_message(text))

    before = qInstallMessageHandler(heard)
    try:
        yield
    finally:
        # Qt still logs while the interpreter ends.
        qInstallMessageHandler(before)


def redact_qt_message(text: str) -> str:
    """Removes quoted text, which may be the user's, and paths."""
    return _PATHS.sub("…", _QUOTED.sub("“…”", text))
