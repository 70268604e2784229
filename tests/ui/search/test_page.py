"""Search page, used by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.search import SearchSteps
from kanbert_desktop.domain.board import CardKey, Column, PersonId
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.ui.card_list.model import CardRow, RowGroup
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.search.page import SearchPage
from kanbert_desktop.ui.widgets import stepped_search
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import HEAT, WEB

ALT = Qt.KeyboardModifier.AltModifier
Keys = dict[str, CardKey]


@pytest.fixture
def keys(application: FakeApplication, window: MainWindow) -> Keys:
    """Four cards about a logo: in the title, the description, a comment, and archived."""
    service = application.open_account.service
    made = {
        "title": service.add_card(WEB, "Logo entwerfen").card,
        "description": service.add_card(HEAT, "Plakat", description="<p>Mit dem neuen Logo oben</p>").card,
        "comment": service.add_card(HEAT, "Radiospot").card,
        "archived": service.add_card(WEB, "Altes Logo", column=Column.CLOSED).card,
    }
    service.add_comment(made["comment"], "<p>Ein Logo hört man nicht.</p>")
    return made


@pytest.fixture
def search(window: MainWindow, keys: Keys, qtbot: QtBot) -> SearchPage:
    """The search page, opened by its shortcut from a board."""
    window.workspace.navigator.open_board(HEAT)
    qtbot.keyClick(window, Qt.Key.Key_Slash)
    page = window.workspace.navigator.page(PageKind.SEARCH)
    assert isinstance(page, SearchPage)
    assert page.field.hasFocus()
    return page


def shown(page: SearchPage) -> list[RowGroup | CardRow | None]:
    rows = page.result_list.grouped_model
    return [rows.item_at(rows.item_model.index(row, 0)) for row in range(rows.item_model.rowCount())]


def cards(page: SearchPage) -> list[CardRow]:
    return [one for one in shown(page) if isinstance(one, CardRow)]


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def marked(row: CardRow) -> list[str]:
    text, marks = (
        (row.snippet, row.snippet_highlights) if row.snippet else (row.card.title, row.title_highlights)
    )
    return [text[start:end] for start, end in marks]


def test_it_finds_on_all_boards_and_groups_by_board(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "logo")
    groups = [(one.name, one.note, len(one.rows)) for one in shown(search) if isinstance(one, RowGroup)]
    assert groups == [
        ("Website-Relaunch", "Bergmann Möbel", 2),
        ("Kampagne Fernwärme", "Stadtwerke Lindau", 2),
    ]
    assert search.summary_label.text().startswith("4 cards found. ")
    assert all(marked(row) == ["Logo"] for row in cards(search))


@pytest.fixture
def long_searches(
    search: SearchPage, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Makes every search take many steps; records which searches finished or were cancelled."""
    ended: list[str] = []
    steps = application.open_account.service.search.find_in_steps

    def long(text: str, limit: int) -> SearchSteps:
        try:
            for _ in range(200):
                yield
            found = yield from steps(text, limit)
        except GeneratorExit:
            ended.append(f"not {text}")
            raise
        ended.append(text)
        return found

    monkeypatch.setattr(application.open_account.service.search, "find_in_steps", long)
    monkeypatch.setattr(stepped_search, "_FRAME_SECONDS", 0)
    return ended


