"""In a low page the columns get most of the height."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.page import BoardPage


def test_what_is_above_the_columns_takes_two_lines(page: BoardPage, qtbot: QtBot) -> None:
    page.resize(640, 600)
    names = {button.accessibleName() for button in (page.filter_bar.mine, page.filter_bar.this_week)}
    high = page.columns_view.geometry().top()
    page.resize(640, 260)
    buttons = (page.filter_bar.mine, page.filter_bar.this_week)
    assert [button.text() for button in buttons] == ["", ""]
    assert {button.accessibleName() for button in buttons} == names
    assert all(button.toolTip() == button.accessibleName() for button in buttons)
    assert page.header._title.toolTip() == page.header._client.text() != ""
    qtbot.waitUntil(lambda: page.columns_view.geometry().top() < high)
    page.resize(640, 600)
    assert [button.text() for button in buttons] == ["My cards", "Due this week"]
    qtbot.waitUntil(lambda: page.columns_view.geometry().top() == high)


def test_the_hint_of_the_form_for_new_cards_is_below_its_field(page: BoardPage, qtbot: QtBot) -> None:
    page.resize(640, 240)
    page.open_quick_add(Column.WIP)
    form = page.columns_view.columns[Column.WIP].quick_add

    def place(part: QWidget) -> QRect:
        return QRect(part.mapTo(page, QPoint()), part.size())

    qtbot.waitUntil(lambda: place(form.field).bottom() < place(form.hint).top())
    assert page.rect().contains(place(form.hint))


def test_the_placeholder_stays_in_one_line(page: BoardPage) -> None:
    page.open_quick_add(Column.WIP)
    field = page.columns_view.columns[Column.WIP].quick_add.field
    field.resize(120, field.height())
    assert field.placeholderText().endswith("…")
    assert field.fontMetrics().horizontalAdvance(field.placeholderText()) < field.viewport().width()
