"""Input methods, as for Japanese: a composition is shown, committed, and no key acts before that."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.navigation.history import PageKind
from plugins.screen import focus
from support.fake_service import WEB
from ui.layout.locale_fixture import in_language
from ui.layout.screens import OpenScreen, board, board_key, expanded_panel, open_page, panel
from ui.layout.window_fixture import OPEN_CARD, WindowFixture

UNSURE, SURE = "にほん", "日本"
_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with in_language("en"):
        yield


def compose(field: QWidget, words: str) -> None:
    QCoreApplication.sendEvent(field, QInputMethodEvent(words, []))


def commit(field: QWidget, words: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QCoreApplication.sendEvent(field, event)


def text_of(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    assert isinstance(field, QPlainTextEdit | QTextEdit)
    return field.toPlainText()


def titles(fixture: WindowFixture) -> list[str]:
    return [card.title for card in fixture.open_account.service.cards(WEB)]


class FieldCase(NamedTuple):
    """A field: how to reach it, the key that saves, and what is stored afterwards."""

    go: Callable[[WindowFixture], object]
    held: Qt.KeyboardModifier
    saved: Callable[[WindowFixture], object]


def quick_add(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.board.open_quick_add()


def rename(fixture: WindowFixture) -> None:
    board_key(Qt.Key.Key_F2)(fixture)


def into(part: Callable[[WindowFixture], QWidget]) -> Callable[[WindowFixture], None]:
    def go(fixture: WindowFixture) -> None:
        panel(fixture)
        part(fixture).setFocus()

    return go


def description(fixture: WindowFixture) -> None:
    expanded_panel(fixture)
    fixture.board.panel.description.edit()
    fixture.board.panel.description.editor.selectAll()


FIELDS = {
    "a new card": FieldCase(quick_add, _NONE, titles),
    "renaming": FieldCase(rename, _NONE, titles),
    "the title": FieldCase(into(lambda fixture: fixture.board.panel.title), _NONE, titles),
    "a sub-task": FieldCase(into(lambda fixture: fixture.board.panel.sub_tasks.field), _NONE, titles),
    "a comment": FieldCase(
        into(lambda fixture: fixture.board.panel.composer.field),
        _CTRL,
        lambda fixture: [one.text for one in fixture.open_account.service.comments(OPEN_CARD)],
    ),
    "the description": FieldCase(
        description, _CTRL, lambda fixture: [fixture.open_account.service.require_card(OPEN_CARD).description]
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_enter_commits_the_composition_first_and_saves_then(
    name: str, window_fixture: WindowFixture, qtbot: QtBot
) -> None:
    case = FIELDS[name]
    case.go(window_fixture)
    field = QApplication.focusWidget()
    assert field is not None
    before = case.saved(window_fixture)
    compose(field, UNSURE)
    assert UNSURE not in text_of(field)
    QTest.keyClick(field, Qt.Key.Key_Return, case.held)
    assert case.saved(window_fixture) == before
    commit(field, SURE)
    assert SURE in text_of(field)
    QTest.keyClick(field, Qt.Key.Key_Return, case.held)
    qtbot.waitUntil(lambda: any(SURE in str(one) for one in case.saved(window_fixture)))


def test_the_filter_waits_for_the_composition(window_fixture: WindowFixture, qtbot: QtBot) -> None:
    board(window_fixture)
    field = window_fixture.board.filter_bar.field
    focus(qtbot, field)
    shown = window_fixture.board.columns_view.view_models([CardKey("2"), CardKey("20")])
    compose(field, UNSURE)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.hasFocus()
    assert window_fixture.board.columns_view.view_models([CardKey("2"), CardKey("20")]) == shown
    commit(field, SURE)
    assert field.text() == SURE
    qtbot.waitUntil(
        lambda: window_fixture.board.columns_view.view_models([CardKey("2"), CardKey("20")]) == []
    )


@pytest.mark.parametrize("open_screen", [board_key(Qt.Key.Key_Down), open_page(PageKind.MY_WORK)])
def test_letters_on_a_card_list_reach_no_input_method(
    open_screen: OpenScreen, window_fixture: WindowFixture
) -> None:
    open_screen(window_fixture)
    cards = QApplication.focusWidget()
    assert isinstance(cards, QAbstractItemView)
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QCoreApplication.sendEvent(cards, asked)
    assert asked.value(Qt.InputMethodQuery.ImEnabled) is False
