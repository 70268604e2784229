"""Captures every error a program can report: exceptions in slots and tasks, Qt's warnings, errors in the log."""

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

IGNORED_MESSAGES = (
    # The tests' screens have no compositor and no input method of their own.
    "propagateSizeHints",
)
HANDLED_ERRORS = (
    # Qt warns if a screen reader requests an object that has just gone, and answers correctly.
    "qt.accessibility.",
    "QTextCursor::setPosition: Position",
    "QAccessibleTable::",
    "QAccessibleTree::",
    "QAccessibleList::",
    # Each key is offered to the accessibility registry first; if that is too busy to answer, Qt takes the key itself.
    "QSpiApplication::",
)


class ErrorCapture(logging.Handler):
    """`errors` must stay empty; with `is_read`, Qt's warnings about requests of screen readers are ignored."""

    def __init__(self, *, is_read: bool = False) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []
        self._harmless = (*IGNORED_MESSAGES, *HANDLED_ERRORS) if is_read else IGNORED_MESSAGES

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(f"log: {self.format(record)}")

    def on_task(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        result = "".join(traceback.format_exception(error)) if error else ""
        self.errors.append(f"task: {context.get('message')} {result}")

    def on_exception(self, *failure: Any) -> None:  # noqa: ANN401  as `sys.excepthook` is called
        self.errors.append("".join(traceback.format_exception(*failure)))

    def on_unraisable(self, unraisable: Any) -> None:  # noqa: ANN401  `sys.UnraisableHookArgs` is no type
        error = "".join(traceback.format_exception(unraisable.exc_value))
        self.errors.append(f"unraisable: {unraisable.err_msg} {unraisable.object!r} {error}")

    def on_thread(self, failed: threading.ExceptHookArgs) -> None:
        self.errors.append("".join(traceback.format_exception(failed.exc_value)))

    def on_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        is_idle = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        text = f"{context.category}: {message}"
        if not is_idle and not any(word in text for word in self._harmless):
            self.errors.append(f"Qt ({kind.name}, {text})")


@contextmanager
def error_capture(loop: asyncio.AbstractEventLoop, *, is_read: bool = False) -> Iterator[ErrorCapture]:
    """Captures everything inside the block."""
    errors = ErrorCapture(is_read=is_read)
    before = sys.excepthook, sys.unraisablehook, threading.excepthook
    sys.excepthook, sys.unraisablehook, threading.excepthook = (
        errors.on_exception,
        errors.on_unraisable,
        errors.on_thread,
    )
    on_task = loop.get_exception_handler()
    loop.set_exception_handler(errors.on_task)
    on_message = qInstallMessageHandler(errors.on_qt)
    logging.getLogger().addHandler(errors)
    try:
        yield errors
    finally:
        logging.getLogger().removeHandler(errors)
        qInstallMessageHandler(on_message)
        loop.set_exception_handler(on_task)
        sys.excepthook, sys.unraisablehook, threading.excepthook = before
