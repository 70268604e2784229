"""The list of completions stays beside its field when the field moves, and takes keys from it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.query.completion import Completion
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.completion_list import CompletionList
from kanbert_desktop.ui.widgets.text_fields import InputMethodLineEdit
from plugins.screen import focus
from support.input_method import SURE, UNSURE, commit, compose


def test_it_follows_a_field_that_moves_with_its_parent(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    around = QWidget(window)
    around.setGeometry(0, 100, 400, 60)
    field = QLineEdit(around)
    field.setGeometry(10, 10, 200, 30)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    shown = CompletionList(field, theme)
    shown.offer([Completion((0, 0), "One ", "One")])
    qtbot.waitUntil(lambda: shown.y() > field.mapTo(window, QPoint()).y())
    before = shown.y()
    around.move(0, 40)
    qtbot.waitUntil(lambda: shown.y() == before - 60)
    shown.hide()
    around.move(0, 100)
    assert shown.y() == before - 60


def test_a_label_is_one_line_without_characters_that_reorder_it(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    shown = CompletionList(field, theme)
    shown.offer([Completion((0, 0), "x ", "Abu\u202edab\nzwei")])
    assert shown.item(0).text() == "Abudab zwei"


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_while_text_is_composed_its_keys_belong_to_the_input_method(
    key: Qt.Key, theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = InputMethodLineEdit(window)
    window.show()
    focus(qtbot, field)
    shown = CompletionList(field, theme, preselects=True)
    shown.offer([Completion((0, 0), "One ", "One"), Completion((0, 0), "Two ", "Two")])
    compose(field, UNSURE)
    QTest.keyClick(field, key)
    assert shown.isVisible()
    assert shown.currentRow() == 0
    assert field.text() == ""
    commit(field, SURE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == f"One {SURE}"
