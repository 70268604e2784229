"""Batch (one transaction) and the row writes it becomes."""

import uuid
from collections.abc import Mapping
from functools import partial

from kanbert_desktop.api.payloads import Record
from kanbert_desktop.domain.board import Board, Card, CardKey, Client, Comment, Person
from kanbert_desktop.domain.changes import ChangeId, Entry, Outcome
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.value_classes import dataclass, field, replace
from kanbert_desktop.store import base, history, outbox, unlisted_cards
from kanbert_desktop.store.base import BaseRow, Kind, Walk
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.batch_writer import Connection, RowWrite, WriteTarget
from kanbert_desktop.sync.loading import FROM_CARD, UNLISTED_BOARD
from kanbert_desktop.sync.local_cards import LocalCards


def new_change_id() -> ChangeId:
    return ChangeId(str(uuid.uuid4()))


@dataclass(slots=True)
class Batch:
    """Changes that belong to one transaction.

    `put` and `drop` change the outbox; `cards`, `removed` and `comments` the base; `walks` and `meta` its progress.
    `comments` holds all comments of a card, `new_comments` one more. `recoverable` are those of `removed` that are
    stored for undo, `confirmed_deletions` those whose deletion the server confirmed.
    `expected_cursors` are the cursors that the walks must have on disk, or nothing of the batch is saved (D40).
    `bind` maps server rows to cards here that the rows do not name themselves. `listed` are the server ids that a full
    listing showed.
    `outcomes` says what became of changes in the history (None: unsent again), `newest_steps` which rows are the
    newest step now, `clears_redo` that something new was done. `responses` are those to requests of other processes,
    by request id.
    """

    put: list[Entry] = field(default_factory=list)
    drop: list[ChangeId] = field(default_factory=list)
    history: list[HistoryRow] = field(default_factory=list)
    outcomes: dict[ChangeId, Outcome | None] = field(default_factory=dict)
    newest_steps: set[ChangeId] = field(default_factory=set)
    clears_redo: bool = False
    bind: dict[str, CardKey] = field(default_factory=dict)
    cards: list[Record[Card]] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
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
        """Merges the other batch into this one; on a conflict, `other` wins."""
        self.put += other.put
        self.drop += other.drop
        self.history += other.history
        self.outcomes |= other.outcomes
        self.newest_steps |= other.newest_steps
        self.clears_redo |= other.clears_redo
        self.bind |= other.bind
        self.cards += other.cards
        self.listed += other.listed
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
    batch: Batch, local_cards: LocalCards, removed: Mapping[CardKey, str]
) -> dict[WriteTarget, RowWrite]:
    """Called after the batch is in the local cards, which know the keys of its rows; `removed` holds server ids."""
    groups = (
        _base_writes(batch, local_cards, removed),
        _outbox_writes(batch),
        _history_writes(batch),
        _progress_writes(batch),
    )
    return {target: write for group in groups for target, write in group.items()}


def _base_writes(
    batch: Batch, local_cards: LocalCards, removed: Mapping[CardKey, str]
) -> dict[WriteTarget, RowWrite]:
    writes: dict[WriteTarget, RowWrite] = {}
    rows = [card_row(record, local_cards) for record in batch.cards]
    if len(rows) == 1:
        writes["card", rows[0].id] = partial(base.put_rows, rows=rows)
    elif rows:
        writes["cards", *(row.id for row in rows)] = partial(base.put_rows, rows=rows)
    for key, server_id in removed.items():
        remove = (
            base.keep_removed_row if key in batch.recoverable else partial(base.remove_rows, kind=Kind.CARD)
        )
        writes["card", server_id] = partial(remove, ids=[server_id])
        writes["former", server_id] = (
            partial(base.put_rows, rows=[BaseRow(Kind.FORMER, server_id, key, "", b"")])
            if key != server_id
            else partial(base.remove_rows, kind=Kind.FORMER, ids=[server_id])
        )
    for card, comments in batch.comments.items():
        comment_rows = [
            BaseRow(Kind.COMMENT, record.value.id, record.value.key, card, record.raw) for record in comments
        ]
        writes["comments", card] = partial(base.replace_rows, kind=Kind.COMMENT, place=card, new=comment_rows)
    for card, one in batch.new_comments.items():
        row = BaseRow(Kind.COMMENT, one.value.id, one.value.key, card, one.raw)
        writes["comment", row.id] = partial(base.put_rows, rows=[row])
    return writes


