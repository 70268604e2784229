"""The index follows the sync: what arrives, what is sent, what goes."""

import asyncio
import random
from collections.abc import Callable

import pytest

from kanbert_desktop.app.boards.search import CardSearch
from kanbert_desktop.domain.query.text_match import searchable_text
from kanbert_desktop.store import search
from kanbert_desktop.sync.batch_writer import index_text_of_rows
from support.sync_clients import SyncClient, SyncServer


def found(computer: SyncClient, text: str) -> list[str]:
    searching = CardSearch(computer.replica.mirror, computer.store, computer.server.clock.now)
    return [one.card.title for one in searching.find(text, 50)]


def words(computer: SyncClient) -> list[tuple[str, str]]:
    """What the index alone holds of each title."""
    held = """SELECT base.id, words FROM search_titles
        JOIN search_cards ON search_cards.place = search_titles.rowid
        JOIN base ON base.number = search_cards.number ORDER BY base.id"""
    return computer.store.read().execute(held).fetchall()


def saved(computer: SyncClient) -> None:
    asyncio.run(computer.replica.wait_until_saved())


def test_after_the_first_sync_every_card_is_found(desk: SyncClient, office: SyncServer) -> None:
    saved(desk)
    assert len(words(desk)) == len(office.tasks())
    running = {board.id for board in desk.replica.mirror.boards.values() if board.is_running}
    shown = [task["title"] for task in office.tasks() if task["project_id"] in running]
    assert shown
    assert [title for title in shown if title not in found(desk, f'"{title}"')] == []


def test_an_edit_is_found_before_and_after_it_is_sent(desk: SyncClient, office: SyncServer) -> None:
    key = desk.add("Quittenmus", description="<p>mit Zimt</p>")
    assert found(desk, "quitten zimt") == ["Quittenmus"]
    asyncio.run(desk.sync())
    saved(desk)
    assert found(desk, "quitten zimt") == ["Quittenmus"]
    desk.edit(key, title="Pflaumenmus")
    assert (found(desk, "quitten"), found(desk, "pflaumen")) == ([], ["Pflaumenmus"])
    asyncio.run(desk.sync())
    saved(desk)
    assert not desk.entries()
    assert (found(desk, "quitten"), found(desk, "pflaumen zimt")) == ([], ["Pflaumenmus"])
    desk.comment(key, "<p>Holunder</p>")
    assert found(desk, "holunder") == ["Pflaumenmus"]
    asyncio.run(desk.sync())
    saved(desk)
    assert found(desk, "holunder") == ["Pflaumenmus"]
    desk.delete(key)
    assert found(desk, "pflaumen") == []
    asyncio.run(desk.sync())
    saved(desk)
    assert found(desk, "pflaumen") == []


def test_a_restart_finds_the_same_and_an_index_made_anew_too(desk: SyncClient) -> None:
    desk.add("Noch nicht gesendet")
    saved(desk)
    before = words(desk)
    desk.restart()
    assert found(desk, "gesendet") == ["Noch nicht gesendet"]
    assert words(desk) == before
    desk.store.rebuild_index(index_text_of_rows)
    assert desk.store.flush(10)
    while not search.is_complete(desk.store.read()):
        assert desk.store.flush(10)
    assert words(desk) == before


@pytest.mark.parametrize("seed", range(3))
def test_after_a_long_day_the_index_is_what_the_rows_say(
    desk: SyncClient, office: SyncServer, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for number in range(40):
        one_step(desk, office, chance, f"Wort{number} gesagt")
    asyncio.run(desk.sync())
    saved(desk)
    followed = words(desk)
    titles = [searchable_text(card.title).strip() for card in desk.replica.mirror.base_cards()]
    assert sorted(held for _, held in followed) == sorted(titles)
    desk.store.rebuild_index(index_text_of_rows)
    assert desk.store.flush(10)
    while not search.is_complete(desk.store.read()):
        assert desk.store.flush(10)
    assert words(desk) == followed


def one_step(desk: SyncClient, office: SyncServer, chance: random.Random, said: str) -> None:
    cards = sorted(
        card.key for card in desk.replica.mirror.cards() if not desk.replica.mirror.entries_of(card.key)
    )
    card = desk.card(chance.choice(cards))
    task = card.server_id or ""
    acts: list[Callable[[], object]] = [
        lambda: desk.add(said),
        lambda: desk.edit(card.key, title=said),
        lambda: desk.comment(card.key, said),
        lambda: desk.delete(card.key),
        lambda: office.colleague.edit(task, title=said),
        lambda: office.colleague.delete(task),
        lambda: office.colleague.comment(task, said),
        desk.restart,
        lambda: asyncio.run(desk.sync()),
        lambda: asyncio.run(desk.sync(full=True)),
    ]
    chance.choice(acts)()
    office.clock.advance(seconds=30)
