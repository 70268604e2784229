"""Detection of notification events: real pulls from a server on which a colleague works."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kanbert_desktop.app.notifications import NotificationEvent, NotificationKind
from kanbert_desktop.domain.board import PersonId
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import TransientError
from support.sync_clients import START

if TYPE_CHECKING:
    from app.notifications.conftest import NotifiedClient

TODAY, TOMORROW = START.date().isoformat(), (START.date() + timedelta(days=1)).isoformat()


def kinds(events: list[NotificationEvent]) -> list[tuple[NotificationKind, str]]:
    return [(one.kind, one.title) for one in events]


def given_to(reader: "NotifiedClient", title: str, **columns: object) -> str:
    """A colleague creates a card for that user."""
    board = reader.client.server.board
    return reader.colleague.add(board, title, assignee_id=reader.me, **columns)


def test_the_first_load_raises_no_events(unsynced_client: "NotifiedClient") -> None:
    state = unsynced_client.client.server.state
    me = state.rows("SELECT id FROM users ORDER BY rowid LIMIT 1")[0]["id"]
    task = unsynced_client.colleague.add(
        unsynced_client.client.server.board, "Already there", assignee_id=me, due_date=TODAY
    )
    unsynced_client.colleague.comment(task, "<p>Already said</p>")
    unsynced_client.client.server.clock.advance(hours=1)
    assert unsynced_client.sync() == []
    assert unsynced_client.notifications == 0


def test_a_newly_assigned_card_is_notified_once(client: "NotifiedClient") -> None:
    task = given_to(client, "For you")
    assert kinds(client.sync()) == [(NotificationKind.ASSIGNED, "For you")]
    client.colleague.edit(task, title="For you, again")
    assert client.sync() == []
    client.restart()
    assert client.sync() == []


def test_a_card_assigned_to_me_again_is_notified_again(client: "NotifiedClient") -> None:
    task = given_to(client, "To and fro")
    client.sync()
    client.colleague.edit(task, assignee_id=client.colleague.id)
    assert client.sync() == []
    client.colleague.edit(task, assignee_id=client.me)
    assert kinds(client.sync()) == [(NotificationKind.ASSIGNED, "To and fro")]


def test_cards_assigned_while_closed_are_notified_at_the_next_start(client: "NotifiedClient") -> None:
    given_to(client, "By night")
    client.restart()
    assert kinds(client.sync()) == [(NotificationKind.ASSIGNED, "By night")]


def test_a_done_card_raises_no_event(client: "NotifiedClient") -> None:
    given_to(client, "Finished for you", status="Completed")
    assert client.sync() == []


def test_my_own_changes_raise_no_events(client: "NotifiedClient") -> None:
    task = client.colleague.add(client.client.server.board, "Take me")
    client.sync()
    client.service.edit_card(task, {Field.ASSIGNEE: PersonId(client.me)})
    client.service.add_card(client.client.board(client.client.server.board), "Mine", assignee=client.me)
    client.service.add_comment(task, "<p>Mine as well</p>")
    assert client.sync() == []
    assert client.sync() == []


def test_comments_on_my_cards_and_mentions_are_notified(client: "NotifiedClient") -> None:
    mine = given_to(client, "My card")
    other = client.colleague.add(client.client.server.board, "Not mine")
    client.sync()
    client.colleague.comment(mine, "<p>Please <b>look</b></p>")
    client.colleague.comment(other, "<p>Nothing for you</p>")
    client.colleague.comment(other, f'<p>Ask <mention data-id="{client.me}"></mention></p>')
    for task in (mine, other):
        client.colleague.edit(task, description="<p>Changed, so that it is read again</p>")
    events = sorted(client.sync(), key=lambda one: one.title)
    assert kinds(events) == [(NotificationKind.COMMENT, "My card"), (NotificationKind.MENTION, "Not mine")]
    name = client.service.me.name if client.service.me else ""
    assert (events[0].author.split()[0], events[0].text, events[1].text) == (
        "Jonas",
        "Please look",
        f"Ask @{name}",
    )
    client.restart()
    assert client.sync() == []


def test_answers_to_my_comments_are_notified(client: "NotifiedClient") -> None:
    task = client.colleague.add(client.client.server.board, "A talk")
    client.sync()
    client.service.add_comment(task, "<p>A question</p>")
    client.sync()
    client.client.server.clock.advance(minutes=1)
    client.colleague.comment(task, "<p>An answer</p>")
    client.colleague.edit(task, description="<p>x</p>")
    assert kinds(client.sync()) == [(NotificationKind.COMMENT, "A talk")]


def test_comments_on_a_watched_card_are_notified(client: "NotifiedClient") -> None:
    task = client.colleague.add(client.client.server.board, "Watched", watcher_ids=[client.me])
    client.sync()
    client.colleague.comment(task, "<p>For whoever watches</p>")
    client.colleague.edit(task, description="<p>x</p>")
    assert kinds(client.sync()) == [(NotificationKind.COMMENT, "Watched")]


def test_other_news_wait_in_the_inbox(client: "NotifiedClient") -> None:
    task = given_to(client, "Mine")
    client.sync()
    client.colleague.edit(task, title="Mine, renamed", status="WIP", due_date=TOMORROW)
    assert client.sync() == []
    client.colleague.edit(task, assignee_id=client.colleague.id)
    assert client.sync() == []
    (entry,) = client.service.inbox.entries(client.today())
    assert entry.title == "Mine, renamed"


def test_each_notification_about_others_changes_has_its_entry_in_the_inbox(client: "NotifiedClient") -> None:
    task = given_to(client, "For you")
    other = client.colleague.add(client.client.server.board, "Not mine")
    client.sync()
    client.colleague.comment(other, f'<p>Ask <mention data-id="{client.me}"></mention></p>')
    client.colleague.edit(other, description="<p>x</p>")
    client.colleague.edit(task, assignee_id=client.colleague.id)
    client.sync()
    client.colleague.edit(task, assignee_id=client.me)
    events = client.sync()
    assert kinds(events) == [(NotificationKind.ASSIGNED, "For you")]
    entries = {entry.card for entry in client.service.inbox.entries(client.today())}
    assert entries == {one.card for one in events} | {client.client.card(other).key}


def test_due_cards_are_notified_once_a_day(client: "NotifiedClient") -> None:
    given_to(client, "Due", due_date=TODAY)
    given_to(client, "Due and done", due_date=TODAY, status="Completed")
    given_to(client, "Tomorrow", due_date=TOMORROW)
    client.sync()
    client.restart()
    # The day of the first load was recorded silently; the next day begins.
    client.days = 1
    assert kinds(client.sync()) == [(NotificationKind.DUE, "Tomorrow")]
    client.detector.check_due_today()
    client.restart()
    assert client.sync() == []


def test_due_cards_are_notified_offline_too(client: "NotifiedClient") -> None:
    given_to(client, "Due", due_date=TOMORROW)
    client.sync()
    client.restart()
    client.days = 1
    client.client.server.faults.offline = True
    with pytest.raises(TransientError):
        client.sync()
    assert kinds(client.detector.take_events()) == [(NotificationKind.DUE, "Due")]


def test_a_board_that_is_reloaded_raises_no_events_until_complete(client: "NotifiedClient") -> None:
    server = client.client.server
    given_to(client, "Mine here")
    client.sync()
    with server.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'closed' WHERE shortcode = ?", (server.board,))
    client.sync()
    given_to(client, "Given meanwhile")
    with server.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'running' WHERE shortcode = ?", (server.board,))
    assert client.sync() == []
    given_to(client, "Given now")
    assert kinds(client.sync()) == [(NotificationKind.ASSIGNED, "Given now")]
