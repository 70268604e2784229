"""Writes what sync observes into the inbox, before sync's own transaction is committed.

A program that is killed in between sees the same change again and writes the same rows again (`merging`), so no entry is
lost and none comes twice.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from kanbert_desktop.api.comments import read_thread
from kanbert_desktop.api.interests import author_id, is_interested
from kanbert_desktop.app.boards.html_text import leading_text, mentioned_ids
from kanbert_desktop.app.boards.inbox.derivation import news_in, own_kinds, time_text
from kanbert_desktop.app.boards.inbox.entries import NewsKind, ReceivedNews, news_of_row
from kanbert_desktop.app.boards.inbox.merging import CardName, EntryMerge
from kanbert_desktop.domain.board import Card, CardKey, Comment, PersonId
from kanbert_desktop.store import inbox
from kanbert_desktop.store.inbox import InboxFile, NewsRow
from kanbert_desktop.sync.batch_writer import RowWrite
from kanbert_desktop.sync.observed_changes import Observation, ObservedChange, ObservedComments
from kanbert_desktop.sync.replica import Replica

KEPT_DAYS = 90
PRUNE_INTERVAL = timedelta(days=1)
_QUOTED = 500
"""The most characters of a comment that are kept."""


class _Candidate(NamedTuple):
    """Something that is news if the user follows the card. `raw` is its row, or empty if it has to be read.

    `is_followed`: no need to look, which a mention never needs.
    """

    card: Card
    rows: tuple[NewsRow, ...]
    is_followed: bool
    raw: bytes = b""
    own: tuple[NewsKind, ...] = ()


class InboxRecorder:
    """An observer of changes (`sync.observed_changes`). Called on the event loop's thread; writes on the writer's."""

    def __init__(
        self,
        replica: Replica,
        file: InboxFile,
        write: Callable[[RowWrite], object],
        recorded: Callable[[Sequence[ReceivedNews]], object],
    ) -> None:
        """`write` writes to the store.

        `recorded` is called on the event loop's thread after entries changed, with what is new in them.
        """
        self._replica, self._file, self._write, self._recorded = replica, file, write, recorded
        self._since: dict[str, str] = file.read(inbox.loaded_since, dict[str, str]())
        self._pruned_at: datetime | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.is_unsynced = False
        """Something may have been written since it was last cleared."""

    def __call__(self, observation: Observation) -> RowWrite | None:
        me = self._replica.local_cards.me
        if me is None:
            return None
        with suppress(RuntimeError):
            self._loop = asyncio.get_running_loop()
        self.note_loaded_boards()
        candidates = [
            *self._of_changes(observation.changes, me.id),
            *self._of_comments(observation.comments, me.id),
        ]
        if not candidates:
            return None
        self.is_unsynced = True
        return partial(self._record, candidates=candidates, me=me.id, now=self._replica.now())

    def note_loaded_boards(self) -> None:
        """What was commented on a board before it was loaded completely is no news."""
        replica = self._replica
        new = [
            board
            for board in replica.local_cards.running_boards()
            if board not in self._since and replica.is_board_loaded(board)
        ]
        if new:
            since = time_text(replica.status.current().last_sync or replica.now())
            self._since |= dict.fromkeys(new, since)
            self.is_unsynced = True
            self._write(
                lambda _db: self._file.write(partial(inbox.note_boards, since=[(one, since) for one in new]))
            )

    # On the event loop's thread.

    def _of_changes(self, changes: Iterable[ObservedChange], me: PersonId) -> Iterator[_Candidate]:
        for change in changes:
            rows = tuple(news_in(change, me))
            if rows and change.before is None and author_id(change.raw) == me:
                # Made by the same user elsewhere.
                rows = ()
            own = tuple(own_kinds(change)) if change.before is not None else (NewsKind.DELETED,)
            if rows or own:
                people = {card.assignee for card in (change.before, change.after) if card is not None}
                yield _Candidate(change.card, rows, me in people, change.raw, own)

    def _of_comments(self, observed: Iterable[ObservedComments], me: PersonId) -> Iterator[_Candidate]:
        for one in observed:
            rows = [self._comment_row(one.card, comment, me) for comment in self._news_of(one, me)]
            for kind in (NewsKind.COMMENTED, NewsKind.MENTIONED):
                of_kind = tuple(row for row in rows if row.kind == kind)
                if of_kind:
                    is_followed = kind is NewsKind.MENTIONED or one.card.assignee == me
                    yield _Candidate(one.card, of_kind, is_followed)

    def _news_of(self, observed: ObservedComments, me: PersonId) -> Iterator[Comment]:
        """Comments of others that the server sent. At the first read, those made since the board was loaded."""
        since = self._since.get(observed.card.board)
        # What was told longer ago is no longer known.
        oldest = time_text(self._replica.now() - timedelta(days=KEPT_DAYS - 1))
        for comment in observed.comments:
            made = time_text(comment.created_at) if comment.created_at is not None else ""
            is_new = bool(since) and made > max(since or "", oldest)
            is_own = comment.author is not None and comment.author.id == me
            if comment.server_id is not None and not is_own and (is_new or not observed.is_first_read):
                yield comment

    def _comment_row(self, card: Card, comment: Comment, me: PersonId) -> NewsRow:
        kind = NewsKind.MENTIONED if me in mentioned_ids(comment.text) else NewsKind.COMMENTED
        text = " ".join(leading_text(comment.text, _QUOTED, self._name_of)[0].split())
        at = time_text(comment.created_at or self._replica.now())
        who, name = (comment.author.id, comment.author.name) if comment.author is not None else ("", "")
        return NewsRow(card.key, kind, comment.id, name, text or "…", "", at, who)

    def _name_of(self, person: str) -> str:
        known = self._replica.local_cards.people.get(PersonId(person))
        return known.name if known is not None else person

    # On the writer's thread.

    def _record(
        self, store: sqlite3.Connection, *, candidates: Sequence[_Candidate], me: PersonId, now: datetime
    ) -> None:
        followed = _followed(store, self._file, candidates, me)
        news = [
            one if one.is_followed or one.card.key in followed else one._replace(rows=())
            for one in candidates
        ]
        wanted = [one for one in news if one.rows or one.own]
        if not wanted:
            return
        received = self._file.write(lambda db: self._merge(db, wanted, me, now))
        if received is not None:
            self._tell(received)

    def _merge(
        self,
        db: sqlite3.Connection,
        wanted: Sequence[_Candidate],
        me: PersonId,
        now: datetime,
    ) -> list[ReceivedNews] | None:
        """Returns None if no entry changed."""
        cards = {one.card.key for one in wanted}
        merge = EntryMerge(inbox.entries_of(db, cards), inbox.news_of(db, cards), me, time_text(now))
        received: list[ReceivedNews] = []
        for one in wanted:
            merge.withdraw(one.card.key, one.own)
            name = CardName(one.card.key, one.card.board, one.card.title)
            received += [
                ReceivedNews(name.key, name.title, news_of_row(row))
                for row in one.rows
                if merge.add(row, name)
            ]
        inbox.put_news(db, merge.written)
        inbox.put_entries(db, merge.changed)
        inbox.remove_entries(db, merge.removed)
        self._prune(db, now)
        return received if merge.written else None

    def _prune(self, db: sqlite3.Connection, now: datetime) -> None:
        """Once a day. A clock that runs ahead removes nothing that is recent by the server's."""
        if self._pruned_at is None or abs(now - self._pruned_at) >= PRUNE_INTERVAL:
            self._pruned_at = now
            newest = inbox.newest_change(db)
            latest = min(time_text(now), newest) if newest else time_text(now)
            before = time_text(datetime.fromisoformat(latest) - timedelta(days=KEPT_DAYS))
            inbox.prune(db, before, time_text(now))

    def _tell(self, received: Sequence[ReceivedNews]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._recorded, received)


def _followed(
    store: sqlite3.Connection, file: InboxFile, candidates: Iterable[_Candidate], me: PersonId
) -> set[CardKey]:
    """The cards, of those that have to be looked up, that are watched, written, commented or pinned by the user."""
    open_ = {one.card.key: one for one in candidates if one.rows and not one.is_followed}
    rows = inbox.card_rows(store, [one.card.id for one in open_.values() if not one.raw])
    followed = {key for key, one in open_.items() if is_interested(one.raw or rows.get(one.card.id, b""), me)}
    rest = [key for key in open_ if key not in followed]
    followed |= (
        {CardKey(key) for key in file.write(partial(inbox.pinned, cards=rest)) or ()} if rest else set()
    )
    threads = inbox.cards_with_comments(store, [key for key in rest if key not in followed])
    return followed | {CardKey(key) for key, raws in threads.items() if _has_written(raws, me)}


def _has_written(raws: Iterable[bytes], me: PersonId) -> bool:
    for raw in raws:
        if me.encode() in raw:
            try:
                thread = read_thread(raw, CardKey(""))
            except ValueError:
                continue
            if any(comment.author is not None and comment.author.id == me for comment in thread):
                return True
    return False
