"""The overview page: figures, bars by keyboard and screen reader, the flow, limits, scopes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QTableView
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.overview.bar_table import BAR, NAME, BarTable
from kanbert_desktop.ui.overview.content import column_section
from kanbert_desktop.ui.overview.page import OverviewPage
from kanbert_desktop.ui.search.page import SearchPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, ME, WEB, card

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def spoken(table: BarTable, column: int = NAME) -> list[str]:
    return [
        str(table.bars.data(table.bars.index(n, column), ACCESSIBLE)) for n in range(table.bars.rowCount())
    ]


def search_of(window: MainWindow) -> SearchPage:
    assert window.workspace.navigator.location is not None
    assert window.workspace.navigator.location.kind is PageKind.SEARCH
    found = window.workspace.navigator.page(PageKind.SEARCH)
    assert isinstance(found, SearchPage)
    return found


def test_it_opens_with_the_board_that_was_shown(page: OverviewPage, window: MainWindow) -> None:
    assert page.figures is not None
    assert page.figures.scope.board == WEB
    assert page.scopes.currentText() == "Website-Relaunch"
    assert window.windowTitle() == "Overview – Kanbert Desktop"
    assert window.workspace.sidebar.overview_button.isChecked()


def test_the_tables_keep_the_rules_of_their_models(hours_page: OverviewPage) -> None:
    """A row with itself below it sends a screen reader round in circles."""
    hours_page._choose("all")
    models = [table.model() for table in hours_page.findChildren(QTableView)]
    assert models
    for model in models:
        assert model is not None
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_its_shortcut_opens_it(page: OverviewPage, window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.navigator.open_board(HEAT)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_G, keys)
    assert page.figures is not None
    assert page.figures.scope.board == HEAT
    assert page.buttons[0].hasFocus()


def test_key_figures_lead_to_their_cards(page: OverviewPage, window: MainWindow, qtbot: QtBot) -> None:
    assert page.buttons[0].accessibleName() == "Overdue: 5 cards"
    qtbot.keyClick(page.buttons[0], Qt.Key.Key_Space)
    assert search_of(window).field.text() == "is:overdue board:WEB"


@pytest.mark.parametrize(("row", "query"), [(2, "column:WIP board:WEB"), (1, "column:New board:WEB")])
def test_enter_on_a_column_leads_to_its_cards(
    page: OverviewPage, window: MainWindow, qtbot: QtBot, row: int, query: str
) -> None:
    count = page.columns.bars.section.rows[row].value
    page.columns.setFocus()
    for _ in range(row):
        qtbot.keyClick(page.columns, Qt.Key.Key_Down)
    qtbot.keyClick(page.columns, Qt.Key.Key_Return)
    search = search_of(window)
    assert search.field.text() == query
    search._steps.finish()
    assert len(search._found) == count


def test_a_click_on_a_person_leads_to_the_open_cards(
    page: OverviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    place = page.assignees.visualRect(page.assignees.bars.index(0, BAR)).center()
    qtbot.mouseClick(page.assignees.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert search_of(window).field.text() == f'assignee:"{ME.name}" is:open board:WEB'


def test_a_screen_reader_reads_bars_with_their_figures(page: OverviewPage) -> None:
    assert spoken(page.columns)[1].startswith("To do, 3 cards, limit 8, Limit: 8, Median age: ≥ ")
    assert spoken(page.columns, BAR)[2] == "4 cards, limit 3, exceeded"
    assert spoken(page.assignees) == ["Mira Kessler, 2 cards", "Lea Sommer, 1 card", "Unassigned, 38 cards"]
    for table in (page.columns, page.assignees, page.weeks, page.flow_table):
        read = QAccessible.queryAccessibleInterface(table)
        assert read.role() is QAccessible.Role.Table
        assert read.text(QAccessible.Text.Name)
    assert page.scopes.accessibleName() == "Boards"


def test_tab_reaches_every_chart_and_leaves_it(page: OverviewPage, qtbot: QtBot) -> None:
    page.buttons[0].setFocus()
    reached = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    wanted = [*page.buttons[1:], page.columns, page.assignees, page.weeks, page.flow, page.table_button]
    assert reached[: len(wanted)] == wanted


def test_arrows_read_the_days_of_the_flow(page: OverviewPage, qtbot: QtBot) -> None:
    page.flow.setFocus()
    assert "Completed 47" in page.flow.accessibleDescription()
    qtbot.keyClick(page.flow, Qt.Key.Key_Home)
    first = page.flow_day.text()
    qtbot.keyClick(page.flow, Qt.Key.Key_Right)
    assert page.flow_day.text() != first
    assert page.flow.accessibleDescription() == page.flow_day.text()


def test_the_flow_is_a_table_too(page: OverviewPage) -> None:
    assert not page.flow_table.isVisible()
    page.table_button.click()
    assert page.flow_table.isVisible()
    days = page.flow_table.days
    assert days.rowCount() == 50
    assert days.data(days.index(0, days.columnCount() - 1), ACCESSIBLE) == "Completed: 47"


def test_new_cards_are_counted_while_it_is_shown(
    page: OverviewPage, application: FakeApplication, qtbot: QtBot
) -> None:
    application.receive_cards(card(900, "Neu", Column.WIP, WEB))
    qtbot.waitUntil(lambda: spoken(page.columns, BAR)[2] == "5 cards, limit 3, exceeded")


def test_a_client_and_everything_can_be_chosen(page: OverviewPage) -> None:
    texts = [page.scopes.itemText(n) for n in range(page.scopes.count())]
    assert texts[:3] == ["All boards", "Client: Bergmann Möbel", "Client: Stadtwerke Lindau"]
    page.scopes.chosen.emit(page.scopes.itemData(2))
    assert page.figures is not None
    assert page.figures.open == 31
    assert page.figures.scope.query("is:open") == 'is:open client:"Stadtwerke Lindau"'
    page.scopes.chosen.emit(page.scopes.itemData(0))
    assert page.figures.open == 41 + 18 + 31


def test_a_board_that_is_gone_shows_everything(page: OverviewPage, window: MainWindow) -> None:
    page.show_board(HEAT)
    del window.workspace.service._local_cards.boards[HEAT]
    page.refresh()
    assert page.figures is not None
    assert page.figures.scope.board is None
    assert page.scopes.currentText() == "All boards"


def menu_of(page: OverviewPage) -> QMenu:
    (menu,) = page.columns.findChildren(QMenu)
    return menu


def test_a_limit_is_set_by_the_keyboard(page: OverviewPage, qtbot: QtBot) -> None:
    page.columns.setFocus()
    qtbot.keyClick(page.columns, Qt.Key.Key_L)
    menu_of(page).actions()[0].trigger()
    (dialog,) = page.columns.findChildren(QInputDialog)
    dialog.setIntValue(12)
    dialog.accept()
    assert page.figures is not None
    assert page.figures.columns[0].limit == 12


def test_a_limit_is_removed(page: OverviewPage, window: MainWindow, qtbot: QtBot) -> None:
    page.columns.setFocus()
    qtbot.keyClick(page.columns, Qt.Key.Key_Down)
    qtbot.keyClick(page.columns, Qt.Key.Key_L)
    menu_of(page).actions()[1].trigger()
    assert window.workspace.service.overview.limits.of_board(WEB) == {Column.WIP: 3}


def test_there_are_no_limits_of_several_boards(page: OverviewPage, qtbot: QtBot) -> None:
    page.scopes.chosen.emit("all")
    page.columns.setFocus()
    qtbot.keyClick(page.columns, Qt.Key.Key_L)
    assert not page.columns.findChildren(QMenu)


def test_the_head_of_a_column_says_that_its_limit_is_exceeded(page: OverviewPage, window: MainWindow) -> None:
    board = window.workspace.board
    window.workspace.navigator.open_board(WEB)
    head = board.columns_view.columns[Column.WIP].header
    assert head._title.accessibleName().endswith("limit 3, exceeded")
    assert head._count.text() in ("4 · limit 3, exceeded", "4 > 3")
    position = QPoint(5, 5)
    QApplication.sendEvent(head, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, position, position))
    (menu,) = head.findChildren(QMenu)
    menu.actions()[1].trigger()
    assert "limit" not in head._title.accessibleName()
    window.workspace.navigator.open_board(HEAT)
    assert head.limit is None


def test_escape_closes_it(page: OverviewPage, window: MainWindow, qtbot: QtBot) -> None:
    page.columns.setFocus()
    qtbot.keyClick(page.columns, Qt.Key.Key_Escape)
    assert window.workspace.navigator.location is not None
    assert window.workspace.navigator.location.board == WEB


def test_it_is_opened_from_the_sidebar_and_the_palette(page: OverviewPage, window: MainWindow) -> None:
    window.workspace.navigator.open_page(PageKind.MY_WORK)
    window.workspace.sidebar.overview_button.click()
    assert page.isVisible()
    window.workspace.handlers()[CommandId.OVERVIEW]()
    assert page.isVisible()


def test_names_with_markup_are_text(page: OverviewPage, window: MainWindow) -> None:
    boards = window.workspace.service._local_cards.boards
    board = boards[WEB]
    boards[WEB] = board._replace(title="<b>Fett</b>\nzweite Zeile")
    page.refresh()
    assert page.scopes.currentText() == "<b>Fett</b> zweite Zeile"


def test_ages_have_columns_once_there_are_any(page: OverviewPage) -> None:
    heading = page.columns.bars.section.heading
    assert heading == ("Column", "Cards", "Limit", "Median age", "Oldest")
    assert page.figures is not None
    young = [one._replace(ages=None) for one in page.figures.columns]
    section = column_section(page.figures._replace(columns=tuple(young)))
    assert section.heading == ("Column", "Cards", "Limit")
    assert {len(row.cells) for row in section.rows} == {1}


def test_figures_stand_below_each_other_in_a_narrow_window(
    page: OverviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(720, 480)
    window.theme.configure("light", 2.0)
    try:
        qtbot.waitUntil(lambda: len({button.x() for button in page.buttons}) == 1)
        assert all(button.width() >= button.sizeHint().width() for button in page.buttons)
    finally:
        window.theme.configure("light", 1.0)
    qtbot.waitUntil(lambda: len({button.y() for button in page.buttons}) == 1)


def test_charts_fit_a_narrow_window_with_large_text(
    page: OverviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    line = page.columns.horizontalHeader().height()
    window.resize(720, 480)
    window.theme.configure("light", 2.0)
    try:
        sideways = page._area.horizontalScrollBar()
        qtbot.waitUntil(lambda: page._area.viewport().width() <= 720 and sideways.maximum() == 0)
        qtbot.waitUntil(lambda: page.columns.horizontalHeader().height() > 2 * line)
        names = [row.name for row in page.columns.bars.section.rows]
        needed = max(map(QFontMetrics(window.theme.font("text")).horizontalAdvance, names))
        assert page.columns.columnWidth(NAME) >= needed
    finally:
        window.theme.configure("light", 1.0)
    qtbot.waitUntil(lambda: page.columns.horizontalHeader().height() == line)


def test_a_shortened_name_is_whole_in_the_tooltip(page: OverviewPage) -> None:
    bars = page.columns.bars
    assert bars.data(bars.index(1, NAME), Qt.ItemDataRole.ToolTipRole) == bars.section.rows[1].name
    assert bars.data(bars.index(1, BAR), Qt.ItemDataRole.ToolTipRole) is None


def test_figures_stand_beside_each_other_in_a_window_that_was_wide_before(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1440, 900)
    window.workspace.navigator.open_page(PageKind.OVERVIEW)
    page = window.workspace.navigator.page(PageKind.OVERVIEW)
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: page.figures is not None)
    qtbot.waitUntil(lambda: len({button.y() for button in page.buttons}) == 1)
