"""Main window: banners, commands, closing, signing out, theme and language."""

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import GEOMETRY, LANGUAGE, THEME
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import KeyringUnavailable, NotReady
from kanbert_desktop.domain.events import SavingFailed, SyncState, SyncStatus
from kanbert_desktop.ui.commands.actions import COMMANDS
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import BannerKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

CTRL = Qt.KeyboardModifier.ControlModifier


def banner_text(window: MainWindow, about: BannerKind) -> str:
    return window.workspace.banner_bar.banners[about].text_label.text()


def test_a_banner_shows_while_sample_data_is_used(window: MainWindow, application: FakeApplication) -> None:
    application.is_sample_data = True
    window.banner_controller.refresh()
    banner = window.workspace.banner_bar.banners[BannerKind.SAMPLE_DATA]
    assert banner.accessibleName() == (
        "Sample data, only on this computer. It stays here when you connect your own Kanbert."
    )
    window.workspace.banner_bar.banners[BannerKind.SAMPLE_DATA].button.click()
    assert window.pages.currentWidget() is window.access.first_run_page


def test_a_start_with_sample_data_says_how_to_leave_it(
    window: MainWindow, application: FakeApplication
) -> None:
    application.is_sample_data = True
    application.options = dataclasses.replace(application.options, sandbox=True)
    window.banner_controller.refresh()
    banner = window.workspace.banner_bar.banners[BannerKind.SAMPLE_DATA]
    assert banner.accessibleName() == (
        "Sample data, only on this computer. "
        "To connect your own Kanbert, quit the program and start it without sample data."
    )
    assert not banner.button.isVisible()


def test_a_read_only_session_shows_a_banner(window: MainWindow, application: FakeApplication) -> None:
    application.open_account.sync_control.can_write = False
    window.banner_controller.refresh()
    assert banner_text(window, BannerKind.READ_ONLY) == "You have read-only access."


def test_a_missing_keyring_is_reported(window: MainWindow, application: FakeApplication) -> None:
    application.current_account.keyring_problem = "keyring_absent"
    window.banner_controller.refresh()
    assert "nothing is written to disk" in banner_text(window, BannerKind.KEYRING)


def test_a_locked_keyring_can_be_retried(window: MainWindow, application: FakeApplication) -> None:
    application.connection_error = KeyringUnavailable("keyring_locked")
    application.tasks.start("live", window.go_online())
    assert banner_text(window, BannerKind.KEYRING).startswith("The keyring is locked.")
    application.connection_error = None
    window.workspace.banner_bar.banners[BannerKind.KEYRING].button.click()
    assert BannerKind.KEYRING not in window.workspace.banner_bar.banners


def test_a_full_disk_is_reported_at_once(window: MainWindow, application: FakeApplication) -> None:
    application.bus.publish(SavingFailed("disk_full"))
    assert banner_text(window, BannerKind.SAVING).startswith("The disk is full.")


