"""D27, I12: many missing cards become a question before they are removed, however each was found missing."""

import asyncio
from collections.abc import Sequence

import httpx
import pytest

from kanbert_desktop.domain.changes import Entry, Reason, State
from kanbert_desktop.domain.errors import OutcomeUnknown
from kanbert_desktop.sandbox.faults import error_status
from kanbert_desktop.sync.missing_cards import MAX_SILENT_REMOVALS
from support.sync_clients import SyncClient, SyncServer


def leaves(server: SyncServer, client: SyncClient, number: int) -> list[str]:
    """Cards without sub-tasks, so that each is deleted alone; more than the share that may be removed silently."""
    roots = {task["parent_task_id"] for task in server.tasks()}
    known = [card for card in client.replica.local_cards.base.cards() if card.server_id not in roots]
    running = {board.id for board in client.replica.local_cards.boards.values() if board.is_running}
    found = sorted(card.server_id for card in known if card.server_id and card.board in running)
    assert len(found) >= number
    return found[:number]


def delete_there(server: SyncServer, cards: Sequence[str]) -> None:
    for card in cards:
        server.colleague.delete(card)


def here(client: SyncClient, cards: Sequence[str]) -> list[str]:
    return [
        card
        for card in cards
        if client.replica.local_cards.base_card(client.replica.local_cards.key_of(card) or "")
    ]


def asked(client: SyncClient) -> Entry:
    (entry,) = (entry for entry in client.attention() if entry.reason is Reason.MASS_DELETION)
    return entry


