"""Looks for comments on cards that have not changed: Kanbert's list of changed cards does not name those.

At rest this would be one request more for each card, so that it happens when the user comes back to the program or asks for
a sync.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from heapq import nlargest

from kanbert_desktop.app.boards.html_text import mentioned_ids
from kanbert_desktop.app.boards.my_work import first_of_my_work
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import DONE_COLUMNS, Card, CardKey, Comment, PersonId
from kanbert_desktop.domain.errors import KanbertError, StoreError
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
_DISCUSSIONS_AT_ONCE = 5
"""Cards whose comments are read in one turn of the event loop."""
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
        left = MAX_REQUESTS
        for key in await self._candidates():
            cost = 1 + len(self._local_cards.base_comments(key)) // _COMMENTS_PER_REQUEST
            if cost > left:
                # It comes first the next time.
                await self._next_turn()
                continue
            left -= cost
            try:
                await read(key)
            except KanbertError as error:
                log.info("Comments were not checked: %s", error.key)
                return
            self._checked_at[key] = self._now()
            if not left or not self._is_possible():
                return

    def _is_possible(self) -> bool:
        """Offline, before the first sync has ended, and on battery or a metered network nothing is checked."""
        status = self._service.sync.status()
        is_online = status.state not in (SyncState.WAITING_FOR_NETWORK, SyncState.NEEDS_SIGN_IN)
        return is_online and status.last_sync is not None and status.economy is None

    async def _candidates(self) -> list[CardKey]:
        """The cards that were not checked for the longest time come first, of those the ones that changed last."""
        followed = sorted(await self._followed(), key=lambda card: card.updated_at or _NEVER, reverse=True)
        followed = followed[:_CHECKED_IN_TURN]
        followed.sort(key=lambda card: self._checked_at.get(card.key, _NEVER))
        self._checked_at = {
            card.key: self._checked_at[card.key] for card in followed if card.key in self._checked_at
        }
        return [card.key for card in followed]

    async def _followed(self) -> list[Card]:
        """Open cards on running boards that the server knows: the user's, and others that they have to do with.

        The user may be typing again by now: each turn of the event loop reads one slice.
        """
        me = self._service.me
        if me is None:
            return []
        recent = [card for card in await self._last_changed() if card.column not in DONE_COLUMNS]
        mine = {card.key: card for card in await self._first_of_my_work() if card.server_id is not None}
        others = [card for card in recent if card.key not in mine]
        followed = {card.key for card in others if card.assignee == me.id or self._is_pinned(card.key)}
        undecided = [card.key for card in others if card.key not in followed]
        for start in range(0, len(undecided), _DISCUSSIONS_AT_ONCE):
            await self._next_turn()
            threads = self._local_cards.comments_of(undecided[start : start + _DISCUSSIONS_AT_ONCE])
            followed |= {key for key, thread in threads.items() if _takes_part(thread.comments, me.id)}
        return [*mine.values(), *(card for card in others if card.key in followed)]

    def _is_pinned(self, key: CardKey) -> bool:
        return self._service.inbox.is_pinned(key)

    async def _last_changed(self) -> list[Card]:
        found: list[Card] = []
        for part in self._local_cards.base.last_changed_slices(_CANDIDATES):
            found += part
            await self._next_turn()
        return nlargest(_CANDIDATES, found, key=lambda card: (card.updated_at, card.key))

    async def _first_of_my_work(self) -> Sequence[Card]:
        """Waits for the index first: without it all cards of the user are sorted."""
        making = self._local_cards.stored.prepare_sort("work")
        if making is not None:
            with suppress(StoreError):
                # Shielded, because others wait for the same write.
                await asyncio.shield(asyncio.wrap_future(making))
        return first_of_my_work(self._service, _CANDIDATES)

    async def _next_turn(self) -> None:
        """Lets the window paint and take input."""
        await self._sleep(0)


def _takes_part(comments: list[Comment], me: PersonId) -> bool:
    return any(
        (comment.author is not None and comment.author.id == me) or me in mentioned_ids(comment.text)
        for comment in comments
    )
