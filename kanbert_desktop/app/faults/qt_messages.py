"""What Qt says of itself goes into the log, without the texts it may quote."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from kanbert_desktop.app.faults.crash_file import CrashFile

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|(?<=QString::arg: ).*", re.DOTALL)
_PLACES = re.compile(r"(?<!\w)(/|[A-Za-z]:\\)[^\s:]+")


@contextmanager
def listening_to_qt(crashes: CrashFile | None) -> Iterator[None]:
    """After a fatal message Qt aborts the process: `crashes` is told why."""

    def heard(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        level = _LEVELS.get(kind)
        if level is None:
            return
        if kind is QtMsgType.QtFatalMsg and crashes is not None:
            crashes.last_words(without_texts(text))
        log.log(level, "%s", without_texts(text))

    before = qInstallMessageHandler(heard)
    try:
        yield
    finally:
        # Qt goes on talking while the interpreter ends.
        qInstallMessageHandler(before)


def without_texts(text: str) -> str:
    """What Qt quotes may be a person's, and so may paths."""
    return _PLACES.sub("…", _QUOTED.sub("“…”", text))