def patches(server: SyncServer, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Records the PATCH requests from now on."""
    sent: list[str] = []
    handle = httpx.ASGITransport.handle_async_request

    async def watched(line: httpx.ASGITransport, request: httpx.Request) -> httpx.Response:
        if request.method == "PATCH":
            sent.append(request.url.path)
        return await handle(line, request)

    monkeypatch.setattr(httpx.ASGITransport, "handle_async_request", watched)
    return sent


def test_a_card_missing_by_its_own_404_counts_with_those_a_compare_misses(
    server: SyncServer, client: SyncClient
) -> None:
    gone = leaves(server, client, MAX_SILENT_REMOVALS + 1)
    delete_there(server, gone)
    client.edit(gone[0], title="Wished of a card that is gone")
    asyncio.run(client.sync(full=True))
    assert here(client, gone) == gone[1:], "one was found by its 404, and the others are asked about"
    assert asked(client).detail.startswith(f"{MAX_SILENT_REMOVALS}/")


def test_many_changes_that_each_get_a_404_still_raise_the_question(
    server: SyncServer, client: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = leaves(server, client, MAX_SILENT_REMOVALS + 4)
    delete_there(server, gone)
    for card in gone:
        client.edit(card, title=f"Wished of {card}")
    asyncio.run(client.sync())
    left = here(client, gone)
    assert len(left) == 4
    assert asked(client).reason is Reason.MASS_DELETION
    waiting = [entry for entry in client.entries() if entry.state is State.PENDING]
    assert sorted(entry.card for entry in waiting) == sorted(left), "what was wished of them waits"
    sent = patches(server, monkeypatch)
    server.clock.advance(minutes=1)
    asyncio.run(client.sync())
    assert sent == [], "nothing is sent again and again while the question is open"


@pytest.mark.parametrize("choice", ["keep", "remove"])
def test_changes_of_missing_cards_are_kept_whatever_the_answer(
    server: SyncServer, client: SyncClient, choice: str
) -> None:
    gone = leaves(server, client, MAX_SILENT_REMOVALS + 4)
    delete_there(server, gone)
    for card in gone:
        client.edit(card, title=f"Wished of {card}")
    asyncio.run(client.sync())
    client.restart()
    client.replica.decisions.resolve(asked(client).id, choice)
    server.clock.advance(minutes=1)
    asyncio.run(client.sync())
    assert {entry.reason for entry in client.entries()} == {Reason.DELETED_REMOTELY}
    assert {f"Wished of {card}" for card in gone} <= client.titles()


def test_a_lost_response_still_raises_the_question(server: SyncServer, client: SyncClient) -> None:
    gone = leaves(server, client, MAX_SILENT_REMOVALS + 1)
    delete_there(server, gone)
    for card in gone[1:]:
        client.edit(card, title="Wished")
    asyncio.run(client.sync())
    client.edit(gone[0], title="Its answer is lost")
    server.faults.inject("PATCH", "*", error_status(502))
    server.clock.advance(minutes=1)
    with pytest.raises(OutcomeUnknown):
        asyncio.run(client.sync())
    server.clock.advance(minutes=1)
    asyncio.run(client.sync())
    assert here(client, gone) == gone[:1]
    assert asked(client).change.card == client.card(gone[0]).key


def test_what_vanished_before_a_restart_still_counts(server: SyncServer, client: SyncClient) -> None:
    gone = leaves(server, client, MAX_SILENT_REMOVALS + 1)
    delete_there(server, gone[:15])
    asyncio.run(client.sync(full=True))
    assert here(client, gone[:15]) == []
    client.restart()
    delete_there(server, gone[15:])
    server.clock.advance(hours=1)
    asyncio.run(client.sync(full=True))
    assert here(client, gone[15:]) == gone[15:]
    assert asked(client).detail.startswith(f"{MAX_SILENT_REMOVALS + 1 - 15}/")


def test_what_vanished_days_ago_counts_no_more(server: SyncServer, client: SyncClient) -> None:
    gone = leaves(server, client, MAX_SILENT_REMOVALS + 1)
    for some in (gone[:15], gone[15:]):
        delete_there(server, some)
        asyncio.run(client.sync(full=True))
        assert here(client, some) == []
        server.clock.advance(hours=25)
    assert client.attention() == []


def test_cards_that_the_person_deleted_as_well_are_not_asked_about(
    server: SyncServer, client: SyncClient
) -> None:
    gone = leaves(server, client, MAX_SILENT_REMOVALS + 1)
    delete_there(server, gone)
    for card in gone:
        client.delete(card)
    asyncio.run(client.sync(full=True))
    assert here(client, gone) == []
    assert client.entries() == []


def test_a_missing_card_that_is_listed_again_is_asked_about_no_more(
    server: SyncServer, client: SyncClient
) -> None:
    gone = leaves(server, client, MAX_SILENT_REMOVALS + 1)
    delete_there(server, gone)
    asyncio.run(client.sync(full=True))
    client.edit(gone[0], title="Wished while it was missing")
    server.clock.advance(minutes=1)
    with server.state.transaction() as db:
        db.execute(
            "UPDATE tasks SET deleted_at = NULL, updated_at = ? WHERE id = ?",
            (server.clock.now().isoformat(), gone[0]),
        )
    asyncio.run(client.sync())
    assert client.card(gone[0]).key not in client.replica.questioned_cards()
    assert [task["id"] for task in server.task_with_title("Wished while it was missing")] == [gone[0]]
    assert here(client, gone) == gone
    assert asked(client) is not None


def test_cards_of_a_board_that_closes_during_a_comparison_are_not_taken_for_deleted(
    server: SyncServer, client: SyncClient
) -> None:
    """They are missing in the list of cards and respond with 404, like those of a deleted card (D30)."""
    (card,) = leaves(server, client, 1)
    board = client.card(card).board
    send = client.engine._send
    server.behaviour.page_limit = 200

    async def closed_meanwhile(*given: object) -> None:
        await send(*given)  # type: ignore[arg-type]
        with server.state.transaction() as db:
            db.execute("DELETE FROM members WHERE project_id = ?", (board,))
            db.execute("UPDATE projects SET is_private = 1 WHERE id = ?", (board,))

    client.engine._send = closed_meanwhile  # type: ignore[method-assign]
    before = {one.key for one in client.replica.local_cards.base.cards()}
    asyncio.run(client.sync(full=True))
    assert {one.key for one in client.replica.local_cards.base.cards()} == before
    assert client.attention() == []
