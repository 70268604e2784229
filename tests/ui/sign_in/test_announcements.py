"""What is said aloud while somebody comes in: hints, refusals, ends, and the time at five minutes and at one."""

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
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every announcement, as it would reach a screen reader."""
    told: list[str] = []
    for room in (first_run_page, fields, first_run_page, paste_url, waiting_page, method_form):
        monkeypatch.setattr(room, "announce", lambda _widget, words: told.append(words))
    return told


def test_a_doubt_is_heard_once_and_not_at_every_key(
    new_window: MainWindow, heard: list[str], qtbot: QtBot
) -> None:
    edit = new_window.first_run_page.methods.browser_form.client_id_field.edit
    qtbot.keyClicks(edit, "me@kanbert.example")
    doubts = [words for words in heard if "e-mail" in words]
    assert len(doubts) == 1
    assert doubts[0].startswith("That is an e-mail address, not a client ID.")


def test_refusals_are_heard_where_they_stand(new_window: MainWindow, heard: list[str]) -> None:
    first = new_window.first_run_page
    first.methods.select("token")
    first.show_error(Refused("token_refused"))
    first.methods.select("browser")
    first.show_error(InvalidInput("server_not_https", server="http://k.example"))
    assert heard[0].startswith("Kanbert does not know this access token.")
    assert heard[-1].startswith("This address is not secure.")


def test_a_calm_notice_is_heard(new_window: MainWindow, heard: list[str]) -> None:
    new_window.first_run_page.show_notice(KanbertError("signed_out"))
    assert heard == ["You are signed out. The sign-in is no longer on this computer."]


def test_the_time_left_is_heard_at_five_minutes_and_at_one_and_the_end_as_well(
    new_window: MainWindow, application: FakeApplication, heard: list[str], qtbot: QtBot
) -> None:
    new_window.first_run_page.methods.browser_form.client_id_field.edit.setText("42")
    qtbot.mouseClick(new_window.first_run_page.methods.browser_form.submit_button, Qt.MouseButton.LeftButton)
    page = new_window.waiting_page
    for second in range(600):
        page._now = lambda second=second: NOW + timedelta(seconds=second)
        page._count_down()
    assert heard == ["5 minutes left to sign in", "1 minute left to sign in"]
    application.sign_ins[0].fail(Cancelled("timed_out"))
    application.tasks.run_pending()
    assert heard[-1] == "The time is over."
