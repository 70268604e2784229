"""Favourites and recent boards are stored on this computer."""

from pathlib import Path

import pytest

from kanbert_desktop.app.boards.favourites import MAX_RECENT, FavouriteBoards
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Board, BoardId
from kanbert_desktop.domain.events import EventBus
from support.fake_service import CATALOGUE, HEAT, WEB, OpenAccount, open_fake_account


@pytest.fixture
def desktop(profile: Path) -> OpenAccount:
    opened = open_fake_account(profile, EventBus())
    yield opened
    opened.store.close()


@pytest.fixture
def service(desktop: OpenAccount) -> BoardService:
    return desktop.service


def test_a_favourite_is_added_and_removed(service: BoardService) -> None:
    favourites = FavouriteBoards(service)
    assert favourites.toggle_favourite(HEAT)
    assert favourites.toggle_favourite(WEB)
    assert FavouriteBoards(service).favourites() == [HEAT, WEB]
    assert not favourites.toggle_favourite(HEAT)
    assert favourites.favourites() == [WEB]
    assert not favourites.is_favourite(HEAT)


def test_favourites_change_their_order_and_stop_at_the_ends(service: BoardService) -> None:
    favourites = FavouriteBoards(service)
    for board in (WEB, CATALOGUE, HEAT):
        favourites.toggle_favourite(board)
    assert favourites.move_favourite(HEAT, -1)
    assert favourites.favourites() == [WEB, HEAT, CATALOGUE]
    assert not favourites.move_favourite(WEB, -1)
    assert not favourites.move_favourite(CATALOGUE, 1)


def test_a_favourite_that_is_away_is_passed_over_and_comes_back(desktop: OpenAccount) -> None:
    favourites = FavouriteBoards(desktop.service)
    for board in (WEB, CATALOGUE, HEAT):
        favourites.toggle_favourite(board)
    gone = desktop.local_cards.boards.pop(CATALOGUE)
    assert favourites.favourites() == [WEB, HEAT]
    assert favourites.move_favourite(HEAT, -1)
    desktop.local_cards.boards[CATALOGUE] = gone
    assert favourites.favourites() == [HEAT, CATALOGUE, WEB]


def test_the_board_opened_last_comes_first(desktop: OpenAccount) -> None:
    favourites = FavouriteBoards(desktop.service)
    for board in (WEB, HEAT, WEB):
        favourites.record_opened(board)
    assert favourites.recent() == [WEB, HEAT]
    assert favourites.last_board() == WEB
    del desktop.local_cards.boards[WEB]
    assert favourites.recent() == [HEAT]
    assert favourites.board_to_show() is None


def test_only_the_newest_boards_are_stored(desktop: OpenAccount) -> None:
    favourites = FavouriteBoards(desktop.service)
    for number in range(MAX_RECENT + 5):
        board = BoardId(f"n{number}")
        desktop.local_cards.boards[board] = Board(board, f"Board {number}", f"N{number}", None)
        favourites.record_opened(board)
    assert len(favourites.recent()) == MAX_RECENT
    assert favourites.recent()[0] == f"n{MAX_RECENT + 4}"
