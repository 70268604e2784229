"""Settings page: choices apply at once and are saved, disabled controls say why, the search field finds settings."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QSpinBox, QSystemTrayIcon, QToolButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.favourites import FavouriteBoards
from kanbert_desktop.app.settings import DENSITY, MOTION, NOTIFICATIONS, SINGLE_KEYS, TEXT_SIZE, THEME
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.settings.account_sections import FULL_SYNC_TASK
from kanbert_desktop.ui.settings.controls import DropDown, Switch
from kanbert_desktop.ui.settings.page import SettingsPage
from kanbert_desktop.ui.settings.rows import SettingRow
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.startup import apply_setting_changes
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(
    window: MainWindow, application: FakeApplication, theme: Theme, qapp: QApplication
) -> Iterator[SettingsPage]:
    """The visible page; settings are followed as in the program."""
    apply_setting_changes(application, qapp, theme)  # type: ignore[arg-type]
    window.workspace.navigator.open_page(PageKind.SETTINGS)
    yield window.workspace.navigator.page(PageKind.SETTINGS)
    for setting in (SINGLE_KEYS, THEME, TEXT_SIZE, DENSITY):
        initial = "light" if setting is THEME else setting.default
        # Only what a test has changed: each of them restyles the whole window.
        if application.settings.get(setting) not in (initial, setting.default):
            application.settings.put(setting, initial)


def press(qtbot: QtBot, page: SettingsPage, name: str) -> None:
    found = next(one for one in page.findChildren(QAbstractButton) if one.accessibleName() == name)
    qtbot.mouseClick(found, LEFT)


def shown_rows(page: SettingsPage) -> list[str]:
    return [row.title_label.text() for row in page.findChildren(SettingRow) if row.isVisibleTo(page)]


@pytest.mark.parametrize("text_size", [100, 150])
def test_the_cross_of_the_search_field_is_within_it_and_in_its_middle(
    page: SettingsPage, application: FakeApplication, qtbot: QtBot, text_size: int
) -> None:
    application.settings.put(TEXT_SIZE, text_size)
    qtbot.keyClicks(page.search_field, "text")
    (cross,) = page.search_field.findChildren(QToolButton)
    place, field = cross.geometry(), page.search_field.rect()
    assert field.contains(place)
    assert abs(place.center().y() - field.center().y()) <= 1
    assert min(place.width(), place.height()) >= 24
    qtbot.mouseClick(cross, LEFT)
    assert page.search_field.text() == ""


def test_a_theme_applies_at_once_and_is_saved(
    page: SettingsPage, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    press(qtbot, page, "Theme: Dark")
    assert theme.is_dark
    press(qtbot, page, "Density: Compact")
    press(qtbot, page, "Motion: Reduced")
    saved = [application.settings.get(setting) for setting in (THEME, DENSITY, MOTION)]
    assert saved == ["dark", "compact", "reduced"]


def test_the_text_size_changes_by_steps_and_typed_numbers(
    page: SettingsPage, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    before = theme.px(100)
    press(qtbot, page, "Text size: Larger")
    assert application.settings.get(TEXT_SIZE) == 110
    assert theme.px(100) > before
    number = page.findChild(QSpinBox)
    number.selectAll()
    qtbot.keyClicks(number, "150")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert application.settings.get(TEXT_SIZE) == 150


def test_single_keys_can_be_switched_off(
    page: SettingsPage, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    switch = next(one for one in page.findChildren(Switch) if one.accessibleName() == "Single-key shortcuts")
    qtbot.mouseClick(switch, LEFT)
    assert not single_keys.is_on
    workspace = window.workspace
    workspace.navigator.open_board(WEB)
    cards = workspace.board.columns_view.start_column().cards
    triggered: list[BoardCommand] = []
    cards.command_triggered.connect(triggered.append)
    for key in (Qt.Key.Key_N, Qt.Key.Key_E, Qt.Key.Key_Slash, Qt.Key.Key_M, Qt.Key.Key_2):
        qtbot.keyClick(cards, key)
    assert triggered == []
    assert workspace.navigator.location.kind is PageKind.BOARD
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    assert triggered == [BoardCommand.RENAME]
    application.settings.put(SINGLE_KEYS, True)
    assert single_keys.is_on


def test_the_start_board_can_be_chosen(page: SettingsPage, application: FakeApplication) -> None:
    boards = page.findChild(DropDown)
    places = FavouriteBoards(application.require_service())
    assert places.start_board() == ""
    row = boards.findData(str(HEAT))
    boards.setCurrentIndex(row)
    boards.activated.emit(row)
    assert places.start_board() == HEAT


def test_without_notifications_their_kinds_are_disabled(
    page: SettingsPage, application: FakeApplication, qtbot: QtBot
) -> None:
    kinds = [row for row in page.findChildren(SettingRow) if row.title_label.text() == "Comments on my cards"]
    press(qtbot, page, "Notifications: Off")
    assert application.settings.get(NOTIFICATIONS) == "off"
    assert not any(row.isEnabled() for row in kinds)
    press(qtbot, page, "Notifications: Quiet")
    assert all(row.isEnabled() for row in kinds)


def test_unsupported_settings_are_disabled_with_a_reason(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch = next(one for one in page.findChildren(Switch) if one.accessibleName() == "Show in the tray")
    for is_available in (False, True):
        monkeypatch.setattr(
            QSystemTrayIcon, "isSystemTrayAvailable", lambda is_available=is_available: is_available
        )
        page.apply_appearance()
        assert switch.isEnabled() is is_available
        assert ("This desktop has no tray." in switch.accessibleDescription()) is not is_available


def test_a_row_has_a_label_for_a_note_once_it_has_a_note(theme: Theme, qtbot: QtBot) -> None:
    row = SettingRow(theme, lambda: "Server")
    qtbot.addWidget(row)
    row.apply_appearance()
    assert row.note_label is None
    row.show_note("Fixed here", is_locked=False)
    assert row.note_label is not None
    assert row.note_label.text() == "Fixed here"
    row.show_note("", is_locked=False)
    assert row.note_label.isHidden()


def test_a_setting_changed_elsewhere_is_shown(page: SettingsPage, application: FakeApplication) -> None:
    application.settings.put(THEME, "dark")
    chosen = [
        one.accessibleName()
        for one in page.findChildren(QAbstractButton)
        if one.isChecked() and one.accessibleName().startswith("Theme")
    ]
    assert chosen == ["Theme: Dark"]


def test_typing_finds_a_setting_and_escape_goes_back(
    page: SettingsPage, window: MainWindow, qtbot: QtBot
) -> None:
    everything = shown_rows(page)
    qtbot.keyClicks(page.search_field, "TEXT siz")
    assert shown_rows(page) == ["Text size"]
    page.search_field.setText("there is no such thing")
    assert shown_rows(page) == []
    qtbot.keyClick(page.search_field, Qt.Key.Key_Escape)
    assert shown_rows(page) == everything
    qtbot.keyClick(page.search_field, Qt.Key.Key_Escape)
    assert window.workspace.navigator.location.kind is PageKind.BOARD


def test_a_full_compare_shows_its_progress(
    page: SettingsPage, application: FakeApplication, qtbot: QtBot
) -> None:
    press(qtbot, page, "Compare everything: Full sync")
    [row] = [one for one in page.findChildren(SettingRow) if one.title_label.text() == "Full sync"]
    assert row.hint_label.text() == "Comparing with Kanbert …"
    application.full_compare.set_result(None)
    application.tasks.run_pending()
    assert row.hint_label.text() == "Done: this computer matches Kanbert."


def test_the_page_is_deleted_when_left_and_made_again(
    page: SettingsPage, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    navigator = window.workspace.navigator
    with qtbot.waitSignal(page.destroyed):
        navigator.open_board(WEB)
    application.settings.put(DENSITY, "compact")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    again = navigator.page(PageKind.SETTINGS)
    assert again.isVisible()
    button = next(
        one for one in again.findChildren(QAbstractButton) if one.accessibleName() == "Density: Compact"
    )
    assert button.isChecked()


def test_the_page_stays_while_everything_is_compared(
    page: SettingsPage, window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    navigator = window.workspace.navigator
    monkeypatch.setattr(application.tasks, "is_running", lambda name: name == FULL_SYNC_TASK)
    navigator.open_board(WEB)
    assert navigator.created_page(PageKind.SETTINGS) is page
    monkeypatch.undo()
    navigator.open_page(PageKind.ATTENTION)
    assert navigator.created_page(PageKind.SETTINGS) is None
