"""My work: groups, keys, panel, updates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.card_list.model import CardRow
from kanbert_desktop.ui.cards.pickers import AssigneePicker, DueDatePicker
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand
from kanbert_desktop.ui.my_work.page import MAX_WIDTH, MyWorkPage
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.widgets.scrolling import BAR_WIDTH, OverlayScrollBar
from kanbert_desktop.ui.widgets.text_editors import TitleEditor
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import CATALOGUE, HEAT, ME, WEB, card

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def work(window: MainWindow, application: FakeApplication, qtbot: QtBot) -> MyWorkPage:
    """My work with four cards: one overdue, two due today, one without a date; opened by its shortcut."""
    day = today()
    cards = [
        card(101, "Angebot prüfen", Column.NEW, WEB, due=day - timedelta(days=2)),
        card(102, "Plakat freigeben", Column.WIP, HEAT, due=day),
        card(103, "Seite texten", Column.NEW, CATALOGUE, due=day),
        card(104, "Irgendwann aufräumen", Column.BACKLOG, WEB),
    ]
    application.receive_cards(*(replace(one, assignee=ME.id) for one in cards))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_M, keys)
    page = window.workspace.navigator.page(PageKind.MY_WORK)
    assert isinstance(page, MyWorkPage)
    assert page.card_list.hasFocus()
    return page


def shown(page: MyWorkPage) -> list[str]:
    rows = page.card_list.grouped_model
    names = []
    for row in range(rows.item_model.rowCount()):
        one = rows.item_at(rows.item_model.index(row, 0))
        names.append(one.card.title if isinstance(one, CardRow) else f"# {one.name}")
    return names


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_it_groups_the_cards_of_all_boards_by_date(work: MyWorkPage, window: MainWindow) -> None:
    assert shown(work) == [
        "# Overdue",
        "Angebot prüfen",
        "# Today",
        "Plakat freigeben",
        "Seite texten",
        "# Undated",
        "Irgendwann aufräumen",
    ]
    assert window.windowTitle() == "My work – Kanbert Desktop"
    assert window.workspace.sidebar.my_work_button.isChecked()


def test_in_a_wide_window_the_scroll_bar_is_at_the_edge_of_the_page(
    work: MyWorkPage, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    window.resize(1590, 500)
    application.receive_cards(
        *(replace(card(200 + n, f"Karte {n}", Column.NEW, WEB), assignee=ME.id) for n in range(40))
    )
    bars = work.findChildren(OverlayScrollBar)
    qtbot.waitUntil(lambda: any(bar.isVisible() for bar in bars))
    (bar,) = (bar for bar in bars if bar.isVisible())
    assert work.width() - bar.mapTo(work, bar.rect().topRight()).x() < 2 * BAR_WIDTH
    assert work.card_list.viewport().width() == window.theme.px(MAX_WIDTH)


def test_the_sidebar_counts_them(work: MyWorkPage, window: MainWindow, qtbot: QtBot) -> None:
    name = window.workspace.sidebar.my_work_button.accessibleName
    qtbot.waitUntil(lambda: name() == "My work, 4 open cards")


def test_a_row_says_board_column_and_date(work: MyWorkPage) -> None:
    rows = work.card_list.grouped_model
    spoken = rows.item_model.data(rows.index_of(CardKey("102")), ACCESSIBLE)
    assert (
        spoken == "Plakat freigeben, In progress, due Today, Mira Kessler, Kampagne Fernwärme · In progress"
    )


def test_a_screen_reader_finds_a_list_of_named_rows(work: MyWorkPage) -> None:
    found = QAccessible.queryAccessibleInterface(work.card_list)
    assert found.role() == QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "My work"
    names = [found.child(row).text(QAccessible.Text.Name) for row in range(found.childCount())]
    assert names[0] == "Overdue, 1"
    assert names[3].startswith("Plakat freigeben, In progress, due Today")


def test_arrow_keys_skip_headings(work: MyWorkPage, qtbot: QtBot) -> None:
    assert work.card_list.current_key() == "101"
    press(qtbot, Qt.Key.Key_Down)
    assert work.card_list.current_key() == "102"
    press(qtbot, Qt.Key.Key_End)
    assert work.card_list.current_key() == "104"
    press(qtbot, Qt.Key.Key_Up, Qt.Key.Key_Home)
    assert work.card_list.current_key() == "101"


def test_m_and_a_digit_complete_a_card_and_focus_the_next(
    work: MyWorkPage, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_M, Qt.Key.Key_4)
    assert application.open_account.service.require_card("102").column is Column.COMPLETED
    qtbot.waitUntil(lambda: "Plakat freigeben" not in shown(work))
    assert work.card_list.current_key() == "103"
    qtbot.waitUntil(work.card_list.hasFocus)
    assert window.workspace.toast.text_label.text() == "Moved to Completed."
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Plakat freigeben" in shown(work))


def test_a_card_opens_beside_the_list_and_escape_goes_back_step_by_step(
    work: MyWorkPage, window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert work.panel.isVisible()
    assert work.opened_card == "102"
    press(qtbot, Qt.Key.Key_Escape)
    assert not work.panel.isVisible()
    qtbot.waitUntil(work.card_list.hasFocus)
    assert work.card_list.current_key() == "102"
    press(qtbot, Qt.Key.Key_Escape)
    assert window.workspace.pages.currentWidget() is window.workspace.board


def test_c_focuses_the_comment_field(work: MyWorkPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_C)
    assert work.panel.composer.field.hasFocus()


def test_d_opens_the_date_picker_below_the_row_and_restores_the_focus(
    work: MyWorkPage, application: FakeApplication, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_D)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DueDatePicker)
    popup.chosen.emit(today() + timedelta(days=1))
    popup.close()
    assert application.open_account.service.require_card("101").due == today() + timedelta(days=1)
    qtbot.waitUntil(lambda: "# Overdue" not in shown(work))
    qtbot.waitUntil(work.card_list.hasFocus)
    assert work.card_list.current_key() == "101"


def test_a_card_assigned_to_another_user_disappears_and_the_next_is_focused(
    work: MyWorkPage, application: FakeApplication, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_A)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, AssigneePicker)
    qtbot.keyClicks(popup.search, "lea")
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert application.open_account.service.require_card("101").assignee == "u2"
    qtbot.waitUntil(lambda: "Angebot prüfen" not in shown(work))
    assert work.card_list.current_key() == "102"


def test_del_deletes_and_undo_restores(
    work: MyWorkPage, window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Delete)
    assert application.open_account.service.card("101") is None
    qtbot.waitUntil(lambda: "# Overdue" not in shown(work))
    qtbot.mouseClick(window.workspace.toast.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Angebot prüfen" in shown(work))


def test_new_cards_are_sorted_in_and_the_focus_stays(
    work: MyWorkPage, application: FakeApplication, qtbot: QtBot
) -> None:
    work.card_list.focus_card(CardKey("103"))
    application.receive_cards(replace(card(105, "Neu", Column.NEW, WEB), assignee=ME.id, due=today()))
    qtbot.waitUntil(lambda: "Neu" in shown(work))
    assert shown(work)[2:6] == ["# Today", "Neu", "Plakat freigeben", "Seite texten"]
    assert work.card_list.current_key() == "103"


def test_at_midnight_every_group_moves_on(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    day = date(2026, 11, 24)
    days = [day]
    dated = [
        card(101 + ahead, f"In {ahead}", Column.NEW, WEB, due=day + timedelta(days=ahead))
        for ahead in (0, 1, 7)
    ]
    application.receive_cards(*(replace(one, assignee=ME.id) for one in dated))
    page = MyWorkPage(
        application.open_account.service,
        application.bus,
        window._theme,
        window.workspace.commands,
        now=lambda: days[0],
    )
    page.show()
    assert [name for name in shown(page) if name.startswith("#")] == [
        "# Today",
        "# Tomorrow",
        "# Next 7 days",
    ]
    days[0] += timedelta(days=1)
    page.findChild(Midnight).passed.emit()
    later = ["# Overdue", "# Today", "# Next 7 days"]
    qtbot.waitUntil(lambda: [name for name in shown(page) if name.startswith("#")] == later)
    page.unsubscribe()
    page.deleteLater()


def test_without_cards_it_says_so_and_escape_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.navigator.open_page(PageKind.MY_WORK)
    page = window.workspace.navigator.page(PageKind.MY_WORK)
    assert isinstance(page, MyWorkPage)
    assert page.empty_state.isVisible()
    assert page.empty_state.title_label.text() == "Nothing assigned to you."
    press(qtbot, Qt.Key.Key_Escape)
    assert window.workspace.pages.currentWidget() is window.workspace.board


def test_it_is_shown_again_as_it_was_left(work: MyWorkPage, window: MainWindow, qtbot: QtBot) -> None:
    work.card_list.focus_card(CardKey("104"))
    window.workspace.navigator.open_board(HEAT)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(work.card_list.hasFocus)
    assert work.card_list.current_key() == "104"


def rename(work: MyWorkPage, qtbot: QtBot) -> TitleEditor:
    """The title editor of the first row."""
    press(qtbot, Qt.Key.Key_F2)
    editor = work.card_list.findChild(TitleEditor)
    assert editor is not None
    assert editor.hasFocus()
    return editor


def test_f2_renames_in_place_and_restores_the_focus(
    work: MyWorkPage, application: FakeApplication, qtbot: QtBot
) -> None:
    editor = rename(work, qtbot)
    editor.selectAll()
    qtbot.keyClicks(editor, "Angebot nachrechnen")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert application.open_account.service.require_card("101").title == "Angebot nachrechnen"
    qtbot.waitUntil(lambda: "Angebot nachrechnen" in shown(work))
    assert work.card_list.current_key() == "101"
    qtbot.waitUntil(work.card_list.hasFocus)


def test_escape_keeps_the_old_title_and_updates_keep_the_typed_one(
    work: MyWorkPage, application: FakeApplication, qtbot: QtBot
) -> None:
    editor = rename(work, qtbot)
    editor.selectAll()
    qtbot.keyClicks(editor, "Halb getippt")
    known = application.open_account.service.require_card("101")
    new = replace(card(105, "Neu", Column.NEW, WEB, due=today() - timedelta(days=1)), assignee=ME.id)
    application.receive_cards(replace(known, title="Von Jonas"), new)
    qtbot.waitUntil(lambda: "Neu" in shown(work))
    assert editor.text() == "Halb getippt"
    assert editor.hasFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert application.open_account.service.require_card("101").title == "Von Jonas"
    assert work.isVisible()


def test_the_open_panel_follows_the_arrow_keys(work: MyWorkPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return)
    assert work.opened_card == "101"
    work.card_list.setFocus()
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: work.opened_card == "103")
    assert work.card_list.hasFocus()
    assert work.panel.title.text() == "Seite texten"


def test_a_duplicate_is_pointed_out(work: MyWorkPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Down)
    work.controller.run(BoardCommand.DUPLICATE)
    assert "Plakat freigeben (copy)" in shown(work)
    pointed_out = work.card_list.flash.card
    assert pointed_out not in (None, "102")
    assert work.card_list.current_key() == "102"
