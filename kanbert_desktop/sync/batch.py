"""Batch (one transaction) and the row writes it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Board, Card, CardKey, Client, Comment, Person
from kanbert_desktop.domain.changes import ChangeId, Entry, Outcome
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.store import base, history, outbox
from kanbert_desktop.store.base import Kind, Row, Walk
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.batch_writer import Connection, RowWrite, WriteTarget
from kanbert_desktop.sync.loading import FROM_CARD, UNLISTED_BOARD


@dataclass(slots=True)
class Batch:
    """`put` and `drop` are the outbox, `cards`, `gone` and `comments` the base, `walks` and `meta` how far it goes.

    `comments` are all of a card's, `said` is one more.
    `came_from` holds the cursors at which the walks must stand on disk, or nothing of it is saved (D40).
    `bind` names rows of the server that are cards here although they do not say so themselves.
    `aside` are those of `gone` that are kept for taking that back, `acknowledged` those whose deletion the server confirmed. `outcomes` is what became of wishes of the
    history (None: unsent again), `renewed` those rows that are the newest step now; `ends_redo` says that
    something new was done. `answers` are what requests of other processes were answered, by their ids.
    """

    put: list[Entry] = field(default_factory=list)
    drop: list[ChangeId] = field(default_factory=list)
    history: list[HistoryRow] = field(default_factory=list)
    outcomes: dict[ChangeId, Outcome | None] = field(default_factory=dict)
    newest_steps: set[ChangeId] = field(default_factory=set)
    clears_redo: bool = False
    bind: dict[str, CardKey] = field(default_factory=dict)
    cards: list[Record[Card]] = field(default_factory=list)
    removed: list[CardKey] = field(default_factory=list)
    recoverable: set[CardKey] = field(default_factory=set)
    confirmed_deletions: set[CardKey] = field(default_factory=set)
    comments: dict[CardKey, list[Record[Comment]]] = field(default_factory=dict)
    new_comments: dict[CardKey, Record[Comment]] = field(default_factory=dict)
    walks: list[Walk] = field(default_factory=list)
    expected_cursors: dict[str, str | None] = field(default_factory=dict)
    ended_walks: list[str] = field(default_factory=list)
    meta: dict[str, str | None] = field(default_factory=dict)
    responses: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Batch") -> "Batch":
        """Both together; for what both speak of, `other` has the last word."""
        self.put += other.put
        self.drop += other.drop
        self.history += other.history
        self.outcomes |= other.outcomes
        self.newest_steps |= other.newest_steps
        self.clears_redo |= other.clears_redo
        self.bind |= other.bind
        self.cards += other.cards
        self.removed += other.removed
        self.recoverable |= other.recoverable
        self.confirmed_deletions |= other.confirmed_deletions
        self.comments |= other.comments
        self.new_comments |= other.new_comments
        self.walks += other.walks
        self.expected_cursors |= other.expected_cursors
        self.ended_walks += other.ended_walks
        self.meta |= other.meta
        self.responses |= other.responses
        return self


def writes_of_batch(
    batch: Batch, mirror: Mirror, removed: Mapping[CardKey, str]
) -> dict[WriteTarget, RowWrite]:
    """To be called after the batch is in the mirror, which knows the keys of its rows; `gone` holds server ids."""
    parts = (_of_base(batch, mirror, removed), _of_outbox(batch), _of_history(batch), _of_progress(batch))
    return {place: piece for part in parts for place, piece in part.items()}


def _of_base(batch: Batch, mirror: Mirror, gone: Mapping[CardKey, str]) -> dict[WriteTarget, RowWrite]:
    pieces: dict[WriteTarget, RowWrite] = {}
    rows = [card_row(told, mirror) for told in batch.cards]
    if len(rows) == 1:
        pieces["card", rows[0].id] = partial(base.put_rows, rows=rows)
    elif rows:
        pieces["cards", *(row.id for row in rows)] = partial(base.put_rows, rows=rows)
    for key, server_id in gone.items():
        leave = (
            base.keep_removed_row if key in batch.recoverable else partial(base.remove_rows, kind=Kind.CARD)
        )
        pieces["card", server_id] = partial(leave, ids=[server_id])
    for card, comments in batch.comments.items():
        said = [Row(Kind.COMMENT, told.value.id, told.value.key, card, told.raw) for told in comments]
        pieces["comments", card] = partial(base.replace_rows, kind=Kind.COMMENT, place=card, rows=said)
    for card, one in batch.new_comments.items():
        row = Row(Kind.COMMENT, one.value.id, one.value.key, card, one.raw)
        pieces["comment", row.id] = partial(base.put_rows, rows=[row])
    return pieces


def _of_outbox(batch: Batch) -> dict[WriteTarget, RowWrite]:
    pieces: dict[WriteTarget, RowWrite] = {}
    for entry in batch.put:
        pieces["entry", entry.id] = partial(outbox.put, entry=entry)
    for entry_id in batch.drop:
        pieces["entry", entry_id] = partial(outbox.drop, ids=[entry_id])
    return pieces


def _of_history(batch: Batch) -> dict[WriteTarget, RowWrite]:
    pieces: dict[WriteTarget, RowWrite] = {("redo",): history.clear_redo} if batch.clears_redo else {}
    for row in batch.history:
        record = history.save_row_as_newest if row.id in batch.newest_steps else history.save_row
        pieces["history", row.id] = partial(record, row=row)
    for change, outcome in batch.outcomes.items():
        pieces["outcome", change] = partial(history.set_outcome, change=change, outcome=outcome)
    return pieces


def _of_progress(batch: Batch) -> dict[WriteTarget, RowWrite]:
    pieces: dict[WriteTarget, RowWrite] = {
        ("check", name): partial(_check_walk, name=name, cursor=cursor)
        for name, cursor in batch.expected_cursors.items()
    }
    pieces |= writes_of_walks(batch.walks)
    for name in batch.ended_walks:
        pieces["walk", name] = partial(base.drop_walk, name=name)
    for name, value in batch.meta.items():
        pieces["meta", name] = partial(base.set_meta, name=name, value=value)
    for request, answer in batch.responses.items():
        pieces["answer", request] = partial(base.store_response, request=request, response=answer)
    return pieces


def writes_of_lists(
    clients: list[Record[Client]],
    boards: list[Record[Board]],
    people: list[Record[Person]],
    *,
    is_complete: bool,
) -> dict[WriteTarget, RowWrite]:
    """`is_whole`: boards that are not listed move aside with all they hold."""
    client_rows = [Row(Kind.CLIENT, told.value.id, "", "", told.raw) for told in clients]
    board_rows = [Row(Kind.BOARD, told.value.id, "", "", told.raw) for told in boards]
    person_rows = [Row(Kind.PERSON, told.value.id, "", "", told.raw) for told in people]
    return {
        ("clients",): partial(base.replace_rows, kind=Kind.CLIENT, place="", rows=client_rows),
        ("boards",): partial(_put_boards, rows=board_rows, is_whole=is_complete),
        ("people",): partial(base.replace_rows, kind=Kind.PERSON, place="", rows=person_rows),
    }


def writes_of_walks(walks: list[Walk]) -> dict[WriteTarget, RowWrite]:
    return {("walk", walk.name): partial(base.save_walk, walk=replace(walk)) for walk in walks}


def writes_of_people(people: list[Record[Person]]) -> dict[WriteTarget, RowWrite]:
    """People known from cards alone."""
    rows = [Row(Kind.PERSON, told.value.id, "", FROM_CARD, told.raw) for told in people]
    return {("person", row.id): partial(base.put_rows, rows=[row]) for row in rows}


def card_row(told: Record[Card], mirror: Mirror) -> Row:
    server_id = told.value.server_id or ""
    return Row(Kind.CARD, server_id, mirror.key_of(server_id) or told.value.key, told.value.board, told.raw)


def _put_boards(db: Connection, *, rows: list[Row], is_whole: bool) -> None:
    listed = {row.id for row in rows}
    absent = [row for row in base.rows(db, Kind.BOARD) if row.id not in listed]
    base.put_rows(db, rows)
    if is_whole:
        base.put_rows(db, [Row(row.kind, row.id, row.key, UNLISTED_BOARD, row.raw) for row in absent])


def _check_walk(db: Connection, *, name: str, cursor: str | None) -> None:
    walk = base.walks(db).get(name)
    if (walk.cursor if walk is not None else None) != cursor:
        raise StoreError("store_unwritable", path="")
