"""Two versions of a card: beside one another, and below where there is too little room."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.attention.detail import SideBySideView


@pytest.fixture
def sides(qtbot: QtBot) -> Iterator[SideBySideView]:
    parts = QPushButton("Mine, on this computer"), QPushButton("Theirs, in Kanbert")
    page, made = QWidget(), SideBySideView(parts, 16)
    qtbot.addWidget(page)
    made.setParent(page)
    made.resize(800, 300)
    page.show()
    yield made
    page.close()


def places(sides: SideBySideView) -> tuple[int, int]:
    """How far the second stands to the right of the first, and how far below."""
    mine, theirs = sides._parts
    return theirs.x() - mine.x(), theirs.y() - mine.y()


def test_with_room_they_stand_side_by_side(sides: SideBySideView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: places(sides)[0] > 300)
    assert places(sides)[1] == 0


def test_without_room_one_stands_below_the_other_and_none_is_cut(sides: SideBySideView, qtbot: QtBot) -> None:
    narrow = max(part.minimumSizeHint().width() for part in sides._parts) + 20
    assert sides.minimumSizeHint().width() <= narrow
    sides.resize(narrow, 300)
    qtbot.waitUntil(lambda: places(sides)[1] > 0)
    assert places(sides)[0] == 0
    sides.resize(800, 300)
    qtbot.waitUntil(lambda: places(sides)[1] == 0)
