"""The drawn faces of the window's states, and which part of the window shows each."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from kanbert_desktop.domain.board import Board, BoardId, Column
from kanbert_desktop.domain.changes import Field, Reason
from support.fake_service import WEB, Desktop
from ui.layout.screens import INSIDE, Way
from ui.layout.window_fixture import Seat

WINDOW = QSize(1000, 480)
EMPTY = BoardId("b9")
Part = Callable[[Seat], QRect]


def furnish(desktop: Desktop) -> None:
    """No day is due: those words change with the day on which the tests run."""
    mirror = desktop.mirror
    mirror.boards[EMPTY] = Board(EMPTY, "Messeauftritt", "MESSE", mirror.boards[WEB].client)
    mirror.put_cards([replace(card, due=None) for card in mirror.cards()])
    theirs: dict[Field, object] = {Field.TITLE: "Photo shoot briefing: chairs"}
    desktop.park("2", Reason.CHANGED_REMOTELY, title="Photo shoot briefing: sofas", theirs=theirs)
    desktop.park("3", Reason.REJECTED, detail="forbidden", title="Barrierefreiheit", status=403)


class Face(NamedTuple):
    """`part` gives a rectangle of the window, always of one size whatever the language."""

    go: Way
    part: Part


def around(widget: Callable[[Seat], QWidget], width: int, height: int) -> Part:
    """So much of it from the middle of its width, and from its top."""

    def part(seat: Seat) -> QRect:
        shown = widget(seat)
        middle = shown.mapTo(seat.window, QPoint(shown.width() // 2, 0))
        return QRect(middle.x() - width // 2, middle.y(), width, height)

    return part


def middle_of_page(width: int, height: int) -> Part:
    def part(seat: Seat) -> QRect:
        page = seat.workspace.pages
        place = page.mapTo(seat.window, page.rect().center())
        return QRect(place.x() - width // 2, place.y() - height // 2, width, height)

    return part


def empty_board(seat: Seat) -> None:
    seat.workspace.navigator.open_board(EMPTY)


def empty_column(seat: Seat) -> None:
    INSIDE["board"](seat)
    seat.board.columns_view.reveal(seat.board.columns_view.columns[Column.APPROVED])


def offline(seat: Seat) -> None:
    seat.desktop.desk.edit_card("20", {Field.TITLE: "Idee für unterwegs"})
    INSIDE["offline"](seat)
    seat.board.refresh()


def decision(seat: Seat) -> QRect:
    """Beside the list of questions."""
    return QRect(WINDOW.width() - 560, 0, 560, WINDOW.height())


def strips(seat: Seat) -> QWidget:
    return seat.workspace.banner_bar


FACES = {
    "empty-board": Face(empty_board, middle_of_page(480, 240)),
    "empty-column": Face(
        empty_column, around(lambda seat: seat.board.columns_view.columns[Column.APPROVED], 200, 130)
    ),
    "no-match": Face(INSIDE["no match"], middle_of_page(480, 240)),
    "first-load": Face(INSIDE["loading"], middle_of_page(480, 240)),
    "offline": Face(offline, lambda seat: QRect(0, 0, 480, seat.window.height())),
    "sign-in-again": Face(INSIDE["sign in again"], around(strips, 760, 48)),
    "refused": Face(INSIDE["question 1"], decision),
    "conflict": Face(INSIDE["question 0"], decision),
    "damaged-store": Face(INSIDE["damaged store"], around(strips, 760, 48)),
}
