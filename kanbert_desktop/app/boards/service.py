"""The only door of the window and the verbs to boards and cards. Never awaits and never waits for disk or network."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.reader import BoardReader
from kanbert_desktop.app.boards.validation import (
    new_card_key,
    new_comment_key,
    validate_comment,
    validate_fields,
    validate_title,
)
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import (
    BoardId,
    CardKey,
    Column,
    Comment,
    CommentKey,
    PersonId,
    Priority,
)
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    ChangeId,
    CreateCard,
    DeleteCard,
    Entry,
    Field,
    Fields,
    Question,
    State,
    edit,
)
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.replica import QueuedChange, Replica

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.calendar import CardCalendar
    from kanbert_desktop.app.boards.card_history import HistoryEntry
    from kanbert_desktop.app.boards.card_ranks import CardRanks
    from kanbert_desktop.app.boards.inbox.inbox import Inbox
    from kanbert_desktop.app.boards.search import CardSearch
    from kanbert_desktop.app.boards.undo import Undo
    from kanbert_desktop.app.boards.undo_steps import LocalStep, RestorableDeletion, UndoResult
    from kanbert_desktop.app.boards.view_cards import ViewCards
    from kanbert_desktop.app.overview.overview import Overview

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


class BoardService(BoardReader):
    """Reads and edits one account's boards: all that the window and the verbs may use.

    Edits raise `InvalidInput` (for the input) or `Refused` (unknown card or board, read-only access).
    """

    def __init__(self, replica: Replica, local: LocalData, sync: SyncControl) -> None:
        """`local` holds drafts and local values; `sync` controls the network."""
        super().__init__(replica.local_cards)
        self.local = local
        self.sync = sync
        self._replica = replica
        self.notified_templates: set[tuple[str, date]] = set()
        """Templates that could not make their card, and the day on which the user was told."""

    @cached_property
    def _undo(self) -> "Undo":
        from kanbert_desktop.app.boards.undo import Undo  # noqa: PLC0415  after the first paint

        return Undo(self._replica, self.local.store)

    @cached_property
    def search(self) -> "CardSearch":
        from kanbert_desktop.app.boards.search import CardSearch  # noqa: PLC0415  after the first paint

        return CardSearch(
            self._local_cards, self.local.store, self._replica.now, lambda: self.overview.past_cards
        )

    @cached_property
    def calendar(self) -> "CardCalendar":
        """The cards by due day."""
        from kanbert_desktop.app.boards.calendar import CardCalendar  # noqa: PLC0415  after the first paint
        from kanbert_desktop.sync.due_cards import DueCards  # noqa: PLC0415

        return CardCalendar(DueCards(self._local_cards))

    @cached_property
    def view_cards(self) -> "ViewCards":
        """Finds the cards of saved views."""
        from kanbert_desktop.app.boards.view_cards import ViewCards  # noqa: PLC0415  only where there are views

        return ViewCards(self._local_cards, self.local.store, self.search)

    @cached_property
    def inbox(self) -> "Inbox":
        from kanbert_desktop.app.boards.inbox.inbox import Inbox  # noqa: PLC0415  after the first paint

        return Inbox(self._replica, self.local.store)

    @cached_property
    def overview(self) -> "Overview":
        from kanbert_desktop.app.overview.overview import Overview  # noqa: PLC0415  after the first paint

        return Overview(self._replica, self.local.store, self.local.value, self.local.save_value)

    def today(self) -> date:
        """The present day on this computer."""
        return self._replica.now().astimezone().date()

    def close(self) -> None:
        """Closes the files beside the store, once nothing is written any more."""
        if "inbox" in self.__dict__:
            self.inbox.close()
        if "overview" in self.__dict__:
            self.overview.close()

    @cached_property
    def ranks(self) -> "CardRanks":
        """The places of cards in "My order"."""
        from kanbert_desktop.app.boards.card_ranks import CardRanks  # noqa: PLC0415  after the first paint

        return CardRanks(self._replica, self.local.store)

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

    def undo_group(self, group: str | None = None) -> AbstractContextManager[None]:
        """Groups the changes made inside: one undo, one toast. `group` continues an existing group."""
        return self._undo.undo_group(group)

    @property
    def current_undo_group(self) -> str | None:
        """The group of what is changed now, if it has one."""
        return self._replica.undo_group

    def undo(self) -> "UndoResult | None":
        return self._sync_after(self._undo.undo())

    def undo_change(self, change: ChangeId) -> "UndoResult | None":
        return self._sync_after(self._undo.undo(change))

    def can_still_undo(self, queued: QueuedChange) -> bool:
        """False once it was undone."""
        return self._undo.is_step(queued.entry.id)

    def redo(self) -> "UndoResult | None":
        return self._sync_after(self._undo.redo())

    def add_local_undo_step(self, step: "LocalStep") -> None:
        """Adds an undo step for a change of the local view only."""
        self._undo.add_local_step(step)

    def restorable_deletions(self) -> "list[RestorableDeletion]":
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
        return self._local_cards.pending.questions()

    def question(self, entry: Entry) -> Question:
        """All entries that are decided together: everything one board forbids is one question."""
        return self._replica.decisions.find_question(entry.id) or Question(
            (entry,), self._local_cards.pending.board_of(entry)
        )

    def unreadable_change_count(self) -> int:
        """Counts changes made by a newer version of this program. They are kept, but neither shown nor sent."""
        return self._replica.unreadable_changes

    def choices_for(self, entry: Entry) -> list[str]:
        """Values of `mine theirs both restore retry discard keep remove` (sync/RULES.md, "Conflicts")."""
        return self._replica.decisions.choices_for(entry)

    def resolve(self, entry_id: str, choice: str) -> ChangeId | None:
        """Decides the whole question, whichever of its entries is named. Raises `Refused`.

        Returns the step that `undo_change` undoes; None if the decision cannot be undone.
        """
        question = self._replica.decisions.find_question(ChangeId(entry_id))
        step = None
        with self.undo_group():
            for each in question.ids if question is not None else (ChangeId(entry_id),):
                # Discarding a card discards its other changes too.
                if question is None or self._local_cards.pending.entry(each) is not None:
                    step = self._decide(each, choice) or step
        self.sync.sync_soon()
        return step

    # Unsent changes and history.

    def why_card_unsent(self, key: CardKey, now: datetime) -> str:
        """Returns why the card is marked as unsent, or "" if it is not. `now` is aware."""
        from kanbert_desktop.app.messages.change_texts import most_significant  # noqa: PLC0415  on first use

        entry = most_significant(self._local_cards.pending.entries_of(key))
        return self.why_entry_unsent(entry, now) if entry is not None else ""

    def why_comment_unsent(self, comment: Comment, now: datetime) -> str:
        for entry in self._local_cards.pending.entries_of(comment.card):
            if isinstance(entry.change, AddComment) and entry.change.comment == comment.key:
                return self.why_entry_unsent(entry, now)
        return ""

    def why_entry_unsent(self, entry: Entry, now: datetime) -> str:
        from kanbert_desktop.app.messages.change_texts import why_unsent_text  # noqa: PLC0415  on first use

        if entry.state is State.PENDING and entry.card in self._replica.questioned_cards():
            return tr("Waiting for your decision about the missing cards")
        return why_unsent_text(
            self._local_cards, entry, self.sync.status(), now, can_write=self.sync.can_write
        )

    def card_history(self, key: CardKey) -> "list[HistoryEntry]":
        """Returns every change made here, the newest first. Reads the disk, so call it only on demand."""
        from kanbert_desktop.app.boards.card_history import card_history  # noqa: PLC0415  after the first paint

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

    def _decide(self, entry: ChangeId, choice: str) -> ChangeId | None:
        rows, discarded = self._replica.decisions.resolve(entry, choice)
        return self._undo.add_decision(rows, discarded)

    def _queue_change(self, change: Change, *, hold: timedelta | None = None) -> QueuedChange:
        from kanbert_desktop.app.boards.undo_steps import inverse_change  # noqa: PLC0415  on first use

        if not self.sync.can_write:
            raise Refused("read_only")
        inverse = inverse_change(change, self._local_cards.card(change.card))
        queued = self._replica.append(change, inverse, hold=hold)
        self._undo.add(queued.row)
        self.sync.sync_soon()
        return queued

    def _sync_after(self, undone: "UndoResult | None") -> "UndoResult | None":
        if undone is not None:
            self.sync.sync_soon()
        return undone
