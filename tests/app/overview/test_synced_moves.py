"""Moves that a real sync brings: a colleague's, the user's own, and those of another computer."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.overview.overview import Overview
from kanbert_desktop.app.overview.transitions import Movement
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import Field
from support.sync_clients import SyncClient, SyncServer, sync_server


class SyncedOverview:
    def __init__(self, server: SyncServer, client: SyncClient) -> None:
        self.server, self.client = server, client
        self.overview = Overview(client.replica, client.store, lambda _name: "", lambda _name, _text: None)
        client.replica.observed.subscribe(self.overview.recorder)

    def sync(self) -> Movement:
        self.server.clock.advance(minutes=1)
        asyncio.run(self.client.sync())
        self.overview.recorder.note_loaded_boards()
        assert self.client.store.flush(10)
        board = self.client.replica.local_cards.boards[self.client.board("WEB")]
        today = self.server.clock.now().astimezone().date()
        return self.overview.figures(self.overview.of_board(board), today).movement


@pytest.fixture
def synced(seeded_sandbox: Path, tmp_path: Path) -> Iterator[SyncedOverview]:
    with sync_server(seeded_sandbox, tmp_path) as server:
        made = SyncedOverview(server, server.add_client())
        made.sync()
        yield made
        made.overview.close()


def done(movement: Movement) -> int:
    return sum(week.done for week in movement.throughput)


def test_a_first_load_moves_nothing(synced: SyncedOverview) -> None:
    movement = synced.sync()
    assert done(movement) == 0
    assert movement.since is not None
    assert len(movement.flow) == 1


def test_a_colleagues_move_is_observed_once(synced: SyncedOverview) -> None:
    synced.server.colleague.add(synced.server.board, "Plakat", status="WIP")
    synced.sync()
    synced.server.colleague.edit(synced.client.named("Plakat").id, status="Completed")
    assert done(synced.sync()) == 1
    assert done(synced.sync()) == 1


def test_an_own_move_counts_before_and_after_it_is_sent(synced: SyncedOverview) -> None:
    key = synced.client.add("Anzeige", column=Column.WIP)
    synced.sync()
    synced.client.edit(key, **{Field.COLUMN.value: Column.COMPLETED})
    assert done(synced.sync()) == 1
    assert synced.client.named("Anzeige").column is Column.COMPLETED
