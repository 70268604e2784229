"""A saved view shown as columns: moves, groups, panel, motion and selection."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.saved_views import SavedViews, ViewGrouping, ViewLayout
from kanbert_desktop.app.settings import MOTION
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand
from kanbert_desktop.ui.saved_views.page import SavedViewPage
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB
from support.saved_view_page import CTRL_SHIFT, VIEW, in_columns, open_in_columns, press, settle


def test_columns_show_the_cards_of_all_boards_by_status(page: SavedViewPage, views: SavedViews) -> None:
    open_in_columns(page)
    assert views.require(VIEW).layout is ViewLayout.COLUMNS
    assert in_columns(page) == {
        Column.NEW: ["# Frühjahrskatalog 2027", "Seite texten", "# Website-Relaunch", "Angebot prüfen"],
        Column.WIP: ["# Kampagne Fernwärme", "Plakat freigeben"],
        Column.COMPLETED: ["# Website-Relaunch", "Rechnung"],
    }
    page.header.layout_control.buttons["list"].click()
    settle(page)
    assert page.results.card_list.isVisible()
    assert not page.results.columns.columns_view.isVisible()


def focus_in_columns(page: SavedViewPage, key: str) -> CardListView:
    assert page.results.columns is not None
    page.results.columns.focus_card(CardKey(key))
    focus = QApplication.focusWidget()
    assert isinstance(focus, CardListView)
    assert focus.current_key() == key
    return focus


def test_a_card_moves_between_columns_by_keys_and_the_focus_follows(
    page: SavedViewPage, application: FakeApplication, qtbot: QtBot
) -> None:
    open_in_columns(page)
    focus_in_columns(page, "101")
    press(qtbot, Qt.Key.Key_Right, CTRL_SHIFT)
    settle(page)
    moved = application.require_service().require_card("101")
    assert (moved.board, moved.column) == (WEB, Column.WIP)
    assert QApplication.focusWidget() is page.results.columns.columns_view.columns[Column.WIP].cards
    assert "Angebot prüfen" in in_columns(page)[Column.WIP]


def test_a_drop_moves_cards_on_their_own_boards(page: SavedViewPage, application: FakeApplication) -> None:
    open_in_columns(page)
    assert page.results.columns is not None
    page.results.columns.columns_view.columns[Column.APPROVED].dropped.emit(["101", "102"], None, QPoint())
    service = application.require_service()
    assert [
        (service.require_card(key).board, service.require_card(key).column) for key in ("101", "102")
    ] == [
        (WEB, Column.APPROVED),
        (HEAT, Column.APPROVED),
    ]
    service.undo()
    assert service.require_card("101").column is Column.NEW


def test_nothing_can_be_added_to_the_columns_of_a_view(
    page: SavedViewPage, window: MainWindow, qtbot: QtBot
) -> None:
    open_in_columns(page)
    view = page.results.columns.columns_view.columns[Column.NEW]
    assert not view.add_row.isVisible()
    view.set_folded(True)
    view.set_folded(False)
    assert not view.add_row.isVisible()
    focus_in_columns(page, "101")
    press(qtbot, Qt.Key.Key_N)
    assert window.workspace.toast.text_label.text().startswith("A view has no board of its own.")
    press(qtbot, Qt.Key.Key_Up, CTRL_SHIFT)
    assert window.workspace.toast.text_label.text().startswith("The cards of a view are sorted.")


def test_groups_fold_in_columns(page: SavedViewPage) -> None:
    open_in_columns(page)
    page.results.columns.columns_view.columns[Column.NEW].cards.group_toggled.emit(WEB)
    assert in_columns(page)[Column.NEW] == ["# Frühjahrskatalog 2027", "Seite texten", "# Website-Relaunch"]
    assert in_columns(page)[Column.COMPLETED] == ["# Website-Relaunch"]


def test_columns_without_groups_and_the_archive(page: SavedViewPage) -> None:
    open_in_columns(page)
    page.header.arrangement_button.grouping_requested.emit(ViewGrouping.NONE)
    page.query_bar.field.setText("wichtig column:closed")
    assert in_columns(page) == {Column.CLOSED: ["Altes"]}
    assert ViewGrouping.COLUMN not in page.header.arrangement_button._groupings()


def test_the_panel_opens_beside_the_columns(page: SavedViewPage, qtbot: QtBot) -> None:
    open_in_columns(page)
    focus_in_columns(page, "101")
    press(qtbot, Qt.Key.Key_Return)
    assert page.opened_card == "101"
    press(qtbot, Qt.Key.Key_Escape)
    assert page.opened_card is None
    assert isinstance(QApplication.focusWidget(), CardListView)


def test_a_move_leaves_the_other_columns_of_a_view_alone(page: SavedViewPage, views: SavedViews) -> None:
    views.change(VIEW, replace(views.require(VIEW), layout=ViewLayout.COLUMNS, grouping=ViewGrouping.NONE))
    page.reload(VIEW)
    settle(page)
    assert page.results.columns is not None
    columns = page.results.columns.columns_view.columns
    before = {column: columns[column].window_of_rows.rows for column in (Column.NEW, Column.COMPLETED)}
    page.results._commands.move([CardKey("101")], Column.WIP)
    assert columns[Column.NEW].window_of_rows.rows is not before[Column.NEW]
    assert columns[Column.COMPLETED].window_of_rows.rows is before[Column.COMPLETED]


def moving_cards(page: SavedViewPage, key: CardKey) -> set[CardKey]:
    """Moves the card one column to the right by keyboard and says which cards are on their way then."""
    columns = page.results.columns
    assert columns is not None
    columns.focus_card(key)
    view = columns.columns_view.view_of(key)
    assert view is not None
    motion = columns.columns_view.motion
    columns.controller._run(view, BoardCommand.MOVE_RIGHT)
    return set(motion.moving)


def test_a_card_of_the_columns_is_seen_moving(page: SavedViewPage) -> None:
    open_in_columns(page)
    assert moving_cards(page, CardKey("101")) == {"101"}


def test_with_reduced_motion_no_card_of_the_columns_moves(
    page: SavedViewPage, application: FakeApplication
) -> None:
    application.settings.put(MOTION, "reduced")
    open_in_columns(page)
    assert moving_cards(page, CardKey("101")) == set()


def test_several_cards_of_the_columns_have_the_bar_of_a_board(page: SavedViewPage, qtbot: QtBot) -> None:
    open_in_columns(page)
    assert page.results.columns is not None
    controller = page.results.columns.controller
    controller.selection.select([CardKey("101"), CardKey("103")])
    qtbot.waitUntil(
        lambda: "selection_bar" in controller.__dict__ and controller.selection_bar.bar.isVisible()
    )
    bar = controller.selection_bar.bar
    qtbot.mouseClick(bar.buttons[BoardCommand.PRIORITY], Qt.MouseButton.LeftButton)
    QApplication.activePopupWidget().close()
    assert isinstance(QApplication.focusWidget(), CardListView)
    page.header.layout_control.buttons["list"].click()
    settle(page)
    assert not bar.isVisible()
