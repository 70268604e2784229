"""A profile with crash reports; every hook is restored afterwards."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.crash_reports.reports import (
    CrashReportHandler,
    CrashReports,
    install_exception_hooks,
)


@pytest.fixture
def reports(tmp_path: Path) -> CrashReports:
    return CrashReports(tmp_path / "profile" / "reports")


@pytest.fixture
def crash_handler(reports: CrashReports) -> Iterator[CrashReportHandler]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    recorder = install_exception_hooks(reports)
    yield recorder
    logging.getLogger().removeHandler(recorder)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
