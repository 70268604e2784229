"""Real drags by the X server's own pointer."""

import os
import subprocess
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board import card_drag
from kanbert_desktop.ui.board.card_list import CardList
from kanbert_desktop.ui.board.page import BoardPage
from support.board_stage import Stage

ListOf = Callable[[Column], CardList]
Steps = list[str]


@pytest.fixture
def pointer(qtbot: QtBot) -> Callable[..., None]:
    """Runs xdotool's words beside the Qt loop, so that Qt can follow each step."""

    def run(*words: str) -> None:
        program = subprocess.Popen(["xdotool", *words], env=dict(os.environ))
        qtbot.waitUntil(lambda: program.poll() is not None, timeout=20_000)
        assert program.returncode == 0

    return run


def place(widget: QWidget, inside: QPoint) -> tuple[str, str]:
    spot = widget.mapToGlobal(inside)
    return str(spot.x()), str(spot.y())


def middle(cards: CardList, key: str) -> tuple[str, str]:
    return place(cards.viewport(), cards.card_rect(CardKey(key)).center())


def way(start: tuple[str, str], end: tuple[str, str]) -> list[str]:
    """Press, then eight steps from start to end."""
    (x0, y0), (x1, y1) = ((int(x), int(y)) for x, y in (start, end))
    words = ["mousemove", *start, "mousedown", "1"]
    for step in range(1, 9):
        x, y = x0 + (x1 - x0) * step // 8, y0 + (y1 - y0) * step // 8
        words += ["mousemove", "--sync", str(x), str(y), "sleep", "0.03"]
    return words


def test_a_card_dragged_to_another_column_is_moved(
    page: BoardPage, stage: Stage, list_of: ListOf, pointer: Callable[..., None], qtbot: QtBot
) -> None:
    target = page.strip.columns[Column.COMPLETED]
    end = place(target, QPoint(target.width() // 2, target.height() - 60))
    with qtbot.waitSignal(page.wished, timeout=20_000):
        pointer(*way(middle(list_of(Column.NEW), "3"), end), "mouseup", "1")
    assert stage.desk.require_card("3").column is Column.COMPLETED
    qtbot.waitUntil(lambda: list_of(Column.COMPLETED).current_key() == CardKey("3"))
    assert not target.property("lit")
    assert page.opened is None


def test_the_column_below_the_pointer_lights_up_and_escape_cancels(
    page: BoardPage, stage: Stage, list_of: ListOf, pointer: Callable[..., None], qtbot: QtBot
) -> None:
    target = page.strip.columns[Column.APPROVED]
    end = place(target, QPoint(target.width() // 2, 200))
    lit: list[bool] = []
    target.dragged_over.connect(lambda: lit.append(bool(target.property("lit"))))
    pointer(*way(middle(list_of(Column.NEW), "3"), end), "key", "Escape", "sleep", "0.1", "mouseup", "1")
    qtbot.waitUntil(lambda: not page.acts.dragged)
    assert any(lit)
    assert not target.property("lit")
    assert stage.desk.require_card("3").column is Column.NEW
    assert stage.desk.undo_text() is None


def test_a_click_opens_and_moves_nothing(
    page: BoardPage, stage: Stage, list_of: ListOf, pointer: Callable[..., None], qtbot: QtBot
) -> None:
    pointer("mousemove", *middle(list_of(Column.NEW), "3"), "click", "1")
    qtbot.waitUntil(lambda: page.opened == CardKey("3"))
    assert stage.desk.undo_text() is None


def test_several_cards_carry_their_number(page: BoardPage, list_of: ListOf) -> None:
    cards = list_of(Column.NEW)
    faces = [
        page.strip.columns[Column.NEW].rows.face(page.strip.columns[Column.NEW].rows.index_of(CardKey(key)))
        for key in "12"
    ]
    size = cards.card_rect(CardKey("1")).size()
    one, two = (card_drag.picture(page._pictures, faces[:count], size, 1.0).toImage() for count in (1, 2))
    assert one.size() == two.size()
    assert one != two
