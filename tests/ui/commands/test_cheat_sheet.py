"""The cheat sheet lists every active shortcut."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.commands.actions import COMMANDS, native_key_text
from kanbert_desktop.ui.commands.board_shortcuts import BOARD_SHORTCUTS
from kanbert_desktop.ui.commands.cheat_sheet import (
    CheatSheet,
    board_shortcut_groups,
    key_text_of,
    window_shortcut_groups,
)
from kanbert_desktop.ui.commands.key_caps import KeyCaps
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


@pytest.fixture
def sheet(window: MainWindow, qtbot: QtBot) -> CheatSheet:
    made = CheatSheet(window._theme, window)
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def listed(sheet: CheatSheet) -> list[str]:
    """The shortcuts that the filter leaves."""
    rows = [row for sections in sheet.sections for section in sections for row in section.rows]
    return [row.findChildren(QLabel)[0].text() for row in rows if not row.isHidden()]


@pytest.mark.parametrize("typed", ["palette", "ctrl+k", "Ctrl K", "comm pal"])
def test_typing_filters_by_command_and_by_key(sheet: CheatSheet, qtbot: QtBot, typed: str) -> None:
    qtbot.keyClicks(sheet.field, typed)
    assert "Command palette" in listed(sheet)
    assert "Open card" not in listed(sheet)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("b", "Copy to another board …"),
        ("+", "Larger text"),
        ("pgup", "Previous or next month"),
        ("del", "Delete card"),
    ],
)
def test_one_key_finds_its_command(sheet: CheatSheet, qtbot: QtBot, typed: str, found: str) -> None:
    everything = len(listed(sheet))
    qtbot.keyClicks(sheet.field, typed)
    assert found in listed(sheet)
    assert len(listed(sheet)) < everything / 2


def test_the_keys_of_a_shortcut_name_it(sheet: CheatSheet, qtbot: QtBot) -> None:
    sheet.field.setText("ctrl+k")
    assert listed(sheet) == ["Command palette"]
    sheet.field.setText("ctrl")
    assert {"Command palette", "Undo"} <= set(listed(sheet))
    sheet.field.setText("")
    assert "Open card" in listed(sheet)


def test_what_was_found_stands_at_the_top(sheet: CheatSheet, qtbot: QtBot) -> None:
    sheet.field.setText("ctrl+k")
    (row,) = [one for one in sheet.findChildren(KeyCaps) if one.text() == "Ctrl+K"]
    qtbot.waitUntil(lambda: 0 < row.mapTo(sheet.area.widget(), QPoint()).y() < 100)


def test_what_nothing_matches_is_said_and_escape_first_empties_the_field(
    sheet: CheatSheet, window: MainWindow, qtbot: QtBot
) -> None:
    everything = listed(sheet)
    qtbot.keyClicks(sheet.field, "xyzzy")
    assert sheet.no_match_label.isVisible()
    assert not sheet.area.isVisible()
    qtbot.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert sheet.field.text() == ""
    assert listed(sheet) == everything
    qtbot.keyClick(sheet.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(CheatSheet) is None)


def test_german_finds_german_commands_and_keys_and_english_key_names(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    use_language(qapp, "de", resource("translations"))
    sheet = CheatSheet(window._theme, window)
    for typed in ("befehlspal", "strg k", "ctrl+k", "Strg+K"):
        sheet.field.setText(typed)
        assert "Befehlspalette" in listed(sheet), typed
    sheet.field.setText("umschalt")
    assert listed(sheet)
    sheet.deleteLater()


def test_the_enter_key_has_its_german_name_and_is_found_by_others(
    window: MainWindow, qapp: QApplication
) -> None:
    use_language(qapp, "de", resource("translations"))
    assert native_key_text("Ctrl+Return") == "Strg+Eingabe"
    sheet = CheatSheet(window._theme, window)
    assert not [cap.text() for cap in sheet.findChildren(KeyCaps) if "Return" in cap.text()]
    for typed in ("eingabe", "return", "enter"):
        sheet.field.setText(typed)
        assert "Karte öffnen" in listed(sheet), typed
    sheet.deleteLater()


def test_arrow_keys_scroll_while_the_field_has_the_focus(sheet: CheatSheet, qtbot: QtBot) -> None:
    bar = sheet.area.verticalScrollBar()
    qtbot.keyClick(sheet.field, Qt.Key.Key_Down)
    assert bar.value() > 0
    qtbot.keyClick(sheet.field, Qt.Key.Key_PageDown)
    assert bar.value() >= bar.pageStep()
    qtbot.keyClick(sheet.field, Qt.Key.Key_PageUp)
    qtbot.keyClick(sheet.field, Qt.Key.Key_Up)
    assert bar.value() == 0


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_scrolls_sideways_in_the_smallest_window_at_200_percent(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, language: str
) -> None:
    use_language(qapp, language, resource("translations"))
    window._theme.configure("light", 2.0)
    window.resize(720, 480)
    qtbot.waitUntil(lambda: window.width() == 720)
    sheet = CheatSheet(window._theme, window)
    sheet.open()
    qtbot.waitUntil(sheet.isVisible)
    try:
        assert sheet.width() <= 720
        sheet_width = sheet.area.viewport().width()
        caps = sheet.findChildren(KeyCaps)
        assert caps
        for cap in caps:
            right = cap.mapTo(sheet.area.widget(), cap.rect().topRight()).x()
            assert 0 <= right < sheet_width, cap.text()
        assert sheet.area.widget().width() <= sheet_width
    finally:
        sheet.close()
        window._theme.configure("light", 1.0)