def _outbox_writes(batch: Batch) -> dict[WriteTarget, RowWrite]:
    writes: dict[WriteTarget, RowWrite] = {}
    for entry in batch.put:
        writes["entry", entry.id] = partial(outbox.put, entry=entry)
    for entry_id in batch.drop:
        writes["entry", entry_id] = partial(outbox.drop, ids=[entry_id])
    return writes


def _history_writes(batch: Batch) -> dict[WriteTarget, RowWrite]:
    writes: dict[WriteTarget, RowWrite] = {("redo",): history.clear_redo} if batch.clears_redo else {}
    for row in batch.history:
        record = history.save_row_as_newest if row.id in batch.newest_steps else history.save_row
        writes["history", row.id] = partial(record, row=row)
    for change, outcome in batch.outcomes.items():
        writes["outcome", change] = partial(history.set_outcome, change=change, outcome=outcome)
    return writes


def _progress_writes(batch: Batch) -> dict[WriteTarget, RowWrite]:
    writes: dict[WriteTarget, RowWrite] = {
        ("check", name): partial(_check_walk, name=name, cursor=cursor)
        for name, cursor in batch.expected_cursors.items()
    }
    writes |= writes_of_walks(batch.walks)
    for name in batch.ended_walks:
        writes["walk", name] = partial(base.drop_walk, name=name)
    for name, value in batch.meta.items():
        writes["meta", name] = partial(base.set_meta, name=name, value=value)
    if batch.listed:
        writes["listed", *batch.listed] = partial(unlisted_cards.take_out, ids=batch.listed)
    for request, response in batch.responses.items():
        writes["answer", request] = partial(base.store_response, request=request, response=response)
    return writes


def writes_of_lists(
    clients: list[Record[Client]],
    boards: list[Record[Board]],
    people: list[Record[Person]],
    *,
    is_complete: bool,
) -> dict[WriteTarget, RowWrite]:
    """`is_complete`: boards that are not listed are marked as unlisted and kept with their cards."""
    client_rows = [BaseRow(Kind.CLIENT, record.value.id, "", "", record.raw) for record in clients]
    board_rows = [BaseRow(Kind.BOARD, record.value.id, "", "", record.raw) for record in boards]
    person_rows = [BaseRow(Kind.PERSON, record.value.id, "", "", record.raw) for record in people]
    return {
        ("clients",): partial(base.replace_rows, kind=Kind.CLIENT, place="", new=client_rows),
        ("boards",): partial(_put_boards, rows=board_rows, is_complete=is_complete),
        ("people",): partial(base.replace_rows, kind=Kind.PERSON, place="", new=person_rows),
    }


def writes_of_walks(walks: list[Walk]) -> dict[WriteTarget, RowWrite]:
    return {("walk", walk.name): partial(base.save_walk, walk=replace(walk)) for walk in walks}


def writes_of_people(people: list[Record[Person]]) -> dict[WriteTarget, RowWrite]:
    """People known only from cards."""
    rows = [BaseRow(Kind.PERSON, record.value.id, "", FROM_CARD, record.raw) for record in people]
    return {("person", row.id): partial(base.put_rows, rows=[row]) for row in rows}


def card_row(record: Record[Card], local_cards: LocalCards) -> BaseRow:
    server_id = record.value.server_id or ""
    return BaseRow(
        Kind.CARD,
        server_id,
        local_cards.key_of(server_id) or record.value.key,
        record.value.board,
        record.raw,
    )


def _put_boards(db: Connection, *, rows: list[BaseRow], is_complete: bool) -> None:
    listed = {row.id: row for row in rows}
    known = {row.id: row for row in base.rows(db, Kind.BOARD)}
    absent = [row for row in known.values() if row.id not in listed]
    base.put_rows(db, [row for row in listed.values() if row != known.get(row.id)])
    if is_complete:
        base.put_rows(db, [BaseRow(row.kind, row.id, row.key, UNLISTED_BOARD, row.raw) for row in absent])


def _check_walk(db: Connection, *, name: str, cursor: str | None) -> None:
    walk = base.walks(db).get(name)
    if (walk.cursor if walk is not None else None) != cursor:
        raise StoreError("store_unwritable", path="")
