"""Column headers count the cards that pass the filter; "Show archived" reveals its column."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.page import BoardPage
from support.board_fixture import BoardFixture, card


def head_of(page: BoardPage, column: Column) -> tuple[str, str]:
    header = page.columns_view.columns[column].header
    count = header.findChild(QLabel, "columnCount")
    return count.text(), header._title.accessibleName()


def test_a_filtered_column_says_how_many_of_how_many(page: BoardPage) -> None:
    page.filter_bar.field.setText("assignee:me")
    assert head_of(page, Column.WIP) == ("1 of 4", "In progress, 1 of 4 cards, fold")
    assert head_of(page, Column.APPROVED)[0] == "0 of 9"
    page.filter_bar.clear()
    assert head_of(page, Column.WIP) == ("4", "In progress, 4 cards, fold")


def test_the_filter_buttons_count_too(page: BoardPage) -> None:
    page.filter_bar.mine.setChecked(True)
    assert head_of(page, Column.WIP)[0] == "1 of 4"


def test_a_folded_column_shows_both_counts(page: BoardPage) -> None:
    page.columns_view.set_folded_columns({Column.WIP})
    page.filter_bar.field.setText("assignee:me")
    rail = page.columns_view.columns[Column.WIP].rail
    assert rail.accessibleName() == "In progress, 1 of 4 cards, folded"
    assert rail._count == "1/4"


def test_counts_grow_while_a_long_column_is_filtered(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    board_fixture.receive_cards(*(card(1000 + n, f"Many {n}", Column.WIP) for n in range(900)))
    page.filter_bar.field.setText("many")
    qtbot.waitUntil(lambda: head_of(page, Column.WIP)[1] == "In progress, 900 of 904 cards, fold")


def seen(page: BoardPage, column: Column) -> bool:
    """Returns True if the whole width of the column is inside the columns view."""
    view, port = page.columns_view.columns[column], page.columns_view.viewport()
    position = QRect(view.mapTo(port, QPoint(0, 0)), view.size())
    return (
        view.isVisible() and port.rect().left() <= position.left() and position.right() <= port.rect().right()
    )


def test_show_archived_scrolls_to_the_column(page: BoardPage, qtbot: QtBot) -> None:
    page.resize(760, 600)
    page.columns_view.set_folded_columns({Column.CLOSED})
    choose(page, "Show archived")
    qtbot.waitUntil(lambda: seen(page, Column.CLOSED))
    assert not page.columns_view.columns[Column.CLOSED].is_folded
    choose(page, "Show archived")
    assert not page.columns_view.columns[Column.CLOSED].isVisible()


def choose(page: BoardPage, text: str) -> None:
    """Chooses an entry of the *View* menu."""
    menu = page.sorting.button.build_menu()
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()


def test_the_filter_says_how_many_cards_of_the_board_it_accepts_and_is_cleared_there(
    page: BoardPage, qtbot: QtBot
) -> None:
    bar = page.filter_bar
    assert "count_button" not in bar.__dict__
    bar.mine.click()
    assert bar.count_button.text() == "2 of 37"
    assert bar.count_button.accessibleName() == "2 of 37 cards. Clear filter"
    bar.field.setText("xqz")
    assert bar.count_button.text() == "0 of 37"
    QTest.mouseClick(bar.count_button, Qt.MouseButton.LeftButton)
    assert (bar.field.text(), bar.mine.isChecked()) == ("", False)
    assert not bar.count_button.isVisible()
    qtbot.waitUntil(lambda: page.columns_view.isAncestorOf(page.focusWidget()))


def test_a_filter_begins_and_ends_at_the_top(page: BoardPage, qtbot: QtBot) -> None:
    page.resize(1208, 420)
    bar = page.columns_view.columns[Column.BACKLOG].cards.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    for text in ("idee", ""):
        bar.setValue(60)
        page.filter_bar.field.setText(text)
        assert bar.value() == 0


def test_the_count_is_shortened_without_enough_space(page: BoardPage) -> None:
    page.filter_bar.field.setText("assignee:me")
    header = page.columns_view.columns[Column.WIP].header
    texts: list[str] = []
    for width in range(320, 100, -4):
        header.resize(width, header.height())
        texts.append(head_of(page, Column.WIP)[0])
    assert list(dict.fromkeys(texts)) == ["1 of 4", "1/4", "1"]
    assert header.findChild(QLabel, "columnCount").toolTip() == "1 of 4"
