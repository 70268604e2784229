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
from kanbert_desktop.ui.commands.actions import Name
from kanbert_desktop.ui.navigation.history import Kind
from kanbert_desktop.ui.window.desktop_integration import Surroundings
from kanbert_desktop.ui.window.main_window import MainWindow
from plugins.screen import focus
from support.desktop_panel import PATIENCE, Panel
from support.fake_application import PlayedApplication
from support.fake_service import CATALOGUE, ME

NOTICE = Notification("Jonas Brandt commented", "Cookie-Banner\nPlease look", CardKey("1"))


@pytest.fixture
def around(
    window: MainWindow, application: PlayedApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Surroundings]:
    monkeypatch.setattr("kanbert_desktop.ui.window.desktop_integration.TURN_MS", 20)
    made = Surroundings(application, window.theme, window)  # type: ignore[arg-type]
    yield made
    application.tasks.start("end", made.end())


@pytest.fixture
def in_tray(around: Surroundings, application: PlayedApplication, panel: Panel, qtbot: QtBot) -> Surroundings:
    panel.come()
    application.settings.put(TRAY, True)
    qtbot.waitUntil(lambda: around.tray.is_there, timeout=PATIENCE)
    return around


def test_without_a_tray_closing_the_window_ends_the_program(
    around: Surroundings, window: MainWindow, application: PlayedApplication
) -> None:
    window.close()
    assert application.left == 1


def test_with_a_tray_closing_stays_and_a_press_brings_the_window_back(
    in_tray: Surroundings, window: MainWindow, application: PlayedApplication, panel: Panel, qtbot: QtBot
) -> None:
    window.close()
    assert (application.left, window.isVisible()) == (0, False)
    panel.press(in_tray.tray.icon, 1)
    qtbot.waitUntil(window.isVisible, timeout=PATIENCE)


def test_quitting_ends_the_program_from_a_hidden_window_as_well(
    in_tray: Surroundings, window: MainWindow, application: PlayedApplication
) -> None:
    window.close()
    in_tray.tray.wished.emit(Name.QUIT)
    assert application.left == 1


def test_the_trays_my_work_comes_with_the_window(
    in_tray: Surroundings, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    in_tray.tray.wished.emit(Name.MY_WORK)
    qtbot.waitUntil(window.isVisible, timeout=PATIENCE)
    assert window.workspace.routes.here.kind is Kind.MY_WORK


def test_a_card_captured_from_the_tray_leaves_the_window_where_it_is(
    in_tray: Surroundings, window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    window.close()
    in_tray.tray.wished.emit(Name.CAPTURE)
    field = in_tray.capturing.window.form.quick.field
    focus(qtbot, field)
    qtbot.keyClicks(field, "On the way")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert "On the way" in {card.title for card in application.desktop.desk.cards(CATALOGUE)}


def test_a_captured_card_can_be_taken_back_in_the_window(
    around: Surroundings, window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    window.actions_table[Name.CAPTURE].trigger()
    field = around.capturing.window.form.quick.field
    focus(qtbot, field)
    qtbot.keyClicks(field, "Too early")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    toast = window.workspace.toast
    assert toast.words.text() == "Card added."
    qtbot.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert "Too early" not in {card.title for card in application.desktop.desk.cards(CATALOGUE)}


def test_a_pressed_notice_brings_the_window_with_its_card(
    in_tray: Surroundings, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    in_tray.follow(NOTICE)
    qtbot.waitUntil(window.isVisible, timeout=PATIENCE)
    assert window.workspace.board.opened == "1"


def test_a_notice_about_several_cards_leads_to_what_is_mine(around: Surroundings, window: MainWindow) -> None:
    around.follow(replace(NOTICE, card=None))
    assert window.workspace.routes.here.kind is Kind.MY_WORK


def test_quiet_news_are_told_in_the_window_and_lead_to_the_card(
    around: Surroundings, window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    application.settings.put(NOTIFICATIONS, "quiet")
    card = application.desktop.desk.require_card("1")
    application.tell_cards(replace(card, assignee=ME.id))
    toast = window.workspace.toast
    qtbot.waitUntil(toast.isVisible, timeout=PATIENCE)
    assert toast.words.text() == f"1 card was assigned to you: {card.title}"
    qtbot.mouseClick(toast.way, Qt.MouseButton.LeftButton)
    assert window.workspace.board.opened == "1"


def test_quiet_news_wait_until_an_offer_to_undo_has_gone(
    around: Surroundings, window: MainWindow, application: PlayedApplication, qtbot: QtBot
) -> None:
    toast = window.workspace.toast
    window.workspace.board.gestures.move([CardKey("1")], Column.COMPLETED)
    offered = toast.words.text()
    around.show_quietly(NOTICE)
    qtbot.waitSignal(around._turn.timeout).wait()
    assert toast.words.text() == offered
    toast.leave()
    qtbot.waitUntil(toast.isVisible, timeout=PATIENCE)
    assert toast.words.text() == "Jonas Brandt commented: Cookie-Banner · Please look"


def test_quiet_news_for_a_hidden_window_wait_and_the_tray_has_a_dot(
    in_tray: Surroundings, window: MainWindow, qtbot: QtBot
) -> None:
    window.close()
    for number in range(7):
        in_tray.show_quietly(replace(NOTICE, title=f"News {number}"))
    assert in_tray.tray._has_news
    qtbot.waitSignal(in_tray._turn.timeout).wait()
    window.come_forward()
    toast = window.workspace.toast
    qtbot.waitUntil(toast.isVisible, timeout=PATIENCE)
    # Older ones are no news any more.
    assert toast.words.text().startswith("News 2")
    qtbot.waitUntil(lambda: not in_tray.tray._has_news, timeout=PATIENCE)


def test_a_tray_shows_what_no_service_would(in_tray: Surroundings, window: MainWindow) -> None:
    assert in_tray.show_in_tray(NOTICE)
    in_tray.tray.pressed.emit()
    assert window.workspace.board.opened == "1"


def test_without_a_tray_it_cannot(around: Surroundings) -> None:
    assert not around.show_in_tray(NOTICE)


def test_only_a_card_that_is_open_in_the_active_window_is_looked_at(
    around: Surroundings, window: MainWindow, qtbot: QtBot
) -> None:
    window.workspace.routes.go_to_card("1")
    qtbot.waitUntil(lambda: around.is_looking_at(CardKey("1")), timeout=PATIENCE)
    assert not around.is_looking_at(CardKey("2"))
    around.capturing.open()
    qtbot.waitUntil(lambda: not around.is_looking_at(CardKey("1")), timeout=PATIENCE)


def test_signing_out_closes_the_capture_window_and_ends_the_listening(
    around: Surroundings, window: MainWindow, application: PlayedApplication
) -> None:
    around.capturing.open()
    around.show_quietly(NOTICE)
    window.ask_to_sign_out()
    assert around.capturing.window is None
    assert around._telling is None
    assert around._quiet == []


def test_another_language_reaches_the_tray(
    in_tray: Surroundings, window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    use_language(qapp, "de", resource("translations"))

    def words() -> list[str]:
        return [action.text() for action in in_tray.tray.icon.contextMenu().actions()]

    qtbot.waitUntil(lambda: "Beenden" in words(), timeout=PATIENCE)
