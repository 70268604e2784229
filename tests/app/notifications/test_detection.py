"""What a person is told of: real pulls from a server on which a colleague works."""

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


def kinds(news: list[NotificationEvent]) -> list[tuple[NotificationKind, str]]:
    return [(one.kind, one.title) for one in news]


def given_to(reader: "NotifiedClient", title: str, **columns: object) -> str:
    """A colleague makes a card for that person."""
    board = reader.client.server.board
    return reader.colleague.add(board, title, assignee_id=reader.me, **columns)


def test_nothing_of_a_first_load_is_news(stranger: "NotifiedClient") -> None:
    world = stranger.client.server.state
    me = world.rows("SELECT id FROM users ORDER BY rowid LIMIT 1")[0]["id"]
    task = stranger.colleague.add(
        stranger.client.server.board, "Already there", assignee_id=me, due_date=TODAY
    )
    stranger.colleague.comment(task, "<p>Already said</p>")
    stranger.client.server.clock.advance(hours=1)
    assert stranger.sync() == []
    assert stranger.notifications == 0


def test_a_card_that_somebody_gives_me_is_told_once(reader: "NotifiedClient") -> None:
    task = given_to(reader, "For you")
    assert kinds(reader.sync()) == [(NotificationKind.ASSIGNED, "For you")]
    reader.colleague.edit(task, title="For you, anew")
    assert reader.sync() == []
    reader.restart()
    assert reader.sync() == []


def test_a_known_card_handed_over_is_told_again_when_it_comes_back(reader: "NotifiedClient") -> None:
    task = given_to(reader, "To and fro")
    reader.sync()
    reader.colleague.edit(task, assignee_id=reader.colleague.id)
    assert reader.sync() == []
    reader.colleague.edit(task, assignee_id=reader.me)
    assert kinds(reader.sync()) == [(NotificationKind.ASSIGNED, "To and fro")]


def test_what_was_given_while_the_window_was_shut_is_told_at_the_next_start(reader: "NotifiedClient") -> None:
    given_to(reader, "By night")
    reader.restart()
    assert kinds(reader.sync()) == [(NotificationKind.ASSIGNED, "By night")]


def test_what_is_done_is_nobodys_new_work(reader: "NotifiedClient") -> None:
    given_to(reader, "Finished for you", status="Completed")
    assert reader.sync() == []


def test_my_own_wishes_are_silent(reader: "NotifiedClient") -> None:
    task = reader.colleague.add(reader.client.server.board, "Take me")
    reader.sync()
    reader.service.edit_card(task, {Field.ASSIGNEE: PersonId(reader.me)})
    reader.service.add_card(reader.client.board(reader.client.server.board), "Mine", assignee=reader.me)
    reader.service.add_comment(task, "<p>Mine as well</p>")
    assert reader.sync() == []
    assert reader.sync() == []


def test_comments_on_my_cards_and_mentions_anywhere_are_told(reader: "NotifiedClient") -> None:
    mine = given_to(reader, "My card")
    other = reader.colleague.add(reader.client.server.board, "Not mine")
    reader.sync()
    reader.colleague.comment(mine, "<p>Please <b>look</b></p>")
    reader.colleague.comment(other, "<p>Nothing for you</p>")
    reader.colleague.comment(other, f'<p>Ask <mention data-id="{reader.me}"></mention></p>')
    for task in (mine, other):
        reader.colleague.edit(task, description="<p>Changed, so that it is read again</p>")
    news = sorted(reader.sync(), key=lambda one: one.title)
    assert kinds(news) == [(NotificationKind.COMMENT, "My card"), (NotificationKind.MENTION, "Not mine")]
    name = reader.service.me.name if reader.service.me else ""
    assert (news[0].author.split()[0], news[0].text, news[1].text) == ("Jonas", "Please look", f"Ask @{name}")
    reader.restart()
    assert reader.sync() == []


def test_where_i_commented_i_hear_the_answer(reader: "NotifiedClient") -> None:
    task = reader.colleague.add(reader.client.server.board, "A talk")
    reader.sync()
    reader.service.add_comment(task, "<p>A question</p>")
    reader.sync()
    reader.client.server.clock.advance(minutes=1)
    reader.colleague.comment(task, "<p>An answer</p>")
    reader.colleague.edit(task, description="<p>x</p>")
    assert kinds(reader.sync()) == [(NotificationKind.COMMENT, "A talk")]


def test_due_today_is_told_once_a_day(reader: "NotifiedClient") -> None:
    given_to(reader, "Due", due_date=TODAY)
    given_to(reader, "Due and done", due_date=TODAY, status="Completed")
    given_to(reader, "Tomorrow", due_date=TOMORROW)
    reader.sync()
    reader.restart()
    # The day of the first load was told silently; another one begins.
    reader.days = 1
    assert kinds(reader.sync()) == [(NotificationKind.DUE, "Tomorrow")]
    reader.detector.check_due_today()
    reader.restart()
    assert reader.sync() == []


def test_the_day_is_told_offline_too(reader: "NotifiedClient") -> None:
    given_to(reader, "Due", due_date=TOMORROW)
    reader.sync()
    reader.restart()
    reader.days = 1
    reader.client.server.faults.offline = True
    with pytest.raises(TransientError):
        reader.sync()
    assert kinds(reader.detector.take_events()) == [(NotificationKind.DUE, "Due")]


def test_a_board_that_is_read_anew_is_silent_until_it_is_whole(reader: "NotifiedClient") -> None:
    office = reader.client.server
    given_to(reader, "Mine here")
    reader.sync()
    with office.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'closed' WHERE shortcode = ?", (office.board,))
    reader.sync()
    given_to(reader, "Given meanwhile")
    with office.state.transaction() as db:
        db.execute("UPDATE projects SET status = 'running' WHERE shortcode = ?", (office.board,))
    assert reader.sync() == []
    given_to(reader, "Given now")
    assert kinds(reader.sync()) == [(NotificationKind.ASSIGNED, "Given now")]
