"""Looks for comments on cards that have not changed: Kanbert's list of changed cards does not name those.

At rest this would be one request more for each card, so that it happens when the user comes back to the program or asks for
a sync.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta

from kanbert_desktop.app.boards.html_text import mentioned_ids
from kanbert_desktop.app.boards.my_work import MyWork
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import DONE_COLUMNS, Card, CardKey, Comment, PersonId
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import SyncState
from kanbert_desktop.sync.local_cards import LocalCards

log = logging.getLogger(__name__)
MIN_ABSENCE = timedelta(minutes=5)
"""Whoever comes back earlier has missed little."""
MAX_REQUESTS = 10
"""In one check (KANBERT_API.md 2.7: perhaps 60 a minute). A card whose comments take more is not checked."""
_COMMENTS_PER_REQUEST = 30
_CANDIDATES = 50
"""Cards of the user, and as many that changed last, that are looked at."""
_CHECKED_IN_TURN = 3 * MAX_REQUESTS
"""Those of them that changed last: each has its turn at the third check at the latest."""
_DELAY_SECONDS = 2.0
"""The window's first picture and the sync that its return starts come first."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class CommentCheck:
    """Reads comments as when a card is opened; what is new reaches inbox and notifications in the usual way."""

    def __init__(
        self,
        service: BoardService,
        local_cards: LocalCards,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._service, self._local_cards = service, local_cards
        self._now, self._sleep = now, sleep
        self._left_at: datetime | None = None
        self._checked_at: dict[CardKey, datetime] = {}

    def note_left(self) -> None:
        """The user went to another program."""
        self._left_at = self._now()

    def note_returned(self) -> bool:
        """Returns whether the user was away for long enough to check."""
        left_at, self._left_at = self._left_at, None
        return left_at is not None and self._now() - left_at >= MIN_ABSENCE

    async def run(self, read: Callable[[CardKey], Awaitable[None]]) -> None:
        """Reads the comments of a few cards, one after the other; the first error ends it and leaves the rest for later."""
        await self._sleep(_DELAY_SECONDS)
        if not self._is_possible():
            return
        for key in self._chosen():
            try:
                await read(key)
            except KanbertError as error:
                log.info("Comments were not checked: %s", error.key)
                return
            self._checked_at[key] = self._now()
            if not self._is_possible():
                return

    def _is_possible(self) -> bool:
        """Offline, before the first sync has ended, and on battery or a metered network nothing is checked."""
        status = self._service.sync.status()
        is_online = status.state not in (SyncState.WAITING_FOR_NETWORK, SyncState.NEEDS_SIGN_IN)
        return is_online and status.last_sync is not None and status.economy is None

    def _chosen(self) -> Iterator[CardKey]:
        """The cards that were not checked for the longest time, of those the ones that changed last."""
        followed = sorted(self._followed(), key=lambda card: card.updated_at or _NEVER, reverse=True)
        followed = followed[:_CHECKED_IN_TURN]
        followed.sort(key=lambda card: self._checked_at.get(card.key, _NEVER))
        self._checked_at = {
            card.key: self._checked_at[card.key] for card in followed if card.key in self._checked_at
        }
        left = MAX_REQUESTS
        for card in followed:
            cost = 1 + len(self._local_cards.base_comments(card.key)) // _COMMENTS_PER_REQUEST
            # One that no longer fits comes first the next time.
            if cost <= left:
                left -= cost
                yield card.key

    def _followed(self) -> list[Card]:
        """Open cards on running boards that the server knows: the user's, and others that they have to do with."""
        me = self._service.me
        if me is None:
            return []
        recent = self._local_cards.base.last_changed(None, _CANDIDATES)
        mine = MyWork(self._service, self._now().astimezone().date()).at(0, _CANDIDATES)
        threads = self._local_cards.comments_of([card.key for card in recent])
        followed = {card.key: card for card in mine if card.server_id is not None}
        for card in recent:
            is_followed = card.assignee == me.id or self._service.inbox.is_pinned(card.key)
            if card.column in DONE_COLUMNS or card.key in followed:
                continue
            if is_followed or _takes_part(threads[card.key].comments, me.id):
                followed[card.key] = card
        return list(followed.values())


def _takes_part(comments: list[Comment], me: PersonId) -> bool:
    return any(
        (comment.author is not None and comment.author.id == me) or me in mentioned_ids(comment.text)
        for comment in comments
    )
