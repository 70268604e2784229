"""Comments on cards that have not changed become news when the user comes back to the program or asks for a sync."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise

import pytest

from kanbert_desktop.app.boards import comment_check
from kanbert_desktop.app.boards.comment_check import MAX_REQUESTS, MIN_ABSENCE, CommentCheck
from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import DONE_COLUMNS, CardKey
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.domain.events import Economy, SyncState, SyncStatus
from kanbert_desktop.store import card_queries
from kanbert_desktop.sync import base_cards
from support.inbox_follower import Follower
from support.open_account import FakeSyncControl
from support.sync_clients import START


class Checked:
    """A check of one client's cards; `run` returns the cards whose comments were read."""

    def __init__(self, follower: Follower) -> None:
        self._engine = follower.client.engine
        self.control = FakeSyncControl(current_status=SyncStatus(last_sync=START))
        client = follower.client
        self.service = BoardService(
            client.replica,
            LocalData(client.replica, client.store),
            self.control,  # type: ignore[arg-type]
        )
        self.check = CommentCheck(
            self.service, client.replica.local_cards, follower.server.clock.now, lambda _s: asyncio.sleep(0)
        )

    def run(self, read: Callable[[CardKey], object] = lambda _key: None) -> list[CardKey]:
        keys: list[CardKey] = []

        async def reading(key: CardKey) -> None:
            keys.append(key)
            read(key)

        asyncio.run(self.check.run(reading))
        return keys

    def run_on_server(self) -> None:
        asyncio.run(self.check.run(self._read))

    async def _read(self, key: CardKey) -> None:
        await self._engine.read_comments(key)


@pytest.fixture
def checked(follower: Follower) -> Iterator[Checked]:
    made = Checked(follower)
    yield made
    made.service.close()


def read_ahead(follower: Follower) -> None:
    """What a cycle and the reading ahead after it find, until nothing is left."""
    follower.sync()
    follower.client.server.clock.advance(minutes=1)
    for _ in range(20):
        asyncio.run(follower.client.engine.prefetch_comments())


def test_a_comment_on_a_card_that_has_not_changed_is_news(follower: Follower, checked: Checked) -> None:
    card = follower.card()
    read_ahead(follower)
    follower.server.colleague.comment(card.id, "<p>Have a look</p>")
    read_ahead(follower)
    assert follower.entries() == []
    checked.run_on_server()
    assert follower.reported() == [("commented", "Jonas Brandt", "Have a look")]
    checked.run_on_server()
    assert len(follower.reported()) == 1


def test_a_few_cards_are_checked_and_the_others_the_next_time(follower: Follower, checked: Checked) -> None:
    for number in range(MAX_REQUESTS + 3):
        follower.server.colleague.add(
            follower.server.board, f"Mine {number}", status="New", assignee_id=follower.me
        )
    follower.sync()
    first = checked.run()
    assert len(first) == len(set(first)) == MAX_REQUESTS
    follower.server.clock.advance(minutes=1)
    second = checked.run()
    assert len(second) == MAX_REQUESTS
    assert set(second[:3]).isdisjoint(first)


def test_every_third_check_reads_the_same_cards(follower: Follower, checked: Checked) -> None:
    for number in range(5 * MAX_REQUESTS):
        follower.server.colleague.add(
            follower.server.board, f"Mine {number}", status="New", assignee_id=follower.me
        )
    follower.sync()
    rounds = []
    for _ in range(4):
        rounds.append(checked.run())
        follower.server.clock.advance(minutes=1)
    assert len({key for keys in rounds[:3] for key in keys}) == 3 * MAX_REQUESTS
    assert set(rounds[3]) == set(rounds[0])


def test_a_long_discussion_counts_as_the_requests_that_it_takes(follower: Follower, checked: Checked) -> None:
    card = follower.card()
    for number in range(95):
        follower.server.colleague.comment(card.id, f"<p>{number}</p>")
    follower.read_comments(card)
    read = checked.run()
    assert card.key in read
    assert len(read) == MAX_REQUESTS - 3


