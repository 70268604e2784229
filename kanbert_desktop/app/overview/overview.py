"""The overview as window and verbs see it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kanbert_desktop.app.overview.figures import (
    OverviewFigures,
    OverviewScope,
    client_scope,
    make_figures,
)
from kanbert_desktop.app.overview.hours import Hours
from kanbert_desktop.app.overview.limits import COLUMN_LIMITS, ColumnLimits
from kanbert_desktop.app.overview.transitions import read_movement
from kanbert_desktop.domain.board import Board, Client
from kanbert_desktop.store import transitions
from kanbert_desktop.store.account_file import AccountFile
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.card_figures import count_cards
from kanbert_desktop.sync.replica import Replica

if TYPE_CHECKING:
    from kanbert_desktop.app.overview.past_cards import PastCards
    from kanbert_desktop.app.overview.recorder import TransitionRecorder
    from kanbert_desktop.store.transitions import Move


class Overview:
    """Used on the event loop's thread. Every figure is counted in an index; no card is read but those with changes."""

    def __init__(
        self,
        replica: Replica,
        store: Store,
        value: Callable[[str], str],
        save_value: Callable[[str, str], None],
    ) -> None:
        """`value` and `save_value` hold what is of this computer alone."""
        self._replica, self._store = replica, store
        self._file = AccountFile(store.path.with_name(transitions.FILE_NAME), transitions.SCHEMA)
        self.hours = Hours(replica, store, value, save_value)
        self.limits = ColumnLimits(lambda: value(COLUMN_LIMITS), lambda text: save_value(COLUMN_LIMITS, text))

    @cached_property
    def recorder(self) -> "TransitionRecorder":
        from kanbert_desktop.app.overview.recorder import TransitionRecorder  # noqa: PLC0415  for a sync only

        return TransitionRecorder(self._replica, self._file, self._store.write, self._note_moves)

    @cached_property
    def past_cards(self) -> "PastCards":
        from kanbert_desktop.app.overview.past_cards import PastCards  # noqa: PLC0415  for a sync and some queries

        return PastCards(self._replica, self._file)

    def _note_moves(self, moves: "Sequence[Move]") -> None:
        """Nothing to keep up to date as long as no query has asked: `past_cards` would import the query language."""
        if "past_cards" in self.__dict__:
            self.past_cards.note(moves)

    def close(self) -> None:
        self._file.close()
        self.hours.close()

    def everything(self) -> OverviewScope:
        return OverviewScope(tuple(self._running()))

    def of_board(self, board: Board) -> OverviewScope:
        return OverviewScope((board,), board.title, board=board.id)

    def of_client(self, client: Client) -> OverviewScope:
        return client_scope(self._running(), client.id, client.name)

    def figures(self, scope: OverviewScope, today: date) -> OverviewFigures:
        counted = count_cards(self._replica.local_cards, scope.ids, today)
        movement = read_movement(self._file, scope.ids, counted, today)
        limits = self.limits.of_board(scope.board) if scope.board is not None else {}
        hours = self.hours.figures(scope.ids, today)
        return make_figures(scope, today, counted, movement, limits=limits, hours=hours)

    def _running(self) -> list[Board]:
        boards = (board for board in self._replica.local_cards.boards.values() if board.is_running)
        return sorted(boards, key=lambda board: (board.title.casefold(), board.id))
