"""What becomes an entry of the inbox: others' changes on followed cards, merged per card, once each."""

import asyncio
from concurrent.futures import Future
from datetime import UTC, date, datetime, timedelta

import pytest

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.store import inbox as inbox_rows
from kanbert_desktop.store.inbox import InboxFile
from kanbert_desktop.sync.batch_writer import RowWrites
from support.inbox_follower import Follower


def test_the_first_load_is_no_news(follower: Follower) -> None:
    assert any(card.assignee == follower.me for card in follower.client.replica.local_cards.cards())
    assert follower.entries() == []


def test_changes_of_a_card_of_mine_are_one_entry(follower: Follower) -> None:
    card = follower.card()
    follower.edit(card, status="WIP", due_date="2026-12-03")
    follower.edit(card, title="Renamed there", due_date="2026-12-04")
    follower.sync()
    assert sorted(follower.reported()) == [
        ("due", "", "2026-12-04"),
        ("moved", "New", "WIP"),
        ("renamed", "Followed", "Renamed there"),
    ]
    follower.edit(card, status="Approved")
    follower.sync()
    assert ("moved", "New", "Approved") in follower.reported()
    assert follower.entry().title == "Renamed there"
    assert not follower.entry().is_read


def test_a_value_that_came_back_is_no_news(follower: Follower) -> None:
    card = follower.card()
    follower.edit(card, status="WIP", title="Other")
    follower.sync()
    follower.edit(card, status="New")
    follower.sync()
    assert follower.reported() == [("renamed", "Followed", "Other")]
    follower.edit(card, title="Followed")
    assert follower.sync() == []


def test_an_assignment_is_reported_and_what_happens_to_others_cards_is_not(follower: Follower) -> None:
    card = follower.card(mine=False)
    follower.edit(card, status="WIP")
    assert follower.sync() == []
    follower.edit(card, assignee_id=follower.me)
    follower.sync()
    assert follower.reported() == [("assigned", follower.server.colleague.id, follower.me)]


def test_a_card_that_left_before_it_was_seen_is_no_news(follower: Follower) -> None:
    card = follower.card(mine=False)
    third = next(
        person
        for person in follower.client.replica.local_cards.people
        if person not in (follower.me, card.assignee)
    )
    for assignee in (follower.me, third):
        follower.edit(card, assignee_id=assignee)
        follower.sync()
    assert follower.entries() == []


def test_a_new_card_for_me_is_reported_unless_i_made_it(follower: Follower) -> None:
    server = follower.server
    server.colleague.add(server.board, "For you", assignee_id=follower.me)
    server.colleague.add(server.board, "By you elsewhere", assignee_id=follower.me, author_id=follower.me)
    server.colleague.add(server.board, "Done already", assignee_id=follower.me, status="Approved")
    follower.sync()
    assert follower.entry().title == "For you"
    assert follower.reported() == [("assigned", "", follower.me)]


def test_own_changes_are_no_news_and_end_the_news_about_their_field(follower: Follower) -> None:
    card = follower.card()
    follower.client.edit(card.key, title="Mine")
    follower.client.add("Made here", assignee=follower.me)
    assert follower.sync() == []
    follower.edit(card, status="WIP", due_date="2026-12-03")
    follower.sync()
    follower.client.edit(card.key, column=Column.APPROVED)
    follower.sync()
    assert follower.reported() == [("due", "", "2026-12-03")]


def test_a_deleted_card_is_reported_and_its_return_withdraws_it(follower: Follower) -> None:
    card = follower.card()
    follower.server.colleague.delete(card.id)
    follower.sync(full=True)
    assert follower.reported() == [("deleted", "Followed", "")]
    with follower.server.state.transaction() as db:
        db.execute("UPDATE tasks SET deleted_at = NULL WHERE id = ?", (card.id,))
    follower.server.clock.advance(minutes=10)
    assert "deleted" not in {one.kind for entry in follower.sync(full=True) for one in entry.news}


def test_own_deletions_are_no_news(follower: Follower) -> None:
    follower.client.delete(follower.card().key)
    assert follower.sync() == []


def test_comments_are_reported_once_and_mentions_on_any_card(follower: Follower) -> None:
    card = follower.card()
    colleague = follower.server.colleague
    colleague.comment(card.id, "<p>Have a <b>look</b></p>")
    follower.read_comments(card)
    follower.read_comments(card)
    assert follower.reported() == [("commented", "Jonas Brandt", "Have a look")]
    assert follower.entry().news[0].who == colleague.id
    colleague.comment(card.id, f'<p><mention data-id="{follower.me}" /> please</p>')
    follower.read_comments(card)
    assert [kind for kind, _, _ in follower.reported()] == ["commented", "mentioned"]


def test_comments_older_than_the_boards_first_load_are_no_news(follower: Follower) -> None:
    card = follower.card()
    comment = follower.server.colleague.comment(card.id, "<p>Long ago</p>")
    with follower.server.state.transaction() as db:
        db.execute("UPDATE comments SET created_at = '2026-11-01T00:00:00+00:00' WHERE id = ?", (comment,))
    assert follower.read_comments(card) == []


@pytest.mark.parametrize("way", ["wrote on", "pinned", "watches", "made"])
def test_cards_are_followed_in_several_ways(follower: Follower, way: str) -> None:
    card = follower.card(mine=False)
    if way == "wrote on":
        follower.client.comment(card.key, "<p>Mine</p>")
        follower.sync()
        follower.read_comments(card)
    elif way == "pinned":
        follower.inbox.set_pinned(card.key, is_pinned=True)
        assert follower.inbox.is_pinned(card.key)
    elif way == "watches":
        follower.edit(card, watcher_ids=[follower.me])
    else:
        with follower.server.state.transaction() as db:
            db.execute("UPDATE tasks SET author_id = ? WHERE id = ?", (follower.me, card.id))
    follower.edit(card, status="WIP")
    follower.sync()
    assert follower.reported() == [("moved", "New", "WIP")]


