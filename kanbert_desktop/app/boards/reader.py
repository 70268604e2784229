"""Reads of boards, cards and people, answered from the index and the pending changes."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager

from kanbert_desktop.app.boards.columns import BoardColumns
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import (
    DONE_COLUMNS,
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
from kanbert_desktop.domain.card_sequence import CardColumns
from kanbert_desktop.domain.changes import CreateCard, EditCard, Field
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.sorting import Sort, SortKey, sort_key_for
from kanbert_desktop.store.card_queries import Assigned, ColumnName
from kanbert_desktop.sync.assigned_by_date import AssignedByDate
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, COLUMNS
from kanbert_desktop.sync.local_cards import CardComments, LocalCards

_MANY_CARDS = 2_000
"""A board with more cards is shown in another order once its index is there; fewer are sorted without it."""
ALL_BOARDS = "all"
"""Stands for every running board."""


class BoardReader:
    """What one account has. Never awaits and never waits for the network."""

    def __init__(self, local_cards: LocalCards) -> None:
        self._local_cards = local_cards
        self._columns = BoardColumns(local_cards)

    def one_state(self) -> AbstractContextManager[None]:
        """Everything read in the block is of one state. It must not wait for anything."""
        return self._local_cards.one_state()

    @property
    def me(self) -> Person | None:
        return self._local_cards.me

    def clients(self) -> list[Client]:
        return sorted(self._local_cards.clients.values(), key=lambda client: client.name.casefold())

    def boards(self) -> list[Board]:
        """Returns the running boards by client name, then title.

        Includes boards that are not loaded but have new cards of this computer: after a recovery the cards exist
        before the boards.
        """
        running = [board for board in self._local_cards.boards.values() if board.is_running]
        running += self._unknown_boards().values()
        return sorted(
            running, key=lambda board: (self._client_name(board).casefold(), board.title.casefold(), board.id)
        )

    def client_of(self, board: Board) -> Client | None:
        return self._local_cards.clients.get(board.client) if board.client else None

    def board(self, reference: str) -> Board:
        """By id, or by shortcode in any case."""
        known = self.known_board(BoardId(reference))
        if known is not None:
            return known
        wanted = reference.strip().casefold()
        named = [board for board in self._local_cards.boards.values() if board.shortcode.casefold() == wanted]
        if len(named) > 1:
            raise Refused("ambiguous_board", board=reference)
        if not named:
            raise Refused("unknown_board", board=reference)
        return named[0]

    def known_board(self, board: BoardId) -> Board | None:
        """Also returns a board that is no longer listed."""
        return self._local_cards.boards.get(board) or self._unknown_boards().get(board)

    def cards(self, board: BoardId) -> list[Card]:
        """Returns all cards in no order, sub-tasks and closed cards included."""
        return list(self._local_cards.cards_of(board))

    def status_counts(self, board: BoardId) -> dict[str, int]:
        """Counts every card, sub-tasks included, by the server's name of its column."""
        counts = self._local_cards.counts(board)
        by_status = {column.value: 0 for column in Column if column is not Column.OTHER}
        for name, count in counts.items():
            column = COLUMNS[name.column]
            if column is not Column.OTHER:
                by_status[column.value] += count
        for card in self._local_cards.cards_of(board, [Column.OTHER]):
            by_status[card.status] = by_status.get(card.status, 0) + 1
        return by_status

    def cards_to_send(self) -> list[Card]:
        """Returns the cards on running boards with changes that wait to be sent, in the order of the boards."""
        order = {board.id: number for number, board in enumerate(self.boards())}
        waiting = self._local_cards.pending.cards_to_send()
        keys = dict.fromkeys(entry.card for entry in self._local_cards.pending.entries())
        cards = [self._local_cards.card(key) for key in keys if key in waiting]
        shown = [card for card in cards if card is not None and card.board in order]
        return sorted(shown, key=lambda card: order[card.board])

    def iter_cards(self, board: BoardId) -> Iterator[Card]:
        """Yields all cards, sub-tasks and closed cards included, by column, due date and title."""
        yield from self._local_cards.cards_of(board)

    def listing(self, board: str) -> Iterator[Card]:
        """Yields the cards of a board, or of all running ones, by board, column, due date and title.

        Raises `Refused` (`unknown_board`, `ambiguous_board`) at once.
        """
        boards = self.boards() if board == ALL_BOARDS else [self.board(board)]
        ordered = sorted(each.id for each in boards)
        return (card for each in ordered for card in self.iter_cards(each))

    def iter_titles(self, board: BoardId) -> Iterator[tuple[CardKey, str]]:
        """Yields keys and titles of these cards, for a third of the time."""
        return self._local_cards.titles_of(board)

    def assigned_to(self, person: PersonId, columns: Collection[Column] = tuple(Column)) -> list[Card]:
        """Returns cards in these columns of all boards, running or not, in no order."""
        return self._local_cards.assigned_to(person, columns)

    def assigned_by_date(self, person: PersonId, columns: Collection[Column]) -> AssignedByDate:
        """Returns the person's cards in these columns of the running boards, to be read in slices."""
        numbers = tuple(COLUMN_NUMBERS[column] for column in columns)
        boards = tuple(board.id for board in self.boards())
        self._local_cards.stored.prepare_sort("work")
        return AssignedByDate(self._local_cards, Assigned(person, numbers, boards))

    def count_assigned(self, person: PersonId, columns: Collection[Column]) -> int:
        """Counts the person's cards in these columns of the running boards."""
        return self._local_cards.count_assigned(person, columns, {board.id for board in self.boards()})

    def card_columns(
        self,
        board: BoardId,
        sort: Sort = Sort.DUE,
        *,
        every_card: bool = False,
    ) -> CardColumns:
        """Returns cards by column, read in slices. A sub-task is shown under its parent unless `every_card`."""
        return self._columns.columns(board, sort, every_card=every_card)

    def prepare_sort(self, board: BoardId, sort: Sort) -> Future[None] | None:
        """Returns the write that makes this order quick to read; None if it is made, or the board has few cards."""
        making = self._local_cards.stored.prepare_sort(sort)
        if making is None or making.done():
            return None
        return making if sum(self._local_cards.counts(board).values()) > _MANY_CARDS else None

    def sort_key_for(self, sort: Sort) -> Callable[[Card], SortKey]:
        """Returns what cards are sorted by, as it is at the time of each call."""
        if sort is Sort.MANUAL:
            return lambda card: self._local_cards.places.sort_values(card, sort)
        return sort_key_for(sort)

    def open_card_count(self, board: BoardId) -> int:
        """Counts the cards in Backlog, New and WIP that are not shown under a parent."""
        counts = self._local_cards.counts(board)
        return sum(counts.get(ColumnName(board, COLUMN_NUMBERS[column]), 0) for column in WORK_COLUMNS)

    def open_card_counts(self) -> dict[BoardId, int]:
        """Returns `open_card_count` of every board that has any card there."""
        columns = {COLUMN_NUMBERS[column] for column in WORK_COLUMNS}
        open_cards: Counter[BoardId] = Counter()
        for name, count in self._local_cards.counts().items():
            if name.alone and name.column in columns:
                open_cards[BoardId(name.board)] += count
        return open_cards

    def card(self, reference: str) -> Card | None:
        """By server id, local id or key."""
        return self._local_cards.card(reference)

    def require_card(self, reference: str) -> Card:
        card = self._local_cards.card(reference)
        if card is None:
            raise Refused("unknown_card", card=reference)
        return card

    def sub_tasks(self, key: CardKey) -> list[Card]:
        children = self._local_cards.children(key)
        return sorted(
            children, key=lambda card: (card.column in DONE_COLUMNS, card.title.casefold(), card.key)
        )

    def sub_task_count(self, key: CardKey) -> tuple[int, int]:
        """Returns (done, all)."""
        children = self._local_cards.children(key)
        return sum(card.column in DONE_COLUMNS for card in children), len(children)

    def columns_of_sub_tasks(self, keys: Collection[CardKey]) -> dict[CardKey, dict[CardKey, Column]]:
        """Returns the sub-tasks of each card, with their columns."""
        return self._local_cards.columns_of_children(keys)

    def comments(self, key: CardKey) -> list[Comment]:
        return self._local_cards.comments(key)

    def comments_of(self, cards: Collection[Card]) -> dict[CardKey, CardComments]:
        """The comments of many cards, read at once. Those of a card that the server has never sent are known."""
        found = self._local_cards.comments_of([card.key for card in cards])
        new = {card.key for card in cards if card.server_id is None}
        return {key: one._replace(are_known=True) if key in new else one for key, one in found.items()}

    def comment_count(self, key: CardKey) -> int | None:
        """None if the server's comments have not been read yet."""
        known = self._local_cards.has_known_comments(key) or self.is_local_only(key)
        return len(self._local_cards.comments(key)) if known else None

    def comment_counts(self, keys: Collection[CardKey]) -> dict[CardKey, int]:
        """The number of comments of those of the cards that have any."""
        return {key: self.comment_count(key) or 0 for key in self._local_cards.with_comments(keys)}

    def is_local_only(self, key: CardKey) -> bool:
        """True if the server has never sent this card: there is nothing to read there."""
        card = self._local_cards.card(key)
        return card is not None and card.server_id is None

    def unsent_fields(self, key: CardKey) -> set[Field]:
        """The fields whose new values have not reached the server yet."""
        changes = [entry.change for entry in self._local_cards.pending.entries_of(key)]
        created = {name for change in changes if isinstance(change, CreateCard) for name in change.fields}
        return created | {name for change in changes if isinstance(change, EditCard) for name in change.new}

    def person(self, person: PersonId | str) -> Person | None:
        known = self._local_cards.people.get(PersonId(person))
        if known is None and self.me is not None and self.me.id == person:
            return self.me
        return known

    def all_people(self) -> Iterable[Person]:
        """Returns everybody in no order. The user may be listed twice."""
        return (*self._local_cards.people.values(), *((self.me,) if self.me else ()))

    def people(self) -> list[Person]:
        everyone = {person.id: person for person in self.all_people()}
        return sorted(everyone.values(), key=lambda person: (person.name.casefold(), person.id))

    def priorities(self) -> list[Priority]:
        """The priorities found on cards, the most urgent first: Kanbert documents no list of them."""
        return sorted(
            self._local_cards.priorities(), key=lambda priority: (priority.order, priority.title.casefold())
        )

    def find_person(self, text: str) -> PersonId | None:
        """By id, e-mail address, `me`, or a full name. `none` means nobody."""
        wanted = text.strip()
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

    def _known_people(self) -> set[str]:
        return {*self._local_cards.people, *([self.me.id] if self.me else [])}

    def _unknown_boards(self) -> dict[BoardId, Board]:
        unknown = self._local_cards.pending.boards_of_new_cards() - self._local_cards.boards.keys()
        return {board: Board(board, tr("Board not loaded yet"), "", None) for board in unknown}

    def _client_name(self, board: Board) -> str:
        client = self.client_of(board)
        return client.name if client else ""
