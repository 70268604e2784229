"""Loads the mirror from disk, the visible board first."""

from collections.abc import Iterable, Iterator
from itertools import islice
from math import inf

from kanbert_desktop.api.comments import read_thread
from kanbert_desktop.api.payloads import read_board, read_card, read_client, read_person
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Comment
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.store import base, outbox
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import Store

UNLISTED_BOARD = "gone"
"""The place of a board that is no longer listed: hidden, but kept with its cards (D30)."""
FROM_CARD = "seen"
"""The place of a person who is known only from a card."""
ME = "me"


def load_base_data(mirror: Mirror, store: Store) -> int:
    """Loads everything but cards and comments; returns the number of changes that only a newer version can read."""
    db = store.read()
    mirror.clients = {
        client.id: client for client in (read_client(row.raw) for row in base.rows(db, Kind.CLIENT))
    }
    mirror.people = {
        person.id: person for person in (read_person(row.raw) for row in base.rows(db, Kind.PERSON))
    }
    for row in base.rows(db, Kind.BOARD):
        board = read_board(row.raw)
        mirror.boards[board.id] = board._replace(is_running=False) if row.place == UNLISTED_BOARD else board
    me = base.get_meta(db, ME)
    mirror.me = read_person(me.encode()) if me else None
    readable, unreadable_count = outbox.read(db)
    mirror.put_entries(readable)
    return unreadable_count


def load_board(mirror: Mirror, store: Store, board: BoardId) -> set[CardKey]:
    return _put(mirror, base.rows(store.read(), Kind.CARD, board))


def load_slices(
    mirror: Mirror, store: Store, loaded: set[BoardId], read: Iterable[CardKey], step: int
) -> Iterator[set[CardKey]]:
    """Loads the boards not in `loaded`, `step` cards at a time, then cards on unknown boards, then comments.

    `read` are cards whose comments are known even if there are none.
    """
    db = store.read()
    for board in [board for board in mirror.boards if board not in loaded]:
        for part in _sliced(base.rows(db, Kind.CARD, board), step):
            yield _put(mirror, part)
        loaded.add(board)
    if base.count(db, Kind.CARD) > mirror.base_count():
        for part in _sliced(base.rows(db, Kind.CARD), step):
            yield _put(mirror, part)
    yield _load_comments(mirror, base.rows(db, Kind.COMMENT), read)


def _sliced(rows: list[BaseRow], step: int) -> Iterator[list[BaseRow]]:
    remaining = iter(rows)
    while part := list(islice(remaining, step)):
        yield part


def _put(mirror: Mirror, rows: list[BaseRow]) -> set[CardKey]:
    cards: list[Card] = []
    for row in rows:
        key = CardKey(row.key)
        mirror.bind(key if key == row.id else row.id, key)
        cards.append(read_card(row.raw, key))
    return mirror.put_cards(cards)


def _load_comments(mirror: Mirror, rows: list[BaseRow], read: Iterable[CardKey]) -> set[CardKey]:
    threads: dict[CardKey, list[Comment]] = {card: [] for card in read}
    for row in rows:
        card = CardKey(row.place)
        threads.setdefault(card, []).extend(read_thread(row.raw, card))
    touched: set[CardKey] = set()
    for card, comments in threads.items():
        touched |= mirror.put_comments(card, oldest_first(comments))
    return touched


def oldest_first(comments: list[Comment]) -> list[Comment]:
    """The oldest first, each once, whether it came on its own, below another, or both."""
    unique = {comment.key: comment for comment in comments}
    return sorted(unique.values(), key=_age)


def _age(comment: Comment) -> tuple[float, str]:
    return (comment.created_at.timestamp() if comment.created_at else inf, comment.key)
