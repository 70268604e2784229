"""Sign-out with unsent changes (send, keep, export and discard), and switching accounts."""

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
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.question_dialogs import SignOutDialog
from support.fake_application import FakeApplication


@pytest.fixture
def question(window: MainWindow, application: FakeApplication) -> SignOutDialog:
    application.open_account.service.move_card("1", Column.COMPLETED)
    window.access.ask_to_sign_out()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, SignOutDialog)
    return asked


def button(question: SignOutDialog, text: str) -> QPushButton:
    return next(found for found in question.findChildren(QPushButton) if found.text() == text)


def text_of(question: SignOutDialog) -> list[str]:
    return [label.accessibleName() or label.text() for label in question.findChildren(QLabel)]


@pytest.mark.parametrize(("text", "choice"), [("Send and sign out", "send"), ("Keep for next time", "keep")])
def test_unsent_changes_can_be_sent_or_kept(
    question: SignOutDialog, application: FakeApplication, text: str, choice: str
) -> None:
    assert "1 change is not sent yet." in text_of(question)
    button(question, text).click()
    assert application.sign_out_calls == [choice]
    assert application.export_paths == []


def test_enter_sends(question: SignOutDialog, application: FakeApplication, qtbot: QtBot) -> None:
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert application.sign_out_calls == ["send"]


def choose_file(question: SignOutDialog, qtbot: QtBot) -> QFileDialog:
    button(question, "Export and discard").click()
    qtbot.waitUntil(lambda: bool(question.findChildren(QFileDialog)))
    (asking,) = question.findChildren(QFileDialog)
    return asking


def test_an_export_asks_for_a_file_and_writes_it(
    question: SignOutDialog, application: FakeApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    asking = choose_file(question, qtbot)
    assert application.sign_out_calls == []
    assert asking.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    asking.fileSelected.emit(str(tmp_path / "left.json"))
    assert application.export_paths == [tmp_path / "left.json"]
    assert application.sign_out_calls == ["discard"]


def test_cancelling_the_file_dialog_returns_to_the_question(
    question: SignOutDialog, application: FakeApplication, qtbot: QtBot
) -> None:
    choose_file(question, qtbot).reject()
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
    choose_file(question, qtbot).fileSelected.emit(str(tmp_path / "left.json"))
    assert application.sign_out_calls == []
    assert "No space left on device" in window.workspace.toast.text_label.text()


def test_changes_that_cannot_be_sent_are_named(theme: Theme, window: MainWindow) -> None:
    asked = SignOutDialog(
        UnsentCounts(pending=1, parked=2, drafts=1, unreadable=1), SyncStatus(), theme, window
    )
    (text,) = [line for line in text_of(asked) if "decision" in line]
    assert text.startswith("2 need your decision first. 1 is a draft. 1 was made by a newer version.")
    asked.deleteLater()


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=1, problem="offline"), "cannot be reached"),
        (SyncStatus(SyncState.NEEDS_SIGN_IN, pending=1, problem="sign_in_needed"), "sign in again"),
    ],
    ids=["offline", "sign in"],
)
def test_sending_is_not_offered_while_nothing_can_be_sent(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, status: SyncStatus, why: str
) -> None:
    application.open_account.service.move_card("1", Column.COMPLETED)
    application.publish_status(status)
    window.access.ask_to_sign_out()
    asked = window.findChild(SignOutDialog)
    assert [each.text() for each in asked.findChildren(QPushButton)] == [
        "Cancel",
        "Export and discard",
        "Keep for next time",
    ]
    assert any(why in line and "nothing can be sent now" in line for line in text_of(asked))
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert application.sign_out_calls == ["keep"]


def test_a_failed_send_is_reported(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_pending: str) -> None:
        raise Refused("unsent_left", pending=1, parked=2, drafts=0)

    monkeypatch.setattr(application, "sign_out", refuse)
    window.access.sign_out.sign_out("send")
    assert "Not sent: 1, to decide: 2, drafts: 0" in window.workspace.toast.text_label.text()
    assert window.pages.currentWidget() is window.workspace


