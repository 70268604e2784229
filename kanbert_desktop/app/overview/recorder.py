"""Writes the changes of status that sync observes, before sync's own transaction is on the disk.

A program that is killed in between sees the same change again; a card that is already noted where it is now has not moved.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

from kanbert_desktop.domain.board import DONE_COLUMNS
from kanbert_desktop.store import transitions
from kanbert_desktop.store.account_file import AccountFile
from kanbert_desktop.store.transitions import Move, Place
from kanbert_desktop.sync.batch_writer import RowWrite
from kanbert_desktop.sync.observed_changes import Observation, ObservedChange
from kanbert_desktop.sync.replica import Replica

KEPT_DAYS = 731
PRUNE_INTERVAL = timedelta(days=1)
GONE = ""
_FINAL = (GONE, *(column.value for column in DONE_COLUMNS))


class TransitionRecorder:
    """An observer of changes (`sync.observed_changes`). Called on the event loop's thread; writes on the writer's."""

    def __init__(
        self,
        replica: Replica,
        file: AccountFile,
        write: Callable[[RowWrite], object],
        observed: Callable[[Sequence[Move]], None],
    ) -> None:
        """`observed` gets the moves before they are in the file."""
        self._replica, self._file, self._write, self._observed = replica, file, write, observed
        self._known = set(file.read(transitions.boards_since, dict[str, str]()))
        self._pruned_at: datetime | None = None

    def __call__(self, observation: Observation) -> RowWrite | None:
        self.note_loaded_boards()
        now = self._replica.now()
        moves = [move for change in observation.changes for move in _moves(change, now)]
        if not moves:
            return None
        self._observed(moves)
        boards = tuple(self._known)
        return lambda _store: self._file.write(partial(self._record, moves=moves, boards=boards, now=now))

    def note_loaded_boards(self) -> None:
        """What moved on a board before it was loaded completely was not observed."""
        new = [
            board
            for board in self._replica.local_cards.running_boards()
            if board not in self._known and self._replica.is_board_loaded(board)
        ]
        if new:
            self._known |= set(new)
            day = local_day(self._replica.now()).isoformat()
            rows = [(board, day) for board in new]
            self._write(lambda _db: self._file.write(partial(transitions.note_boards, since=rows)))

    def _record(
        self, db: sqlite3.Connection, *, moves: Sequence[Move], boards: Sequence[str], now: datetime
    ) -> None:
        if not transitions.has_boards(db):
            # The file was rebuilt in the meantime.
            day = local_day(now).isoformat()
            transitions.note_boards(db, [(board, day) for board in boards])
        known = transitions.places_of(db, {move.card for move in moves})
        new: list[Move] = []
        for move in moves:
            place = known.get(move.card)
            if place is not None and _is_noted(place, move):
                continue
            new.append(move)
            known[move.card] = Place(move.card, move.board, move.new, move.day)
        transitions.put(db, new, [known[card] for card in dict.fromkeys(move.card for move in new)])
        self._prune(db, now)

    def _prune(self, db: sqlite3.Connection, now: datetime) -> None:
        """Once a day."""
        if self._pruned_at is None or abs(now - self._pruned_at) >= PRUNE_INTERVAL:
            self._pruned_at = now
            transitions.prune(db, (local_day(now) - timedelta(days=KEPT_DAYS)).isoformat(), _FINAL)


def local_day(moment: datetime) -> date:
    """The day on this computer."""
    return moment.astimezone().date()


def _is_noted(place: Place, move: Move) -> bool:
    """A card that left its board for another one is noted there."""
    if move.new == GONE:
        return place.status == GONE or place.board != move.board
    return (place.board, place.status) == (move.board, move.new)


def _moves(change: ObservedChange, now: datetime) -> Iterator[Move]:
    """A card that came from another board left that one first."""
    before, after = change.before, change.after
    at = min(change.at, now)
    when = (local_day(at).isoformat(), change.card.key, at.astimezone(UTC).isoformat(timespec="microseconds"))
    is_elsewhere = before is not None and after is not None and before.board != after.board
    if before is not None and (after is None or is_elsewhere):
        yield Move(before.board, *when, before.status, GONE)
    if after is not None and (before is None or is_elsewhere):
        yield Move(after.board, *when, GONE, after.status)
    elif before is not None and after is not None and change.is_moved:
        yield Move(after.board, *when, before.status, after.status)
