"""Workloads: edits while the disk under the open store turns read-only, and back."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from disk_faults import shim
from disk_faults.shim import FaultKind
from kanbert_desktop.domain.board import Board, BoardId, CardKey
from kanbert_desktop.domain.changes import CreateCard, Field
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import EventBus, SavingFailed
from kanbert_desktop.store import local, outbox
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.replica import Replica

Report = Callable[[dict[str, Any]], None]
BOARD = BoardId("b1")


def save_once(report: Report, root: Path, kind: int, at: int) -> int:
    """The disk fails at the `at`th operation of one save; reports the error and closes nothing."""
    store = open_store(root / "store.db").store
    shim.arm(root, FaultKind(kind), at)
    try:
        store.write(lambda db: local.save_draft(db, "a", "text")).result(30)
        report({"outcome": "saved"})
    except StoreError as error:
        report({"outcome": error.key})
    report({"operations": shim.disarm()})
    return 0


def edit_while_read_only(report: Report, root: Path, kind: int, at: int) -> int:
    """Reports the error, the event, and what is on disk before and after it is writable again."""
    store = open_store(root / "store.db").store
    bus = EventBus()
    bus.subscribe(SavingFailed, lambda event: report({"event": event.key}))
    replica = Replica(store, bus, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    replica.load()
    replica.local_cards.boards[BOARD] = Board(BOARD, "Board", "B", None)

    def edit(number: int) -> None:
        replica.append(CreateCard(CardKey(f"kd-{number}"), BOARD, {Field.TITLE: f"Nummer {number}"}), None)

    async def story() -> None:
        edit(1)
        await replica.wait_until_saved()
        shim.arm(root, FaultKind(kind), at)
        edit(2)
        edit(3)
        try:
            await replica.wait_until_saved()
        except StoreError as error:
            report({"refused": error.key})
        report({"shown": [card.title for card in replica.local_cards.cards()]})
        shim.disarm()
        await replica.wait_until_saved()

    asyncio.run(story())
    report({"kept": [str(one.card) for one in outbox.entries(store.read())]})
    return 0 if store.close() else 7
