"""Refreshes the base: initial load, incremental pull, short lists."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from kanbert_desktop.api import listings
from kanbert_desktop.api.client import UnreadPage
from kanbert_desktop.api.payloads import Page, Record
from kanbert_desktop.domain.board import Board, BoardId, Card, Client, Person
from kanbert_desktop.domain.errors import Refused, StoreError
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, LoadProgressed
from kanbert_desktop.domain.value_classes import dataclass, field
from kanbert_desktop.store.base import Walk
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.listing_walk import AfterPage, AtEnd, ListingWalk, newest_update, oldest_update
from kanbert_desktop.sync.meta_names import BOARD_WALK, WATERMARK
from kanbert_desktop.sync.page_prefetch import read_all
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.server_reader import PageLimits, ServerReader

CLIENTS, BOARDS, PEOPLE = "clients", "boards", "people"
MAX_AGES = {BOARDS: timedelta(minutes=15), CLIENTS: timedelta(hours=1), PEOPLE: timedelta(hours=1)}
WATERMARK_OVERLAP = timedelta(minutes=5)
"""Rows may become visible later than their `updated_at` says (D20)."""
PROGRESS_STEP = 300
"""Cards between two progress events."""
WHOLE_WALK = "all"
"""A first load in one walk: one request less, and no board can be opened before its end."""
OPEN_WALK = "open"
REST_WALK = "rest"
"""A first load in two walks: the boards can be opened as soon as the open cards are here."""
INVALID_REQUEST_STATUSES = frozenset({400, 422})
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _ReadLists:
    """`is_complete`: every row of the boards' list was readable."""

    clients: list[Record[Client]] = field(default_factory=list)
    boards: list[Record[Board]] = field(default_factory=list)
    people: list[Record[Person]] = field(default_factory=list)
    is_complete: bool = True


class ShortLists:
    """Clients, boards and people. `new_walks` returns the walks that the boards listed now require."""

    def __init__(
        self,
        replica: Replica,
        reader: ServerReader,
        now: Callable[[], datetime],
        new_walks: Callable[[list[Board]], list[Walk]],
    ) -> None:
        self._replica = replica
        self._reader = reader
        self._now = now
        self._new_walks = new_walks
        self._lists_read = _ReadLists()
        self._read_at: dict[str, datetime] = {}

    def due_lists(self) -> list[str]:
        """The lists that are older than allowed."""
        now = self._now()
        return [
            name
            for name, age in MAX_AGES.items()
            if name not in self._read_at or not timedelta(0) <= now - self._read_at[name] < age
        ]

    async def read(self, names: list[str]) -> None:
        """Reads also what was never read in this session: only all three together show what is gone."""
        wanted = [name for name in MAX_AGES if name in names or name not in self._read_at]
        if not wanted:
            return
        for name in wanted:
            await self._read(name)
        lists = self._lists_read
        saving = self._replica.apply_lists(
            lists.clients,
            lists.boards,
            lists.people,
            is_complete=lists.is_complete,
            walks=self._new_walks([board.value for board in lists.boards]),
        )
        await asyncio.wrap_future(saving)
        self._read_at |= dict.fromkeys(wanted, self._now())

    async def _read(self, name: str) -> None:
        if name == CLIENTS:
            self._lists_read.clients, _ = await read_all(self._reader, listings.clients())
        elif name == BOARDS:
            self._lists_read.boards, self._lists_read.is_complete = await read_all(
                self._reader, listings.boards()
            )
        else:
            self._lists_read.people, _ = await read_all(self._reader, listings.people())


