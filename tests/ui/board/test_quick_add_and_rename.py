"""Quick add and rename: typed text is never lost and never added twice."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.board.quick_add import QuickAddForm
from support.board_fixture import BOARD, HIGH, JONAS, MIRA, TODAY, BoardFixture, card

ListOf = Callable[[Column], CardListView]


def opened(page: BoardPage, column: Column = Column.WIP) -> QuickAddForm:
    page.open_quick_add(column)
    return page.columns_view.columns[column].quick_add


def titled(fixture: BoardFixture, title: str) -> list[Card]:
    return [card for card in fixture.service.cards(BOARD) if card.title == title]


def test_enter_adds_and_waits_for_the_next(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    for title in ("First", "Second"):
        qtbot.keyClicks(adding.field, title)
        qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert [titled(board_fixture, title)[0].column for title in ("First", "Second")] == [
        Column.WIP,
        Column.WIP,
    ]
    assert adding.isVisible()
    assert adding.text() == ""
    assert titled(board_fixture, "Second")[0].key in page.columns_view.columns[Column.WIP].model.keys


def test_n_opens_the_field_in_the_column_with_the_focus(
    page: BoardPage, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.COMPLETED).focus_card(None)
    qtbot.keyClick(list_of_column(Column.COMPLETED), Qt.Key.Key_N)
    assert page.columns_view.columns[Column.COMPLETED].quick_add.field.hasFocus()


def test_the_new_card_button_uses_the_focused_column(page: BoardPage, list_of_column: ListOf) -> None:
    list_of_column(Column.BACKLOG).focus_card(None)
    page.header.add_button.click()
    assert page.columns_view.columns[Column.BACKLOG].quick_add.isVisible()


def test_a_folded_column_unfolds_for_a_new_card(page: BoardPage) -> None:
    page.columns_view.set_folded_columns({Column.WIP})
    assert opened(page).field.hasFocus()
    assert not page.columns_view.columns[Column.WIP].is_folded


def test_an_empty_title_is_rejected_with_the_reason(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "   ")
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert adding.hint.text() == "A card needs a title."
    assert board_fixture.service.undo_text() is None


def test_a_title_too_long_is_explained_and_stays(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    adding.field.setPlainText("x" * 256)
    with qtbot.waitSignal(page.commands.problem_reported):
        qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert adding.text() == "x" * 256
    assert board_fixture.service.undo_text() is None


def test_escape_closes_and_keeps_the_draft(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "Half a thou")
    qtbot.keyClick(adding.field, Qt.Key.Key_Escape)
    assert not adding.isVisible()
    assert board_fixture.service.local.draft(f"quick-add:{BOARD}:WIP") == "Half a thou"
    assert opened(page).text() == "Half a thou"


def test_a_draft_is_saved_while_typing(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "Kept without a key")
    qtbot.waitUntil(
        lambda: board_fixture.service.local.draft(f"quick-add:{BOARD}:WIP") == "Kept without a key"
    )


def test_pasted_lines_become_cards(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    adding = opened(page)
    pasted = QMimeData()
    pasted.setText("One\n\n  Two \nThree\n")
    adding.field.insertFromMimeData(pasted)
    assert adding.hint.text() == "Enter adds 3 cards"
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert [len(titled(board_fixture, title)) for title in ("One", "Two", "Three")] == [1, 1, 1]


def test_more_than_fifty_lines_are_asked_about(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    adding.field.setPlainText("\n".join(f"Line {number}" for number in range(51)))
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert titled(board_fixture, "Line 0") == []
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert len(titled(board_fixture, "Line 50")) == 1


def test_f2_renames_in_place(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.WIP)
    cards.focus_card(CardKey("8"))
    qtbot.keyClick(cards, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "Neuer Titel")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert board_fixture.service.require_card("8").title == "Neuer Titel"
    qtbot.waitUntil(cards.hasFocus)
    assert cards.current_key() == CardKey("8")


def test_escape_restores_the_old_title(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.WIP)
    cards.rename(CardKey("8"))
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "Never mind")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert board_fixture.service.require_card("8").title == "Barrierefreiheitserklärung nach BFSG schreiben"
    assert page.opened_card is None


def test_updates_never_replace_a_title_being_typed(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    cards = list_of_column(Column.WIP)
    cards.rename(CardKey("8"))
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "Mine")
    board_fixture.receive_cards(card(8, "Theirs", Column.WIP, 6))
    page.refresh()
    assert QApplication.focusWidget() is field
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert board_fixture.service.require_card("8").title == "Mine"


def test_an_empty_name_is_rejected(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    list_of_column(Column.WIP).rename(CardKey("8"))
    field = QApplication.focusWidget()
    field.clear()
    with qtbot.waitSignal(page.commands.problem_reported):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert board_fixture.service.require_card("8").title.startswith("Barriere")


def test_pasted_lines_are_one_undo_step(page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot) -> None:
    adding = opened(page)
    adding.field.setPlainText("One\nTwo\nThree")
    with qtbot.waitSignal(page.commands.change_queued) as signal:
        qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert signal.args[1] == "3 cards created."
    board_fixture.service.undo()
    assert [titled(board_fixture, title) for title in ("One", "Two", "Three")] == [[], [], []]


def test_lines_before_a_rejected_one_become_cards_and_the_rest_stays(
    page: BoardPage, board_fixture: BoardFixture
) -> None:
    adding = opened(page)
    adding.field.setPlainText("\n".join(("One", "x" * 256, "Three")))
    adding.field.submitted.emit(False)
    assert len(titled(board_fixture, "One")) == 1
    assert adding.titles() == ["x" * 256, "Three"]


def test_a_person_and_a_day_are_chips_before_enter_and_fields_after(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "Call the printer @jonas due:tomorrow")
    assert adding.chips.isVisible()
    assert adding.chips.texts() == ["Jonas Brandt", "Tomorrow"]
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    (made,) = titled(board_fixture, "Call the printer")
    assert (made.assignee, made.due) == (JONAS.id, TODAY + timedelta(days=1))
    assert not adding.chips.isVisible()


def test_an_unknown_name_stays_in_the_title_and_is_reported(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "Ask @nobodyhere")
    assert adding.hint.text() == "“@nobodyhere” stays in the title."
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert len(titled(board_fixture, "Ask @nobodyhere")) == 1


def test_every_line_has_its_own_day_and_person(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "One @me")
    qtbot.keyClick(adding.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(adding.field, "Two due:2026-12-03")
    qtbot.keyClick(adding.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert titled(board_fixture, "One")[0].assignee == MIRA.id
    assert titled(board_fixture, "Two")[0].due == date(2026, 12, 3)
    assert not adding.isVisible()
    board_fixture.service.undo()
    assert titled(board_fixture, "One") == titled(board_fixture, "Two") == []


def test_a_double_enter_adds_one_card_without_a_message(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "Only once")
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert len(titled(board_fixture, "Only once")) == 1
    assert adding.hint.text() == "Enter adds · Esc closes"


def test_tomorrow_without_keyword_is_a_date(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "Call the printer tomorrow")
    assert adding.chips.texts() == ["Tomorrow"]
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    assert titled(board_fixture, "Call the printer")[0].due == TODAY + timedelta(days=1)


def test_a_pasted_line_keeps_bare_dates_in_its_title(
    page: BoardPage, board_fixture: BoardFixture, list_of_column: ListOf, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText("Report for Monday")
    qtbot.keyClick(list_of_column(Column.WIP), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert titled(board_fixture, "Report for Monday")[0].due is None


def test_a_card_goes_to_the_board_that_its_line_names(
    page: BoardPage, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    adding = opened(page)
    qtbot.keyClicks(adding.field, "Measure the windows !high #fil")
    qtbot.keyClick(adding.field, Qt.Key.Key_Return)
    (made,) = board_fixture.service.cards(BoardId("b2"))
    assert (made.title, made.priority, made.column) == ("Measure the windows", HIGH, Column.WIP)
    assert adding.hint.text() == "Card added to Filialfinder."
    assert titled(board_fixture, "Measure the windows") == []
