"""The page that waits for the browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.domain.errors import Cancelled, InvalidInput, NotReady, TransientError
from kanbert_desktop.ui.sign_in.waiting_page import SignInPage
from kanbert_desktop.ui.style.theme import Theme

BEGIN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        return self.now


class Attempt:
    link = "https://kanbert.example/oauth/authorize?state=s"

    def __init__(self) -> None:
        self.deadline = BEGIN + timedelta(minutes=10)
        self.did: list[str] = []
        self.no_browser: Callable[[], None] = lambda: None

    def tell_no_browser(self, told: Callable[[], None]) -> None:
        self.no_browser = told

    def cancel(self) -> None:
        self.did.append("cancel")

    def open_again(self) -> None:
        self.did.append("open")

    def decide(self, comes_in: bool) -> None:
        self.did.append("come in" if comes_in else "stay out")

    def paste(self, url: str) -> None:
        self.did.append(url)
        if "code=" not in url:
            raise InvalidInput("not_the_final_address")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempt() -> Attempt:
    return Attempt()


@pytest.fixture
def page(theme: Theme, clock: Clock, attempt: Attempt, qtbot: QtBot) -> SignInPage:
    shown = SignInPage(theme, clock)
    qtbot.addWidget(shown)
    shown.resize(1000, 800)
    shown.wait_for(attempt)
    with qtbot.waitActive(shown, timeout=10_000):
        shown.show()
        shown.activateWindow()
    return shown


def pass_time(page: SignInPage, clock: Clock, seconds: int) -> None:
    clock.now += timedelta(seconds=seconds)
    page._tick.timeout.emit()


def test_copy_link_and_open_again_are_there_from_the_first_second(page: SignInPage) -> None:
    assert page.copy_link.isVisible()
    assert page.copy_link.isEnabled()
    assert page.open_again.isVisible()
    assert page.open_again.isEnabled()


def test_the_link_is_copied_and_the_button_says_so(page: SignInPage, attempt: Attempt, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.copy_link, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == attempt.link
    assert page.copy_link.text() == "Copied"
    page.copy_link.copied.timeout.emit()
    assert page.copy_link.text() == "Copy link"


def test_open_again_asks_the_browser_once_more(page: SignInPage, attempt: Attempt, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.open_again, Qt.MouseButton.LeftButton)
    assert attempt.did == ["open"]


def test_the_deadline_is_visible_and_runs_down(page: SignInPage, clock: Clock) -> None:
    assert page._time.text() == "10:00 left"
    pass_time(page, clock, 18)
    assert page._time.text() == "9:42 left"
    assert page.bar.value() == 970


def test_escape_cancels(page: SignInPage, attempt: Attempt, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert attempt.did == ["cancel"]


def test_the_paste_field_opens_by_itself_after_a_minute(page: SignInPage, clock: Clock) -> None:
    assert not page.fallback.field.isVisible()
    pass_time(page, clock, 59)
    assert not page.fallback.field.isVisible()
    pass_time(page, clock, 1)
    assert page.fallback.field.isVisible()


def test_a_paste_field_that_was_folded_stays_folded(page: SignInPage, clock: Clock, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.fallback.head, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.fallback.head, Qt.MouseButton.LeftButton)
    pass_time(page, clock, 120)
    assert not page.fallback.field.isVisible()


def test_a_pasted_address_is_handed_over_and_forgotten(
    page: SignInPage, attempt: Attempt, qtbot: QtBot
) -> None:
    page.fallback.unfold()
    page.fallback.field.setText(" http://127.0.0.1:4000/callback?code=secret&state=s ")
    qtbot.keyClick(page.fallback.field, Qt.Key.Key_Return)
    assert attempt.did == ["http://127.0.0.1:4000/callback?code=secret&state=s"]
    page.fallback.field.undo()
    assert page.fallback.field.text() == ""


def test_a_wrong_address_is_explained_and_kept(page: SignInPage, qtbot: QtBot) -> None:
    page.fallback.unfold()
    page.fallback.field.setText("http://example.com")
    qtbot.mouseClick(page.fallback.button, Qt.MouseButton.LeftButton)
    assert "not the address" in page.fallback._words.text()
    assert page.fallback.field.text() == "http://example.com"


@pytest.mark.parametrize(
    ("error", "title", "text"),
    [
        (Cancelled("denied"), "You did not allow access.", "Nothing was changed."),
        (Cancelled("timed_out"), "The time is over.", "Start again when you like."),
        (TransientError("offline"), "Kanbert cannot be reached.", ""),
        (
            NotReady("no_local_port", reason="busy"),
            "The browser cannot report back to this computer.",
            "busy",
        ),
    ],
)
def test_each_end_says_what_happened_and_offers_another_try(
    page: SignInPage, qtbot: QtBot, error: Cancelled, title: str, text: str
) -> None:
    page.end(error)
    assert page.title.text() == title
    assert text in page.text.text()
    assert not page.copy_link.isVisible()
    with qtbot.waitSignal(page.again):
        qtbot.mouseClick(page.try_again, Qt.MouseButton.LeftButton)


def test_a_new_attempt_starts_from_the_beginning(page: SignInPage, clock: Clock) -> None:
    page.end(Cancelled("denied"))
    page.wait_for(Attempt())
    assert page.title.text() == "Continue in your browser"
    assert page.open_again.isVisible()
    assert not page.try_again.isVisible()


def test_every_button_and_field_has_a_name(page: SignInPage) -> None:
    page.fallback.unfold()
    for part in (
        page.open_again,
        page.copy_link,
        page.cancel_button,
        page.fallback.button,
        page.fallback.head,
    ):
        assert part.accessibleName() or part.text()
    assert page.fallback.field.accessibleName() == "Final address from the browser"
    assert page.head.steps.accessibleName() == "Step 2 of 3: Browser"


def test_where_no_browser_is_found_it_does_not_say_that_one_was_opened(
    page: SignInPage, attempt: Attempt, qtbot: QtBot
) -> None:
    assert page.text.text().startswith("We have opened")
    attempt.no_browser()
    assert page.text.text().startswith("No browser was found on this computer. Copy the link")
    assert "opened" not in page.text.text()
    assert page.link.toPlainText() == attempt.link
    assert page.link.isVisible()
    assert page.copy_link.hasFocus()
    assert page.fallback.field.isVisible()
    qtbot.mouseClick(page.copy_link, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == attempt.link


def test_an_attempt_that_is_over_changes_nothing(page: SignInPage, attempt: Attempt) -> None:
    page.end(Cancelled("timed_out"))
    words = page.text.text()
    attempt.no_browser()
    assert page.text.text() == words
    page.wait_for(Attempt())
    attempt.no_browser()
    assert page.text.text().startswith("We have opened")


MIRA = Person(PersonId("u1"), "Mira Keller", "mira@studio.test")
EVE = Person(PersonId("u2"), "<b>Eve</b> <img src=x>", "eve@studio.test")


def test_somebody_else_is_asked_about_with_both_names(
    page: SignInPage, attempt: Attempt, qtbot: QtBot
) -> None:
    page.ask(MIRA, EVE)
    assert page.title.text() == "Somebody else has signed in"
    assert "Mira Keller (mira@studio.test)" in page.text.text()
    assert "<b>Eve</b> <img src=x> (eve@studio.test)" in page.text.text()
    assert page.cancel_button.hasFocus(), "a key pressed without looking lets nobody in"
    for gone in (page.copy_link, page.open_again, page.try_again, page.link):
        assert not gone.isVisible()
    qtbot.mouseClick(page.come_in, Qt.MouseButton.LeftButton)
    assert attempt.did == ["come in"]


def test_escape_lets_nobody_in(page: SignInPage, attempt: Attempt, qtbot: QtBot) -> None:
    page.ask(MIRA, EVE)
    with qtbot.waitSignal(page.left, timeout=10_000):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert attempt.did == ["cancel"]


def test_the_next_attempt_waits_as_ever(page: SignInPage, attempt: Attempt) -> None:
    page.ask(MIRA, EVE)
    page.wait_for(attempt)
    assert page.title.text() == "Continue in your browser"
    assert not page.come_in.isVisible()
    assert page.open_again.isVisible()


def test_people_without_names_and_with_endless_ones_fit(page: SignInPage) -> None:
    page.ask(Person(PersonId("u1"), "", ""), Person(PersonId("u2"), "x" * 5000, "y" * 5000))
    assert "u1" in page.text.text()
    assert len(page.text.text()) < 700
