"""Hangs on to every place where a fault surfaces that nobody caught."""

import logging
import sys
import threading
from collections import Counter
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kanbert_desktop.app.faults.recorder import FaultRecorder
from kanbert_desktop.app.faults.reports import Reports

if TYPE_CHECKING:
    import asyncio

log = logging.getLogger(__name__)


def watch(reports: Reports) -> FaultRecorder:
    """From now on a fault in a slot, a thread, a task or a destructor is logged, reported, and ends nothing else."""
    recorder = FaultRecorder(reports, lambda: datetime.now(UTC))
    logging.getLogger().addHandler(recorder)
    sys.excepthook = Uncaught()
    threading.excepthook = _in_a_thread
    sys.unraisablehook = _unraisable
    return recorder


def in_the_loop(_loop: "asyncio.AbstractEventLoop", context: dict[str, Any]) -> None:
    """For `set_exception_handler`. asyncio's own would write the reprs of everything involved."""
    error = context.get("exception")
    if isinstance(error, BaseException):
        log.error("The event loop met a fault", exc_info=error)
    else:
        log.warning("The event loop: %s", context.get("message"))


class Uncaught:
    """Python's `excepthook`. A slot of Qt that failed, for instance: a person sees no traceback.

    What fails in every frame that is painted is logged the first, tenth, hundredth time: the log is small.
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
