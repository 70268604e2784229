"""Loads from disk what is always in memory: clients, boards, people and the outbox."""

from kanbert_desktop.api.payloads import read_board, read_client, read_person
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.store import base, outbox
from kanbert_desktop.store.base import Kind
from kanbert_desktop.store.database import Store
from kanbert_desktop.sync.local_cards import LocalCards

UNLISTED_BOARD = "gone"
"""The place of a board that is no longer listed: hidden, but kept with its cards (D30)."""
FROM_CARD = "seen"
"""The place of a person who is known only from a card."""
ME = "me"


def load_base_data(cards: LocalCards, store: Store) -> int:
    """Returns the number of changes that only a newer version can read."""
    db = store.read()
    cards.clients = {
        client.id: client for client in (read_client(row.raw) for row in base.rows(db, Kind.CLIENT))
    }
    cards.people = {
        person.id: person for person in (read_person(row.raw) for row in base.rows(db, Kind.PERSON))
    }
    for row in base.rows(db, Kind.BOARD):
        board = read_board(row.raw)
        cards.boards[board.id] = board._replace(is_running=False) if row.place == UNLISTED_BOARD else board
    me = base.get_meta(db, ME)
    cards.me = read_person(me.encode()) if me else None
    readable, unreadable_count = outbox.read(db)
    cards.put_entries(readable)
    cards.note_former_ids({row.id: CardKey(row.key) for row in base.rows(db, Kind.FORMER)})
    return unreadable_count
