"""An account with three boards and sixty cards, for tests of the window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from kanbert_desktop.domain.board import (
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    ClientId,
    Column,
    Person,
    PersonId,
)
from kanbert_desktop.domain.events import EventBus, SyncStatus
from kanbert_desktop.sync.meta_names import WATERMARK
from support.open_account import OpenAccount, open_account_at

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
ME = Person(PersonId("u1"), "Mira Kessler", "mira@nordlicht.example", space="Studio Nordlicht")
WEB, CATALOGUE, HEAT = BoardId("b1"), BoardId("b2"), BoardId("b3")


def card(number: int, title: str, column: Column, board: BoardId = WEB, **more: object) -> Card:
    server_id = str(number)
    made = Card(
        key=CardKey(server_id), server_id=server_id, board=board, title=title, column=column, updated_at=NOW
    )
    return replace(made, **more)


@cache
def sample_cards() -> Sequence[Card]:
    titles = {
        Column.NEW: [
            "Cookie-Banner nach Rechtsprüfung anpassen",
            "Photo shoot briefing: sofas, daylight studio",
        ],
        Column.WIP: ["Barrierefreiheitserklärung nach BFSG schreiben", "Redirect list for 412 old addresses"],
        Column.COMPLETED: ["Wireframes Filialfinder"],
    }
    cards = []
    for column, names in titles.items():
        cards += [
            card(len(cards) + n + 1, name, column, due=date(2026, 11, 27)) for n, name in enumerate(names)
        ]
    cards += [card(20 + n, f"Idee {n}", Column.BACKLOG) for n in range(4)]
    cards += [card(40 + n, f"Katalogseite {n}", Column.NEW, CATALOGUE) for n in range(18)]
    return (*cards, *(card(70 + n, f"Kampagne {n}", Column.WIP, HEAT) for n in range(31)))


def open_fake_account(folder: Path, bus: EventBus) -> OpenAccount:
    account = open_account_at(folder / "store.db", NOW, bus)
    account.sync_control.current_status = SyncStatus(last_sync=NOW)
    account.replica.meta[WATERMARK] = NOW.isoformat()
    local_cards = account.local_cards
    local_cards.me = ME
    moebel, lindau = ClientId("k1"), ClientId("k2")
    local_cards.clients = {
        moebel: Client(moebel, "Bergmann Möbel"),
        lindau: Client(lindau, "Stadtwerke Lindau"),
    }
    local_cards.boards = {
        WEB: Board(WEB, "Website-Relaunch", "WEB", moebel),
        CATALOGUE: Board(CATALOGUE, "Frühjahrskatalog 2027", "KAT", moebel),
        HEAT: Board(HEAT, "Kampagne Fernwärme", "FERN", lindau),
    }
    local_cards.people = {
        ME.id: ME,
        PersonId("u2"): Person(PersonId("u2"), "Lea Sommer", "lea@nordlicht.example"),
    }
    local_cards.put_cards(sample_cards())
    return account
