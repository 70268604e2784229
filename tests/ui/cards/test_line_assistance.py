"""A line that becomes a card: what is understood is shown before Enter, completed, and taken literally by one key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.ui.board.quick_add import QuickAddForm
from kanbert_desktop.ui.cards.card_lines import CardLines
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.completion_list import CompletionList
from support.board_fixture import JONAS, TODAY, BoardFixture

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(420, 420)
    return made


@pytest.fixture
def form(window: QWidget, board_fixture: BoardFixture, theme: Theme, qtbot: QtBot) -> QuickAddForm:
    made = QuickAddForm(theme, window, lines=CardLines(board_fixture.service, lambda: TODAY))
    box = QVBoxLayout(window)
    box.addWidget(made)
    box.addStretch(1)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.field.setFocus()
    return made


def offered(form: QuickAddForm) -> list[str]:
    shown = [one for one in form.window().findChildren(CompletionList) if one.isVisible()]
    return [one.item(row).text() for one in shown for row in range(one.count())]


def test_nothing_is_offered_without_a_sign(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "Call jonas about mail@jon")
    assert form.window().findChildren(CompletionList) == []


def test_people_are_offered_and_taken_with_tab(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "Call @")
    assert offered(form) == ["Mira Kessler", "Jonas Brandt", "Aylin Yıldız", "Tom Reuter", "Lena Schütz"]
    qtbot.keyClick(form.field, Qt.Key.Key_Tab)
    assert form.text() == "Call @Mira.Kessler "
    assert form.chips.texts() == ["Mira Kessler"]
    assert offered(form) == []
    assert form.field.hasFocus()


def test_what_is_understood_is_not_covered_by_a_list(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "Call @jo")
    assert form.chips.texts() == ["Jonas Brandt"]
    assert offered(form) == []


def test_an_offered_person_is_taken_with_enter_and_taken_back(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "@")
    qtbot.keyClick(form.field, Qt.Key.Key_Down)
    qtbot.keyClick(form.field, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(form.submitted):
        qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert form.text() == "@Jonas.Brandt "
    form.field.undo()
    assert form.text() == "@"


def test_enter_adds_the_card_while_the_list_is_only_shown(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "Call @")
    assert offered(form)
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.field, Qt.Key.Key_Return)


def test_escape_closes_the_list_first(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "Call @")
    assert offered(form)
    qtbot.keyClick(form.field, Qt.Key.Key_Escape)
    assert offered(form) == []
    assert form.isVisible()
    assert form.text() == "Call @"


def test_boards_and_priorities_are_offered(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "Draw #")
    assert offered(form) == ["Filialfinder · Bergmann Möbel", "Website-Relaunch · Bergmann Möbel"]
    qtbot.keyClick(form.field, Qt.Key.Key_Tab)
    qtbot.keyClicks(form.field, "!")
    assert offered(form) == ["High"]
    qtbot.keyClick(form.field, Qt.Key.Key_Tab)
    assert form.text() == "Draw #FIL !High "
    qtbot.keyClicks(form.field, "#")
    assert offered(form)
    assert form.chips.texts() == ["High", "Filialfinder"]


def test_two_people_of_one_name_are_distinguished(
    form: QuickAddForm, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    other = Person(PersonId("u9"), "Jonas Brandt", "jb@lindau.example")
    board_fixture.local_cards.people |= {other.id: other}
    qtbot.keyClicks(form.field, "Call @jonas")
    assert form.hint.text() == "“@jonas” stays in the title."
    assert offered(form) == [f"Jonas Brandt · {JONAS.email}", f"Jonas Brandt · {other.email}"]
    qtbot.keyClick(form.field, Qt.Key.Key_Up)
    qtbot.keyClick(form.field, Qt.Key.Key_Tab)
    assert form.read(form.text()).assignee == other


def test_one_key_takes_the_line_literally_and_back(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "Report of 3 Dec @jonas")
    assert form.chips.texts() == ["Jonas Brandt", "3 Dec"]
    assert form.hint.text() == "Enter adds · Ctrl+L takes it literally"
    qtbot.keyClick(form.field, Qt.Key.Key_L, CTRL)
    assert not form.chips.isVisible()
    assert form.read(form.text()).title == "Report of 3 Dec @jonas"
    qtbot.keyClicks(form.field, " !high")
    assert form.chips.texts() == ["High"]
    qtbot.keyClick(form.field, Qt.Key.Key_L, CTRL)
    qtbot.keyClick(form.field, Qt.Key.Key_L, CTRL)
    assert form.chips.texts() == ["Jonas Brandt", "3 Dec", "High"]


def test_a_click_on_a_chip_takes_the_line_literally(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "See #web")
    (chip,) = form.chips.findChildren(QWidget, "smallChip")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert form.read(form.text()).title == "See #web"
    assert form.field.hasFocus()


def test_a_chip_is_reached_with_tab(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "See #web")
    (chip,) = form.chips.findChildren(QWidget, "smallChip")
    qtbot.keyClick(form.field, Qt.Key.Key_Tab)
    assert chip.hasFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert form.chips.texts() == []
    assert form.field.hasFocus()


def test_marks_leave_the_colours_of_the_theme_alone(form: QuickAddForm, theme: Theme, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "See #web")
    assert theme.color("accent").alpha() == 255


def test_the_next_card_is_understood_again(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "See #web")
    qtbot.keyClick(form.field, Qt.Key.Key_L, CTRL)
    form.clear_submitted()
    qtbot.keyClicks(form.field, "See #web")
    assert form.chips.texts() == ["Website-Relaunch"]


def test_the_words_that_are_understood_are_marked(form: QuickAddForm, qtbot: QtBot) -> None:
    form.field.insertPlainText("First\nCall @jonas tomorrow")
    marked = [mark.cursor.selectedText() for mark in form.field.extraSelections()]
    assert marked == ["@jonas", "tomorrow"]


def test_a_screen_reader_reads_what_is_understood(form: QuickAddForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field, "Call @jonas !high")
    assert form.chips.accessibleName() == "Assignee: Jonas Brandt, Priority: High"
