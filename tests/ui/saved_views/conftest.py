"""A saved view with cards of two boards, and its page."""

from datetime import timedelta

import pytest

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.events import SavedViewsChanged
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.saved_views.page import SavedViewPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, ME, WEB, card
from support.saved_view_page import VIEW, settle


@pytest.fixture
def views(window: MainWindow, application: FakeApplication) -> SavedViews:
    """One view; its cards are on two boards."""
    day = today()
    application.receive_cards(
        card(101, "Wichtig: Angebot prüfen", Column.NEW, WEB, due=day - timedelta(days=2), assignee=ME.id),
        card(102, "Wichtig: Plakat freigeben", Column.WIP, HEAT, due=day),
        card(103, "Wichtig: Seite texten", Column.NEW, CATALOGUE),
        card(104, "Wichtig: Rechnung", Column.COMPLETED, WEB, due=day - timedelta(days=5)),
        card(105, "Wichtig: Altes", Column.CLOSED, WEB),
    )
    made = SavedViews(application.require_service())
    made.add(SavedView(VIEW, "wichtig", sort=Sort.TITLE))
    application.bus.publish(SavedViewsChanged())
    return made


@pytest.fixture
def page(window: MainWindow, views: SavedViews) -> SavedViewPage:
    window.workspace.navigator.open_view(VIEW)
    page = window.workspace.navigator.page(PageKind.VIEW)
    assert isinstance(page, SavedViewPage)
    settle(page)
    return page
