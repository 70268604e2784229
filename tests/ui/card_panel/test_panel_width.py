"""Width of the card panel: beside the page where that leaves a column, by pointer and keyboard, remembered."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.edge import PanelEdge
from kanbert_desktop.ui.card_panel.host import (
    LEAST_MAIN_WIDTH,
    MIN_MAIN_WIDTH,
    MIN_PANEL_WIDTH,
    PANEL_WIDTH,
)
from kanbert_desktop.ui.card_panel.layout import FRAME
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, BoardFixture, new_board_page
from support.idle_events import process_until_idle

LEFT = Qt.MouseButton.LeftButton
K = Qt.Key


@pytest.fixture
def edge(page: BoardPage) -> PanelEdge:
    page.resize(1200, 700)
    page.open_card(CardKey("7"))
    return page.panel.edge


def test_it_is_beside_the_columns_where_one_of_them_remains(page: BoardPage, edge: PanelEdge) -> None:
    columns = page.columns_view
    for width, beside, panel in (
        (MIN_MAIN_WIDTH + 500, True, PANEL_WIDTH),
        (MIN_MAIN_WIDTH + MIN_PANEL_WIDTH, True, MIN_PANEL_WIDTH),
        (MIN_MAIN_WIDTH + MIN_PANEL_WIDTH - 1, True, PANEL_WIDTH),
        (LEAST_MAIN_WIDTH + MIN_PANEL_WIDTH, True, MIN_PANEL_WIDTH),
        (LEAST_MAIN_WIDTH + MIN_PANEL_WIDTH - 1, False, PANEL_WIDTH),
    ):
        page.resize(width, 700)
        assert (page.panel_host.is_beside, page.panel.width()) == (beside, panel)
        assert columns.width() == (width - panel if beside else width)
        assert page.panel.geometry().right() == width - 1
    page.resize(MIN_MAIN_WIDTH + MIN_PANEL_WIDTH, 700)
    assert sum(not view.is_folded for view in columns.shown) == 2


def test_a_narrow_page_keeps_its_columns_and_the_buttons_of_its_header(
    page: BoardPage, edge: PanelEdge
) -> None:
    page.resize(LEAST_MAIN_WIDTH + PANEL_WIDTH, 700)
    assert not any(view.is_folded for view in page.columns_view.shown)
    process_until_idle()
    for button in (page.header.add_button, page.header.menu_button):
        assert button.mapTo(page, button.rect().topRight()).x() < page.panel.x()
    assert page.header.add_button.accessibleName() == "New card"


def test_a_drag_changes_the_width_within_its_limits(page: BoardPage, edge: PanelEdge) -> None:
    drag(edge, -100)
    assert page.panel.width() == PANEL_WIDTH + 100
    assert page.columns_view.width() == 1200 - PANEL_WIDTH - 100
    drag(edge, -900)
    assert page.columns_view.width() == MIN_MAIN_WIDTH
    drag(edge, 900)
    assert page.panel.width() == MIN_PANEL_WIDTH
    QTest.mouseDClick(edge, LEFT)
    assert page.panel.width() == PANEL_WIDTH


def drag(edge: PanelEdge, by: int) -> None:
    QTest.mousePress(edge, LEFT, pos=QPoint(2, 300))
    QTest.mouseMove(edge, QPoint(2 + by, 300))
    QTest.mouseRelease(edge, LEFT, pos=QPoint(2 + by, 300))


def test_the_arrow_that_points_away_from_the_panel_makes_it_wider(
    page: BoardPage, edge: PanelEdge, qtbot: QtBot
) -> None:
    edge.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(edge, K.Key_Left)
    wider = page.panel.width()
    assert wider > PANEL_WIDTH
    QTest.keyClick(edge, K.Key_Right)
    QTest.keyClick(edge, K.Key_Right)
    assert page.panel.width() < PANEL_WIDTH
    QTest.keyClick(edge, K.Key_Up)
    assert page.panel.width() < PANEL_WIDTH
    QTest.keyClick(edge, K.Key_Escape)
    assert page.opened_card is None


def test_screen_readers_know_the_edge_as_a_slider(edge: PanelEdge) -> None:
    interface = QAccessible.queryAccessibleInterface(edge)
    assert interface.role() is QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Width of the card panel"
    assert interface.valueInterface().currentValue() == PANEL_WIDTH


def test_the_width_is_remembered_for_all_pages(
    page: BoardPage, edge: PanelEdge, board_fixture: BoardFixture, theme: Theme, qtbot: QtBot
) -> None:
    drag(edge, -64)
    page.save_drafts()
    other = new_board_page(board_fixture, theme)
    qtbot.addWidget(other)
    other.resize(1200, 700)
    other.show_board(BOARD)
    other.open_card(CardKey("8"))
    assert other.panel.width() == PANEL_WIDTH + 64


def test_a_stored_width_that_is_none_is_ignored(
    page: BoardPage, edge: PanelEdge, board_fixture: BoardFixture
) -> None:
    for stored, width in (("x", PANEL_WIDTH), ("-3", PANEL_WIDTH), ("12", MIN_PANEL_WIDTH)):
        board_fixture.service.local.save_value("panel_width", stored)
        page.panel_host.update_layout()
        assert page.panel.width() == width


def test_all_text_begins_at_one_edge(page: BoardPage, edge: PanelEdge, theme: Theme) -> None:
    panel = page.panel
    at_text = [panel.fields._labels[0], panel.description.label, panel.sub_tasks.label, panel.composer.field]
    framed = [panel.title, panel.sub_tasks.field, panel.composer.audience]
    edges = [part.mapTo(panel, QPoint(0, 0)).x() for part in at_text]
    edges += [part.mapTo(panel, QPoint(FRAME, 0)).x() for part in framed]
    assert len(set(edges)) == 1
    values = [panel.fields.assignee, panel.fields.due, panel.fields.visibility]
    assert len({value.x() for value in values}) == 1
    assert panel.fields.visibility.y() == max(value.y() for value in values)
