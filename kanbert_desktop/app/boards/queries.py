"""Reads from the mirror, and a cache of sorted columns."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Literal, Protocol

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import (
    WORK_COLUMNS,
    Board,
    BoardId,
    Card,
    CardKey,
    Client,
    Column,
    Comment,
    Person,
    PersonId,
    Priority,
)
from kanbert_desktop.domain.changes import CreateCard, EditCard, Field
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.domain.manual_order import ManualOrder
from kanbert_desktop.domain.mirror import Mirror
from kanbert_desktop.domain.sorting import (
    Columns,
    IncrementalColumns,
    Sort,
    is_shown_under_parent,
    sort_key_for,
)

_KEPT = 4
_Name = tuple[BoardId, Sort, bool]


class SortedColumnsCache:
    """Evicts the least recently used columns."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._known: OrderedDict[_Name, tuple[ManualOrder | None, IncrementalColumns]] = OrderedDict()

    def columns(
        self, board: BoardId, sort: Sort, own: ManualOrder | None = None, *, every_card: bool = False
    ) -> Columns:
        """As `in_columns`. Do not modify the lists."""
        name = (board, sort, every_card)
        order, shelf = self._known.get(name, (None, None))
        if shelf is None or order is not own:
            shelf = IncrementalColumns(sort_key_for(sort, own), include_sub_tasks=every_card)
        self._known[name] = (own, shelf)
        self._known.move_to_end(name)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return shelf.update(self._mirror.cards_on_board(board))

    def open_card_count(self, board: BoardId) -> int:
        """Counts the cards in Backlog, New and WIP that are not shown under a parent, without sorting."""
        pool = self._mirror.cards_on_board(board)
        return sum(
            card.column in WORK_COLUMNS and (card.parent is None or not is_shown_under_parent(card, pool))
            for card in pool.values()
        )

    def rerank_cards(self, board: BoardId, cards: set[CardKey]) -> None:
        """The user moved these cards in "My order"."""
        for (known, sort, _every), (_order, shelf) in self._known.items():
            if known == board and sort is Sort.MANUAL:
                shelf.invalidate(cards)


DONE_COLUMNS = frozenset({Column.COMPLETED, Column.APPROVED, Column.CLOSED})


