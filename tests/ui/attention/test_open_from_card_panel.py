"""The panel's "needs your decision" opens the question."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Reason
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize("part", ["decide_button", "text_label"])
@pytest.mark.parametrize("reason", [Reason.CHANGED_REMOTELY, Reason.REJECTED])
def test_needs_your_decision_opens_the_question(
    window: MainWindow, application: FakeApplication, qtbot: QtBot, part: str, reason: Reason
) -> None:
    for card in ("1", "2", "3"):
        application.open_account.add_question(card, reason, title=f"Anders {card}")
    workspace = window.workspace
    workspace.navigator.open_card(CardKey("3"))
    saved = workspace.board.panel.unsent_line
    assert saved.decide_button.isVisible()
    qtbot.mouseClick(getattr(saved, part), LEFT)
    page = workspace.navigator.page(PageKind.ATTENTION)
    assert workspace.pages.currentWidget() is page
    assert page.detail is not None
    assert page.detail.entry.card == CardKey("3")


def test_a_pending_card_offers_no_decision(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    workspace = window.workspace
    workspace.board.commands.rename(CardKey("3"), "Neu")
    workspace.navigator.open_card(CardKey("3"))
    saved = workspace.board.panel.unsent_line
    assert saved.isVisible()
    assert not saved.decide_button.isVisible()
    qtbot.mouseClick(saved.text_label, LEFT)
    assert workspace.pages.currentWidget() is workspace.board


def test_the_panel_in_my_work_opens_the_question_too(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    for card in ("1", "3"):
        application.open_account.add_question(card, Reason.REJECTED, title=f"Anders {card}")
    workspace = window.workspace
    workspace.navigator.open_page(PageKind.MY_WORK)
    mine = workspace.navigator.page(PageKind.MY_WORK)
    mine.open_card(CardKey("3"))
    qtbot.mouseClick(mine.panel.unsent_line.decide_button, LEFT)
    page = workspace.navigator.page(PageKind.ATTENTION)
    assert workspace.pages.currentWidget() is page
    assert page.detail.entry.card == CardKey("3")
