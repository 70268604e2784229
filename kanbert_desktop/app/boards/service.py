"""Reads and edits for the window and the verbs. Never awaits and never waits for disk or network."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from kanbert_desktop.app.boards.card_history import HistoryEntry, card_history
from kanbert_desktop.app.boards.columns import BoardColumns
from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.undo import Undo
from kanbert_desktop.app.boards.undo_steps import RestorableDeletion, UndoResult, inverse_change
from kanbert_desktop.app.boards.validation import (
    new_card_key,
    new_comment_key,
    validate_comment,
    validate_fields,
    validate_title,
)
from kanbert_desktop.app.messages.change_texts import most_significant, why_unsent_text
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
    CommentKey,
    Mark,
    Person,
    PersonId,
    Priority,
)
from kanbert_desktop.domain.card_sequence import CardColumns
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    Fields,
    Question,
    State,
    edit,
)
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.domain.sorting import Sort, SortKey, sort_key_for
from kanbert_desktop.store.card_queries import ColumnName
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.card_columns import COLUMN_NUMBERS, COLUMNS
from kanbert_desktop.sync.replica import QueuedChange, Replica

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.calendar import CardCalendar
    from kanbert_desktop.app.boards.card_ranks import CardRanks
    from kanbert_desktop.app.boards.search import CardSearch
    from kanbert_desktop.app.boards.undo_steps import LocalStep

__all__ = ["BoardService", "CommentsState", "QueuedChange", "SyncControl"]

TOAST_HOLD = timedelta(minutes=5)
"""A delete waits at most this long for its toast to close. `release_hold` ends the wait."""

CommentsState = Literal["known", "loading", "failed", "unreadable"]


class SyncControl(Protocol):
    """Network operations that the board service can request without waiting for them."""

    @property
    def can_write(self) -> bool: ...
    def status(self) -> SyncStatus: ...
    def sync_now(self) -> None: ...
    def sync_soon(self) -> None: ...
    def fetch_comments(self, key: CardKey) -> None: ...
    def comments_state(self, key: CardKey) -> CommentsState: ...


class BoardService:
    """Reads and edits one account's boards.

    Edits raise `InvalidInput` (for the input) or `Refused` (unknown card or board, read-only access).
    """

    def __init__(self, replica: Replica, local: LocalData, sync: SyncControl) -> None:
        """`local` holds drafts and local values; `sync` controls the network."""
        self.local = local
        self.sync = sync
        self._replica = replica
        self._local_cards = replica.local_cards
        self._columns = BoardColumns(replica.local_cards)
        self._undo = Undo(replica, local.store)

    @cached_property
    def search(self) -> "CardSearch":
        from kanbert_desktop.app.boards.search import CardSearch  # noqa: PLC0415  after the first paint

        return CardSearch(self._local_cards, self.local.store, self._replica.now)

    @cached_property
    def calendar(self) -> "CardCalendar":
        """The cards by due day."""
        from kanbert_desktop.app.boards.calendar import CardCalendar  # noqa: PLC0415  after the first paint
        from kanbert_desktop.sync.due_cards import DueCards  # noqa: PLC0415

        return CardCalendar(DueCards(self._local_cards))

    # Reads. They answer from the index and the pending changes.

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

    def marked_cards(self) -> list[Card]:
        """Returns the cards with unsent changes on running boards, in the order of the boards."""
        order = {board.id: number for number, board in enumerate(self.boards())}
        keys = dict.fromkeys(entry.card for entry in self._local_cards.entries())
        cards = [card for key in keys if (card := self._local_cards.card(key)) is not None]
        marked = [card for card in cards if card.mark is not Mark.NONE and card.board in order]
        return sorted(marked, key=lambda card: order[card.board])

    def iter_cards(self, board: BoardId) -> Iterator[Card]:
        """Yields all cards, sub-tasks and closed cards included, by column, due date and title."""
        yield from self._local_cards.cards_of(board)

    def assigned_to(self, person: PersonId, columns: Collection[Column] = tuple(Column)) -> list[Card]:
        """Returns cards in these columns of all boards, running or not, in no order."""
        return self._local_cards.assigned_to(person, columns)

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

    def sort_key_for(self, sort: Sort) -> Callable[[Card], SortKey]:
        """Returns what cards are sorted by, as it is at the time of each call."""
        if sort is Sort.MANUAL:
            return lambda card: self._local_cards.sort_values(card, sort)
        return sort_key_for(sort)

    @cached_property
    def ranks(self) -> "CardRanks":
        """The places of cards in "My order"."""
        from kanbert_desktop.app.boards.card_ranks import CardRanks  # noqa: PLC0415  after the first paint

        return CardRanks(self._replica, self.local.store)

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

    def comments(self, key: CardKey) -> list[Comment]:
        return self._local_cards.comments(key)

    def comment_count(self, key: CardKey) -> int | None:
        """None if the server's comments have not been read yet."""
        known = self._local_cards.has_known_comments(key) or self.is_local_only(key)
        return len(self._local_cards.comments(key)) if known else None

    def are_comments_known(self, card: Card) -> bool:
        """True if the server's comments have been read, or there are none because it has never sent this card."""
        return card.server_id is None or self._local_cards.has_known_comments(card.key)

    def is_local_only(self, key: CardKey) -> bool:
        """True if the server has never sent this card: there is nothing to read there."""
        card = self._local_cards.card(key)
        return card is not None and card.server_id is None

    def unsent_fields(self, key: CardKey) -> set[Field]:
        """The fields whose new values have not reached the server yet."""
        changes = [entry.change for entry in self._local_cards.entries_of(key)]
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

    # Edits.

    def add_card(
        self,
        board: BoardId,
        title: str,
        *,
        column: Column = Column.NEW,
        due: date | None = None,
        assignee: PersonId | None = None,
        description: str = "",
        parent: CardKey | None = None,
        is_public: bool = False,
        priority: Priority | None = None,
        key: CardKey | None = None,
    ) -> QueuedChange:
        """`description` is HTML. `key` is a new `kd-` id if the caller needs to know it before."""
        if board not in self._local_cards.boards:
            raise Refused("unknown_board", board=board)
        fields: Fields = {
            Field.TITLE: validate_title(title),
            Field.COLUMN: column,
            Field.DUE: due,
            Field.ASSIGNEE: assignee,
            Field.DESCRIPTION: description,
            Field.PARENT: self.require_card(parent).key if parent else None,
            Field.IS_PUBLIC: is_public,
            **({Field.PRIORITY: priority} if priority is not None else {}),
        }
        people = self._known_people()
        return self._queue_change(CreateCard(key or new_card_key(), board, validate_fields(fields, people)))

    def edit_card(self, reference: str, new: Fields) -> QueuedChange | None:
        """Returns None if nothing would change."""
        card = self.require_card(reference)
        change = edit(card, validate_fields(new, self._known_people()))
        return self._queue_change(change) if change is not None else None

    def move_card(self, reference: str, column: Column) -> QueuedChange | None:
        return self.edit_card(reference, {Field.COLUMN: column})

    def add_comment(
        self, reference: str, text_html: str, *, is_public: bool = False, key: CommentKey | None = None
    ) -> QueuedChange:
        card = self.require_card(reference)
        text = validate_comment(text_html)
        return self._queue_change(AddComment(key or new_comment_key(), card.key, text, is_public))

    def delete_card(self, reference: str, *, hold: bool = False) -> QueuedChange:
        """`hold`: not sent before `release_hold`, a manual sync, or quitting."""
        card = self.require_card(reference)
        return self._queue_change(DeleteCard(card.key, card.updated_at), hold=TOAST_HOLD if hold else None)

    def release_hold(self, queued: QueuedChange) -> None:
        """Called when the toast has closed: sends the change and all others of its undo group."""
        for change in self._undo.changes_in_group(queued.entry.id):
            self._replica.release_hold(change)
        self.sync.sync_soon()

    # Undo.

    def undo_group(self) -> AbstractContextManager[None]:
        """Groups the changes made inside: one undo, one toast."""
        return self._undo.undo_group()

    def undo(self) -> UndoResult | None:
        return self._sync_after(self._undo.undo())

    def undo_change(self, change: ChangeId) -> UndoResult | None:
        return self._sync_after(self._undo.undo(change))

    def redo(self) -> UndoResult | None:
        return self._sync_after(self._undo.redo())

    def add_local_undo_step(self, step: "LocalStep") -> None:
        """Adds an undo step for a change of the local view only."""
        self._undo.add_local_step(step)

    def restorable_deletions(self) -> list[RestorableDeletion]:
        """Cards deleted here that `undo_change` can restore, the newest first."""
        return self._undo.restorable_deletions()

    def undo_text(self) -> str | None:
        """Names what `undo` would undo. None if there is nothing."""
        return self._undo.undo_text()

    def redo_text(self) -> str | None:
        return self._undo.redo_text()

    # Decisions.

    def attention(self) -> list[Entry]:
        """The first entry of each question. `question` returns the others."""
        return [question.first for question in self.questions()]

    def questions(self) -> list[Question]:
        return self._local_cards.questions()

    def question(self, entry: Entry) -> Question:
        """All entries that are decided together: everything one board forbids is one question."""
        return self._replica.find_question(entry.id) or Question((entry,), self._local_cards.board_of(entry))

    def unreadable_change_count(self) -> int:
        """Counts changes made by a newer version of this program. They are kept, but neither shown nor sent."""
        return self._replica.unreadable_changes

    def choices_for(self, entry: Entry) -> list[str]:
        """Values of `mine theirs both restore retry discard keep remove` (sync/RULES.md, "Conflicts")."""
        return self._replica.choices_for(entry)

    def resolve(self, entry_id: str, choice: str) -> None:
        """Decides the whole question, whichever of its entries is named. Raises `Refused`."""
        question = self._replica.find_question(ChangeId(entry_id))
        with self.undo_group():
            for each in question.ids if question is not None else (ChangeId(entry_id),):
                # Discarding a card discards its other changes too.
                if question is None or self._local_cards.entry(each) is not None:
                    self._decide(each, choice)
        self.sync.sync_soon()

    # Unsent changes and history.

    def why_card_unsent(self, key: CardKey, now: datetime) -> str:
        """Returns why the card is marked as unsent, or "" if it is not. `now` is aware."""
        entry = most_significant(self._local_cards.entries_of(key))
        return self.why_entry_unsent(entry, now) if entry is not None else ""

    def why_comment_unsent(self, comment: Comment, now: datetime) -> str:
        for entry in self._local_cards.entries_of(comment.card):
            if isinstance(entry.change, AddComment) and entry.change.comment == comment.key:
                return self.why_entry_unsent(entry, now)
        return ""

    def why_entry_unsent(self, entry: Entry, now: datetime) -> str:
        if entry.state is State.PENDING and entry.card in self._replica.questioned_cards():
            return tr("Waiting for your decision about the missing cards")
        return why_unsent_text(
            self._local_cards, entry, self.sync.status(), now, can_write=self.sync.can_write
        )

    def card_history(self, key: CardKey) -> list[HistoryEntry]:
        """Returns every change made here, the newest first. Reads the disk, so call it only on demand."""
        return card_history(self._replica, self.local.store, key)

    # State.

    def is_board_loaded(self, board: BoardId) -> bool:
        """While False, say "loading", never "empty"."""
        return self._replica.is_board_loaded(board)

    def comments_state(self, key: CardKey) -> CommentsState:
        known = self._local_cards.has_known_comments(key) or self.is_local_only(key)
        return "known" if known else self.sync.comments_state(key)

    def has_synced(self) -> bool:
        """False until the first sync has ended: some cards may still be missing."""
        return self._replica.has_synced()

    def run_once(self, request: str, action: Callable[[], str]) -> str:
        """Runs `action` and returns its response, or the stored one to the same request. `action` never awaits.

        The response is saved in the transaction of the changes: if this process dies, a repeated request finds
        both or neither.
        """
        response = self._replica.find_response(request)
        if response is None:
            with self._replica.transaction():
                response = action()
                self._replica.apply(Batch(responses={request: response}))
        return response

    async def wait_until_saved(self) -> None:
        """Returns when every change so far is on disk. Raises `StoreError`."""
        await self._replica.wait_until_saved()

    def is_request_done(self, request: str) -> bool:
        """True if this request was carried out before: repeating it only returns the response."""
        return self._replica.find_response(request) is not None

    async def require_disk_space(self) -> None:
        """Raises `StoreError` if the disk is full, before anything has changed.

        Changes that could not be saved before are tried again. For callers that end right after the change.
        """
        await self._replica.wait_until_saved()
        self.local.store.require_disk_space()

    def unsaved_count(self) -> int:
        """Counts changes that exist only in memory because the disk failed."""
        return self._replica.unsaved_count

    def discard_unsaved(self) -> None:
        """Discards changes that the caller has been told to repeat."""
        self._replica.discard_unsaved()

    # How a change is queued.

    def _decide(self, entry: ChangeId, choice: str) -> None:
        rows, discarded = self._replica.resolve(entry, choice)
        self._undo.add_decision(rows, discarded)

    def _queue_change(self, change: Change, *, hold: timedelta | None = None) -> QueuedChange:
        if not self.sync.can_write:
            raise Refused("read_only")
        inverse = inverse_change(change, self._local_cards.card(change.card))
        queued = self._replica.append(change, inverse, hold=hold)
        self._undo.add(queued.row)
        self.sync.sync_soon()
        return queued

    def _sync_after(self, undone: UndoResult | None) -> UndoResult | None:
        if undone is not None:
            self.sync.sync_soon()
        return undone

    def _known_people(self) -> set[str]:
        return {*self._local_cards.people, *([self.me.id] if self.me else [])}

    def _unknown_boards(self) -> dict[BoardId, Board]:
        unknown = self._local_cards.boards_of_new_cards() - self._local_cards.boards.keys()
        return {board: Board(board, tr("Board not loaded yet"), "", None) for board in unknown}

    def _client_name(self, board: Board) -> str:
        client = self.client_of(board)
        return client.name if client else ""
