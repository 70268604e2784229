"""Crash reports on the disk: private, few, and no second error."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kanbert_desktop.app.crash_reports.reports import MAX_CHARACTERS, MAX_REPORTS, CrashReports

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_the_last_ones_are_kept(reports: CrashReports) -> None:
    for number in range(MAX_REPORTS + 3):
        reports.add(f"{number}", NOON + timedelta(seconds=number))
    assert reports.texts() == [str(number) for number in range(3, MAX_REPORTS + 3)]


def test_others_cannot_read_them(reports: CrashReports) -> None:
    path = reports.add("text", NOON)
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert reports.folder.stat().st_mode & 0o777 == 0o700


def test_reports_are_limited_in_length(reports: CrashReports) -> None:
    reports.add("x" * MAX_CHARACTERS * 2, NOON)
    assert [len(text) for text in reports.texts()] == [MAX_CHARACTERS]


def test_deleted_reports_are_gone_and_nothing_else(reports: CrashReports) -> None:
    reports.add("text", NOON)
    (reports.folder / "notes.txt").write_text("a person's own", "utf-8")
    reports.delete_all()
    assert [path.name for path in reports.folder.iterdir()] == ["notes.txt"]


def test_where_nothing_can_be_written_nothing_else_breaks(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    reports = CrashReports(tmp_path / "file" / "reports")
    assert reports.add("text", NOON) is None
    assert reports.paths() == []
