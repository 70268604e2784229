"""The cheat sheet lists every active shortcut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.commands.actions import COMMANDS
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_SHORTCUTS
from kanbert_desktop.ui.commands.cheat_sheet import (
    CheatSheet,
    board_shortcut_groups,
    key_text_of,
    window_shortcut_groups,
)
from kanbert_desktop.ui.window.main_window import MainWindow


def rows() -> list[tuple[str, str]]:
    return [
        row
        for groups in (board_shortcut_groups(), window_shortcut_groups())
        for group in groups
        for row in group.rows
    ]


def test_every_shortcut_of_both_tables_is_listed_once() -> None:
    on_sheet = rows()
    with_keys = [entry for entry in BOARD_SHORTCUTS if entry.keys]
    assert with_keys
    assert COMMANDS
    for entry in with_keys:
        assert on_sheet.count((entry.text(), key_text_of(entry))) == 1
    for command in COMMANDS:
        named = [keys for text, keys in on_sheet if text == command.text() and command.keys]
        assert len(named) == bool(command.keys)


def test_no_two_commands_share_a_shortcut() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_no_group_is_empty_or_named_twice() -> None:
    groups = [*board_shortcut_groups(), *window_shortcut_groups()]
    assert all(group.rows for group in groups)
    assert len({group.title for group in groups}) == len(groups)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_its_shortcuts_open_it_and_escape_closes_it(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(window, key)
    sheet = window.findChild(CheatSheet)
    assert sheet is not None
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Command palette", "Ctrl+K", "Favourite 1 to 9", "Ctrl+1 … Ctrl+9"} <= texts
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(CheatSheet) is None)


def test_it_fits_into_a_small_window(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(720, 480)
    qtbot.waitUntil(lambda: window.width() == 720)
    sheet = CheatSheet(window._theme, window)
    assert sheet.width() <= 720
    assert sheet.height() <= 480
    sheet.deleteLater()
