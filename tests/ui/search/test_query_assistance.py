"""What the search field offers and marks while a query is typed, by keyboard and mouse."""

import pytest
from PySide6.QtCore import QLocale, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.search.page import SearchPage
from kanbert_desktop.ui.search.query_assistance import query_language
from kanbert_desktop.ui.search.recognised_terms import RecognisedTerms
from kanbert_desktop.ui.widgets.completion_list import CompletionList
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from support.fake_service import WEB


@pytest.fixture
def search(application: FakeApplication, window: MainWindow, qtbot: QtBot) -> SearchPage:
    application.open_account.service.add_card(WEB, "Logo entwerfen")
    window.workspace.page_opener.open_search()
    page = window.workspace.navigator.page(PageKind.SEARCH)
    assert isinstance(page, SearchPage)
    return page


def completion_list(search: SearchPage) -> CompletionList:
    found = search.assistance.completion_list
    assert found is not None
    return found


def labels(search: SearchPage) -> list[str]:
    offered = completion_list(search)
    return [offered.item(row).text() for row in range(offered.count())] if offered.isVisible() else []


def boxes(search: SearchPage) -> list[tuple[float, float]]:
    (marks,) = search.field.findChildren(RecognisedTerms)
    return [(box.left(), box.right()) for box in marks.boxes()]


def test_nothing_is_made_before_something_is_typed(search: SearchPage) -> None:
    assert search.assistance.completion_list is None
    assert search.field.findChildren(RecognisedTerms) == []


def test_a_keyword_and_its_value_are_taken_with_tab(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "logo assi")
    assert labels(search) == ["assignee:"]
    qtbot.keyClick(search.field, Qt.Key.Key_Tab)
    assert search.field.text() == "logo assignee:"
    assert labels(search)[:2] == ["me", "none"]
    qtbot.keyClick(search.field, Qt.Key.Key_Tab)
    assert search.field.text() == "logo assignee:me "
    assert labels(search) == []
    assert search.field.hasFocus()


def test_arrows_select_and_enter_takes_what_is_selected(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "is:o")
    assert labels(search) == ["open", "overdue"]
    qtbot.keyClick(search.field, Qt.Key.Key_Backspace)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(search.field, key)
    offered = completion_list(search)
    assert offered.currentRow() == offered.count() - 1
    chosen = labels(search)[-1]
    qtbot.keyClick(search.field, Qt.Key.Key_Return)
    assert search.field.text() == f"is:{chosen} "


def test_up_begins_at_the_end_of_the_list(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "has:")
    qtbot.keyClick(search.field, Qt.Key.Key_Up)
    assert completion_list(search).currentRow() == 3


def test_a_click_takes_a_value_and_leaves_the_focus_in_the_field(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "due:")
    offered = completion_list(search)
    place = offered.visualItemRect(offered.item(1)).center()
    QTest.mouseClick(offered.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert search.field.text() == "due:tomorrow "
    assert QApplication.focusWidget() is search.field


def test_a_taken_completion_is_undone_like_typed_text(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "due:to")
    qtbot.keyClick(search.field, Qt.Key.Key_Tab)
    assert search.field.text() == "due:today "
    qtbot.keyClick(search.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert search.field.text() == "due:to"


def test_escape_closes_the_list_first_and_then_the_page(
    search: SearchPage, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search.field, "due:")
    qtbot.keyClick(search.field, Qt.Key.Key_Escape)
    assert labels(search) == []
    assert window.workspace.pages.currentWidget() is search
    qtbot.keyClick(search.field, Qt.Key.Key_Escape)
    assert window.workspace.pages.currentWidget() is not search


def test_enter_opens_the_first_card_while_nothing_is_selected(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "logo is:")
    assert labels(search)
    with qtbot.waitSignal(search.card_requested):
        qtbot.keyClick(search.field, Qt.Key.Key_Return)


def test_the_list_closes_with_the_focus_of_the_field(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "due:")
    search.field.clearFocus()
    assert labels(search) == []


def test_conditions_are_marked_and_words_are_not(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "logo due:today is:")
    metrics = search.field.fontMetrics()
    ((left, right),) = boxes(search)
    assert right - left == pytest.approx(metrics.horizontalAdvance("due:today") + 4, abs=1)
    qtbot.keyClicks(search.field, "open ")
    assert len(boxes(search)) == 2


def test_a_mark_ends_at_the_edge_of_a_field_that_is_too_small(search: SearchPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(search.field, "due:today " * 60)
    marks = boxes(search)
    assert marks
    for left, right in marks:
        assert search.field.rect().contains(QPointF(left, 10).toPoint())
        assert search.field.rect().contains(QPointF(right, 10).toPoint())


def test_a_text_from_right_to_left_has_no_marks(search: SearchPage, qtbot: QtBot) -> None:
    search.field.setText("שלום due:today")
    qtbot.keyClicks(search.field, " ")
    assert boxes(search) == []


def test_keywords_are_offered_in_the_language_of_the_window(search: SearchPage, qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_AT"))
    try:
        assert query_language() == "de"
        qtbot.keyClicks(search.field, "zu")
        assert labels(search) == ["zuständig:"]
    finally:
        QLocale.setDefault(before)
