"""Board page: columns, cards, filter, folded columns, updates from the server."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import BoardsChanged
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.texts import COLUMN_ORDER, DEFAULT_COLUMNS
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import BOARD, BoardFixture, card, new_board_page
from support.listed_columns import listed_columns

ListOf = Callable[[Column], CardListView]


def shown(page: BoardPage, column: Column) -> list[CardKey]:
    return list(page.columns_view.columns[column].model.keys)


def names(page: BoardPage) -> list[Column]:
    return [view.column for view in page.columns_view.shown]


def test_every_card_is_in_its_column(page: BoardPage, board_fixture: BoardFixture) -> None:
    for column in (Column.BACKLOG, Column.NEW, Column.WIP, Column.COMPLETED, Column.APPROVED):
        assert shown(page, column) == board_fixture.card_keys(column)


def test_five_columns_fit_beside_the_sidebar(page: BoardPage) -> None:
    assert len(names(page)) == 5
    assert page.columns_view.horizontalScrollBar().maximum() == 0
    assert all(200 <= view.width() <= 320 for view in page.columns_view.shown)


def test_a_small_window_scrolls_sideways_and_cuts_nothing(page: BoardPage, qtbot: QtBot) -> None:
    page.resize(720, 480)
    qtbot.waitUntil(lambda: page.columns_view.horizontalScrollBar().maximum() > 0)
    assert all(view.width() >= 200 for view in page.columns_view.shown)
    assert page.minimumSizeHint().width() <= 720 - 232


def test_archived_cards_are_shown_on_request(page: BoardPage, board_fixture: BoardFixture) -> None:
    assert Column.CLOSED not in names(page)
    page.show_archived(True)
    assert names(page)[-1] is Column.CLOSED
    assert shown(page, Column.CLOSED) == board_fixture.card_keys(Column.CLOSED) == [CardKey("70")]


def test_seldom_columns_are_made_when_they_are_shown_each_in_its_place(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    columns = page.columns_view.columns
    assert list(columns) == list(DEFAULT_COLUMNS)
    page.show_archived(True)
    board_fixture.receive_cards(card(90, "Wartet auf Kunde", Column.OTHER, unknown_status="OnHold"))
    qtbot.waitUntil(lambda: Column.OTHER in names(page))
    stops = [stop for column in COLUMN_ORDER for stop in columns[column].tab_stops()]
    assert list(tab_chain(stops[0], set(stops))) == stops
    strip = columns[Column.CLOSED].parentWidget()
    assert [view for view in strip.children() if view in columns.values()] == [
        columns[column] for column in COLUMN_ORDER
    ]
    assert columns[Column.CLOSED].sort is columns[Column.NEW].sort


def tab_chain(first: QWidget, stops: set[QWidget]) -> Iterator[QWidget]:
    """Those widgets in the order in which the tab key reaches them."""
    yield first
    reached = first.nextInFocusChain()
    while reached is not first:
        if reached in stops:
            yield reached
        reached = reached.nextInFocusChain()


def test_an_unknown_status_has_its_own_column(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    board_fixture.receive_cards(card(90, "Wartet auf Kunde", Column.OTHER, unknown_status="OnHold"))
    qtbot.waitUntil(lambda: Column.OTHER in names(page))
    assert shown(page, Column.OTHER) == [CardKey("90")]
    board_fixture.receive_deletions(CardKey("90"))
    qtbot.waitUntil(lambda: Column.OTHER not in names(page))


def test_updates_from_the_server_keep_selection_focus_and_scroll(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    page.resize(1208, 420)
    cards = list_of_column(Column.BACKLOG)
    keys = shown(page, Column.BACKLOG)
    cards.focus_card(keys[9])
    cards.verticalScrollBar().setValue(220)
    top = cards.indexAt(QPoint(20, 20)).row()
    seen, before = keys[top], cards.card_rect(keys[top]).top()
    board_fixture.receive_cards(
        card(200, "AAA comes first", Column.BACKLOG, -30), card(20, "Idee 0, umbenannt", Column.BACKLOG)
    )
    qtbot.waitUntil(lambda: CardKey("200") in shown(page, Column.BACKLOG))
    assert cards.current_key() == keys[9]
    assert cards.selected_keys() == [keys[9]]
    assert cards.hasFocus()
    assert cards.card_rect(seen).top() == before


def test_the_filter_finds_words_in_titles(page: BoardPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.filter_bar.field.hasFocus)
    qtbot.keyClicks(page.filter_bar.field, "guest CHECK")
    assert shown(page, Column.WIP) == [CardKey("7")]
    assert shown(page, Column.NEW) == []
    qtbot.keyClick(page.filter_bar.field, Qt.Key.Key_Escape)
    assert len(shown(page, Column.WIP)) == 4


def test_my_cards_and_this_week(page: BoardPage) -> None:
    page.filter_bar.mine.click()
    assert (shown(page, Column.NEW), shown(page, Column.WIP)) == ([CardKey("4")], [CardKey("7")])
    page.filter_bar.mine.click()
    page.filter_bar.this_week.click()
    assert shown(page, Column.NEW) == [CardKey("1"), CardKey("2"), CardKey("3")]
    assert shown(page, Column.COMPLETED) == []


def test_a_column_folds_and_stays_folded(page: BoardPage, board_fixture: BoardFixture) -> None:
    view = page.columns_view.columns[Column.BACKLOG]
    view.header._title.click()
    assert view.is_folded
    assert view.width() == 40
    assert view.rail.hasFocus()
    page.show_board(BoardId("b2"))
    assert not view.is_folded
    page.show_board(BOARD)
    assert view.is_folded
    view.rail.click()
    assert not view.is_folded
    assert board_fixture.service.local.value(f"folded:{BOARD}") == ""


def test_a_cards_accessible_text_is_complete(
    board_fixture: BoardFixture, page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    board_fixture.service.edit_card("1", {Field.TITLE: "Cookie-Banner"})
    page.refresh()
    interface = QAccessible.queryAccessibleInterface(list_of_column(Column.NEW))
    assert interface.text(QAccessible.Text.Name) == "To do, 6 cards"
    accessible_text = interface.child(0).text(QAccessible.Text.Name)
    assert (
        accessible_text
        == "Cookie-Banner, To do, overdue: 20 Nov, Tom Reuter, Priority: High, Saved here, not sent"
    )


def test_everything_that_can_be_pressed_has_a_name(page: BoardPage) -> None:
    page.open_card(CardKey("7"))
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QPlainTextEdit

    for kind in (QAbstractButton, QLineEdit, QListView, QPlainTextEdit):
        seen = [widget for widget in page.findChildren(kind) if widget.isVisible()]
        assert seen, kind
        for widget in seen:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


def test_an_empty_board_says_how_to_start(page: BoardPage, list_of_column: ListOf) -> None:
    page.show_board(BoardId("b2"))
    assert page.placeholder.isVisible()
    assert page.placeholder.title.text() == "This board is empty."
    assert page.placeholder.hint.text() == "Press N for the first card."
    assert list_of_column(Column.WIP).empty_text == "No cards"


def test_a_board_not_loaded_yet_is_never_called_empty(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf
) -> None:
    board_fixture.service._replica.meta.clear()
    page.show_board(BoardId("b2"))
    assert list_of_column(Column.NEW).empty_text == "Loading …"
    assert page.placeholder.title.text() == "Loading cards …"


def test_the_placeholder_opens_quick_add_and_hides(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    page.show_board(BoardId("b2"))
    page.placeholder.button.click()
    adding = page.columns_view.columns[Column.NEW].quick_add
    assert adding.field.hasFocus()
    assert not page.placeholder.isVisible()
    qtbot.keyClick(adding.field, Qt.Key.Key_Escape)
    assert page.placeholder.isVisible()
    page.open_quick_add()
    qtbot.keyClicks(adding.field, "The first")
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    qtbot.keyClick(adding.field, Qt.Key.Key_Escape)
    assert not page.placeholder.isVisible()
    assert len(board_fixture.service.cards(BoardId("b2"))) == 1


def test_the_placeholder_clears_a_filter_without_matches(page: BoardPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.filter_bar.field, "nothing like this")
    assert page.placeholder.title.text() == "No card matches."
    page.placeholder.button.click()
    assert page.filter_bar.field.text() == ""
    assert not page.placeholder.isVisible()
    assert len(shown(page, Column.WIP)) == 4


def test_a_filter_says_how_many_of_how_many_each_column_shows(page: BoardPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.filter_bar.field, "checkout")
    qtbot.waitUntil(lambda: page.columns_view.columns[Column.WIP].header._count.text() == "1 of 4")


def test_an_unknown_board_is_refused(page: BoardPage) -> None:
    with pytest.raises(Refused):
        page.show_board(BoardId("none"))


def test_a_removed_board_leaves_the_page_empty(page: BoardPage, board_fixture: BoardFixture) -> None:
    del board_fixture.local_cards.boards[BOARD]
    board_fixture.bus.publish(BoardsChanged())
    assert page.board is None


def test_a_renamed_board_shows_its_new_name(page: BoardPage, board_fixture: BoardFixture) -> None:
    board_fixture.local_cards.boards[BOARD] = board_fixture.local_cards.boards[BOARD]._replace(
        title="Relaunch <b>2</b>"
    )
    board_fixture.bus.publish(BoardsChanged())
    assert page.header._title.text() == "Relaunch <b>2</b>"
    assert page.header._title.textFormat() is Qt.TextFormat.PlainText


def test_a_destroyed_page_receives_no_events(board_fixture: BoardFixture, theme: Theme, qtbot: QtBot) -> None:
    page = new_board_page(board_fixture, theme)
    gone: list[bool] = []
    page.destroyed.connect(lambda: gone.append(True))
    page.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    assert not any(board_fixture.bus._handlers.values())
    board_fixture.receive_cards(card(201, "Later", Column.NEW))


def test_another_theme_keeps_everything_in_place(page: BoardPage, list_of_column: ListOf) -> None:
    list_of_column(Column.WIP).focus_card(CardKey("9"))
    page._theme.configure("dark")
    assert list_of_column(Column.WIP).current_key() == CardKey("9")
    assert page.grab().toImage().pixelColor(4, 4).name() == "#15181d"
    page._theme.configure("light")


def test_another_language_renames_every_column(
    page: BoardPage, board_fixture: BoardFixture, qapp: QApplication, qtbot: QtBot
) -> None:
    for approved in listed_columns(board_fixture.service, BOARD)[Column.APPROVED]:
        board_fixture.service.move_card(approved.key, Column.COMPLETED)
    page.refresh()
    use_language(qapp, "de", resource("translations"))
    view = page.columns_view.columns[Column.APPROVED]
    qtbot.waitUntil(lambda: view.cards.accessibleName() == "Freigegeben, 0 Karten")
    assert view.rail.text() == "Freigegeben"
    assert page.columns_view.columns[Column.BACKLOG].header._title.toolTip() == "Diese Spalte einklappen"
    assert page.filter_bar._shortcut_label.text() == "Strg+F"


def test_the_tooltip_shows_an_elided_title_in_full_as_plain_text(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    title = "Ein <b>sehr</b> langer Titel " * 8
    board_fixture.receive_cards(card(1, title.strip(), Column.NEW, -4))
    page.refresh()
    cards = list_of_column(Column.NEW)
    for key, texts in ((CardKey("1"), "&lt;b&gt;sehr"), (CardKey("3"), "")):
        position = cards.card_rect(key).center()
        event = QHelpEvent(QEvent.Type.ToolTip, position, cards.viewport().mapToGlobal(position))
        QApplication.sendEvent(cards.viewport(), event)
        qtbot.waitUntil(lambda texts=texts: texts in QToolTip.text() and bool(texts) == QToolTip.isVisible())


def test_the_tooltip_names_the_priority_of_the_flag(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.NEW)
    position = cards.card_rect(CardKey("1")).center()
    event = QHelpEvent(QEvent.Type.ToolTip, position, cards.viewport().mapToGlobal(position))
    QApplication.sendEvent(cards.viewport(), event)
    qtbot.waitUntil(lambda: "Priority: High" in QToolTip.text())


def test_the_filters_shortcut_never_overlaps_its_text(page: BoardPage, qtbot: QtBot) -> None:
    field, key = page.filter_bar.field, page.filter_bar._shortcut_label
    assert key.isVisible()
    field.setFixedWidth(140)
    qtbot.waitUntil(lambda: not key.isVisible())
    field.setFixedWidth(240)
    qtbot.waitUntil(key.isVisible)
    qtbot.keyClicks(field, "l")
    assert not key.isVisible()


def test_a_focused_list_has_a_current_card_once_cards_are_added(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).focus_card(None)
    board_fixture.receive_deletions(*shown(page, Column.WIP))
    qtbot.waitUntil(lambda: not shown(page, Column.WIP))
    board_fixture.receive_cards(card(300, "First", Column.WIP, 1), card(301, "Second", Column.WIP, 2))
    qtbot.waitUntil(lambda: len(shown(page, Column.WIP)) == 2)
    assert list_of_column(Column.WIP).current_key() == CardKey("300")


def test_the_open_card_is_open_again_after_a_restart(
    page: BoardPage, board_fixture: BoardFixture, theme: Theme, qtbot: QtBot
) -> None:
    page.open_card(CardKey("8"))
    page.hide()
    again = new_board_page(board_fixture, theme)
    qtbot.addWidget(again)
    again.resize(1208, 900)
    again.show_board(BOARD)
    again.show()
    qtbot.waitUntil(lambda: again.opened_card == CardKey("8"))
    again.close_card()
    assert board_fixture.service.local.value(f"opened:{BOARD}") == ""


@pytest.mark.parametrize("text", ["Half a comment", ""])
def test_a_comment_that_was_being_written_is_gone_on_with_after_a_restart(
    page: BoardPage, board_fixture: BoardFixture, theme: Theme, qtbot: QtBot, text: str
) -> None:
    page.open_card(CardKey("8"), "comment")
    qtbot.keyClicks(page.panel.composer.field, text)
    page.save_drafts()
    page.hide()
    again = new_board_page(board_fixture, theme)
    qtbot.addWidget(again)
    again.show_board(BOARD)
    again.show()
    qtbot.waitUntil(lambda: again.opened_card == CardKey("8"))
    is_in_comment = again.focusWidget() is again.panel.composer.field
    assert is_in_comment == bool(text)


def test_painted_cards_are_kept_while_the_page_is_away_for_a_moment_and_dropped_after(
    page: BoardPage, qtbot: QtBot
) -> None:
    page._hidden_for_long.setInterval(10)
    for _ in range(2):
        page.grab()
    cards = len(page._pixmaps._pixmaps)
    assert cards
    page.hide()
    assert len(page._pixmaps._pixmaps) == cards
    page.show()
    assert not page._hidden_for_long.isActive()
    page.hide()
    qtbot.waitUntil(lambda: not page._pixmaps._pixmaps)
    page.show()
    before = page.grab().toImage()
    assert page.grab().toImage() == before