def test_the_page_is_disabled_during_sign_out_and_enabled_if_it_fails(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    rested: list[bool] = []

    async def refuse(_pending: str) -> None:
        rested.append(not window.workspace.isEnabled())
        raise Refused("unsent_left", pending=1, parked=0, drafts=0)

    monkeypatch.setattr(application, "sign_out", refuse)
    window.access.sign_out.sign_out("send")
    assert rested == [True]
    assert window.workspace.isEnabled()


# Other accounts.


def account_entry(name: str, **more: Any) -> ListedAccount:  # noqa: ANN401  its fields
    account = KnownAccount("https://one.test", name, name, f"{name}@x.test", client_id="app", **more)
    return ListedAccount(account, Path("/profile"), "ready", is_current=False, in_this_profile=True)


@pytest.fixture
def others(application: FakeApplication) -> list[ListedAccount]:
    sample = replace(account_entry("Ute & Co", sandbox="s"), is_current=True)
    out = replace(account_entry("Jo"), status="signed_out")
    elsewhere = replace(
        account_entry("Ina"), profile=Path("/elsewhere"), in_this_profile=False, status="needs_sign_in"
    )
    application.listed_accounts = [sample, account_entry("Mira"), out, elsewhere]
    return application.listed_accounts


@pytest.fixture
def entries(window: MainWindow, others: list[ListedAccount]) -> list[QAction]:
    window.commands.run(CommandId.ACCOUNTS)
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


def test_an_account_of_this_profile_is_shown_in_place(
    entries: list[QAction], application: FakeApplication
) -> None:
    entries[1].trigger()
    assert application.switched_accounts == [application.listed_accounts[1].account.id]
    assert application.opened_windows == []


def test_the_current_account_stays(entries: list[QAction], application: FakeApplication) -> None:
    entries[0].trigger()
    assert (application.switched_accounts, application.opened_windows) == ([], [])


def test_an_account_of_another_profile_and_a_new_one_get_their_own_windows(
    entries: list[QAction], application: FakeApplication
) -> None:
    entries[3].trigger()
    entries[4].trigger()
    assert application.opened_windows == [
        (Path("/elsewhere"), application.listed_accounts[3].account.id),
        (None, None),
    ]
    assert application.switched_accounts == []


def test_a_signed_out_account_is_asked_to_sign_in(
    entries: list[QAction], window: MainWindow, application: FakeApplication
) -> None:
    entries[2].trigger()
    (typed,) = application.sign_in_requests
    assert isinstance(typed, ClientRegistration)
    assert (typed.server, typed.client_id) == ("https://one.test", "app")
    assert window.pages.currentWidget() is window.access.waiting_page


def test_an_account_that_cannot_be_opened_is_explained(
    entries: list[QAction], window: MainWindow, application: FakeApplication
) -> None:
    application.switch_error = SignInRequired("sign_in_needed")
    entries[1].trigger()
    assert window.pages.currentWidget() is window.workspace
    texts = [banner.text_label.text() for banner in window.workspace.banner_bar.banners.values()]
    assert any("sign in again" in text.lower() for text in texts)


def test_the_first_run_page_lists_the_accounts_of_this_computer(
    new_window: MainWindow, application: FakeApplication, others: list[ListedAccount]
) -> None:
    first = new_window.access.first_run_page
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


def test_switching_and_signing_out_exclude_each_other(
    entries: list[QAction],
    window: MainWindow,
    application: FakeApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(application.tasks, "is_running", lambda name: name == "switch account")
    entries[1].trigger()
    window.access.ask_to_sign_out()
    assert (application.switched_accounts, application.sign_out_calls) == ([], [])


def test_in_a_low_question_the_buttons_stay_in_sight_and_the_text_scrolls(
    theme: Theme, window: MainWindow, qtbot: QtBot
) -> None:
    asked = SignOutDialog(UnsentCounts(pending=1, parked=2, drafts=1), SyncStatus(), theme, window)
    asked.open()
    qtbot.waitUntil(asked.isVisible)
    asked.resize(asked.width(), 140)
    qtbot.waitUntil(lambda: asked._text_bar.maximum() > 0)
    for button in asked.findChildren(QPushButton):
        assert asked.rect().contains(button.mapTo(asked, button.rect().bottomRight()))
    qtbot.keyClick(asked, Qt.Key.Key_PageDown)
    assert asked._text_bar.value() > 0
    asked.close()