class Pull:
    """`last_pull_at` is when the last incremental pull ended, by this computer's clock."""

    def __init__(self, replica: Replica, reader: ServerReader, now: Callable[[], datetime]) -> None:
        self.last_pull_at: datetime | None = None
        self._replica = replica
        self._reader = reader
        self._now = now
        self._lists = ShortLists(replica, reader, now, self._new_walks)
        self._reported_boards: set[BoardId] = set()
        self._reported = -PROGRESS_STEP
        self._applied_rows: bytes | None = None
        """The rows of an incremental pull of one page, until any card or board changes: they need not be read again."""
        replica.bus.subscribe(CardsChanged, self._forget_rows)
        replica.bus.subscribe(BoardsChanged, self._forget_rows)

    async def read_lists(self, *, force: bool = False) -> None:
        """Reads clients, boards and people; a new board gets a walk of its own."""
        await self._lists.read(list(MAX_AGES) if force else self._lists.due_lists())

    async def read_one_list(self) -> bool:
        """Reads one list that is due; returns False if there is none."""
        due = self._lists.due_lists()[:1]
        await self._lists.read(due)
        return bool(due)

    async def pull_recent(self) -> bool:
        """Reads everything changed since the watermark, less the overlap; False if no walk has begun yet."""
        floor = self._floor()
        if floor is None:
            return False
        unread = await self._recent_page(None)
        rows = b",".join(map(bytes, unread.raw_rows))
        if rows == self._applied_rows:
            self.last_pull_at = self._now()
            return True
        self._applied_rows = None
        is_one_page = await self._apply_recent(unread.read(), floor)
        self._applied_rows = rows if is_one_page else None
        return True

    async def _apply_recent(self, page: Page[Card], floor: datetime) -> bool:
        """Applies this page and those that follow, down to the floor; returns whether none had to follow."""
        candidate = newest_update(page)
        progress = PageLimits()
        boards: set[BoardId] = set()
        count = 0
        while True:
            count += 1
            boards |= {record.value.board for record in page.rows}
            is_last = _reaches(page, floor - WATERMARK_OVERLAP)
            await self._apply_page(page, _later(candidate, floor) if is_last else None)
            if is_last:
                break
            progress.check(page)
            page = (await self._recent_page(page.next_cursor)).read()
        self.last_pull_at = self._now()
        await self._find_unknown_boards(boards)
        return count == 1

    def _forget_rows(self, _event: object) -> None:
        self._applied_rows = None

    async def _recent_page(self, cursor: str | None) -> UnreadPage[Card]:
        """With watchers, who are told about changes, unless the server refuses to list them."""
        capabilities = self._reader.capabilities
        if capabilities.lists_watchers:
            try:
                listing = listings.cards(listings.on_running_boards(), with_watchers=True)
                return await self._reader.unread_page(listing, cursor)
            except Refused as refused:
                if refused.status not in INVALID_REQUEST_STATUSES or cursor is not None:
                    raise
                capabilities.lists_watchers = False
        return await self._reader.unread_page(listings.cards(listings.on_running_boards()), cursor)

    async def run_walks(self, between: AfterPage, *, open_first: bool) -> None:
        """Runs the walks that have not ended: the first load, and one for each new board.

        `open_first`: a first load that begins now brings the open cards before the rest with the archive. One that
        has begun goes on as it began.
        """
        running = listings.on_running_boards()
        is_whole = self._has_begun_whole() or not (open_first or self._first_walk())
        name, cards = (WHOLE_WALK, (running,)) if is_whole else (OPEN_WALK, (running, listings.is_open()))
        await self._walk(name, cards, _first_ended, between, self._progressed)
        for board in self._boards_to_walk():
            walk_name = f"{BOARD_WALK}{board}"
            await self._walk(
                walk_name, (listings.on_board(board),), lambda walk: Batch(ended_walks=[walk.name]), between
            )
        if not is_whole:
            await self._walk(REST_WALK, (running, listings.is_not_open()), lambda _walk: Batch(), between)

    def are_walks_done(self) -> bool:
        """Returns whether all walks have ended."""
        walks = self._replica.walks
        names = (WHOLE_WALK,) if self._has_begun_whole() else (OPEN_WALK, REST_WALK)
        first = all(name in walks and walks[name].done for name in names)
        return first and all(walk.done for walk in walks.values())

    def _has_begun_whole(self) -> bool:
        """Returns whether the first load has begun as one walk."""
        return WHOLE_WALK in self._replica.walks

    def _first_walk(self) -> Walk | None:
        """The walk whose candidate becomes the watermark, once it has begun."""
        walks = self._replica.walks
        return walks.get(WHOLE_WALK) or walks.get(OPEN_WALK)

    async def _apply_page(self, page: Page[Card], watermark: str | None) -> None:
        before = self._replica.meta.get(WATERMARK)
        batch = Batch(cards=list(page.rows))
        if watermark is not None and before is not None:
            batch.meta[WATERMARK] = watermark
        try:
            await asyncio.wrap_future(self._replica.apply(batch, retry=False, is_listing=True))
        except StoreError:
            self._replica.meta[WATERMARK] = before
            raise

    async def _walk(
        self,
        name: str,
        conditions: tuple[dict[str, object], ...],
        at_end: AtEnd,
        between: AfterPage,
        on_page: Callable[[], None] = lambda: None,
    ) -> None:
        async def record() -> bool:
            on_page()
            return await between()

        known = self._replica.walks.get(name)
        if known is None or not known.done:
            await ListingWalk(self._replica, self._reader, name, listings.cards(*conditions), at_end).run(
                record
            )

    def _boards_to_walk(self) -> list[BoardId]:
        boards = self._replica.local_cards.boards.values()
        return [
            board.id
            for board in boards
            if board.is_running and f"{BOARD_WALK}{board.id}" in self._replica.walks
        ]

    def _new_walks(self, listed: list[Board]) -> list[Walk]:
        if self._first_walk() is None:
            return []
        known = self._replica.local_cards.boards
        new = [board.id for board in listed if board.id not in known or not known[board.id].is_running]
        return [Walk(f"{BOARD_WALK}{board}") for board in new]

    def _floor(self) -> datetime | None:
        walk = self._first_walk()
        text = self._replica.meta.get(WATERMARK) or (walk.candidate if walk is not None else None)
        return datetime.fromisoformat(text) if text else None

    async def _find_unknown_boards(self, boards: set[BoardId]) -> None:
        """A card on a board that is not listed yet: read the lists again, once for each."""
        unknown = boards - self._replica.local_cards.boards.keys() - self._reported_boards
        if unknown:
            self._reported_boards |= unknown
            await self.read_lists(force=True)

    def _progressed(self) -> None:
        local_cards, walk = self._replica.local_cards, self._first_walk()
        done = walk is not None and walk.done
        if self._replica.pulled_count < self._reported + PROGRESS_STEP and not done:
            return
        self._reported = self._replica.pulled_count
        running = local_cards.running_boards()
        reached = running if done else running & local_cards.base.boards()
        self._replica.bus.publish(LoadProgressed(len(reached), len(running), local_cards.base.count(), done))


def _first_ended(walk: Walk) -> Batch:
    """The first walk's candidate is the watermark; the others never move it."""
    return Batch(meta={WATERMARK: walk.candidate or EPOCH.isoformat()})


def _reaches(page: Page[Card], floor: datetime) -> bool:
    """Returns whether everything below this page is older than `floor`, or there is nothing."""
    reached = oldest_update(page.rows)
    return page.next_cursor is None or (reached is not None and reached < floor)


def _later(candidate: str | None, floor: datetime) -> str:
    """Never backwards (I6)."""
    moment = datetime.fromisoformat(candidate) if candidate else floor
    return max(moment, floor).isoformat()
