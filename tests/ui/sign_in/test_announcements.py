"""What a screen reader announces during a sign-in: hints, errors, results, remaining time."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.errors import Cancelled, InvalidInput, KanbertError, Refused
from kanbert_desktop.ui.sign_in import fields, first_run_page, method_form, paste_url, waiting_page
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import NOW


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every announcement to a screen reader."""
    texts: list[str] = []
    for room in (first_run_page, fields, first_run_page, paste_url, waiting_page, method_form):
        monkeypatch.setattr(room, "announce", lambda _widget, text: texts.append(text))
    return texts


def test_a_validation_hint_is_announced_once_and_not_at_every_key(
    new_window: MainWindow, announced: list[str], qtbot: QtBot
) -> None:
    edit = new_window.access.first_run_page.methods.browser_form.client_id_field.edit
    qtbot.keyClicks(edit, "me@kanbert.example")
    doubts = [text for text in announced if "e-mail" in text]
    assert len(doubts) == 1
    assert doubts[0].startswith("That is an e-mail address, not a client ID.")


def test_errors_are_announced_at_their_field(new_window: MainWindow, announced: list[str]) -> None:
    first = new_window.access.first_run_page
    first.methods.select("token")
    first.show_error(Refused("token_refused"))
    first.methods.select("browser")
    first.show_error(InvalidInput("server_not_https", server="http://k.example"))
    assert announced[0].startswith("Kanbert does not recognise this access token.")
    assert announced[-1].startswith("This address is not secure.")


def test_a_notice_is_announced(new_window: MainWindow, announced: list[str]) -> None:
    new_window.access.first_run_page.show_notice(KanbertError("signed_out"))
    assert announced == ["You are signed out. The sign-in is no longer on this computer."]


def test_remaining_time_is_announced_at_five_and_one_minutes_and_at_the_end(
    new_window: MainWindow, application: FakeApplication, announced: list[str], qtbot: QtBot
) -> None:
    new_window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("42")
    qtbot.mouseClick(
        new_window.access.first_run_page.methods.browser_form.submit_button, Qt.MouseButton.LeftButton
    )
    page = new_window.access.waiting_page
    for second in range(600):
        page._now = lambda second=second: NOW + timedelta(seconds=second)
        page._count_down()
    assert announced == ["5 minutes left to sign in", "1 minute left to sign in"]
    application.sign_ins[0].fail(Cancelled("timed_out"))
    application.tasks.run_pending()
    assert announced[-1] == "The sign-in timed out."
