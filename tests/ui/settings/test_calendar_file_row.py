"""The setting of the calendar file, and what the window makes of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards import calendar_file
from kanbert_desktop.app.boards.local_data import CALENDAR_FILE
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.settings.calendar_file_row import CalendarFileRow
from kanbert_desktop.ui.settings.page import SettingsPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication


@pytest.fixture
def row(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> CalendarFileRow:
    monkeypatch.setattr(calendar_file, "_DELAY_MS", 0)
    window.workspace.navigator.open_page(PageKind.SETTINGS)
    page = window.workspace.navigator.page(PageKind.SETTINGS)
    assert isinstance(page, SettingsPage)
    rows = [row for section in page.sections for row in section.rows]
    return next(row for row in rows if isinstance(row, CalendarFileRow))


def test_it_is_off_at_first(row: CalendarFileRow, application: FakeApplication) -> None:
    assert application.open_account.service.local.value(CALENDAR_FILE) == ""
    assert not row.stop_button.isVisible()
    assert row.choose_button.accessibleName() == "Choose file …: Calendar file"


def test_a_chosen_file_is_written_and_kept(
    row: CalendarFileRow, application: FakeApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "kanbert.ics"
    row._save(path)
    assert str(path) in row.hint_label.text()

    def is_written() -> bool:
        application.tasks.run_pending()
        return path.exists()

    qtbot.waitUntil(is_written)
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    row.stop_button.setFocus()
    qtbot.mouseClick(row.stop_button, Qt.MouseButton.LeftButton)
    assert application.open_account.service.local.value(CALENDAR_FILE) == ""
    assert row.choose_button.hasFocus()
    assert path.exists()


def test_a_file_that_cannot_be_written_is_reported_in_the_window(
    row: CalendarFileRow, window: MainWindow, application: FakeApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    row._save(tmp_path / "missing" / "kanbert.ics")

    def is_reported() -> bool:
        application.tasks.run_pending()
        return "calendar file could not be written" in window.workspace.toast.text_label.text()

    qtbot.waitUntil(is_reported)
