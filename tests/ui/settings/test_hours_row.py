"""The setting of hours booked: the step in the browser, the trial with a token, and stopping."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.overview.hours import HoursState
from kanbert_desktop.domain.errors import Cancelled, Refused
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.settings.hours_row import HoursRow
from kanbert_desktop.ui.settings.page import SettingsPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication


@pytest.fixture
def row(window: MainWindow) -> HoursRow:
    window.workspace.navigator.open_page(PageKind.SETTINGS)
    page = window.workspace.navigator.page(PageKind.SETTINGS)
    assert isinstance(page, SettingsPage)
    rows = [row for section in page.sections for row in section.rows]
    return next(row for row in rows if isinstance(row, HoursRow))


def click(row: HoursRow, qtbot: QtBot) -> None:
    row.show_button.setFocus()
    qtbot.keyClick(row.show_button, Qt.Key.Key_Space)


def state(application: FakeApplication) -> HoursState:
    return application.require_service().overview.hours.state


def test_they_are_off_at_first(row: HoursRow, application: FakeApplication) -> None:
    assert state(application) is HoursState.OFF
    assert not row.stop_button.isVisible()
    assert row.show_button.accessibleName() == "Allow in the browser …: Hours booked"
    assert "asks in the browser" in row.hint_label.text()


def test_the_browser_asks_and_the_settings_return(
    row: HoursRow, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    click(row, qtbot)
    assert application.sign_in_requests == ["hours"]
    waiting = window.access.waiting_page
    assert waiting.isVisible()
    assert "may also read hours booked" in waiting.text_label.text()
    application.require_service().overview.hours.set_state(HoursState.ON)
    application.sign_ins[-1].finish()
    application.tasks.run_pending()
    assert row.isVisible(), "the settings are shown again"
    assert row.stop_button.isVisible()
    assert not row.show_button.isVisible()
    assert "also offline. They are being loaded." in row.hint_label.text()


def test_a_denied_consent_leads_back_to_the_settings(
    row: HoursRow, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    click(row, qtbot)
    application.sign_ins[-1].fail(Cancelled("denied"))
    application.tasks.run_pending()
    assert window.access.waiting_page.retry_button.isVisible()
    window.access.waiting_page.cancel()
    assert row.isVisible()
    assert state(application) is HoursState.OFF


def test_another_try_asks_for_the_same(
    row: HoursRow, application: FakeApplication, window: MainWindow, qtbot: QtBot
) -> None:
    click(row, qtbot)
    application.sign_ins[-1].fail(Refused("hours_refused"))
    application.tasks.run_pending()
    assert window.access.waiting_page.title_label.text() == "Kanbert does not allow hours booked to be read."
    qtbot.mouseClick(window.access.waiting_page.retry_button, Qt.MouseButton.LeftButton)
    assert application.sign_in_requests == ["hours", "hours"]


def test_an_ordinary_sign_in_says_nothing_of_hours(application: FakeApplication, window: MainWindow) -> None:
    window.access.controller.ask_for_hours()
    window.access.controller.sign_in_again()
    assert application.sign_in_requests == ["hours", "again"]
    assert "hours" not in window.access.waiting_page.text_label.text()


@pytest.mark.parametrize("is_allowed", [True, False])
def test_a_token_is_tried_without_a_browser(
    row: HoursRow, application: FakeApplication, qtbot: QtBot, is_allowed: bool
) -> None:
    application.current_account.sign_in_method = "token"
    row.apply_appearance()
    assert row.show_button.text() == "Show hours"
    assert "efforts:read" in row.hint_label.text()
    if not is_allowed:
        application.hours_error = Refused("forbidden", status=403, message="Invalid scope(s) provided.")
    click(row, qtbot)
    assert application.sign_in_requests == []
    assert row.stop_button.isVisible() is is_allowed
    answer = "Kanbert does not allow this access token to read hours booked. Invalid scope(s) provided."
    assert (row.hint_label.text() == answer) is not is_allowed
    assert bool(row.hint_label.property("problem")) is not is_allowed


def test_stopping_switches_them_off(row: HoursRow, application: FakeApplication, qtbot: QtBot) -> None:
    application.require_service().overview.hours.set_state(HoursState.ON)
    row.stop_button.setFocus()
    qtbot.keyClick(row.stop_button, Qt.Key.Key_Space)
    assert state(application) is HoursState.OFF
    assert row.show_button.hasFocus()


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (HoursState.UNKNOWN_TO_SERVER, "does not offer hours booked"),
        (HoursState.NOT_ALLOWED, "does not allow"),
        (HoursState.UNREADABLE, "not understood"),
    ],
)
def test_the_row_says_why_they_are_off(
    row: HoursRow, application: FakeApplication, reason: HoursState, text: str
) -> None:
    application.require_service().overview.hours.set_state(reason)
    assert text in row.hint_label.text()
    assert row.show_button.isVisible()