def test_a_read_or_finished_entry_starts_again(follower: Follower) -> None:
    card = follower.card()
    follower.edit(card, status="WIP", title="Other")
    follower.inbox.mark_read(follower.sync())
    assert follower.entry().is_read
    follower.edit(card, status="Approved")
    follower.sync()
    assert follower.reported() == [("moved", "WIP", "Approved")]
    assert not follower.entry().is_read
    follower.inbox.mark_done([follower.entry()])
    assert follower.entries() == []
    follower.edit(card, status="New")
    follower.sync()
    assert follower.reported() == [("moved", "Approved", "New")]


def test_news_end_a_snooze(follower: Follower) -> None:
    card = follower.card()
    follower.edit(card, status="WIP")
    follower.inbox.snooze(follower.sync(), date(2026, 12, 24))
    assert follower.entries() == []
    assert [entry.card for entry in follower.inbox.snoozed(follower.today)] == [card.key]
    follower.edit(card, due_date="2026-12-03")
    follower.sync()
    assert len(follower.reported()) == 2


def test_a_kill_before_syncs_own_commit_loses_nothing_and_repeats_nothing(follower: Follower) -> None:
    """The rows fail to be saved after the inbox has been: as if the program had been killed between the two."""
    card = follower.card()
    follower.edit(card, status="WIP", title="Other")
    replica = follower.client.replica

    def fail(_db: object) -> None:
        raise StoreError("store_unwritable", path="")

    write = replica._writer.write

    def fail_after_news(writes: RowWrites, **how: bool) -> "Future[None]":
        has_news = any(target[0] == "observed" for target in writes)
        return write({**writes, ("fault",): fail} if has_news else writes, **how)

    replica._writer.write = fail_after_news  # type: ignore[method-assign]
    with pytest.raises(StoreError):
        asyncio.run(follower.client.sync())
    assert len(follower.reported()) == 2
    follower.inbox.mark_read(follower.entries())
    follower.restart()
    assert follower.client.card(card.id).title == "Followed"
    follower.sync()
    assert follower.client.card(card.id).title == "Other"
    assert follower.entry().is_read
    assert len(follower.reported()) == 2


def test_a_change_that_came_back_is_not_reported_by_a_repetition(follower: Follower) -> None:
    card = follower.card()
    follower.edit(card, status="WIP")
    follower.sync()
    follower.edit(card, status="New")
    follower.sync()
    row = inbox_rows.NewsRow(card.key, "moved", "", "WIP", "New", "", "2026-11-24T09:00:00.000000+00:00")
    file = follower.inbox._file
    reported = file.read(lambda db: inbox_rows.news_of(db, [card.key]), [])
    moved = next(one for one in reported if one.kind == "moved")
    assert (moved.old, moved.new, moved.shown) == ("New", "New", 0)
    assert row.version <= moved.version


def test_entries_are_removed_after_90_days_by_the_servers_clock(follower: Follower) -> None:
    card = follower.card()
    follower.edit(card, status="WIP")
    follower.sync()
    other = follower.client.replica.now
    follower.client.replica.now = lambda: other() + timedelta(days=400)
    follower.edit(card, status="Approved")
    follower.sync()
    assert follower.reported() == [("moved", "New", "Approved")]
    follower.client.replica.now = other
    follower.server.clock.advance(days=91)
    follower.server.colleague.add(follower.server.board, "For you", assignee_id=follower.me)
    follower.restart()
    follower.sync()
    assert [entry.title for entry in follower.entries()] == ["For you"]


def test_a_sync_without_news_writes_nothing_and_any_other_brings_them_to_the_disk(follower: Follower) -> None:
    card = follower.card()
    synced: list[None] = []
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(InboxFile, "sync_to_disk", lambda _file: synced.append(None))

        def syncs_to_disk() -> int:
            synced.clear()
            follower.inbox.cycle_ended()
            assert follower.client.store.flush(10)
            return len(synced)

        syncs_to_disk()
        assert syncs_to_disk() == 0
        follower.edit(card, title="Renamed")
        (entry,) = follower.sync()
        assert syncs_to_disk() == 1
        assert syncs_to_disk() == 0
        follower.inbox.mark_done([entry])
        assert syncs_to_disk() == 1
        follower.inbox.set_pinned(card.key, is_pinned=True)
        assert syncs_to_disk() == 1
        assert syncs_to_disk() == 0


def test_a_damaged_file_is_made_again(follower: Follower) -> None:
    card = follower.card()
    path = follower.client.folder / "inbox.db"
    follower.inbox.close()
    path.write_bytes(b"no database" * 1000)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    follower.client.restart()
    follower.start()
    assert follower.entries() == []
    follower.edit(card, status="WIP")
    follower.sync()
    assert follower.reported() == [("moved", "New", "WIP")]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_title_with_half_a_character_is_stored(follower: Follower) -> None:
    card = follower.card()
    follower.edit(card, title="a\x1b[31m<b>\u202e&")
    follower.sync()
    assert follower.entry().title == "a\x1b[31m<b>\u202e&"


def test_an_entry_is_listed_on_its_local_day(follower: Follower) -> None:
    card = follower.card()
    follower.edit(card, status="WIP")
    follower.sync()
    entry = follower.entry()
    assert entry.day(follower.today) == entry.at.astimezone().date()
    assert entry.at < datetime(2026, 11, 25, tzinfo=UTC)
