"""Crash reports of an earlier run."""

from datetime import UTC, datetime, timedelta

import pytest

from kanbert_desktop.app.crash_reports.reports import CrashReports
from support.fake_application import FakeApplication

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def reports(application: FakeApplication) -> CrashReports:
    kept = CrashReports(application.environment.reports)
    for number, text in enumerate(("the older one", "the newer one")):
        kept.add(text, NOON + timedelta(seconds=number))
    return kept
