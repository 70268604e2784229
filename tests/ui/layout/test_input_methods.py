"""Input methods, as for Japanese: a composition is shown, committed, and no key acts before that."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.saved_views import ViewLayout
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin
from plugins.screen import focus
from support.fake_service import WEB
from support.input_method import SURE, UNSURE, accepts_input_method, commit, compose, text_of
from ui.layout.capture_screens import open_capture_window
from ui.layout.locale_fixture import in_language
from ui.layout.screen_visits import visit
from ui.layout.screens import (
    OpenScreen,
    board,
    board_key,
    command,
    edited_template,
    expanded_panel,
    new_view,
    open_page,
    palette,
    panel,
    saved_view,
)
from ui.layout.window_fixture import OPEN_CARD, WindowFixture

_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with in_language("en"):
        yield


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


def view_query(fixture: WindowFixture) -> None:
    saved_view(ViewLayout.LIST)(fixture)
    fixture.workspace.navigator.page(PageKind.VIEW).query_bar.field.setFocus()  # type: ignore[union-attr]


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


PLACES: dict[str, OpenScreen] = {
    **{name: case.go for name, case in FIELDS.items()},
    "the search": open_page(PageKind.SEARCH),
    "the palette": palette(""),
    "the commands": command(CommandId.SHORTCUTS),
    "the query of a view": view_query,
    "the name of a view": new_view,
    "a template": edited_template,
    "a due date": board_key(Qt.Key.Key_D),
    "an assignee": board_key(Qt.Key.Key_A),
    "a captured card": open_capture_window,
}
_PLAIN = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_N, Qt.Key.Key_Delete),
)
KEYS = (*((key, _NONE) for key in _PLAIN), (Qt.Key.Key_Return, _CTRL), (Qt.Key.Key_K, _CTRL))


def test_no_key_acts_anywhere_while_text_is_composed(window_fixture: WindowFixture, qtbot: QtBot) -> None:
    def acting() -> list[str]:
        # A window that was just opened gets the keyboard when the window manager has answered.
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), InputMethodMixin))
        field = QApplication.focusWidget()
        assert isinstance(field, InputMethodMixin), field
        commit(field, SURE)
        compose(field, UNSURE)

        def state() -> tuple[object, ...]:
            page = window_fixture.workspace.pages.currentWidget()
            return (
                field.is_composing,
                text_of(field),
                QApplication.focusWidget(),
                page,
                titles(window_fixture),
            )

        before, found = state(), []
        for key, held in KEYS:
            QTest.keyClick(field, key, held)
            if state() != before:
                found.append(f"{field.accessibleName()}: {key.name}")
        compose(field, "")
        return found

    assert visit(window_fixture, PLACES, acting) == ""


def test_renaming_on_the_board_keeps_what_is_composed_when_the_focus_goes(
    window_fixture: WindowFixture, qtbot: QtBot
) -> None:
    rename(window_fixture)
    editor = QApplication.focusWidget()
    assert editor is not None
    compose(editor, UNSURE)
    window_fixture.board.filter_bar.field.setFocus()
    qtbot.waitUntil(lambda: UNSURE in titles(window_fixture))


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
    assert not accepts_input_method(cards)
