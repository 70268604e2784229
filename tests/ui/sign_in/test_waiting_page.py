"""Page that waits for the browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.domain.errors import Cancelled, InvalidInput, NotReady, TransientError
from kanbert_desktop.ui.sign_in.waiting_page import WaitingPage
from kanbert_desktop.ui.style.theme import Theme
from support.fake_clock import FakeClock

BEGIN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class Attempt:
    link = "https://kanbert.example/oauth/authorize?state=s"

    def __init__(self) -> None:
        self.deadline = BEGIN + timedelta(minutes=10)
        self.did: list[str] = []
        self.no_browser: Callable[[], None] = lambda: None

    def set_no_browser_handler(self, handler: Callable[[], None]) -> None:
        self.no_browser = handler

    def cancel(self) -> None:
        self.did.append("cancel")

    def reopen_browser(self) -> None:
        self.did.append("open")

    def answer_confirmation(self, comes_in: bool) -> None:
        self.did.append("come in" if comes_in else "stay out")

    def paste_url(self, url: str) -> None:
        self.did.append(url)
        if "code=" not in url:
            raise InvalidInput("not_the_final_address")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(BEGIN)


@pytest.fixture
def attempt() -> Attempt:
    return Attempt()


@pytest.fixture
def page(theme: Theme, clock: FakeClock, attempt: Attempt, qtbot: QtBot) -> WaitingPage:
    shown = WaitingPage(theme, clock)
    qtbot.addWidget(shown)
    shown.resize(1000, 800)
    shown.show_attempt(attempt)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def pass_time(page: WaitingPage, clock: FakeClock, seconds: int) -> None:
    clock.time += timedelta(seconds=seconds)
    page._countdown_timer.timeout.emit()


def test_copy_link_and_open_again_are_available_at_once(page: WaitingPage) -> None:
    assert page.copy_link_button.isVisible()
    assert page.copy_link_button.isEnabled()
    assert page.open_again_button.isVisible()
    assert page.open_again_button.isEnabled()


def test_the_link_is_copied_and_the_button_says_so(page: WaitingPage, attempt: Attempt, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.copy_link_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == attempt.link
    assert page.copy_link_button.text() == "Copied"
    page.copy_link_button.copied_timer.timeout.emit()
    assert page.copy_link_button.text() == "Copy link"


def test_open_again_opens_the_browser_again(page: WaitingPage, attempt: Attempt, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.open_again_button, Qt.MouseButton.LeftButton)
    assert attempt.did == ["open"]


def test_the_remaining_time_is_shown_and_counts_down(page: WaitingPage, clock: FakeClock) -> None:
    assert page._time_label.text() == "10:00 left"
    pass_time(page, clock, 18)
    assert page._time_label.text() == "9:42 left"
    assert page.progress_bar.value() == 970


def test_escape_cancels(page: WaitingPage, attempt: Attempt, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert attempt.did == ["cancel"]


def test_the_paste_form_opens_automatically_after_a_minute(page: WaitingPage, clock: FakeClock) -> None:
    assert not page.paste_form.field.isVisible()
    pass_time(page, clock, 59)
    assert not page.paste_form.field.isVisible()
    pass_time(page, clock, 1)
    assert page.paste_form.field.isVisible()


def test_a_collapsed_paste_form_stays_collapsed(page: WaitingPage, clock: FakeClock, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.paste_form.toggle_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.paste_form.toggle_button, Qt.MouseButton.LeftButton)
    pass_time(page, clock, 120)
    assert not page.paste_form.field.isVisible()


def test_a_pasted_url_is_submitted_and_cleared(page: WaitingPage, attempt: Attempt, qtbot: QtBot) -> None:
    page.paste_form.expand()
    page.paste_form.field.setText(" http://127.0.0.1:4000/callback?code=secret&state=s ")
    qtbot.keyClick(page.paste_form.field, Qt.Key.Key_Return)
    assert attempt.did == ["http://127.0.0.1:4000/callback?code=secret&state=s"]
    page.paste_form.field.undo()
    assert page.paste_form.field.text() == ""


def test_a_wrong_url_is_explained_and_kept(page: WaitingPage, qtbot: QtBot) -> None:
    page.paste_form.expand()
    page.paste_form.field.setText("http://example.com")
    qtbot.mouseClick(page.paste_form.submit_button, Qt.MouseButton.LeftButton)
    assert "not the right address" in page.paste_form._text_label.text()
    assert page.paste_form.field.text() == "http://example.com"


@pytest.mark.parametrize(
    ("error", "title", "text"),
    [
        (Cancelled("denied"), "You did not allow access.", "Nothing was changed."),
        (Cancelled("timed_out"), "The sign-in timed out.", "Start again when you are ready."),
        (TransientError("offline"), "Kanbert cannot be reached.", ""),
        (
            NotReady("no_local_port", reason="busy"),
            "The browser cannot connect to this program.",
            "busy",
        ),
    ],
)
def test_each_failure_is_explained_and_offers_a_retry(
    page: WaitingPage, qtbot: QtBot, error: Cancelled, title: str, text: str
) -> None:
    page.show_failure(error)
    assert page.title_label.text() == title
    assert text in page.text_label.text()
    assert not page.copy_link_button.isVisible()
    with qtbot.waitSignal(page.retry_requested):
        qtbot.mouseClick(page.retry_button, Qt.MouseButton.LeftButton)


def test_a_new_attempt_starts_from_the_beginning(page: WaitingPage, clock: FakeClock) -> None:
    page.show_failure(Cancelled("denied"))
    page.show_attempt(Attempt())
    assert page.title_label.text() == "Continue in your browser"
    assert page.open_again_button.isVisible()
    assert not page.retry_button.isVisible()


def test_every_button_and_field_has_an_accessible_name(page: WaitingPage) -> None:
    page.paste_form.expand()
    for part in (
        page.open_again_button,
        page.copy_link_button,
        page.cancel_button,
        page.paste_form.submit_button,
        page.paste_form.toggle_button,
    ):
        assert part.accessibleName() or part.text()
    assert page.paste_form.field.accessibleName() == "Last address from the browser"
    assert page.header.steps.accessibleName() == "Step 2 of 3: Browser"


def test_without_a_browser_it_does_not_claim_to_have_opened_one(
    page: WaitingPage, attempt: Attempt, qtbot: QtBot
) -> None:
    assert page.text_label.text().startswith("The Kanbert sign-in page is open")
    attempt.no_browser()
    assert page.text_label.text().startswith("No browser was found on this computer. Copy the link")
    assert "opened" not in page.text_label.text()
    assert page.link_view.toPlainText() == attempt.link
    assert page.link_view.isVisible()
    assert page.copy_link_button.hasFocus()
    assert page.paste_form.field.isVisible()
    qtbot.mouseClick(page.copy_link_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == attempt.link


def test_a_finished_attempt_changes_nothing(page: WaitingPage, attempt: Attempt) -> None:
    page.show_failure(Cancelled("timed_out"))
    text = page.text_label.text()
    attempt.no_browser()
    assert page.text_label.text() == text
    page.show_attempt(Attempt())
    attempt.no_browser()
    assert page.text_label.text().startswith("The Kanbert sign-in page is open")


MIRA = Person(PersonId("u1"), "Mira Keller", "mira@studio.test")
EVE = Person(PersonId("u2"), "<b>Eve</b> <img src=x>", "eve@studio.test")


def test_another_user_is_confirmed_with_both_names(page: WaitingPage, attempt: Attempt, qtbot: QtBot) -> None:
    page.ask_account_change(MIRA, EVE)
    assert page.title_label.text() == "Another account has signed in"
    assert "Mira Keller (mira@studio.test)" in page.text_label.text()
    assert "<b>Eve</b> <img src=x> (eve@studio.test)" in page.text_label.text()
    assert page.cancel_button.hasFocus(), "a key pressed without looking lets nobody in"
    for gone in (page.copy_link_button, page.open_again_button, page.retry_button, page.link_view):
        assert not gone.isVisible()
    qtbot.mouseClick(page.continue_button, Qt.MouseButton.LeftButton)
    assert attempt.did == ["come in"]


def test_escape_rejects_the_other_user(page: WaitingPage, attempt: Attempt, qtbot: QtBot) -> None:
    page.ask_account_change(MIRA, EVE)
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert attempt.did == ["cancel"]


def test_the_next_attempt_waits_as_usual(page: WaitingPage, attempt: Attempt) -> None:
    page.ask_account_change(MIRA, EVE)
    page.show_attempt(attempt)
    assert page.title_label.text() == "Continue in your browser"
    assert not page.continue_button.isVisible()
    assert page.open_again_button.isVisible()


def test_missing_and_very_long_names_fit(page: WaitingPage) -> None:
    page.ask_account_change(Person(PersonId("u1"), "", ""), Person(PersonId("u2"), "x" * 5000, "y" * 5000))
    assert "u1" in page.text_label.text()
    assert len(page.text_label.text()) < 700
