"""Going out with something unsent: send, keep, or export and discard; and going to another account."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import ClientRegistration, KnownAccount
from kanbert_desktop.app.accounts.sign_out import UnsentCounts
from kanbert_desktop.app.accounts.switching import ListedAccount
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import NotReady, Refused, SignInRequired
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.sign_out import SignOutDialog
from support.fake_application import FakeApplication


@pytest.fixture
def question(window: MainWindow, application: FakeApplication) -> SignOutDialog:
    application.open_account.service.move_card("1", Column.COMPLETED)
    window.ask_to_sign_out()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, SignOutDialog)
    return asked


def button(question: SignOutDialog, words: str) -> QPushButton:
    return next(found for found in question.findChildren(QPushButton) if found.text() == words)


def said(question: SignOutDialog) -> list[str]:
    return [label.accessibleName() or label.text() for label in question.findChildren(QLabel)]


@pytest.mark.parametrize(("words", "choice"), [("Send and sign out", "send"), ("Keep for next time", "keep")])
def test_sending_and_keeping(
    question: SignOutDialog, application: FakeApplication, words: str, choice: str
) -> None:
    assert "1 change is not sent yet." in said(question)
    button(question, words).click()
    assert application.sign_out_calls == [choice]
    assert application.export_paths == []


def test_enter_sends(question: SignOutDialog, application: FakeApplication, qtbot: QtBot) -> None:
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert application.sign_out_calls == ["send"]


def ask_where(question: SignOutDialog, qtbot: QtBot) -> QFileDialog:
    button(question, "Export and discard").click()
    qtbot.waitUntil(lambda: bool(question.findChildren(QFileDialog)))
    (asking,) = question.findChildren(QFileDialog)
    return asking


def test_an_export_asks_where_and_goes_there(
    question: SignOutDialog, application: FakeApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    asking = ask_where(question, qtbot)
    assert application.sign_out_calls == []
    assert asking.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    asking.fileSelected.emit(str(tmp_path / "left.json"))
    assert application.export_paths == [tmp_path / "left.json"]
    assert application.sign_out_calls == ["discard"]


def test_whoever_leaves_the_file_dialog_is_back_at_the_question(
    question: SignOutDialog, application: FakeApplication, qtbot: QtBot
) -> None:
    ask_where(question, qtbot).reject()
    assert question.isVisible()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert application.sign_out_calls == []


def test_an_export_that_fails_discards_nothing_and_says_why(
    question: SignOutDialog,
    window: MainWindow,
    application: FakeApplication,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    application.export_error = NotReady("export_unwritable", path="/x", reason="No space left on device")
    ask_where(question, qtbot).fileSelected.emit(str(tmp_path / "left.json"))
    assert application.sign_out_calls == []
    assert "No space left on device" in window.workspace.toast.text_label.text()


def test_what_sending_alone_does_not_end_is_said(theme: Theme, window: MainWindow) -> None:
    asked = SignOutDialog(
        UnsentCounts(pending=1, parked=2, drafts=1, unreadable=1), SyncStatus(), theme, window
    )
    (words,) = [line for line in said(asked) if "decision" in line]
    assert words.startswith(
        "2 need your decision first. 1 is an unfinished text. 1 was made by a newer version."
    )
    asked.deleteLater()


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=1, problem="offline"), "cannot be reached"),
        (SyncStatus(SyncState.NEEDS_SIGN_IN, pending=1, problem="sign_in_needed"), "sign in again"),
    ],
    ids=["offline", "sign in"],
)
def test_sending_is_not_offered_where_nothing_can_be_sent(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, status: SyncStatus, why: str
) -> None:
    application.open_account.service.move_card("1", Column.COMPLETED)
    application.publish_status(status)
    window.ask_to_sign_out()
    asked = window.findChild(SignOutDialog)
    assert [each.text() for each in asked.findChildren(QPushButton)] == [
        "Cancel",
        "Export and discard",
        "Keep for next time",
    ]
    assert any(why in line and "nothing can be sent now" in line for line in said(asked))
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert application.sign_out_calls == ["keep"]


def test_what_could_not_be_sent_is_said(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_pending: str) -> None:
        raise Refused("unsent_left", pending=1, parked=2, drafts=0)

    monkeypatch.setattr(application, "sign_out", refuse)
    window.sign_out.sign_out("send")
    assert "to send 1, to decide 2, drafts 0" in window.workspace.toast.text_label.text()
    assert window.pages.currentWidget() is window.workspace


def test_the_board_rests_on_the_way_out_and_wakes_where_the_person_stays(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    rested: list[bool] = []

    async def refuse(_pending: str) -> None:
        rested.append(not window.workspace.isEnabled())
        raise Refused("unsent_left", pending=1, parked=0, drafts=0)

    monkeypatch.setattr(application, "sign_out", refuse)
    window.sign_out.sign_out("send")
    assert rested == [True]
    assert window.workspace.isEnabled()


# Other accounts.


def listed(name: str, **more: Any) -> ListedAccount:  # noqa: ANN401  its fields
    account = KnownAccount("https://one.test", name, name, f"{name}@x.test", client_id="app", **more)
    return ListedAccount(account, Path("/profile"), "ready", is_current=False, in_this_profile=True)


@pytest.fixture
def others(application: FakeApplication) -> list[ListedAccount]:
    sample = replace(listed("Ute & Co", sandbox="s"), is_here=True)
    out = replace(listed("Jo"), standing="signed_out")
    elsewhere = replace(
        listed("Ina"), profile=Path("/elsewhere"), in_this_profile=False, standing="needs_sign_in"
    )
    application.listed_accounts = [sample, listed("Mira"), out, elsewhere]
    return application.listed_accounts


@pytest.fixture
def entries(window: MainWindow, others: list[ListedAccount]) -> list[QAction]:
    window._show_account_menu()
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    assert others
    return menu.actions()[:5]


def test_the_menu_lists_the_accounts_first(entries: list[QAction]) -> None:
    assert [entry.text() for entry in entries] == [
        "Ute && Co · Sample data",
        "Mira · one.test",
        "Jo · one.test (signed out)",
        "Ina · one.test (sign in again)",
        "Add account …",
    ]
    assert [entry.isChecked() for entry in entries] == [True, False, False, False, False]


def test_one_of_this_profile_is_shown_in_place(entries: list[QAction], application: FakeApplication) -> None:
    entries[1].trigger()
    assert application.switched_accounts == [application.listed_accounts[1].account.id]
    assert application.opened_windows == []


def test_one_that_is_here_stays(entries: list[QAction], application: FakeApplication) -> None:
    entries[0].trigger()
    assert (application.switched_accounts, application.opened_windows) == ([], [])


def test_one_of_another_profile_and_a_new_one_get_their_windows(
    entries: list[QAction], application: FakeApplication
) -> None:
    entries[3].trigger()
    entries[4].trigger()
    assert application.opened_windows == [
        (Path("/elsewhere"), application.listed_accounts[3].account.id),
        (None, None),
    ]
    assert application.switched_accounts == []


def test_one_that_is_signed_out_is_asked_to_sign_in(
    entries: list[QAction], window: MainWindow, application: FakeApplication
) -> None:
    entries[2].trigger()
    (typed,) = application.sign_in_requests
    assert isinstance(typed, ClientRegistration)
    assert (typed.server, typed.client_id) == ("https://one.test", "app")
    assert window.pages.currentWidget() is window.waiting_page


def test_an_account_that_cannot_be_opened_says_why(
    entries: list[QAction], window: MainWindow, application: FakeApplication
) -> None:
    application.switch_error = SignInRequired("sign_in_needed")
    entries[1].trigger()
    assert window.pages.currentWidget() is window.workspace
    texts = [strip.text_label.text() for strip in window.workspace.banner_bar.banners.values()]
    assert any("sign in again" in text.lower() for text in texts)


def test_the_first_page_leads_to_the_accounts_this_computer_knows(
    new_window: MainWindow, application: FakeApplication, others: list[ListedAccount]
) -> None:
    first = new_window.first_run_page
    application.listed_accounts = []
    first.set_back_visible(False)
    assert not first.accounts_button.isVisible()
    application.listed_accounts = others[1:]
    first.set_back_visible(False)
    assert first.accounts_button.isVisible()
    first.accounts_button.click()
    menu = next(menu for menu in new_window.findChildren(QMenu) if menu.isVisible())
    assert [entry.text() for entry in menu.actions()] == [
        "Mira · one.test",
        "Jo · one.test (signed out)",
        "Ina · one.test (sign in again)",
    ]
    menu.actions()[0].trigger()
    assert application.switched_accounts == [others[1].account.id]


def test_nobody_is_signed_out_or_gone_to_while_another_one_leaves(
    entries: list[QAction],
    window: MainWindow,
    application: FakeApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(application.tasks, "is_running", lambda name: name == "switch account")
    entries[1].trigger()
    window.ask_to_sign_out()
    assert (application.switched_accounts, application.sign_out_calls) == ([], [])
