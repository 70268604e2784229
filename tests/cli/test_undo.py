"""The verb undoes a window's undo group as a whole, also after it was sent."""

import asyncio
from datetime import UTC, datetime

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.replica import Replica
from support.open_account import FakeSyncControl
from support.sandbox import RunningSandbox
from support.terminal import Terminal


def move_together(terminal: Terminal, cards: list[str]) -> None:
    """As a window does with several selected cards. It has ended when this returns."""
    (path,) = terminal.profile.rglob("store.db")
    store = open_store(path).store
    replica = Replica(store, EventBus(), lambda: datetime.now(UTC))
    replica.load()
    service = BoardService(replica, LocalData(replica, store), FakeSyncControl())  # type: ignore[arg-type]
    with service.undo_group():
        for card in cards:
            service.move_card(card, Column.APPROVED)
    asyncio.run(service.wait_until_saved())
    assert store.close()


def columns(sandbox: RunningSandbox, cards: list[str]) -> list[str]:
    rows = {row["id"]: row["status"] for row in sandbox.state.tasks()}
    return [rows[card] for card in cards]


def test_a_windows_undo_group_is_undone_as_a_whole_although_it_was_sent(
    own_sandbox: RunningSandbox, own_terminal: Terminal
) -> None:
    own_terminal.json("sync")
    cards = [card["id"] for card in own_terminal.json("cards", "WEB", "--column", "New")[:3]]
    assert len(cards) == 3
    move_together(own_terminal, cards)
    own_terminal.json("sync")
    assert columns(own_sandbox, cards) == ["Approved"] * 3
    assert own_terminal.json("undo")["undone"] == "Move 3 cards"
    own_terminal.json("sync")
    assert columns(own_sandbox, cards) == ["New"] * 3
    assert own_terminal.run("undo").exit_code == 5
