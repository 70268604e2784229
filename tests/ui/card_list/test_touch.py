"""A finger on the lists of My work and of the inbox."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.inbox.page import InboxPage
from kanbert_desktop.ui.my_work.page import MyWorkPage
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.widgets import finger_tracker
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import ME, WEB, card
from support.finger import Finger
from support.inbox_rows import receive_news


@pytest.fixture(autouse=True)
def no_long_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """No press is long enough to hold something."""
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 3_600_000)


@pytest.fixture
def work(window: MainWindow, application: FakeApplication) -> MyWorkPage:
    """Forty cards, more than are seen at once."""
    mine = [
        replace(card(number, f"Card {number}", Column.NEW, WEB), assignee=ME.id) for number in range(101, 141)
    ]
    application.receive_cards(*mine)
    window.workspace.navigator.open_page(PageKind.MY_WORK)
    page = window.workspace.navigator.page(PageKind.MY_WORK)
    assert isinstance(page, MyWorkPage)
    return page


def test_a_swipe_scrolls_and_opens_nothing(work: MyWorkPage, qtbot: QtBot) -> None:
    bar = work.card_list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    finger = Finger(work.card_list.viewport())
    finger.press(QPoint(80, 200))
    finger.glide(QPoint(82, 40))
    qtbot.waitUntil(lambda: bar.value() > 0)
    finger.lift()
    assert work.opened_card is None


def test_a_tap_opens(work: MyWorkPage) -> None:
    finger = Finger(work.card_list.viewport())
    finger.press(work.card_list.card_rect(CardKey("102")).center())
    finger.lift()
    assert work.opened_card == "102"


def test_holding_and_lifting_shows_the_menu(
    work: MyWorkPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(finger_tracker, "HOLD_MS", 1)
    finger = Finger(work.card_list.viewport())
    finger.press(work.card_list.card_rect(CardKey("103")).center())
    qtbot.waitUntil(lambda: work.card_list.current_key() == "103")
    finger.lift()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert work.opened_card is None


def test_a_swipe_over_the_inbox_opens_nothing_and_a_tap_opens(
    window: MainWindow, application: FakeApplication
) -> None:
    one = replace(card(101, "Angebot prüfen", Column.WIP, WEB), assignee=ME.id)
    application.receive_cards(one)
    service = application.service
    assert service is not None
    receive_news(service, [(one, datetime.now(UTC), [("moved", "New", "WIP")])])
    window.workspace.navigator.open_page(PageKind.INBOX)
    page = window.workspace.navigator.page(PageKind.INBOX)
    assert isinstance(page, InboxPage)
    entries = page.inbox_list
    place = entries.visualRect(entries.inbox_model.index_of(CardKey("101"))).center()
    finger = Finger(entries.viewport())
    finger.press(place + QPoint(0, 60))
    finger.glide(place)
    finger.lift()
    assert page.opened_card is None
    finger.press(place)
    finger.lift()
    assert page.opened_card == "101"
