"""The charts of the past lead to their cards: by mouse, keyboard and screen reader."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.overview.bar_table import BAR
from kanbert_desktop.ui.overview.page import OverviewPage
from kanbert_desktop.ui.search.page import SearchPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.idle_events import process_until_idle


@pytest.fixture
def asked(page: OverviewPage) -> list[str]:
    """The queries that the page asks for, which nobody answers."""
    queries: list[str] = []
    page.query_requested.disconnect()
    page.query_requested.connect(queries.append)
    return queries


def show(page: OverviewPage, part: object) -> None:
    page._area.ensureWidgetVisible(part)  # type: ignore[arg-type]
    process_until_idle()


def point_of(page: OverviewPage, day: int, column: Column) -> QPoint:
    """In the middle of the column's area on that day."""
    assert page.figures is not None
    plot = page.flow._plot(page.figures)
    heights = [y for y in range(page.flow.height()) if plot.column_at(day, y) is column]
    return QPointF(plot.x(day), heights[len(heights) // 2]).toPoint()


@pytest.mark.parametrize("how", ["click", "enter"])
def test_a_week_leads_to_what_was_done_in_it(
    page: OverviewPage, asked: list[str], qtbot: QtBot, how: str
) -> None:
    assert page.figures is not None
    table, week = page.weeks, page.figures.movement.throughput[1]
    assert week.done > 0
    show(page, table)
    table.setFocus()
    if how == "click":
        place = table.visualRect(table.bars.index(1, BAR)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.keyClick(table, Qt.Key.Key_Return)
    (query,) = asked
    assert query.startswith(f"done:{week.monday}..")
    assert query.endswith(" board:WEB")


def test_a_click_on_the_flow_leads_to_the_column_on_that_day(
    page: OverviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page.figures is not None
    show(page, page.flow)
    number = 20
    qtbot.mouseClick(page.flow, Qt.MouseButton.LeftButton, pos=point_of(page, number, Column.COMPLETED))
    day = page.figures.movement.flow[number].day
    search = window.workspace.navigator.page(PageKind.SEARCH)
    assert isinstance(search, SearchPage)
    assert search.field.text() == f"column:Completed on:{day} board:WEB"
    search._steps.finish()
    assert search._hints == []


def test_a_click_beside_the_areas_leads_nowhere(page: OverviewPage, asked: list[str], qtbot: QtBot) -> None:
    show(page, page.flow)
    qtbot.mouseClick(page.flow, Qt.MouseButton.LeftButton, pos=QPoint(page.flow.width() // 2, 8))
    assert asked == []


def test_the_keyboard_chooses_a_day_and_a_column(page: OverviewPage, asked: list[str], qtbot: QtBot) -> None:
    assert page.figures is not None
    flow, days = page.flow, page.figures.movement.flow
    assert "Enter" in flow.accessibleDescription()
    flow.setFocus()
    qtbot.keyClick(flow, Qt.Key.Key_Left)
    qtbot.keyClick(flow, Qt.Key.Key_Return)
    qtbot.keyClick(flow, Qt.Key.Key_Up)
    counts = days[-2].columns
    assert flow.accessibleDescription().endswith(f"Completed {counts[Column.COMPLETED]}")
    qtbot.keyClick(flow, Qt.Key.Key_Return)
    qtbot.keyClick(flow, Qt.Key.Key_Up)
    qtbot.keyClick(flow, Qt.Key.Key_End)
    qtbot.keyClick(flow, Qt.Key.Key_Return)
    yesterday = days[-2].day
    assert asked == [
        f"on:{yesterday} board:WEB",
        f"column:Completed on:{yesterday} board:WEB",
        "column:WIP board:WEB",
    ]
    qtbot.keyClick(flow, Qt.Key.Key_Down)
    qtbot.keyClick(flow, Qt.Key.Key_Down)
    assert "Backlog" in page.flow_day.text(), "all columns again"


@pytest.mark.parametrize("how", ["click", "enter"])
def test_a_cell_of_the_flow_as_a_table_leads_to_the_same_cards(
    page: OverviewPage, asked: list[str], qtbot: QtBot, how: str
) -> None:
    assert page.figures is not None
    page.table_button.click()
    table = page.flow_table
    show(page, table)
    index = table.days.index(1, table.days.columnCount() - 1)
    table.setFocus()
    if how == "click":
        table.scrollTo(index)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    else:
        table.setCurrentIndex(index)
        qtbot.keyClick(table, Qt.Key.Key_Return)
    yesterday = page.figures.movement.flow[-2].day
    assert asked == [f"column:Completed on:{yesterday} board:WEB"]


def test_whoever_comes_back_is_where_they_left(page: OverviewPage, window: MainWindow, qtbot: QtBot) -> None:
    page.weeks.setFocus()
    qtbot.keyClick(page.weeks, Qt.Key.Key_Down)
    qtbot.keyClick(page.weeks, Qt.Key.Key_Return)
    assert not page.isVisible()
    window.workspace.navigator.close_page()
    qtbot.waitUntil(page.weeks.hasFocus)
    assert page.weeks.currentIndex().row() == 1


def test_the_chosen_column_is_marked(page: OverviewPage, qtbot: QtBot) -> None:
    page.flow.setFocus()
    qtbot.keyClick(page.flow, Qt.Key.Key_Left)
    before = page.flow.grab().toImage()
    qtbot.keyClick(page.flow, Qt.Key.Key_Up)
    assert page.flow.grab().toImage() != before
