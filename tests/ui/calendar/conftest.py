"""A calendar page with a few cards, as the window shows it."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.calendar import page as page_module
from kanbert_desktop.ui.calendar.page import CalendarPage
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, WEB, card
from ui.calendar.page_actions import (
    CTRL,
    DAY,
    SHIFT,
    TODAY,
)


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window's calendar has `TODAY`: by this computer's clock, cards of `DAY` become overdue."""
    monkeypatch.setattr(page_module, "CalendarPage", partial(CalendarPage, now=lambda: TODAY))


@pytest.fixture
def page(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> CalendarPage:
    """December 2026 with six cards, of which one is overdue and one has no date."""
    account = application.open_account
    account.local_cards.remove_cards([each.key for each in list(account.local_cards.cards())])
    application.receive_cards(
        card(101, "Angebot prüfen", Column.NEW, WEB, due=DAY),
        card(102, "Plakat freigeben", Column.WIP, HEAT, due=DAY),
        card(103, "Seite texten", Column.COMPLETED, CATALOGUE, due=DAY),
        card(104, "Druck abholen", Column.NEW, HEAT, due=DAY + timedelta(days=2)),
        card(105, "Rechnung schreiben", Column.NEW, WEB, due=TODAY - timedelta(days=400)),
        card(106, "Irgendwann aufräumen", Column.BACKLOG, WEB),
    )
    qtbot.keyClick(window, Qt.Key.Key_C, CTRL | SHIFT)
    shown = window.workspace.navigator.page(PageKind.CALENDAR)
    assert isinstance(shown, CalendarPage)
    shown.show_day(DAY)
    shown.loader.finish()
    assert shown.grid.hasFocus()
    return shown