def test_damaged_settings_files_are_reported_until_confirmed(
    application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    application.damage_keys = ["accounts_damaged", "settings_damaged"]
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    banner = window.banner_bar.banners[BannerKind.DAMAGED]
    assert "The list of accounts was damaged." in banner.text_label.text()
    assert "The settings were damaged." in banner.text_label.text()
    banner.button.click()
    assert BannerKind.DAMAGED not in window.banner_bar.banners


def test_the_banner_disappears_once_saving_works_again(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.bus.publish(SavingFailed("disk_full"))
    window.workspace.banner_bar.banners[BannerKind.SAVING].button.click()
    application.tasks.run_pending()
    assert BannerKind.SAVING not in window.workspace.banner_bar.banners


def test_an_error_without_an_account_is_reported_on_the_first_run_page(
    new_window: MainWindow, application: FakeApplication
) -> None:
    application.connection_error = NotReady("sandbox_failed")
    application.tasks.start("live", new_window.go_online())
    assert new_window.access.first_run_page.methods.browser_form.problem_label.text().startswith(
        "The sample data could not be started."
    )


@pytest.mark.parametrize("keys", [(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_R, CTRL)])
def test_f5_and_ctrl_r_sync(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, keys: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    qtbot.keyClick(window, *keys)
    assert application.open_account.sync_control.sync_request_count == 1


def test_a_text_field_keeps_ctrl_z_for_itself(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.open_account.service.move_card("1", Column.COMPLETED)
    field = window.workspace.board.filter_bar.field
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert application.open_account.service.require_card("1").column is Column.COMPLETED


def test_the_cheat_sheet_lists_every_shortcut(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, QDialog)
    text = {label.text() for label in sheet.findChildren(QLabel)}
    assert {command.text() for command in COMMANDS if command.keys} <= text
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_no_two_window_commands_share_a_shortcut() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_the_menu_names_the_change_to_undo(window: MainWindow, application: FakeApplication) -> None:
    application.open_account.service.move_card("1", Column.COMPLETED)
    menu = window.account_menu.create_menu()
    text = [action.text() for action in menu.actions()]
    assert "Undo: Move “Cookie-Banner nach Rechtsprüfung anpassen”" in text
    assert "Sign out" in text


def test_the_window_title_names_the_page_from_the_start(window: MainWindow) -> None:
    assert window.windowTitle() == "Frühjahrskatalog 2027 – Kanbert Desktop"
    window.show_page(window.access.first_run_page)
    assert window.windowTitle() == "Kanbert Desktop"
    window.show_current_account()
    assert window.windowTitle() == "Frühjahrskatalog 2027 – Kanbert Desktop"


def test_closing_saves_the_geometry_releases_deletes_and_quits(
    window: MainWindow, application: FakeApplication
) -> None:
    window.workspace.board.commands.delete(["1"])
    window.close()
    assert application.wait_for_quit == 1
    assert not QByteArray.fromBase64(application.settings.get(GEOMETRY).encode()).isEmpty()
    assert [entry.not_before for entry in application.open_account.local_cards.pending.entries()] == [None]


def test_the_window_position_is_restored(
    application: FakeApplication, theme: Theme, qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: window.size().width() == 1000)
    window.close()
    again = MainWindow(application, theme, application.current_account.now)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1000, 700)


def test_a_window_on_a_missing_screen_moves_to_an_existing_one(
    application: FakeApplication, theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    elsewhere.setGeometry(9000, 5000, 1000, 700)
    application.settings.put(GEOMETRY, elsewhere.saveGeometry().toBase64().data().decode("ascii"))
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert qapp.primaryScreen().availableGeometry().contains(window.geometry())
    assert (window.width(), window.height()) == (1000, 700)


def test_a_damaged_geometry_is_ignored(application: FakeApplication, theme: Theme, qtbot: QtBot) -> None:
    application.settings.put(GEOMETRY, "ümlaut, not base64")
    window = MainWindow(application, theme, application.current_account.now)
    qtbot.addWidget(window)
    assert window.width() >= 720


def test_signing_out_without_unsent_changes_does_not_ask(
    window: MainWindow, application: FakeApplication
) -> None:
    window.access.ask_to_sign_out()
    assert application.sign_out_calls == ["refuse"]
    assert window.pages.currentWidget() is window.access.first_run_page
    assert window.workspace is None


def test_escape_stays_signed_in(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> None:
    application.open_account.service.move_card("1", Column.COMPLETED)
    window.access.ask_to_sign_out()
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    assert application.sign_out_calls == []
    assert window.pages.currentWidget() is window.workspace


@pytest.fixture
def live_window(
    window: MainWindow, application: FakeApplication, theme: Theme, qapp: QApplication
) -> Iterator[MainWindow]:
    """The window with settings followed live, as `open_window` does."""
    from kanbert_desktop.ui.window.startup import apply_setting_changes

    apply_setting_changes(application, qapp, theme)
    return window


def test_the_language_changes_live(
    live_window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.settings.put(LANGUAGE, "de")
    qtbot.waitUntil(lambda: live_window.workspace.sidebar.attention_button.text() == "Zu klären")
    assert live_window.workspace.sidebar.sync_badge.title == "Aktuell"
    assert live_window.access.first_run_page._title.text() == "Mit Kanbert verbinden"
    application.settings.put(LANGUAGE, "en")
    qtbot.waitUntil(lambda: live_window.workspace.sidebar.attention_button.text() == "Attention")


def test_the_theme_changes_live(live_window: MainWindow, application: FakeApplication, theme: Theme) -> None:
    application.settings.put(THEME, "dark")
    assert theme.is_dark
    assert live_window.palette().window().color() == theme.color("window")
    application.settings.put(THEME, "light")
    assert not theme.is_dark


def test_the_smallest_window_cuts_nothing_off(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(720, 480)
    qtbot.waitUntil(lambda: window.width() == 720)
    assert window.minimumSizeHint().width() <= 720
    assert window.minimumSizeHint().height() <= 480


def interactive(window: QWidget) -> list[QWidget]:
    """The toast's hidden link has no text yet."""
    found = [one for one in window.findChildren(QWidget) if not one.isHidden()]
    return [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_every_focusable_widget_has_an_accessible_name(
    window: MainWindow, application: FakeApplication
) -> None:
    application.publish_status(SyncStatus(SyncState.UP_TO_DATE))
    nameless = [
        one
        for page in (
            window.workspace.sidebar,
            window.workspace.rail,
            window.workspace.toast,
            window.access.first_run_page,
            window.access.waiting_page,
        )
        for one in interactive(page)
        if not (one.accessibleName() or getattr(one, "text", str)()) and "qt_" not in one.objectName()
    ]
    assert nameless == []
