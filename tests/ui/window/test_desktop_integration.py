"""Closing into the tray, notifications that open cards, cards captured outside the window."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.notifications import Notification
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.app.settings import NOTIFICATIONS, TRAY
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.inbox.page import InboxPage
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.desktop_integration import DesktopIntegration
from kanbert_desktop.ui.window.main_window import MainWindow
from plugins.screen import focus
from support.desktop_panel import Panel
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, ME
from support.inbox_rows import receive_news

NOTIFICATION = Notification("Jonas Brandt commented", "Cookie-Banner\nPlease look", CardKey("1"))


@pytest.fixture
def integration(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DesktopIntegration]:
    monkeypatch.setattr("kanbert_desktop.ui.window.desktop_integration.TOAST_INTERVAL_MS", 20)
    made = DesktopIntegration(application, window.theme, window)  # type: ignore[arg-type]
    yield made
    application.tasks.start("end", made.close())


@pytest.fixture
def in_tray(
    integration: DesktopIntegration, application: FakeApplication, panel: Panel, qtbot: QtBot
) -> DesktopIntegration:
    panel.start()
    application.settings.put(TRAY, True)
    qtbot.waitUntil(lambda: integration.tray.is_visible)
    return integration


def test_without_a_tray_closing_the_window_quits(
    integration: DesktopIntegration, window: MainWindow, application: FakeApplication
) -> None:
    window.close()
    assert application.wait_for_quit == 1


def test_with_a_tray_closing_keeps_running_and_a_click_shows_the_window(
    in_tray: DesktopIntegration, window: MainWindow, application: FakeApplication, panel: Panel, qtbot: QtBot
) -> None:
    window.close()
    assert (application.wait_for_quit, window.isVisible()) == (0, False)
    panel.press(in_tray.tray.icon, 1)
    qtbot.waitUntil(window.isVisible)


def test_quitting_also_works_with_a_hidden_window(
    in_tray: DesktopIntegration, window: MainWindow, application: FakeApplication
) -> None:
    window.close()
    in_tray.tray.command_requested.emit(CommandId.QUIT)
    assert application.wait_for_quit == 1


def test_my_work_in_the_tray_menu_shows_the_window(
    in_tray: DesktopIntegration, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    in_tray.tray.command_requested.emit(CommandId.MY_WORK)
    qtbot.waitUntil(window.isVisible)
    assert window.workspace.navigator.location.kind is PageKind.MY_WORK


def test_capturing_from_the_tray_does_not_show_the_window(
    in_tray: DesktopIntegration, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    window.close()
    in_tray.tray.command_requested.emit(CommandId.CAPTURE)
    field = in_tray.capture_controller.window.form.quick_add.field
    focus(qtbot, field)
    qtbot.keyClicks(field, "On the way")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert "On the way" in {card.title for card in application.open_account.service.cards(CATALOGUE)}


def test_a_captured_card_can_be_undone_in_the_window(
    integration: DesktopIntegration, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    window.window_actions[CommandId.CAPTURE].trigger()
    field = integration.capture_controller.window.form.quick_add.field
    focus(qtbot, field)
    qtbot.keyClicks(field, "Too early")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    toast = window.workspace.toast
    assert toast.text_label.text() == "Card added."
    qtbot.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    assert "Too early" not in {card.title for card in application.open_account.service.cards(CATALOGUE)}


def test_a_clicked_notification_opens_its_card(
    in_tray: DesktopIntegration, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    in_tray.open_notification(NOTIFICATION)
    qtbot.waitUntil(window.isVisible)
    assert window.workspace.board.opened_card == "1"


def test_a_notification_about_several_cards_opens_my_work(
    integration: DesktopIntegration, window: MainWindow
) -> None:
    integration.open_notification(replace(NOTIFICATION, card=None))
    assert window.workspace.navigator.location.kind is PageKind.MY_WORK


def test_quiet_notifications_are_shown_in_the_window_and_open_their_entry(
    integration: DesktopIntegration, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.settings.put(NOTIFICATIONS, "quiet")
    service = application.open_account.service
    card = service.require_card("1")
    receive_news(service, [(card, datetime.now(UTC), [("assigned", "", ME.id)])])
    toast = window.workspace.toast
    qtbot.waitUntil(toast.isVisible)
    assert toast.text_label.text() == f"1 card was assigned to you: {card.title}"
    qtbot.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    assert window.workspace.navigator.location.kind is PageKind.INBOX
    page = window.workspace.navigator.page(PageKind.INBOX)
    assert isinstance(page, InboxPage)
    assert page.opened_card == "1"


def test_quiet_notifications_wait_until_an_undo_offer_has_closed(
    integration: DesktopIntegration, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    toast = window.workspace.toast
    window.workspace.board.commands.move([CardKey("1")], Column.COMPLETED)
    offered = toast.text_label.text()
    integration.show_in_window(NOTIFICATION)
    qtbot.waitSignal(integration._toast_timer.timeout).wait()
    assert toast.text_label.text() == offered
    toast.dismiss_toast()
    qtbot.waitUntil(toast.isVisible)
    assert toast.text_label.text() == "Jonas Brandt commented: Cookie-Banner · Please look"


def test_quiet_notifications_wait_for_a_hidden_window_and_the_tray_shows_a_dot(
    in_tray: DesktopIntegration, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    for number in range(7):
        in_tray.show_in_window(replace(NOTIFICATION, title=f"News {number}"))
    assert in_tray.tray._has_unseen
    qtbot.waitSignal(in_tray._toast_timer.timeout).wait()
    window.bring_to_front()
    toast = window.workspace.toast
    qtbot.waitUntil(toast.isVisible)
    # Older notifications are dropped.
    assert toast.text_label.text().startswith("News 2")
    qtbot.waitUntil(lambda: not in_tray.tray._has_unseen)


def test_the_tray_shows_a_notification_without_a_service(
    in_tray: DesktopIntegration, window: MainWindow
) -> None:
    in_tray._presenter.show_without_service(NOTIFICATION)
    assert in_tray._quiet_notifications == []
    in_tray.tray.message_clicked.emit()
    assert window.workspace.board.opened_card == "1"


def test_the_window_shows_a_notification_without_service_and_tray(integration: DesktopIntegration) -> None:
    integration._presenter.show_without_service(NOTIFICATION)
    assert integration._quiet_notifications == [NOTIFICATION]


def test_only_a_card_open_in_the_active_window_counts_as_seen(
    integration: DesktopIntegration, window: MainWindow, qtbot: QtBot
) -> None:
    window.workspace.navigator.open_card("1")
    qtbot.waitUntil(lambda: integration.is_card_open(CardKey("1")))
    assert not integration.is_card_open(CardKey("2"))
    integration.capture_controller.open()
    qtbot.waitUntil(lambda: not integration.is_card_open(CardKey("1")))


def test_signing_out_closes_the_capture_window_and_stops_notifications(
    integration: DesktopIntegration, window: MainWindow, application: FakeApplication
) -> None:
    integration.capture_controller.open()
    integration.show_in_window(NOTIFICATION)
    window.access.ask_to_sign_out()
    assert integration.capture_controller.window is None
    assert integration._presenter is None
    assert integration._quiet_notifications == []


def test_another_language_reaches_the_tray(
    in_tray: DesktopIntegration, window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    use_language(qapp, "de", resource("translations"))

    def words() -> list[str]:
        return [action.text() for action in in_tray.tray.icon.contextMenu().actions()]

    qtbot.waitUntil(lambda: "Beenden" in words())


def test_the_application_learns_that_the_user_left_the_program_and_came_back(
    integration: DesktopIntegration, application: FakeApplication
) -> None:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    application.in_front.clear()
    for state in (Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive):
        running.applicationStateChanged.emit(state)
    assert application.in_front == [False, True]
