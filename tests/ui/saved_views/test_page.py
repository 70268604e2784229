"""The page of a saved view: list, query, sort order and groups, keys, updates."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtGui import Qt as QtOfGui
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews, ViewGrouping
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.events import BoardsChanged, SavedViewsChanged
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.ui.card_list.model import RowGroup
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.saved_views import contents
from kanbert_desktop.ui.saved_views.page import SavedViewPage
from kanbert_desktop.ui.saved_views.printout import ViewPrintout
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, WEB, card
from support.idle_events import process_until_idle
from support.saved_view_page import CTRL_SHIFT, VIEW, open_in_columns, press, settle, shown
from ui.layout.locale_fixture import in_language


def test_a_screen_reader_finds_a_list_of_that_name(page: SavedViewPage) -> None:
    settle(page)
    reader = QAccessible.queryAccessibleInterface(page.results.card_list)
    assert reader.text(QAccessible.Text.Name) == VIEW
    assert reader.role() is QAccessible.Role.List
    parts = [reader.child(number) for number in range(reader.childCount())]
    names = {part.text(QAccessible.Text.Name): part.role() for part in parts}
    spoken = next(name for name in names if name.startswith("Wichtig: Seite texten, "))
    assert names[spoken] is QAccessible.Role.ListItem
    assert page.query_bar.field.accessibleName() == "Query of this view"


@pytest.mark.parametrize("language", ["en", "de"])
def test_in_a_low_window_with_large_text_more_than_half_is_left_to_the_cards(
    page: SavedViewPage, window: MainWindow, qtbot: QtBot, language: str
) -> None:
    header, bar = page.header, page.query_bar
    with in_language(language):
        window.theme.configure("light", 2.0)
        try:
            window.resize(720, 480)
            qtbot.waitUntil(lambda: (window.width(), window.height()) == (720, 480))
            bar.field.setText("wichtig is:open")
            process_until_idle()
            assert page.results.height() > window.height() // 2
            assert header.count_label.x() > header.title_label.x()
            assert header.arrangement_button.x() > header.layout_control.x()
            whole = header.arrangement_button.accessibleName()
            assert whole.startswith(header.arrangement_button.text())
            assert header.arrangement_button.geometry().right() < header.width()
            assert header.arrangement_button.toolTip().startswith(whole)
            assert bar.field.width() >= window.theme.px(200)
            assert (bar.save_button.text(), bar.discard_button.text()) == ("", "")
            assert bar.save_button.toolTip().startswith(bar.save_button.accessibleName())
            assert bar.discard_button.toolTip() == bar.discard_button.accessibleName()
        finally:
            window.theme.configure("light", 1.0)
    process_until_idle()
    assert header.count_label.y() > header.title_label.y()
    assert header.arrangement_button.text() == header.arrangement_button.accessibleName()
    assert bar.save_button.text() == "Save query"


def test_it_lists_the_cards_of_all_boards_in_groups(page: SavedViewPage, window: MainWindow) -> None:
    assert shown(page) == [
        "# Frühjahrskatalog 2027",
        "Seite texten",
        "# Kampagne Fernwärme",
        "Plakat freigeben",
        "# Website-Relaunch",
        "Angebot prüfen",
        "Rechnung",
    ]
    assert page.header.count_label.text() == "4 cards"
    assert window.windowTitle() == "Wichtig – Kanbert Desktop"
    assert page.accessibleName() == VIEW
    assert page.results.card_list.hasFocus()


@pytest.mark.parametrize(
    ("grouping", "names"),
    [
        (ViewGrouping.NONE, ["# Cards", "Angebot prüfen", "Plakat freigeben", "Rechnung", "Seite texten"]),
        (
            ViewGrouping.DUE,
            ["# Overdue", "Angebot prüfen", "# Today", "Plakat freigeben", "# Done", "Rechnung", "# Undated", "Seite texten"],
        ),
        (
            ViewGrouping.COLUMN,
            ["# To do", "Angebot prüfen", "Seite texten", "# In progress", "Plakat freigeben", "# Completed", "Rechnung"],
        ),
        (
            ViewGrouping.CLIENT,
            ["# Bergmann Möbel", "Angebot prüfen", "Rechnung", "Seite texten", "# Stadtwerke Lindau", "Plakat freigeben"],
        ),
        (
            ViewGrouping.ASSIGNEE,
            ["# Mira Kessler", "Angebot prüfen", "# Unassigned", "Plakat freigeben", "Rechnung", "Seite texten"],
        ),
        (
            ViewGrouping.PRIORITY,
            ["# No priority", "Angebot prüfen", "Plakat freigeben", "Rechnung", "Seite texten"],
        ),
    ],
)  # fmt: skip
def test_groups_are_chosen_in_the_menu_and_kept(
    page: SavedViewPage, views: SavedViews, grouping: ViewGrouping, names: list[str]
) -> None:
    page.header.arrangement_button.grouping_requested.emit(grouping)
    assert shown(page) == names
    assert views.require(VIEW).grouping is grouping


def test_the_sort_order_is_chosen_in_the_menu_and_kept(page: SavedViewPage, views: SavedViews) -> None:
    menu = page.header.arrangement_button.build_menu()
    texts = [action.text() for action in menu.actions()]
    assert "My order, this computer only" not in texts
    menu.actions()[texts.index("Due date")].trigger()
    assert shown(page)[-2:] == ["Rechnung", "Angebot prüfen"]
    assert views.require(VIEW).sort is Sort.DUE


def test_a_change_of_a_card_is_shown_at_once_and_others_stay(
    page: SavedViewPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.results.card_list.focus_card(CardKey("101"))
    application.receive_cards(card(103, "Nebensache", Column.NEW, CATALOGUE))
    application.receive_cards(card(106, "Wichtig: Neu", Column.NEW, HEAT))
    qtbot.waitUntil(lambda: "Neu" in shown(page))
    assert "Seite texten" not in shown(page)
    assert page.results.card_list.current_key() == "101"
    assert page.header.count_label.text() == "4 cards"


def test_keys_move_complete_and_open_cards_as_on_my_work(
    page: SavedViewPage, application: FakeApplication, qtbot: QtBot
) -> None:
    page.results.card_list.focus_card(CardKey("103"))
    press(qtbot, Qt.Key.Key_Right, CTRL_SHIFT)
    assert application.require_service().require_card("103").column is Column.WIP
    press(qtbot, Qt.Key.Key_Return)
    assert page.opened_card == "103"
    press(qtbot, Qt.Key.Key_Escape)
    assert page.opened_card is None
    assert page.results.card_list.hasFocus()


def test_the_query_is_tried_while_it_is_typed_and_saved_by_ctrl_enter(
    page: SavedViewPage, views: SavedViews, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.results.card_list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = page.query_bar.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "wichtig is:open")
    qtbot.waitUntil(lambda: "Rechnung" not in shown(page))
    assert views.require(VIEW).query == "wichtig"
    assert page.query_bar.save_button.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert views.require(VIEW).query == "wichtig is:open"
    assert not page.query_bar.save_button.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert page.results.card_list.hasFocus()


def test_ctrl_p_prints_the_view_with_its_query_as_it_is_typed(
    page: SavedViewPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[ViewPrintout] = []
    monkeypatch.setattr(window.workspace.print_and_export.print_controller, "print_document", printed.append)
    page.query_bar.field.setText("plakat")
    press(qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (what,) = printed
    assert what.title == VIEW
    assert what._reader._view.query == "plakat"


def test_escape_takes_back_what_was_typed_and_then_leaves(
    page: SavedViewPage, window: MainWindow, qtbot: QtBot
) -> None:
    field = page.query_bar.field
    field.setFocus()
    field.setText("anders")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "wichtig"
    assert len(shown(page)) == 7
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.workspace.navigator.location.kind is PageKind.BOARD


def test_a_broken_query_says_where(page: SavedViewPage) -> None:
    page.query_bar.field.setText("wichtig farbe:rot board:nirgends")
    settle(page)
    assert page.query_bar.problem_label.text().splitlines() == [
        "At character 9: “farbe:” is not a search keyword; it was searched for as text.",
        "At character 19: “board:nirgends” matches no name.",
    ]
    assert page.results.empty_state.isVisible()
    page.query_bar.discard_button.click()
    settle(page)
    assert not page.query_bar.problem_label.isVisible()
    assert page.results.card_list.isVisible()


def test_nothing_found_is_said_and_the_query_keeps_the_focus(page: SavedViewPage) -> None:
    page.query_bar.field.setFocus()
    page.query_bar.field.setText("gibtesnicht")
    settle(page)
    assert page.results.empty_state.isVisible()
    assert page.header.count_label.text() == "0 cards"
    assert page.query_bar.field.hasFocus()


def test_names_with_markup_are_shown_literally(
    page: SavedViewPage, window: MainWindow, views: SavedViews, application: FakeApplication
) -> None:
    name = "<img src=x> & \x1b[31m<b>fett</b>"
    views.add(SavedView(name, "wichtig"))
    application.bus.publish(SavedViewsChanged())
    kept = "<img src=x> & [31m<b>fett</b>"
    window.workspace.navigator.open_view(name)
    assert page.header.title_label.text() == kept
    assert page.header.title_label.textFormat() is Qt.TextFormat.PlainText
    button = window.workspace.views.list.button_for(kept)
    assert button.text() == kept
    assert not QtOfGui.mightBeRichText(button.toolTip())


def test_when_the_last_card_leaves_the_query_gets_the_focus(
    page: SavedViewPage, application: FakeApplication, qtbot: QtBot
) -> None:
    for layout in ("list", "columns"):
        page.header.layout_control.buttons[layout].click()
        page.query_bar.discard_button.click()
        settle(page)
        page.results.focus_cards(CardKey("101"))
        page.query_bar.field.setText("gibtesnicht")
        settle(page)
        assert page.query_bar.field.hasFocus()


def test_a_long_list_is_shown_in_parts(
    page: SavedViewPage, application: FakeApplication, qtbot: QtBot
) -> None:
    application.receive_cards(*(card(2000 + n, f"Wichtig: {n:04}", Column.NEW, WEB) for n in range(700)))
    qtbot.waitUntil(lambda: page.header.count_label.text() == "704 cards")
    rows = page.results.card_list.grouped_model
    assert len(rows.card_rows()) == 300
    groups = [rows.item_at(rows.item_model.index(row, 0)) for row in (0, 2, 4)]
    assert [(group.name, len(group)) for group in groups if isinstance(group, RowGroup)][-1] == (
        "Website-Relaunch",
        702,
    )
    assert page.results.more_button.text() == "Show 300 more cards"
    page.results.more_button.click()
    assert len(rows.card_rows()) == 600
    assert page.results.more_button.text() == "Show 104 more cards"


def test_more_cards_than_are_kept_are_counted(
    page: SavedViewPage, application: FakeApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MAX_HELD", 3)
    page.results.start(page.view)
    text = page.header.count_label.text
    qtbot.waitUntil(lambda: text() == "4 cards · only 3 of them are shown; a narrower query shows all")
    assert len(page.results.card_list.grouped_model.card_rows()) == 3


def test_at_midnight_the_groups_are_those_of_the_new_day(
    page: SavedViewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.header.arrangement_button.grouping_requested.emit(ViewGrouping.DUE)
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(page.results.contents, "_today", lambda: tomorrow)
    page.findChild(Midnight).passed.emit()
    qtbot.waitUntil(lambda: shown(page)[:3] == ["# Overdue", "Angebot prüfen", "Plakat freigeben"])


def test_a_closed_board_takes_its_cards_along(
    page: SavedViewPage, application: FakeApplication, qtbot: QtBot
) -> None:
    assert application.open_account is not None
    boards = application.open_account.local_cards.boards
    boards[HEAT] = boards[HEAT]._replace(is_running=False)
    application.bus.publish(BoardsChanged())
    qtbot.waitUntil(lambda: "# Kampagne Fernwärme" not in shown(page))


def test_a_renamed_board_renames_its_group_and_nothing_else_is_read(
    page: SavedViewPage, application: FakeApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert application.open_account is not None
    boards = application.open_account.local_cards.boards
    boards[CATALOGUE] = boards[CATALOGUE]._replace(title="Zzz")
    monkeypatch.setattr(page.results.contents, "start", None)
    application.bus.publish(BoardsChanged())
    qtbot.waitUntil(lambda: shown(page)[-2:] == ["# Zzz", "Seite texten"])


def test_a_view_changed_elsewhere_is_shown_and_what_is_typed_stays(
    page: SavedViewPage, views: SavedViews, application: FakeApplication
) -> None:
    views.change(VIEW, replace(views.require(VIEW), query="is:overdue"))
    application.bus.publish(SavedViewsChanged())
    assert page.query_bar.field.text() == "is:overdue"
    page.query_bar.field.setText("wichtig ist")
    views.change(VIEW, replace(views.require(VIEW), query="due:today"))
    application.bus.publish(SavedViewsChanged())
    assert page.query_bar.field.text() == "wichtig ist"
    assert page.query_bar.is_changed


def test_the_menu_of_the_view_opens_below_its_button(page: SavedViewPage, window: MainWindow) -> None:
    page.header.menu_button.click()
    menu = window.workspace.findChildren(QMenu)[-1]
    assert [action.text() for action in menu.actions()] == [
        "Edit view …",
        "Move up",
        "Move down",
        "Export view …",
        "Remove view",
    ]
    menu.close()


def test_a_change_of_the_user_is_shown_once(page: SavedViewPage, monkeypatch: pytest.MonkeyPatch) -> None:
    card_list, calls = page.results.card_list, []
    show = card_list.show_groups
    monkeypatch.setattr(card_list, "show_groups", lambda groups: (calls.append(groups), show(groups)))
    page.results._commands.move([CardKey("101")], Column.WIP)
    assert not page.results._timer.isActive()
    assert len(calls) == 1


@pytest.mark.parametrize("in_columns", [False, True])
def test_the_open_panel_follows_the_arrow_keys(
    page: SavedViewPage, qtbot: QtBot, *, in_columns: bool
) -> None:
    if in_columns:
        open_in_columns(page)
    page.results.focus_cards(CardKey("101"))
    page.open_card(CardKey("101"))
    page.results.focus_cards(CardKey("101"))
    press(qtbot, Qt.Key.Key_Right if in_columns else Qt.Key.Key_Down)
    reached = page.results.focused_key()
    assert reached not in (None, "101")
    qtbot.waitUntil(lambda: page.opened_card == reached)
    assert page.results.focused_key() == reached
