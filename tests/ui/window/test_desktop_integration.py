"""What works around the window: closing into the tray, notices that lead somewhere, cards captured elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.notifications import Notification
from kanbert_desktop.app.settings import NOTIFICATIONS, TRAY
from kanbert_desktop.app.translation import use_language
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.desktop_integration import DesktopIntegration
from kanbert_desktop.ui.window.main_window import MainWindow
from plugins.screen import focus
from support.desktop_panel import TIMEOUT_SECONDS, Panel
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, ME

NOTICE = Notification("Jonas Brandt commented", "Cookie-Banner\nPlease look", CardKey("1"))


@pytest.fixture
def around(
    window: MainWindow, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DesktopIntegration]:
    monkeypatch.setattr("kanbert_desktop.ui.window.desktop_integration.TOAST_INTERVAL_MS", 20)
    made = DesktopIntegration(application, window.theme, window)  # type: ignore[arg-type]
    yield made
    application.tasks.start("end", made.close())


@pytest.fixture
def in_tray(
    around: DesktopIntegration, application: FakeApplication, panel: Panel, qtbot: QtBot
) -> DesktopIntegration:
    panel.start()
    application.settings.put(TRAY, True)
    qtbot.waitUntil(lambda: around.tray.is_visible, timeout=TIMEOUT_SECONDS)
    return around


def test_without_a_tray_closing_the_window_ends_the_program(
    around: DesktopIntegration, window: MainWindow, application: FakeApplication
) -> None:
    window.close()
    assert application.wait_for_quit == 1


def test_with_a_tray_closing_stays_and_a_press_brings_the_window_back(
    in_tray: DesktopIntegration, window: MainWindow, application: FakeApplication, panel: Panel, qtbot: QtBot
) -> None:
    window.close()
    assert (application.wait_for_quit, window.isVisible()) == (0, False)
    panel.press(in_tray.tray.icon, 1)
    qtbot.waitUntil(window.isVisible, timeout=TIMEOUT_SECONDS)


def test_quitting_ends_the_program_from_a_hidden_window_as_well(
    in_tray: DesktopIntegration, window: MainWindow, application: FakeApplication
) -> None:
    window.close()
    in_tray.tray.command_requested.emit(CommandId.QUIT)
    assert application.wait_for_quit == 1


def test_the_trays_my_work_comes_with_the_window(
    in_tray: DesktopIntegration, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    in_tray.tray.command_requested.emit(CommandId.MY_WORK)
    qtbot.waitUntil(window.isVisible, timeout=TIMEOUT_SECONDS)
    assert window.workspace.navigator.location.kind is PageKind.MY_WORK


def test_a_card_captured_from_the_tray_leaves_the_window_where_it_is(
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


def test_a_captured_card_can_be_taken_back_in_the_window(
    around: DesktopIntegration, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    window.window_actions[CommandId.CAPTURE].trigger()
    field = around.capture_controller.window.form.quick_add.field
    focus(qtbot, field)
    qtbot.keyClicks(field, "Too early")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    toast = window.workspace.toast
    assert toast.text_label.text() == "Card added."
    qtbot.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    assert "Too early" not in {card.title for card in application.open_account.service.cards(CATALOGUE)}


def test_a_pressed_notice_brings_the_window_with_its_card(
    in_tray: DesktopIntegration, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    in_tray.open_notification(NOTICE)
    qtbot.waitUntil(window.isVisible, timeout=TIMEOUT_SECONDS)
    assert window.workspace.board.opened_card == "1"


def test_a_notice_about_several_cards_leads_to_what_is_mine(
    around: DesktopIntegration, window: MainWindow
) -> None:
    around.open_notification(replace(NOTICE, card=None))
    assert window.workspace.navigator.location.kind is PageKind.MY_WORK


def test_quiet_news_are_told_in_the_window_and_lead_to_the_card(
    around: DesktopIntegration, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    application.settings.put(NOTIFICATIONS, "quiet")
    card = application.open_account.service.require_card("1")
    application.receive_cards(replace(card, assignee=ME.id))
    toast = window.workspace.toast
    qtbot.waitUntil(toast.isVisible, timeout=TIMEOUT_SECONDS)
    assert toast.text_label.text() == f"1 card was assigned to you: {card.title}"
    qtbot.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    assert window.workspace.board.opened_card == "1"


def test_quiet_news_wait_until_an_offer_to_undo_has_gone(
    around: DesktopIntegration, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    toast = window.workspace.toast
    window.workspace.board.commands.move([CardKey("1")], Column.COMPLETED)
    offered = toast.text_label.text()
    around.show_in_window(NOTICE)
    qtbot.waitSignal(around._toast_timer.timeout).wait()
    assert toast.text_label.text() == offered
    toast.dismiss_toast()
    qtbot.waitUntil(toast.isVisible, timeout=TIMEOUT_SECONDS)
    assert toast.text_label.text() == "Jonas Brandt commented: Cookie-Banner · Please look"


def test_quiet_news_for_a_hidden_window_wait_and_the_tray_has_a_dot(
    in_tray: DesktopIntegration, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    for number in range(7):
        in_tray.show_in_window(replace(NOTICE, title=f"News {number}"))
    assert in_tray.tray._has_unseen
    qtbot.waitSignal(in_tray._toast_timer.timeout).wait()
    window.bring_to_front()
    toast = window.workspace.toast
    qtbot.waitUntil(toast.isVisible, timeout=TIMEOUT_SECONDS)
    # Older ones are no news any more.
    assert toast.text_label.text().startswith("News 2")
    qtbot.waitUntil(lambda: not in_tray.tray._has_unseen, timeout=TIMEOUT_SECONDS)


def test_a_tray_shows_what_no_service_would(in_tray: DesktopIntegration, window: MainWindow) -> None:
    assert in_tray.show_in_tray(NOTICE)
    in_tray.tray.message_clicked.emit()
    assert window.workspace.board.opened_card == "1"


def test_without_a_tray_it_cannot(around: DesktopIntegration) -> None:
    assert not around.show_in_tray(NOTICE)


def test_only_a_card_that_is_open_in_the_active_window_is_looked_at(
    around: DesktopIntegration, window: MainWindow, qtbot: QtBot
) -> None:
    window.workspace.navigator.open_card("1")
    qtbot.waitUntil(lambda: around.is_card_open(CardKey("1")), timeout=TIMEOUT_SECONDS)
    assert not around.is_card_open(CardKey("2"))
    around.capture_controller.open()
    qtbot.waitUntil(lambda: not around.is_card_open(CardKey("1")), timeout=TIMEOUT_SECONDS)


def test_signing_out_closes_the_capture_window_and_ends_the_listening(
    around: DesktopIntegration, window: MainWindow, application: FakeApplication
) -> None:
    around.capture_controller.open()
    around.show_in_window(NOTICE)
    window.ask_to_sign_out()
    assert around.capture_controller.window is None
    assert around._presenter is None
    assert around._quiet_notifications == []


def test_another_language_reaches_the_tray(
    in_tray: DesktopIntegration, window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    use_language(qapp, "de", resource("translations"))

    def words() -> list[str]:
        return [action.text() for action in in_tray.tray.icon.contextMenu().actions()]

    qtbot.waitUntil(lambda: "Beenden" in words(), timeout=TIMEOUT_SECONDS)
