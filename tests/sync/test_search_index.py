"""The search index follows the sync: what arrives, what is sent, what is removed."""

import asyncio
import random
from collections.abc import Callable

import pytest

from kanbert_desktop.app.boards.search import CardSearch
from kanbert_desktop.domain.query.text_match import searchable_text
from kanbert_desktop.store import search
from kanbert_desktop.sync.batch_writer import index_text_of_rows
from support.sync_clients import SyncClient, SyncServer


def found(client: SyncClient, text: str) -> list[str]:
    searching = CardSearch(client.replica.local_cards, client.store, client.server.clock.now)
    return [one.card.title for one in searching.find(text, 50)]


def words(client: SyncClient) -> list[tuple[str, str]]:
    """The words of each title in the index."""
    held = """SELECT base.id, words FROM search_titles
        JOIN search_cards ON search_cards.place = search_titles.rowid
        JOIN base ON base.number = search_cards.number ORDER BY base.id"""
    return client.store.read().execute(held).fetchall()


def saved(client: SyncClient) -> None:
    asyncio.run(client.replica.wait_until_saved())


def test_after_the_first_sync_every_card_is_found(client: SyncClient, server: SyncServer) -> None:
    saved(client)
    assert len(words(client)) == len(server.tasks())
    running = {board.id for board in client.replica.local_cards.boards.values() if board.is_running}
    shown = [task["title"] for task in server.tasks() if task["project_id"] in running]
    assert shown
    assert [title for title in shown if title not in found(client, f'"{title}"')] == []


def test_an_edit_is_found_before_and_after_it_is_sent(client: SyncClient, server: SyncServer) -> None:
    key = client.add("Quittenmus", description="<p>mit Zimt</p>")
    assert found(client, "quitten zimt") == ["Quittenmus"]
    asyncio.run(client.sync())
    saved(client)
    assert found(client, "quitten zimt") == ["Quittenmus"]
    client.edit(key, title="Pflaumenmus")
    assert (found(client, "quitten"), found(client, "pflaumen")) == ([], ["Pflaumenmus"])
    asyncio.run(client.sync())
    saved(client)
    assert not client.entries()
    assert (found(client, "quitten"), found(client, "pflaumen zimt")) == ([], ["Pflaumenmus"])
    client.comment(key, "<p>Holunder</p>")
    assert found(client, "holunder") == ["Pflaumenmus"]
    asyncio.run(client.sync())
    saved(client)
    assert found(client, "holunder") == ["Pflaumenmus"]
    client.delete(key)
    assert found(client, "pflaumen") == []
    asyncio.run(client.sync())
    saved(client)
    assert found(client, "pflaumen") == []


def test_a_restart_and_a_rebuilt_index_find_the_same(client: SyncClient) -> None:
    client.add("Noch nicht gesendet")
    saved(client)
    before = words(client)
    client.restart()
    assert found(client, "gesendet") == ["Noch nicht gesendet"]
    assert words(client) == before
    client.store.rebuild_index(index_text_of_rows)
    assert client.store.flush(10)
    while not search.is_complete(client.store.read()):
        assert client.store.flush(10)
    assert words(client) == before


@pytest.mark.parametrize("seed", range(3))
def test_after_a_long_day_the_index_is_what_the_rows_say(
    client: SyncClient, server: SyncServer, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for number in range(40):
        one_step(client, server, chance, f"Wort{number} gesagt")
    asyncio.run(client.sync())
    saved(client)
    followed = words(client)
    titles = [searchable_text(card.title).strip() for card in client.replica.local_cards.base.cards()]
    assert sorted(held for _, held in followed) == sorted(titles)
    client.store.rebuild_index(index_text_of_rows)
    assert client.store.flush(10)
    while not search.is_complete(client.store.read()):
        assert client.store.flush(10)
    assert words(client) == followed


def one_step(client: SyncClient, server: SyncServer, chance: random.Random, output: str) -> None:
    cards = sorted(
        card.key
        for card in client.replica.local_cards.cards()
        if not client.replica.local_cards.pending.entries_of(card.key)
    )
    card = client.card(chance.choice(cards))
    task = card.server_id or ""
    acts: list[Callable[[], object]] = [
        lambda: client.add(output),
        lambda: client.edit(card.key, title=output),
        lambda: client.comment(card.key, output),
        lambda: client.delete(card.key),
        lambda: server.colleague.edit(task, title=output),
        lambda: server.colleague.delete(task),
        lambda: server.colleague.comment(task, output),
        client.restart,
        lambda: asyncio.run(client.sync()),
        lambda: asyncio.run(client.sync(full=True)),
    ]
    chance.choice(acts)()
    server.clock.advance(seconds=30)
