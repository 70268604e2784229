"""Favourite boards, recent boards and the start board, on this computer."""

from kanbert_desktop.app.boards.local_data import FAVOURITES, LAST_BOARD, START_BOARD
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId

RECENT_KEY = "recent_boards"
MAX_RECENT = 20


class FavouriteBoards:
    """Boards that are unknown or closed are left out of every result but stay stored."""

    def __init__(self, service: BoardService) -> None:
        self._service = service

    def favourites(self) -> list[BoardId]:
        """In the order the user chose."""
        return self._running_only(FAVOURITES)

    def is_favourite(self, board: BoardId) -> bool:
        return board in self._stored(FAVOURITES)

    def toggle_favourite(self, board: BoardId) -> bool:
        """Returns True if the board is a favourite now."""
        stored = self._stored(FAVOURITES)
        is_new = board not in stored
        self._store(FAVOURITES, [*stored, board] if is_new else [one for one in stored if one != board])
        return is_new

    def move_favourite(self, board: BoardId, step: int) -> bool:
        """Moves a favourite up (-1) or down (1) among those shown. Returns False at either end."""
        shown, stored = self.favourites(), self._stored(FAVOURITES)
        index = shown.index(board) + step if board in shown else -1
        if not 0 <= index < len(shown):
            return False
        one, other = stored.index(board), stored.index(shown[index])
        stored[one], stored[other] = stored[other], stored[one]
        self._store(FAVOURITES, stored)
        return True

    def recent(self) -> list[BoardId]:
        """The board opened last comes first."""
        return self._running_only(RECENT_KEY)

    def board_to_show(self) -> BoardId | None:
        """The board to show at start: the chosen start board, or the one opened last."""
        running = self._running()
        return next((board for board in (self.start_board(), self.last_board()) if board in running), None)

    def last_board(self) -> BoardId:
        return BoardId(self._service.local.value(LAST_BOARD))

    def start_board(self) -> BoardId:
        """Empty if the board opened last is shown at start."""
        return BoardId(self._service.local.value(START_BOARD))

    def set_start_board(self, board: BoardId) -> None:
        self._service.local.save_value(START_BOARD, board)

    def record_opened(self, board: BoardId, *, is_last: bool = True) -> None:
        """`is_last`: the next start shows it, too."""
        if is_last:
            self._service.local.save_value(LAST_BOARD, board)
        others = [one for one in self._stored(RECENT_KEY) if one != board]
        self._store(RECENT_KEY, [board, *others][:MAX_RECENT])

    def _running_only(self, name: str) -> list[BoardId]:
        running = self._running()
        return [board for board in self._stored(name) if board in running]

    def _running(self) -> set[BoardId]:
        return {board.id for board in self._service.boards()}

    def _stored(self, name: str) -> list[BoardId]:
        return [BoardId(board) for board in self._service.local.value(name).split("\n") if board]

    def _store(self, name: str, boards: list[BoardId]) -> None:
        self._service.local.save_value(name, "\n".join(boards))
