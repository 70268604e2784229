"""Tray icon in a real tray with a real pointer; the tray appears late and disappears."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import TRAY
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.tray import Tray, TrayDot, tray_dot_of, tray_icon
from kanbert_desktop.ui.window.main_window import MainWindow
from support.desktop_panel import Panel
from support.fake_application import FakeApplication

CHECK_MS = 20


@pytest.fixture
def tray(application: FakeApplication, window: MainWindow) -> Tray:
    """The setting is on; the test decides whether the desktop has a tray."""
    application.settings.put(TRAY, True)
    return Tray(application, window, check_ms=CHECK_MS)  # type: ignore[arg-type]


def test_a_window_hidden_since_the_start_is_shown_as_the_start_would(
    application: FakeApplication, qtbot: QtBot
) -> None:
    application.settings.put(TRAY, False)
    hidden, shown = QWidget(), []
    qtbot.addWidget(hidden)
    tray = Tray(application, hidden, show_first=lambda: shown.append("first"))  # type: ignore[arg-type]
    assert shown == ["first"]
    assert hidden.isHidden()
    hidden.show()
    hidden.hide()
    tray._show_hidden_window()
    assert hidden.isVisible()
    assert shown == ["first"]
    tray.close()


def wait_until_visible(tray: Tray, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: tray.is_visible)


def dot_shown(tray: Tray) -> QColor:
    """Colour in the icon's lower right corner."""
    image = tray.icon.icon().pixmap(48).toImage()
    return image.pixelColor(QPoint(37, 37))


def test_the_icon_appears_as_soon_as_the_desktop_has_a_tray(tray: Tray, panel: Panel, qtbot: QtBot) -> None:
    assert not tray.is_visible
    panel.start()
    wait_until_visible(tray, qtbot)
    tray.close()


@pytest.mark.parametrize(("button", "command"), [(1, None), (2, CommandId.CAPTURE)])
def test_a_click_opens_the_window_and_the_middle_button_captures(
    tray: Tray, panel: Panel, qtbot: QtBot, button: int, command: CommandId | None
) -> None:
    panel.start()
    wait_until_visible(tray, qtbot)
    with qtbot.waitSignal(tray.command_requested if command else tray.open_requested) as emitted:
        panel.press(tray.icon, button)
    assert emitted.args == ([command] if command else [])
    tray.close()


def test_the_menu_works_without_a_window(tray: Tray, panel: Panel, qtbot: QtBot) -> None:
    panel.start()
    wait_until_visible(tray, qtbot)
    panel.press(tray.icon, 3)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    text = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert list(text) == ["Open", "New card …", "Inbox", "My work", "Sync now", "Quit"]
    with qtbot.waitSignal(tray.command_requested) as emitted:
        text["Sync now"].trigger()
    assert emitted.args == [CommandId.SYNC]
    menu.close()
    tray.close()


def test_the_desktop_is_not_notified_of_a_tip_that_it_knows(
    tray: Tray, application: FakeApplication, panel: Panel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.start()
    wait_until_visible(tray, qtbot)
    synced = datetime(2026, 11, 30, 9, 41, tzinfo=UTC)
    application.publish_status(SyncStatus(last_sync=synced))
    notified: list[str] = []
    monkeypatch.setattr(tray.icon, "setToolTip", notified.append)
    application.publish_status(SyncStatus(last_sync=synced + timedelta(minutes=1)))
    assert not notified
    application.publish_status(SyncStatus(SyncState.SAVED_LOCALLY, pending=2))
    assert notified == ["Kanbert Desktop\nSaved here"]
    tray.close()


def test_without_an_account_the_menu_offers_less(
    tray: Tray, application: FakeApplication, panel: Panel, qtbot: QtBot
) -> None:
    panel.start()
    wait_until_visible(tray, qtbot)
    application.close_account()
    tray.apply_appearance()
    off = {action.text() for action in tray.icon.contextMenu().actions() if not action.isEnabled()}
    assert off >= {"My work", "Sync now"}
    assert not off & {"Open", "New card …", "Quit"}
    assert tray.icon.toolTip() == "Kanbert Desktop"
    tray.close()


def test_a_vanished_tray_shows_a_hidden_window(
    tray: Tray, window: MainWindow, panel: Panel, qtbot: QtBot
) -> None:
    panel.start()
    wait_until_visible(tray, qtbot)
    window.hide()
    panel.stop()
    assert not tray.is_visible
    qtbot.waitUntil(window.isVisible)
    panel.start()
    wait_until_visible(tray, qtbot)
    tray.close()


def test_a_hidden_window_on_a_desktop_without_a_tray_shows_itself(
    window: MainWindow, application: FakeApplication, panel: Panel, qtbot: QtBot
) -> None:
    window.hide()
    application.settings.put(TRAY, True)
    tray = Tray(application, window, check_ms=CHECK_MS)  # type: ignore[arg-type]
    assert not window.isVisible()
    qtbot.waitUntil(window.isVisible)
    tray.close()


def test_switching_it_off_removes_it_and_shows_the_window(
    tray: Tray, window: MainWindow, application: FakeApplication, panel: Panel, qtbot: QtBot
) -> None:
    panel.start()
    wait_until_visible(tray, qtbot)
    window.hide()
    application.settings.put(TRAY, False)
    assert tray.icon is None
    assert window.isVisible()
    application.settings.put(TRAY, True)
    wait_until_visible(tray, qtbot)
    tray.close()


def test_the_dot_shows_what_needs_attention(
    tray: Tray, application: FakeApplication, panel: Panel, qtbot: QtBot
) -> None:
    panel.start()
    wait_until_visible(tray, qtbot)
    application.publish_status(SyncStatus(SyncState.UP_TO_DATE))
    bare = dot_shown(tray)
    application.publish_status(SyncStatus(SyncState.SAVED_LOCALLY, pending=2))
    assert dot_shown(tray) == QColor(TrayDot.UNSENT.value)
    assert tray.icon.toolTip().splitlines()[0] == "Kanbert Desktop"
    assert len(tray.icon.toolTip().splitlines()) == 2
    tray.set_has_unseen(True)
    assert dot_shown(tray) == QColor(TrayDot.UNSEEN.value)
    application.publish_status(SyncStatus(SyncState.UP_TO_DATE, attention=1))
    assert dot_shown(tray) == QColor(TrayDot.ATTENTION.value)
    tray.set_has_unseen(False)
    application.publish_status(SyncStatus(SyncState.UP_TO_DATE))
    assert dot_shown(tray) == bare
    tray.close()


@pytest.mark.parametrize(
    ("status", "has_news", "dot"),
    [
        (SyncStatus(), False, TrayDot.NONE),
        (SyncStatus(pending=1), False, TrayDot.UNSENT),
        (SyncStatus(pending=1), True, TrayDot.UNSEEN),
        (SyncStatus(pending=1, attention=1), True, TrayDot.ATTENTION),
        (SyncStatus(SyncState.NEEDS_SIGN_IN), False, TrayDot.ATTENTION),
    ],
)
def test_the_dot_shows_the_strongest_reason(status: SyncStatus, has_news: bool, dot: TrayDot) -> None:
    assert tray_dot_of(status, has_unseen=has_news) is dot


def test_the_dot_is_visible_at_every_size(qapp: QApplication) -> None:
    for size in (16, 22, 24, 32, 48):
        image = tray_icon(TrayDot.ATTENTION).pixmap(size).toImage()
        corner = image.pixelColor(int(size * 0.77), int(size * 0.77))
        assert corner == QColor(TrayDot.ATTENTION.value), size
