"""Help commands."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kanbert_desktop import __version__
from kanbert_desktop.app.licences import Licence
from kanbert_desktop.ui.commands.actions import HELP_COMMANDS, CommandId
from kanbert_desktop.ui.help.about_dialog import AboutDialog
from kanbert_desktop.ui.help.help_actions import screen_facts
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.menus import create_account_menu
from support.fake_application import FakeApplication


@pytest.fixture(params=["signed in", "signed out"])
def window(window: MainWindow, application: FakeApplication, request: pytest.FixtureRequest) -> MainWindow:
    if request.param == "signed out":
        application.close_account()
        window.show_current_account()
    return window


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> AboutDialog:
    window.window_actions[CommandId.ABOUT].trigger()
    opened = window.findChild(AboutDialog)
    assert opened is not None
    return opened


def toast_text(window: MainWindow) -> list[str]:
    heard: list[str] = []
    window.help_commands.message.connect(heard.append)
    return heard


def test_diagnostics_are_copied_and_confirmed(window: MainWindow, application: FakeApplication) -> None:
    heard = toast_text(window)
    window.window_actions[CommandId.DIAGNOSTICS].trigger()
    application.tasks.run_pending()
    assert QGuiApplication.clipboard().text() == "diagnostics\n" + "\n".join(screen_facts(window))
    assert heard == [
        "Running checks …",
        "Diagnostics copied. They contain no card text, names or passwords.",
    ]
    if window.workspace is not None:
        assert window.workspace.toast.text_label.text() == heard[-1]


def test_the_log_folder_opens(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    window.window_actions[CommandId.LOGS].trigger()
    assert [Path(one) for one in opened] == [application.environment.logs]


def test_without_a_program_for_folders_the_folder_is_named(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = toast_text(window)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window.window_actions[CommandId.LOGS].trigger()
    assert str(application.environment.logs) in heard[-1]


def test_about_shows_version_and_licences(dialog: AboutDialog) -> None:
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"Version {__version__}" in text
    assert "MIT licence" in text
    parts = dialog.licence_list.part_list
    assert parts.item(0).text().startswith("Kanbert Desktop")
    assert "Permission is hereby granted" in dialog.licence_list.licence_text.toPlainText()
    names = [parts.item(row).text() for row in range(parts.count())]
    parts.setCurrentRow(next(row for row, name in enumerate(names) if name.startswith("httpx")))
    assert dialog.licence_list.summary_label.text().startswith("httpx 0.")
    assert dialog.licence_list.summary_label.text().endswith("BSD-3-Clause")
    assert "Encode OSS" in dialog.licence_list.licence_text.toPlainText()


def test_the_dialog_confirms_copying(
    dialog: AboutDialog, application: FakeApplication, window: MainWindow
) -> None:
    assert dialog.status_label.isHidden()
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Copy diagnostics").click()
    application.tasks.run_pending()
    assert "Diagnostics copied" in dialog.status_label.text()
    assert dialog.status_label.isVisible()


def test_it_works_by_keyboard_and_escape_closes_it(
    dialog: AboutDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.licence_list.part_list.setFocus()
    qtbot.keyClick(dialog.licence_list.part_list, Qt.Key.Key_Down)
    assert dialog.licence_list.part_list.currentRow() == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(AboutDialog) is None)


def test_the_licences_are_released_when_it_is_closed(
    dialog: AboutDialog, window: MainWindow, qtbot: QtBot
) -> None:
    assert licences_in_memory() > 10
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(AboutDialog) is None)
    assert licences_in_memory() == 0


def licences_in_memory() -> int:
    return sum(isinstance(one, Licence) for one in gc.get_objects())


def test_it_fits_into_a_small_window(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(720, 480)
    qtbot.waitUntil(lambda: window.width() == 720)
    window.window_actions[CommandId.ABOUT].trigger()
    dialog = window.findChild(AboutDialog)
    assert dialog.width() <= 720
    assert dialog.height() <= 480


def test_the_help_menu_contains_all_help_commands(window: MainWindow, application: FakeApplication) -> None:
    menu = create_account_menu(window.window_actions, application.settings, window.theme, window)
    below = next(action.menu() for action in menu.actions() if action.text() == "Help")
    assert below.actions() == [window.window_actions[name] for name in HELP_COMMANDS]
    assert all(action.isEnabled() for action in below.actions())
    menu.deleteLater()


def test_the_first_run_page_opens_it(window: MainWindow) -> None:
    window.access.first_run_page.about_button.click()
    assert window.findChild(AboutDialog) is not None
