"""Read-only access: controls that change something are disabled and say why; everything else works."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.events import WriteAccessChanged
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture

WHY = "You have read-only access."
ListOf = Callable[[Column], CardListView]


def publish_write_access(fixture: BoardFixture, *, can_write: bool) -> None:
    fixture.sync_control.can_write = can_write
    fixture.bus.publish(WriteAccessChanged(can_write))


def changing(page: BoardPage) -> list[QWidget]:
    """Returns every control that changes something, on the board and in the card panel."""
    panel, fields = page.panel, page.panel.fields
    heads = [control for view in page.columns_view.columns.values() for control in (view.add_row,)]
    ticks = [row.check_box for row in panel.sub_tasks._rows.values()]
    in_panel = [panel.header.column_button, fields.assignee, fields.due, fields.priority, fields.visibility]
    writing = [panel.description.empty, panel.sub_tasks.field, panel.composer.field, panel.composer.audience]
    return [page.header.add_button, *heads, *ticks, *in_panel, *writing]


def test_read_only_access_starts_and_ends_and_says_why(page: BoardPage, board_fixture: BoardFixture) -> None:
    page.open_card(CardKey("7"))
    usual = [control.toolTip() for control in changing(page)]
    publish_write_access(board_fixture, can_write=False)
    for control in changing(page):
        assert not control.isEnabled(), control.accessibleName()
        assert (control.toolTip(), control.accessibleDescription()) == (WHY, WHY)
    assert page.panel.title.isReadOnly()
    assert page.panel.composer.field.placeholderText() == WHY
    publish_write_access(board_fixture, can_write=True)
    assert all(control.isEnabled() for control in changing(page))
    assert [control.toolTip() for control in changing(page)] == usual
    assert not page.panel.title.isReadOnly()


def test_read_only_access_from_the_start_survives_another_theme(
    page: BoardPage, board_fixture: BoardFixture
) -> None:
    board_fixture.sync_control.can_write = False
    page.open_card(CardKey("7"))
    page._theme.configure("dark")
    page._theme.configure("light")
    assert not any(control.isEnabled() for control in changing(page))


@pytest.mark.parametrize("key", ["n", "a", "d", "p", "i", "e", "m", "c", "b"])
def test_a_key_explains_read_only_access_before_anything_is_typed(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot, key: str
) -> None:
    board_fixture.sync_control.can_write = False
    cards = list_of_column(Column.NEW)
    cards.focus_card(CardKey("3"))
    with qtbot.waitSignal(page.commands.problem_reported) as signal:
        qtbot.keyClicks(cards, key)
    assert signal.args[0] == WHY
    assert QApplication.activePopupWidget() is None
    assert page.opened_card is None
    assert cards.hasFocus()


def test_reading_commands_still_work(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    board_fixture.sync_control.can_write = False
    list_of_column(Column.NEW).focus_card(CardKey("3"))
    qtbot.keyClick(list_of_column(Column.NEW), Qt.Key.Key_Return)
    assert page.opened_card == CardKey("3")
    assert page.panel.header.link_button.isEnabled()
    assert page.panel.header.close_button.isEnabled()


def test_the_open_cards_menu_offers_what_can_be_done(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    board_fixture.sync_control.can_write = False
    page.open_card(CardKey("7"))
    page.panel.header._show_more()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    can = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    menu.close()
    assert can == {"Copy link": True, "Archive": False, "Delete card": False}


def test_a_draft_stays_until_it_can_be_sent(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.open_card(CardKey("7"))
    qtbot.keyClicks(page.panel.composer.field, "Later, then")
    publish_write_access(board_fixture, can_write=False)
    assert page.panel.composer.field.toPlainText() == "Later, then"
    assert not page.panel.composer.send.isEnabled()
    publish_write_access(board_fixture, can_write=True)
    assert page.panel.composer.send.isEnabled()
