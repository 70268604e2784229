"""Mentions in the comment field: offered after "@", shown before they are sent, read as a name."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.html_text import mentioned_ids
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.card_panel.comments import CommentComposer
from kanbert_desktop.ui.card_panel.panel import CardPanel
from kanbert_desktop.ui.widgets.completion_list import CompletionList
from support.board_fixture import JONAS, LENA, BoardFixture

CTRL = Qt.KeyboardModifier.ControlModifier
CARD = CardKey("7")


@pytest.fixture
def panel(page: BoardPage) -> CardPanel:
    page.open_card(CARD)
    return page.panel


@pytest.fixture
def composer(panel: CardPanel) -> CommentComposer:
    panel.composer.field.setFocus()
    return panel.composer


def offered(composer: CommentComposer) -> list[str]:
    shown = [one for one in composer.window().findChildren(CompletionList) if one.isVisible()]
    return [one.item(row).text() for one in shown for row in range(one.count())]


def last_comment(fixture: BoardFixture) -> str:
    return fixture.service.comments(CARD)[-1].text


def test_a_name_is_completed_sent_as_a_mention_and_read_as_a_name(
    composer: CommentComposer, panel: CardPanel, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    qtbot.keyClicks(composer.field, "Please ask @jo")
    assert offered(composer) == ["Jonas Brandt"]
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert composer.field.toPlainText() == "Please ask @Jonas Brandt "
    assert composer.mentions._chips.texts() == ["Jonas Brandt"]
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    assert last_comment(board_fixture) == f'<p>Please ask <mention data-id="{JONAS.id}" /></p>'
    assert composer.field.toPlainText() == ""
    row = list(panel.comments._rows.values())[-1]
    assert row.text.toPlainText() == "Please ask @Jonas Brandt"


def test_two_words_of_a_name_narrow_the_list(composer: CommentComposer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.field, "@Lena Sch")
    assert offered(composer) == [LENA.name]
    qtbot.keyClicks(composer.field, "x")
    assert offered(composer) == []


def test_ctrl_enter_sends_while_names_are_offered(
    composer: CommentComposer, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    qtbot.keyClicks(composer.field, "See you @ten, @")
    assert offered(composer)
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    assert last_comment(board_fixture) == "<p>See you @ten, @</p>"


def test_one_key_takes_the_names_literally(
    composer: CommentComposer, board_fixture: BoardFixture, qtbot: QtBot
) -> None:
    composer.field.setPlainText("😀 On Monday @Jonas Brandt wrote: …")
    assert [mark.cursor.selectedText() for mark in composer.field.extraSelections()] == ["@Jonas Brandt"]
    qtbot.keyClick(composer.field, Qt.Key.Key_L, CTRL)
    assert composer.field.extraSelections() == []
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    assert mentioned_ids(last_comment(board_fixture)) == frozenset()


def test_a_name_behind_an_emoji_is_completed_in_its_place(composer: CommentComposer, qtbot: QtBot) -> None:
    composer.field.setPlainText("😀😀 ")
    composer.field.moveCursor(composer.field.textCursor().MoveOperation.End)
    qtbot.keyClicks(composer.field, "@tom")
    qtbot.keyClick(composer.field, Qt.Key.Key_Tab)
    assert composer.field.toPlainText() == "😀😀 @Tom Reuter "


def test_an_address_offers_nothing(composer: CommentComposer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.field, "Write to mail@jo")
    assert offered(composer) == []
