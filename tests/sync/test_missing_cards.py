"""D27, I12: many cards that are gone are asked about before they go, whatever way the absence of each showed."""

import asyncio
from collections.abc import Sequence

import httpx
import pytest

from kanbert_desktop.domain.changes import Entry, Reason, State
from kanbert_desktop.domain.errors import OutcomeUnknown
from kanbert_desktop.sandbox.faults import error_status
from kanbert_desktop.sync.missing_cards import MAX_SILENT_REMOVALS
from support.sync_clients import SyncClient, SyncServer


def leaves(office: SyncServer, desk: SyncClient, number: int) -> list[str]:
    """Cards of which no other one is part, so that each goes by itself; more than the share that may go unasked."""
    roots = {task["parent_task_id"] for task in office.tasks()}
    known = [card for card in desk.replica.mirror.base_cards() if card.server_id not in roots]
    running = {board.id for board in desk.replica.mirror.boards.values() if board.is_running}
    found = sorted(card.server_id for card in known if card.server_id and card.board in running)
    assert len(found) >= number
    return found[:number]


def delete_there(office: SyncServer, cards: Sequence[str]) -> None:
    for card in cards:
        office.colleague.delete(card)


def here(desk: SyncClient, cards: Sequence[str]) -> list[str]:
    return [card for card in cards if desk.replica.mirror.base_card(desk.replica.mirror.key_of(card) or "")]


def asked(desk: SyncClient) -> Entry:
    (entry,) = (entry for entry in desk.attention() if entry.reason is Reason.MASS_DELETION)
    return entry