@pytest.mark.parametrize("way", ["wrote", "mentioned", "pinned"])
def test_cards_that_the_user_has_to_do_with_are_checked(
    follower: Follower, checked: Checked, way: str
) -> None:
    card = follower.card(mine=False)
    assert card.key not in checked.run()
    if way == "wrote":
        follower.client.comment(card.key, "<p>Mine</p>")
        follower.sync()
    elif way == "mentioned":
        follower.server.colleague.comment(card.id, f'<p><mention data-id="{follower.me}" /> please</p>')
        follower.read_comments(card)
    else:
        checked.service.inbox.set_pinned(card.key, is_pinned=True)
    assert card.key in checked.run()


def test_one_turn_of_the_event_loop_reads_one_slice(
    follower: Follower, checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed cards that changed last are passed over, however many they are."""
    card = follower.card(mine=False)
    follower.server.colleague.comment(card.id, f'<p><mention data-id="{follower.me}" /> please</p>')
    follower.read_comments(card)
    for number in range(30):
        follower.server.colleague.add(follower.server.board, f"Closed {number}", status="Closed")
    follower.sync()
    monkeypatch.setattr(base_cards, "_LOOKED_AT_ONCE", 3)
    monkeypatch.setattr(comment_check, "_DISCUSSIONS_AT_ONCE", 1)
    steps: list[str] = []

    def note(owner: object, name: str) -> None:
        original = getattr(owner, name)

        def noted(*arguments: object) -> object:
            steps.append(name)
            return original(*arguments)

        monkeypatch.setattr(owner, name, noted)

    note(card_queries, "last_changed_in")
    note(follower.client.replica.local_cards, "comments_of")
    note(follower.client.replica.local_cards, "assigned_at")
    note(checked.check, "_sleep")
    assert card.key in checked.run()
    assert min(steps.count("last_changed_in"), steps.count("comments_of")) > 10
    assert all("_sleep" in pair for pair in pairwise(steps))


@pytest.mark.parametrize("status", ["Closed", "Completed", "Approved"])
def test_cards_that_are_done_are_not_checked(follower: Follower, checked: Checked, status: str) -> None:
    done = follower.card()
    follower.edit(done, status=status)
    follower.sync()
    read = checked.run()
    assert read
    cards = [follower.client.replica.local_cards.base_card(key) for key in read]
    assert done.key not in read
    assert all(card is not None and card.column not in DONE_COLUMNS for card in cards)


@pytest.mark.parametrize(
    "status",
    [
        SyncStatus(SyncState.WAITING_FOR_NETWORK, last_sync=START, problem="offline"),
        SyncStatus(SyncState.NEEDS_SIGN_IN, last_sync=START, problem="sign_in_needed"),
        SyncStatus(last_sync=START, economy=Economy.BATTERY),
        SyncStatus(last_sync=START, economy=Economy.METERED),
        SyncStatus(),
    ],
    ids=["offline", "signed out", "battery", "metered", "first load"],
)
def test_nothing_is_requested_where_it_would_be_in_the_way(
    follower: Follower, checked: Checked, status: SyncStatus
) -> None:
    follower.card()
    checked.control.current_status = status
    assert checked.run() == []


def test_it_ends_with_the_first_error_and_once_the_network_is_gone(
    follower: Follower, checked: Checked
) -> None:
    card = follower.card()

    def fail(_key: CardKey) -> None:
        raise TransientError("offline")

    def go_offline(_key: CardKey) -> None:
        checked.control.current_status = SyncStatus(SyncState.WAITING_FOR_NETWORK, last_sync=START)

    assert checked.run(fail) == [card.key]
    assert checked.run(go_offline) == [card.key]


def test_only_a_longer_absence_leads_to_a_check(follower: Follower, checked: Checked) -> None:
    clock = follower.server.clock
    assert not checked.check.note_returned()
    checked.check.note_left()
    clock.advance(seconds=(MIN_ABSENCE - timedelta(seconds=1)).total_seconds())
    assert not checked.check.note_returned()
    checked.check.note_left()
    clock.advance(seconds=MIN_ABSENCE.total_seconds())
    assert checked.check.note_returned()
    assert not checked.check.note_returned()
