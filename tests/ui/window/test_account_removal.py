"""Removing an account's data: unsent changes are named, and Enter alone removes nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.sign_out import UnsentCounts
from kanbert_desktop.app.accounts.switching import ListedAccount
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.question_dialogs import RemoveDataDialog
from support.fake_application import FakeApplication

OTHER = KnownAccount("https://other.example", "u9", "Lea Sommer", "lea@other.example", signed_in=False)


def question(window: MainWindow) -> RemoveDataDialog:
    (shown,) = [one for one in window.findChildren(RemoveDataDialog) if one.isVisible()]
    return shown


def test_the_account_menu_removes_the_open_account_after_confirmation(
    window: MainWindow, application: FakeApplication
) -> None:
    account = application.account
    menu = window.account_menu.create_menu()
    assert window.window_actions[CommandId.FORGET] in menu.actions()
    window.window_actions[CommandId.FORGET].trigger()
    question(window).remove_button.click()
    application.tasks.run_pending()
    assert application.removed_accounts == [(account, False)]
    assert window.first_run_page.notice_box.text_label.text().startswith("The account's data was removed.")


def test_unsent_changes_are_named_and_discarded_after_confirmation(
    window: MainWindow, application: FakeApplication
) -> None:
    assert application.open_account is not None
    application.open_account.service.move_card("1", Column.COMPLETED)
    window.window_actions[CommandId.FORGET].trigger()
    asked = question(window)
    assert asked.remove_button.text() == "Discard and remove"
    asked.remove_button.click()
    application.tasks.run_pending()
    assert [discard for _, discard in application.removed_accounts] == [True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_remove_nothing(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, key: Qt.Key
) -> None:
    window.window_actions[CommandId.FORGET].trigger()
    asked = question(window)
    qtbot.waitUntil(asked.isActiveWindow)
    qtbot.keyClick(asked, key)
    qtbot.waitUntil(lambda: not window.findChildren(RemoveDataDialog))
    application.tasks.run_pending()
    assert application.removed_accounts == []
    assert window.workspace is not None


def test_the_settings_offer_it_for_the_open_and_a_signed_out_account(
    window: MainWindow, application: FakeApplication, tmp_path: Path
) -> None:
    current = application.account
    assert current is not None
    elsewhere = replace(OTHER, user="u8", name="Ann Brown")
    application.listed_accounts = [
        ListedAccount(current, tmp_path, "ready", is_current=True, in_this_profile=True),
        ListedAccount(OTHER, tmp_path, "signed_out", is_current=False, in_this_profile=True),
        ListedAccount(elsewhere, tmp_path / "x", "signed_out", is_current=False, in_this_profile=False),
    ]
    application.unsent_elsewhere = UnsentCounts(pending=2, drafts=1)
    window.window_actions[CommandId.SETTINGS].trigger()
    assert window.workspace is not None
    buttons = {
        button.accessibleName(): button
        for button in window.workspace.findChildren(QPushButton)
        if button.text() == "Remove data …"
    }
    assert set(buttons) == {f"Remove data …: {current.name}", "Remove data …: Lea Sommer"}
    buttons["Remove data …: Lea Sommer"].click()
    asked = question(window)
    assert asked.remove_button.text() == "Discard and remove"
    asked.remove_button.click()
    application.tasks.run_pending()
    assert application.removed_accounts == [(OTHER, True)]
    assert window.workspace is not None, "the current account stays"
    left = [
        button.accessibleName()
        for button in window.workspace.findChildren(QPushButton)
        if button.isVisible() and button.text() == "Remove data …"
    ]
    assert left == [f"Remove data …: {current.name}"]