def test_a_long_search_runs_between_keys_and_only_the_last_one_finishes(
    search: SearchPage, long_searches: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(search.field, "log")
    assert long_searches == ["not l", "not lo"]
    assert cards(search) == []
    qtbot.waitUntil(lambda: len(cards(search)) == 4)
    assert long_searches == ["not l", "not lo", "log"]


def test_moving_into_the_list_finishes_the_search_at_once(
    search: SearchPage, long_searches: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(search.field, "logo")
    press(qtbot, Qt.Key.Key_Down)
    assert long_searches[-1] == "logo"
    assert search.result_list.hasFocus()
    assert search.result_list.current_key() == cards(search)[0].key


def test_changes_during_a_search_are_searched_for_afterwards(
    search: SearchPage, application: FakeApplication, long_searches: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(search.field, "logo")
    application.open_account.service.add_card(WEB, "Noch ein Logo")
    search._search_timer.timeout.emit()
    assert long_searches[-1] == "not log"
    qtbot.waitUntil(lambda: long_searches[3:] == ["logo", "logo"])
    assert len(cards(search)) == 5


def test_a_hidden_page_stops_searching(search: SearchPage, long_searches: list[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "l")
    search.unsubscribe()
    assert long_searches == ["not l"]


def test_a_snippet_shows_where_the_words_are(search: SearchPage, keys: Keys, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "logo")
    snippets = {row.key: row.snippet for row in cards(search)}
    assert snippets[keys["description"]] == "Description: Mit dem neuen Logo oben"
    assert snippets[keys["comment"]] == "Comment: Ein Logo hört man nicht."
    assert snippets[keys["title"]] == ""


def test_an_archived_card_is_found_and_greyed(search: SearchPage, keys: Keys, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "altes")
    (row,) = cards(search)
    assert row.is_archived_or_done
    assert "Archived" in row.accessible_text


def test_it_shows_its_scope(search: SearchPage) -> None:
    assert search.summary_label.text().startswith("62 cards on this computer searched.")
    assert search.empty_state.title_label.text() == "Titles, descriptions and comments of all boards"


def test_conditions_filter_and_an_invalid_one_is_reported(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "logo board:WEB -altes")
    assert [row.card.title for row in cards(search)] == ["Logo entwerfen"]
    search.field.setText("foo:bar")
    assert "“foo:” is not a search keyword" in search.hint_label.text()
    assert search.empty_state.title_label.text() == "No results."


def test_enter_opens_the_card_on_its_board_and_back_returns_to_the_row(
    search: SearchPage, window: MainWindow, keys: Keys, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search.field, "logo")
    press(qtbot, Qt.Key.Key_Down)
    assert search.result_list.hasFocus()
    search.result_list.focus_card(keys["title"])
    press(qtbot, Qt.Key.Key_Return)
    board = window.workspace.board
    assert (board.board, board.opened_card) == (WEB, keys["title"])
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert search.isVisible()
    assert search.result_list.hasFocus()
    assert search.result_list.current_key() == keys["title"]


def test_enter_in_the_field_opens_the_first_card(
    search: SearchPage, window: MainWindow, long_searches: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(search.field, "logo")
    press(qtbot, Qt.Key.Key_Return)
    assert long_searches[-1] == "logo"
    assert window.workspace.board.isVisible()
    assert window.workspace.board.opened_card == cards(search)[0].key


def test_enter_opens_nothing_without_text_or_results(search: SearchPage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(search.field, "quagga")
    press(qtbot, Qt.Key.Key_Return)
    assert search.isVisible()
    assert search.field.hasFocus()


def test_up_returns_to_the_field_and_escape_to_the_previous_page(
    search: SearchPage, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search.field, "logo")
    press(qtbot, Qt.Key.Key_Down)
    assert search.result_list.hasFocus()
    press(qtbot, Qt.Key.Key_Up)
    assert search.field.hasFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert window.workspace.board.isVisible()
    assert window.workspace.board.board == HEAT


def test_changes_are_found(search: SearchPage, application: FakeApplication, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "zebra")
    assert cards(search) == []
    application.open_account.service.add_card(WEB, "Zebrastreifen")
    qtbot.waitUntil(lambda: [row.card.title for row in cards(search)] == ["Zebrastreifen"])


def test_a_slash_in_a_field_is_a_slash(window: MainWindow, qtbot: QtBot) -> None:
    field = window.workspace.board.filter_bar.field
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Slash)
    assert field.text() == "/"
    assert window.workspace.board.isVisible()


def test_a_person_in_the_palette_opens_their_cards(
    window: MainWindow, application: FakeApplication, qtbot: QtBot
) -> None:
    service = application.open_account.service
    service.edit_card("1", {Field.ASSIGNEE: PersonId("u2")})
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "lea sommer")
    press(qtbot, Qt.Key.Key_Return)
    page = window.workspace.navigator.page(PageKind.SEARCH)
    assert isinstance(page, SearchPage)
    assert page.field.text() == 'assignee:"Lea Sommer"'
    assert [row.key for row in cards(page)] == ["1"]


def test_the_user_in_the_palette_opens_my_work(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "mira")
    press(qtbot, Qt.Key.Key_Return)
    assert window.windowTitle().startswith("My work")


def test_several_results_are_selected_and_changed_at_once(
    search: SearchPage, keys: Keys, application: FakeApplication, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search.field, "logo")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)
    selected = search.result_list.selected_keys()
    assert len(selected) == 2
    qtbot.waitUntil(lambda: search.summary_label.text() == "2 cards selected")
    press(qtbot, Qt.Key.Key_I)
    service = application.require_service()
    assert service.me is not None
    assert {service.require_card(key).assignee for key in selected} == {service.me.id}
    assert search.result_list.selected_keys() == selected
    press(qtbot, Qt.Key.Key_Escape)
    assert search.isVisible()
    assert search.result_list.selected_count == 0


def test_another_text_begins_without_a_selection(search: SearchPage, keys: Keys, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "logo")
    press(qtbot, Qt.Key.Key_Down)
    qtbot.keyClick(search.result_list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert search.result_list.selected_count > 1
    qtbot.keyClicks(search.field, "s")
    assert search.result_list.selected_count == 0


def test_c_on_a_result_opens_its_comment_field(search: SearchPage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "logo")
    press(qtbot, Qt.Key.Key_Down)
    key = search.result_list.current_key()
    press(qtbot, Qt.Key.Key_C)
    assert window.workspace.board.opened_card == key
    assert window.workspace.board.panel.composer.field.hasFocus()
