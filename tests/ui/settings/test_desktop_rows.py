"""Settings of the desktop: its search, and its key for a new card."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.desktop_search import permission
from kanbert_desktop.app.settings import DESKTOP_SEARCH, GLOBAL_CAPTURE, Settings
from kanbert_desktop.app.system import desktop_files
from kanbert_desktop.app.system.capture_key import CaptureKey, KeyState
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.ui.settings.capture_key_row import COMMAND, CaptureKeyRow
from kanbert_desktop.ui.settings.desktop_search_row import DesktopSearchRow
from kanbert_desktop.ui.style.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light", 1.0, compact=False)


@pytest.fixture
def settings(profile: Path) -> Settings:
    return Settings(profile / "settings.json")


@pytest.fixture
def search_row(
    theme: Theme, settings: Settings, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bool], DesktopSearchRow]:
    """The row where the search is installed, or not."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))

    def make(is_installed: bool) -> DesktopSearchRow:
        if is_installed:
            service = tmp_path / "share" / desktop_files.BUS_SERVICE
            service.parent.mkdir(parents=True)
            service.touch()
        row = DesktopSearchRow(theme, settings)
        qtbot.addWidget(row)
        row.apply_appearance()
        return row

    return make


def test_the_search_is_on_until_it_is_switched_off(
    search_row: Callable[[bool], DesktopSearchRow], settings: Settings
) -> None:
    row = search_row(True)
    assert row.switch.isChecked()
    assert row.switch.accessibleName() == "Cards in the desktop's search"
    row.switch.click()
    assert settings.get(DESKTOP_SEARCH) == "off"
    row.apply_appearance()
    assert not row.switch.isChecked()


def test_on_a_shared_computer_the_search_is_off_until_it_is_switched_on(
    search_row: Callable[[bool], DesktopSearchRow],
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preset = tmp_path / "preset.json"
    preset.write_text('{"shared_computer": true}')
    monkeypatch.setattr(permission, "preset_files", lambda: [preset])
    row = search_row(True)
    assert not row.switch.isChecked()
    row.switch.click()
    assert settings.get(DESKTOP_SEARCH) == "on"


def test_where_the_search_is_not_installed_the_row_says_how(
    search_row: Callable[[bool], DesktopSearchRow],
) -> None:
    row = search_row(False)
    assert not row.switch.isEnabled()
    assert "kanbert-desktop integrate" in row.note_label.text()


@pytest.fixture
def key(settings: Settings) -> CaptureKey:
    return CaptureKey(settings, Tasks())


@pytest.fixture
def key_row(theme: Theme, key: CaptureKey, qtbot: QtBot) -> CaptureKeyRow:
    row = CaptureKeyRow(theme, key)
    qtbot.addWidget(row)
    row.apply_appearance()
    row.show()
    return row


def shown(row: CaptureKeyRow) -> list[QPushButton]:
    return [one for one in (row.choose_button, row.off_button, row.copy_button) if one.isVisible()]


@pytest.mark.parametrize(
    ("state", "trigger", "hint"),
    [
        (KeyState.OFF, "", "A key that opens the small window"),
        (KeyState.ASKING, "", "The desktop asks you for a key"),
        (KeyState.ON, "Ctrl+Shift+N", "The key is Ctrl+Shift+N."),
        (KeyState.ON, "", "The desktop has a key for it"),
        (KeyState.DECLINED, "", "No key was chosen."),
        (KeyState.UNAVAILABLE, "", "This desktop gives no key to programs."),
    ],
)
def test_the_row_of_the_key_follows_the_desktop(
    key: CaptureKey, key_row: CaptureKeyRow, state: KeyState, trigger: str, hint: str
) -> None:
    key._set(state, trigger)
    assert key_row.hint_label.text().startswith(hint)
    buttons = {
        KeyState.ON: [key_row.off_button],
        KeyState.UNAVAILABLE: [key_row.choose_button, key_row.copy_button],
    }
    assert shown(key_row) == buttons.get(state, [key_row.choose_button])


def test_without_a_portal_the_command_to_bind_is_named(key: CaptureKey, key_row: CaptureKeyRow) -> None:
    key._set(KeyState.UNAVAILABLE)
    assert COMMAND in key_row.hint_label.text()


def test_switching_off_gives_the_key_up(key: CaptureKey, key_row: CaptureKeyRow, settings: Settings) -> None:
    settings.put(GLOBAL_CAPTURE, True)
    key._set(KeyState.ON, "F9")
    key_row.off_button.click()
    assert not settings.get(GLOBAL_CAPTURE)
    assert shown(key_row) == [key_row.choose_button]
