"""Uncaught errors become one report each, wherever they surface, and nothing else ends."""

import asyncio
import gc
import logging
import sys
import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, Signal, qCritical, qWarning
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.crash_reports import reports as reports_module
from kanbert_desktop.app.crash_reports.reports import MAX_REPORTS_PER_RUN, CrashReportHandler, CrashReports
from kanbert_desktop.app.qt_messages import log_qt_messages, redact_qt_message
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.events import EventBus, UnexpectedError
from kanbert_desktop.net.redaction import register_secret
from plugins.qt_loop import QtLoop

TITLE = "Geheimsache Zahnarzt"


class Emitter(QObject):
    rung = Signal()


def fail() -> None:
    raise LookupError(TITLE)


def the_report(reports: CrashReports) -> str:
    (text,) = reports.texts()
    assert "Geheimsache" not in text
    assert "LookupError" in text
    assert "in fail" in text
    return text


def test_a_failing_slot_does_not_affect_the_others(
    crash_handler: CrashReportHandler, reports: CrashReports, qtbot: QtBot
) -> None:
    emitter, heard = Emitter(), []
    emitter.rung.connect(fail)
    emitter.rung.connect(lambda: heard.append(1))
    with qtbot.captureExceptions():
        # pytest-qt has a hook of its own; ours is under test.
        sys.excepthook = reports_module.UncaughtExceptionHook()
        emitter.rung.emit()
    assert heard == [1]
    assert "Nobody caught this" in the_report(reports)


def test_an_error_in_every_frame_is_logged_less_and_less_often(caplog: pytest.LogCaptureFixture) -> None:
    hook = reports_module.UncaughtExceptionHook()
    for number in range(250):
        try:
            fail() if number % 2 else fail_as(KeyError)
        except LookupError as error:
            hook(type(error), error, error.__traceback__)
    times = [record.args for record in caplog.records]
    assert times == [(1,), (1,), (10,), (10,), (100,), (100,)]


def test_a_handler_of_the_bus(crash_handler: CrashReportHandler, reports: CrashReports) -> None:
    bus, heard = EventBus(), []
    bus.subscribe(UnexpectedError, lambda _event: fail())
    bus.subscribe(UnexpectedError, lambda _event: heard.append(1))
    bus.publish(UnexpectedError())
    assert heard == [1]
    assert "“A handler of %s failed”" in the_report(reports)


def test_a_thread(crash_handler: CrashReportHandler, reports: CrashReports) -> None:
    thread = threading.Thread(target=fail, name="store-writer")
    thread.start()
    thread.join()
    assert "in thread store-writer" in the_report(reports)


def test_a_task_and_a_callback_of_the_loop(
    crash_handler: CrashReportHandler, reports: CrashReports, qt_loop: QtLoop
) -> None:
    async def broken() -> None:
        fail()

    async def life() -> None:
        tasks, done = Tasks(), asyncio.Event()
        tasks.start("broken", broken())
        asyncio.get_running_loop().call_later(0.02, done.set)
        await done.wait()
        await tasks.close()

    qt_loop(life())
    assert "“Task %s failed”" in the_report(reports)


def test_a_task_that_nobody_waits_for(
    crash_handler: CrashReportHandler,
    reports: CrashReports,
    qapp: QApplication,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken() -> None:
        fail()

    async def life() -> None:
        task = asyncio.get_running_loop().create_task(broken(), name=TITLE)
        await asyncio.wait([task])
        del task
        gc.collect()

    run_on_qt(qapp, life())
    assert "“The event loop met a fault”" in the_report(reports)
    assert TITLE not in "".join(record.getMessage() for record in caplog.records)


def test_something_that_cannot_be_raised(crash_handler: CrashReportHandler, reports: CrashReports) -> None:
    class Parting:
        def __del__(self) -> None:
            fail()

    sys.unraisablehook = reports_module._unraisable
    parting = Parting()
    del parting
    assert "“This could not be raised”" in the_report(reports)


def test_the_same_error_is_reported_once(crash_handler: CrashReportHandler, reports: CrashReports) -> None:
    reported: list[int] = []
    crash_handler.subscribe(lambda: reported.append(1))
    for _ in range(100):
        log_fault(fail)
    assert len(reports.texts()) == len(reported) == 1


def log_fault(action: Callable[[], object]) -> None:
    try:
        action()
    except Exception:
        logging.getLogger("kanbert_desktop.test").exception("It failed")


def test_a_run_with_many_errors_writes_only_a_few_reports(
    crash_handler: CrashReportHandler, reports: CrashReports
) -> None:
    for number in range(MAX_REPORTS_PER_RUN * 3):
        kind = type(f"Fault{number}", (Exception,), {})
        log_fault(partial(fail_as, kind))
    assert len(reports.texts()) == MAX_REPORTS_PER_RUN


def fail_as(kind: type[Exception]) -> None:
    raise kind(TITLE)


def test_a_failing_subscriber_does_not_prevent_the_report(
    crash_handler: CrashReportHandler, reports: CrashReports
) -> None:
    crash_handler.subscribe(fail)
    log_fault(fail)
    the_report(reports)


def test_an_expected_error_is_not_reported(crash_handler: CrashReportHandler, reports: CrashReports) -> None:
    logging.getLogger("kanbert_desktop.test").error("It was refused")
    logging.getLogger("kanbert_desktop.test").warning("It failed", exc_info=ValueError())
    assert reports.texts() == []


def test_secrets_stay_out_of_it_however_they_came_in(
    crash_handler: CrashReportHandler, reports: CrashReports
) -> None:
    register_secret("s3cret-t0ken-of-anna")
    kind = type("Bearer s3cret-t0ken-of-anna", (Exception,), {})
    logging.getLogger("kanbert_desktop.test").error("token=s3cret-t0ken-of-anna", exc_info=kind())
    (text,) = reports.texts()
    assert "s3cret" not in text


def test_qt_messages_are_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), log_qt_messages(None):
        qWarning(f'QObject::connect: no signal "{TITLE}"')
        qCritical("QPainter::begin: a paint device can only be painted by one painter at a time")
    assert [record.getMessage() for record in caplog.records] == [
        "QObject::connect: no signal “…”",
        "QPainter::begin: a paint device can only be painted by one painter at a time",
    ]


@pytest.mark.parametrize(
    "text",
    [f"QString::arg: Argument missing: {TITLE}, 3", "cannot open /data/Geheimsache/x", f"‘'{TITLE}'"],
)
def test_quoted_text_in_qt_messages_is_left_out(text: str) -> None:
    assert "Geheimsache" not in redact_qt_message(text)