class BoardQueries:
    """Answers from the mirror alone. Every answer is the projection, unsent changes included."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._sorted_columns = SortedColumnsCache(mirror)

    @property
    def me(self) -> Person | None:
        return self._mirror.me

    def clients(self) -> list[Client]:
        return sorted(self._mirror.clients.values(), key=lambda client: client.name.casefold())

    def boards(self) -> list[Board]:
        """Returns the running boards by client name, then title.

        Includes boards that are not loaded but have new cards of this computer: after a recovery the cards exist
        before the boards.
        """
        running = [board for board in self._mirror.boards.values() if board.is_running]
        running += self._unknown_boards().values()
        return sorted(
            running, key=lambda board: (self._client_name(board).casefold(), board.title.casefold(), board.id)
        )

    def client_of(self, board: Board) -> Client | None:
        return self._mirror.clients.get(board.client) if board.client else None

    def board(self, reference: str) -> Board:
        """By id, or by shortcode in any case."""
        known = self.known_board(BoardId(reference))
        if known is not None:
            return known
        wanted = reference.strip().casefold()
        named = [board for board in self._mirror.boards.values() if board.shortcode.casefold() == wanted]
        if len(named) > 1:
            raise Refused("ambiguous_board", board=reference)
        if not named:
            raise Refused("unknown_board", board=reference)
        return named[0]

    def known_board(self, board: BoardId) -> Board | None:
        """Also returns a board that is no longer listed."""
        return self._mirror.boards.get(board) or self._unknown_boards().get(board)

    def _unknown_boards(self) -> dict[BoardId, Board]:
        unknown = self._mirror.boards_of_new_cards() - self._mirror.boards.keys()
        return {board: Board(board, tr("Board not loaded yet"), "", None) for board in unknown}

    def cards(self, board: BoardId) -> list[Card]:
        """Returns all cards in no order, sub-tasks and closed cards included."""
        return self._mirror.cards_of(board)

    def assigned_to(self, person: PersonId) -> list[Card]:
        """Returns cards of all boards, running or not, in no order."""
        return list(self._mirror.assigned_to(person).values())

    def columns(
        self,
        board: BoardId,
        sort: Sort = Sort.DUE,
        own: ManualOrder | None = None,
        *,
        every_card: bool = False,
    ) -> Columns:
        """Returns cards by column. A sub-task is shown under its parent unless `every_card`. Do not modify the lists."""
        return self._sorted_columns.columns(board, sort, own, every_card=every_card)

    def rerank_cards(self, board: BoardId, cards: set[CardKey]) -> None:
        """Sorts these cards again after the user moved them in "My order"."""
        self._sorted_columns.rerank_cards(board, cards)

    def open_card_count(self, board: BoardId) -> int:
        """Counts the cards in Backlog, New and WIP that are not shown under a parent."""
        return self._sorted_columns.open_card_count(board)

    def card(self, reference: str) -> Card | None:
        """By server id, local id or key."""
        return self._mirror.card(reference)

    def require_card(self, reference: str) -> Card:
        card = self._mirror.card(reference)
        if card is None:
            raise Refused("unknown_card", card=reference)
        return card

    def sub_tasks(self, key: CardKey) -> list[Card]:
        children = self._mirror.children(key)
        return sorted(
            children, key=lambda card: (card.column in DONE_COLUMNS, card.title.casefold(), card.key)
        )

    def sub_task_count(self, key: CardKey) -> tuple[int, int]:
        """Returns (done, all)."""
        children = self._mirror.children(key)
        return sum(card.column in DONE_COLUMNS for card in children), len(children)

    def comments(self, key: CardKey) -> list[Comment]:
        return self._mirror.comments(key)

    def comment_count(self, key: CardKey) -> int | None:
        """None if the server's comments have not been read yet."""
        known = self._mirror.has_known_comments(key) or self.is_local_only(key)
        return len(self._mirror.comments(key)) if known else None

    def is_local_only(self, key: CardKey) -> bool:
        """True if the server has never sent this card: there is nothing to read there."""
        card = self._mirror.card(key)
        return card is not None and card.server_id is None

    def unsent_fields(self, key: CardKey) -> set[Field]:
        """The fields whose new values have not reached the server yet."""
        changes = [entry.change for entry in self._mirror.entries_of(key)]
        created = {name for change in changes if isinstance(change, CreateCard) for name in change.fields}
        return created | {name for change in changes if isinstance(change, EditCard) for name in change.new}

    def person(self, person: PersonId | str) -> Person | None:
        known = self._mirror.people.get(PersonId(person))
        if known is None and self.me is not None and self.me.id == person:
            return self.me
        return known

    def all_people(self) -> Iterable[Person]:
        """Returns everybody in no order. The user may be listed twice."""
        return (*self._mirror.people.values(), *((self.me,) if self.me else ()))

    def people(self) -> list[Person]:
        everyone = {person.id: person for person in self.all_people()}
        return sorted(everyone.values(), key=lambda person: (person.name.casefold(), person.id))

    def priorities(self) -> list[Priority]:
        """The priorities found on cards, the most urgent first: Kanbert documents no list of them."""
        seen = {card.priority.id: card.priority for card in self._mirror.cards() if card.priority}
        return sorted(seen.values(), key=lambda priority: (priority.order, priority.title.casefold()))

    def find_person(self, words: str) -> PersonId | None:
        """By id, e-mail address, `me`, or a full name. `none` means nobody."""
        wanted = words.strip()
        if wanted.casefold() == "none":
            return None
        if wanted.casefold() == "me" and self.me is not None:
            return self.me.id
        for match in (
            [person for person in self.people() if person.id == wanted],
            [person for person in self.people() if person.email.casefold() == wanted.casefold()],
            [person for person in self.people() if person.name.casefold() == wanted.casefold()],
        ):
            if len(match) > 1:
                raise InvalidInput("ambiguous_person", person=wanted)
            if match:
                return match[0].id
        raise InvalidInput("unknown_person", person=wanted)

    def _client_name(self, board: Board) -> str:
        client = self.client_of(board)
        return client.name if client else ""


CommentsState = Literal["known", "loading", "failed", "unreadable"]


class SyncControl(Protocol):
    """Network operations that the board service can request without waiting for them."""

    @property
    def can_write(self) -> bool: ...
    def sync_status(self) -> SyncStatus: ...
    def sync_now(self) -> None: ...
    def sync_soon(self) -> None: ...
    def fetch_comments(self, key: CardKey) -> None: ...
    def comments_state(self, key: CardKey) -> CommentsState: ...
