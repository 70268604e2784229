"""The page of a saved view: what it shows, and keys pressed there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.card_list.model import CardRow
from kanbert_desktop.ui.saved_views.page import SavedViewPage

VIEW = "Wichtig"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def settle(page: SavedViewPage) -> None:
    """Finds all cards, which the page does between events."""
    while not page.results.contents.is_complete:
        page.results._continue()


def shown(page: SavedViewPage) -> list[str]:
    settle(page)
    rows = page.results.card_list.grouped_model
    names = []
    for row in range(rows.item_model.rowCount()):
        one = rows.item_at(rows.item_model.index(row, 0))
        names.append(
            one.card.title.removeprefix("Wichtig: ") if isinstance(one, CardRow) else f"# {one.name}"
        )
    return names


def in_columns(page: SavedViewPage) -> dict[Column, list[str]]:
    """The rows of each column; headers are marked."""
    settle(page)
    assert page.results.columns is not None
    return {
        view.column: [
            row.title.removeprefix("Wichtig: ") if hasattr(row, "due") else f"# {row.title}"
            for row in (view.model.row(view.model.index_of(key)) for key in view.model.keys)
        ]
        for view in page.results.columns.columns_view.shown
        if view.model.keys
    }


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, held)


def open_in_columns(page: SavedViewPage) -> None:
    page.header.layout_control.buttons["columns"].click()
    settle(page)