def patches(office: SyncServer, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The PATCH requests from now on."""
    sent: list[str] = []
    handle = httpx.ASGITransport.handle_async_request

    async def watched(line: httpx.ASGITransport, request: httpx.Request) -> httpx.Response:
        if request.method == "PATCH":
            sent.append(request.url.path)
        return await handle(line, request)

    monkeypatch.setattr(httpx.ASGITransport, "handle_async_request", watched)
    return sent


def test_a_card_found_gone_by_its_own_404_counts_with_those_a_comparison_misses(
    office: SyncServer, desk: SyncClient
) -> None:
    gone = leaves(office, desk, MAX_SILENT_REMOVALS + 1)
    delete_there(office, gone)
    desk.edit(gone[0], title="Wished of a card that is gone")
    asyncio.run(desk.sync(full=True))
    assert here(desk, gone) == gone[1:], "one was found by its 404, and the others are asked about"
    assert asked(desk).detail.startswith(f"{MAX_SILENT_REMOVALS}/")


def test_many_wishes_that_each_meet_a_404_do_not_pass_the_question_by(
    office: SyncServer, desk: SyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = leaves(office, desk, MAX_SILENT_REMOVALS + 4)
    delete_there(office, gone)
    for card in gone:
        desk.edit(card, title=f"Wished of {card}")
    asyncio.run(desk.sync())
    left = here(desk, gone)
    assert len(left) == 4
    assert asked(desk).reason is Reason.MASS_DELETION
    waiting = [entry for entry in desk.entries() if entry.state is State.PENDING]
    assert sorted(entry.card for entry in waiting) == sorted(left), "what was wished of them waits"
    sent = patches(office, monkeypatch)
    office.clock.advance(minutes=1)
    asyncio.run(desk.sync())
    assert sent == [], "nothing is sent again and again while the question is open"


@pytest.mark.parametrize("choice", ["keep", "remove"])
def test_what_was_wished_of_missing_cards_is_kept_whatever_the_answer(
    office: SyncServer, desk: SyncClient, choice: str
) -> None:
    gone = leaves(office, desk, MAX_SILENT_REMOVALS + 4)
    delete_there(office, gone)
    for card in gone:
        desk.edit(card, title=f"Wished of {card}")
    asyncio.run(desk.sync())
    desk.restart()
    desk.replica.resolve(asked(desk).id, choice)
    office.clock.advance(minutes=1)
    asyncio.run(desk.sync())
    assert {entry.reason for entry in desk.entries()} == {Reason.DELETED_REMOTELY}
    assert {f"Wished of {card}" for card in gone} <= desk.titles()


def test_a_lost_answer_is_no_way_around_the_question(office: SyncServer, desk: SyncClient) -> None:
    gone = leaves(office, desk, MAX_SILENT_REMOVALS + 1)
    delete_there(office, gone)
    for card in gone[1:]:
        desk.edit(card, title="Wished")
    asyncio.run(desk.sync())
    desk.edit(gone[0], title="Its answer is lost")
    office.faults.inject("PATCH", "*", error_status(502))
    office.clock.advance(minutes=1)
    with pytest.raises(OutcomeUnknown):
        asyncio.run(desk.sync())
    office.clock.advance(minutes=1)
    asyncio.run(desk.sync())
    assert here(desk, gone) == gone[:1]
    assert asked(desk).change.card == desk.card(gone[0]).key


def test_what_vanished_before_a_restart_still_counts(office: SyncServer, desk: SyncClient) -> None:
    gone = leaves(office, desk, MAX_SILENT_REMOVALS + 1)
    delete_there(office, gone[:15])
    asyncio.run(desk.sync(full=True))
    assert here(desk, gone[:15]) == []
    desk.restart()
    delete_there(office, gone[15:])
    office.clock.advance(hours=1)
    asyncio.run(desk.sync(full=True))
    assert here(desk, gone[15:]) == gone[15:]
    assert asked(desk).detail.startswith(f"{MAX_SILENT_REMOVALS + 1 - 15}/")


def test_what_vanished_days_ago_counts_no_more(office: SyncServer, desk: SyncClient) -> None:
    gone = leaves(office, desk, MAX_SILENT_REMOVALS + 1)
    for some in (gone[:15], gone[15:]):
        delete_there(office, some)
        asyncio.run(desk.sync(full=True))
        assert here(desk, some) == []
        office.clock.advance(hours=25)
    assert desk.attention() == []


def test_cards_that_the_person_deleted_as_well_are_not_asked_about(
    office: SyncServer, desk: SyncClient
) -> None:
    gone = leaves(office, desk, MAX_SILENT_REMOVALS + 1)
    delete_there(office, gone)
    for card in gone:
        desk.delete(card)
    asyncio.run(desk.sync(full=True))
    assert here(desk, gone) == []
    assert desk.entries() == []


def test_a_missing_card_that_is_listed_again_is_asked_about_no_more(
    office: SyncServer, desk: SyncClient
) -> None:
    gone = leaves(office, desk, MAX_SILENT_REMOVALS + 1)
    delete_there(office, gone)
    asyncio.run(desk.sync(full=True))
    desk.edit(gone[0], title="Wished while it was missing")
    office.clock.advance(minutes=1)
    with office.state.transaction() as db:
        db.execute(
            "UPDATE tasks SET deleted_at = NULL, updated_at = ? WHERE id = ?",
            (office.clock.now().isoformat(), gone[0]),
        )
    asyncio.run(desk.sync())
    assert desk.card(gone[0]).key not in desk.replica.questioned_cards()
    assert [task["id"] for task in office.task_with_title("Wished while it was missing")] == [gone[0]]
    assert here(desk, gone) == gone
    assert asked(desk) is not None


def test_cards_of_a_board_that_closes_during_a_comparison_are_not_taken_for_deleted(
    office: SyncServer, desk: SyncClient
) -> None:
    """They are missing in the list of cards and answer 404, and so do those of a deleted card (D30)."""
    (card,) = leaves(office, desk, 1)
    board = desk.card(card).board
    send = desk.engine._send
    office.behaviour.page_limit = 200

    async def closed_meanwhile(*given: object) -> None:
        await send(*given)  # type: ignore[arg-type]
        with office.state.transaction() as db:
            db.execute("DELETE FROM members WHERE project_id = ?", (board,))
            db.execute("UPDATE projects SET is_private = 1 WHERE id = ?", (board,))

    desk.engine._send = closed_meanwhile  # type: ignore[method-assign]
    before = {one.key for one in desk.replica.mirror.base_cards()}
    asyncio.run(desk.sync(full=True))
    assert {one.key for one in desk.replica.mirror.base_cards()} == before
    assert desk.attention() == []
