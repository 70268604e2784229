"""The states of the window that have a reference screenshot, and which part of the window each shows."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from kanbert_desktop.domain.board import Board, BoardId, Column
from kanbert_desktop.domain.changes import Field, Reason
from support.fake_service import WEB, OpenAccount
from ui.layout.screens import SIGNED_IN_SCREENS, OpenScreen
from ui.layout.window_fixture import WindowFixture

WINDOW = QSize(1000, 480)
EMPTY = BoardId("b9")
Crop = Callable[[WindowFixture], QRect]


def fill_sample(desktop: OpenAccount) -> None:
    """No card has a due date: those texts change with the date of the test run."""
    local_cards = desktop.local_cards
    local_cards.boards[EMPTY] = Board(EMPTY, "Messeauftritt", "MESSE", local_cards.boards[WEB].client)
    local_cards.put_cards([replace(card, due=None) for card in local_cards.cards()])
    theirs: dict[Field, object] = {Field.TITLE: "Photo shoot briefing: chairs"}
    desktop.add_question("2", Reason.CHANGED_REMOTELY, title="Photo shoot briefing: sofas", theirs=theirs)
    desktop.add_question("3", Reason.REJECTED, detail="forbidden", title="Barrierefreiheit", status=403)


class ScreenState(NamedTuple):
    """`part` returns a rectangle of the window, of the same size in all languages."""

    open: OpenScreen
    crop: Crop


def around(widget: Callable[[WindowFixture], QWidget], width: int, height: int) -> Crop:
    """Returns a rectangle around the middle of the width, at the top."""

    def part(fixture: WindowFixture) -> QRect:
        shown = widget(fixture)
        middle = shown.mapTo(fixture.window, QPoint(shown.width() // 2, 0))
        return QRect(middle.x() - width // 2, middle.y(), width, height)

    return part


def middle_of_page(width: int, height: int) -> Crop:
    def part(fixture: WindowFixture) -> QRect:
        page = fixture.workspace.pages
        rect = page.mapTo(fixture.window, page.rect().center())
        return QRect(rect.x() - width // 2, rect.y() - height // 2, width, height)

    return part


def empty_board(fixture: WindowFixture) -> None:
    fixture.workspace.navigator.open_board(EMPTY)


def empty_column(fixture: WindowFixture) -> None:
    SIGNED_IN_SCREENS["board"](fixture)
    fixture.board.columns_view.reveal(fixture.board.columns_view.columns[Column.APPROVED])


def offline(fixture: WindowFixture) -> None:
    fixture.open_account.service.edit_card("20", {Field.TITLE: "Idee für unterwegs"})
    SIGNED_IN_SCREENS["offline"](fixture)
    fixture.board.refresh()


def decision(fixture: WindowFixture) -> QRect:
    """Returns the rectangle beside the list of questions."""
    return QRect(WINDOW.width() - 560, 0, 560, WINDOW.height())


def banners(fixture: WindowFixture) -> QWidget:
    return fixture.workspace.banner_bar


def bottom(fixture: WindowFixture) -> QRect:
    """Returns the hints: the lower edge of the window beside the sidebar."""
    return QRect(WINDOW.width() - 760, WINDOW.height() - 48, 760, 48)


SCREEN_STATES = {
    "empty-board": ScreenState(empty_board, middle_of_page(480, 240)),
    "empty-column": ScreenState(
        empty_column, around(lambda fixture: fixture.board.columns_view.columns[Column.APPROVED], 200, 130)
    ),
    "no-match": ScreenState(SIGNED_IN_SCREENS["no match"], middle_of_page(480, 240)),
    "first-load": ScreenState(SIGNED_IN_SCREENS["loading"], middle_of_page(480, 240)),
    "offline": ScreenState(offline, lambda fixture: QRect(0, 0, 480, fixture.window.height())),
    "sign-in-again": ScreenState(SIGNED_IN_SCREENS["sign in again"], around(banners, 760, 48)),
    "refused": ScreenState(SIGNED_IN_SCREENS["question 1"], decision),
    "conflict": ScreenState(SIGNED_IN_SCREENS["question 0"], decision),
    "sample-data": ScreenState(SIGNED_IN_SCREENS["sample data"], around(banners, 760, 48)),
    "first-hints": ScreenState(SIGNED_IN_SCREENS["first hints"], bottom),
    "damaged-store": ScreenState(SIGNED_IN_SCREENS["damaged store"], around(banners, 760, 48)),
}
