"""A profile whose faults are watched, with every hook as before afterwards."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.crash_reports.reports import FaultRecorder, Reports, watch


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path / "profile" / "reports")


@pytest.fixture
def recorder(reports: Reports) -> Iterator[FaultRecorder]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    recorder = watch(reports)
    yield recorder
    logging.getLogger().removeHandler(recorder)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
