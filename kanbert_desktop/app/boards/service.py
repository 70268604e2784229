"""What the window and the verbs ask: fast, never awaits, never waits for disk or network."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from kanbert_desktop.app.boards.card_history import Remembered, card_history
from kanbert_desktop.app.boards.local_data import Keeping
from kanbert_desktop.app.boards.queries import Asking, CommentsState, Outside
from kanbert_desktop.app.boards.undo import Undo
from kanbert_desktop.app.boards.undo_steps import Deletion, Undone, inverse_of
from kanbert_desktop.app.boards.validation import (
    checked_comment,
    checked_fields,
    checked_title,
    new_card_key,
    new_comment_key,
)
from kanbert_desktop.app.messages.change_texts import strongest, why_waiting
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey, Column, Comment, CommentKey, PersonId, Priority
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
    from kanbert_desktop.app.boards.crash_guard import OpeningRecord
    from kanbert_desktop.app.boards.search import Found, Searching, Steps
    from kanbert_desktop.app.boards.undo_steps import LocalStep
    from kanbert_desktop.domain.query import CardFilter

__all__ = ["CommentsState", "Desk", "Outside", "QueuedChange", "Undone"]

TOAST_HOLD = timedelta(minutes=5)
"""A delete waits for its toast at most this long; `release` ends it earlier."""


class Desk(Asking):
    """One account's boards, and every wish a person can have about them.

    Wishes raise `InvalidInput` (what was typed), or `Refused` (unknown card or board, reading only).
    """

    def __init__(self, ledger: Replica, keeping: Keeping, outside: Outside) -> None:
        super().__init__(ledger.mirror)
        self._ledger = ledger
        self._keeping = keeping
        self._outside = outside
        self._undo = Undo(ledger, keeping.store)

    # Wishes.

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
        """`description` is HTML; `key` is a new `kd-` id where the caller needs to know it before."""
        if board not in self._mirror.boards:
            raise Refused("unknown_board", board=board)
        fields: Fields = {
            Field.TITLE: checked_title(title),
            Field.COLUMN: column,
            Field.DUE: due,
            Field.ASSIGNEE: assignee,
            Field.DESCRIPTION: description,
            Field.PARENT: self.require_card(parent).key if parent else None,
            Field.IS_PUBLIC: is_public,
            **({Field.PRIORITY: priority} if priority is not None else {}),
        }
        people = self._known_people()
        return self._wish(CreateCard(key or new_card_key(), board, checked_fields(fields, people)))

    def edit_card(self, reference: str, wished: Fields) -> QueuedChange | None:
        """None where all of it is so already."""
        card = self.require_card(reference)
        change = edit(card, checked_fields(wished, self._known_people()))
        return self._wish(change) if change is not None else None

    def move_card(self, reference: str, column: Column) -> QueuedChange | None:
        return self.edit_card(reference, {Field.COLUMN: column})

    def comment(
        self, reference: str, text_html: str, *, is_public: bool = False, key: CommentKey | None = None
    ) -> QueuedChange:
        card = self.require_card(reference)
        text = checked_comment(text_html)
        return self._wish(AddComment(key or new_comment_key(), card.key, text, is_public))

    def delete_card(self, reference: str, *, hold: bool = False) -> QueuedChange:
        """`hold`: not sent before `release`, a sync asked for, or quitting."""
        card = self.require_card(reference)
        return self._wish(DeleteCard(card.key, card.updated_at), hold=TOAST_HOLD if hold else None)

    def release(self, wish: QueuedChange) -> None:
        """Its toast is gone: send it, with all that was done in the same gesture."""
        for change in self._undo.changes_of(wish.entry.id):
            self._ledger.release_hold(change)
        self._outside.changed()

    # Taking back.

    def together(self) -> AbstractContextManager[None]:
        """What is wished inside is one gesture: one undo, one toast."""
        return self._undo.together()

    def undo(self) -> Undone | None:
        return self._after(self._undo.undo())

    def undo_change(self, change: ChangeId) -> Undone | None:
        return self._after(self._undo.undo(change))

    def redo(self) -> Undone | None:
        return self._after(self._undo.redo())

    def done_here(self, step: "LocalStep") -> None:
        """Something about this computer's view alone that `undo` takes back in its turn."""
        self._undo.remember_local(step)

    def deletions(self) -> list[Deletion]:
        """Cards deleted here that can be brought back with `undo_change`, the newest first."""
        return self._undo.deletions()

    def undo_text(self) -> str | None:
        """What `undo` would take back, in words; None where there is nothing."""
        return self._undo.text()

    def redo_text(self) -> str | None:
        return self._undo.redo_text()

    # Decisions.

    def attention(self) -> list[Entry]:
        """One for each question; `question` tells what else it is about."""
        return [question.first for question in self.questions()]

    def questions(self) -> list[Question]:
        return self._mirror.questions()

    def question(self, entry: Entry) -> Question:
        """All that is decided with it: what one board forbids is one question."""
        return self._ledger.find_question(entry.id) or Question((entry,), self._mirror.board_of(entry))

    def newer_changes(self) -> int:
        """Changes that a newer version of this program made: kept, but neither shown nor sent by this one."""
        return self._ledger.unreadable_changes

    def choices_for(self, entry: Entry) -> list[str]:
        """Words out of `mine theirs both restore retry discard keep remove` (sync.md 0)."""
        return self._ledger.choices_for(entry)

    def resolve(self, entry_id: str, choice: str) -> None:
        """The whole question, whichever of its entries is named. Raises `Refused`."""
        question = self._ledger.find_question(ChangeId(entry_id))
        with self.together():
            for one in question.ids if question is not None else (ChangeId(entry_id),):
                # Giving up a card gives up what else was wished of it.
                if question is None or self._mirror.entry(one) is not None:
                    self._decide(one, choice)
        self._outside.changed()

    # What is unsent, and what was done here.

    def why_unsent(self, key: CardKey, now: datetime) -> str:
        """Why the card has its mark, in words; "" where it has none. `now` is aware."""
        entry = strongest(self._mirror.entries_of(key))
        return self.why_waiting(entry, now) if entry is not None else ""

    def why_comment_unsent(self, comment: Comment, now: datetime) -> str:
        for entry in self._mirror.entries_of(comment.card):
            if isinstance(entry.change, AddComment) and entry.change.comment == comment.key:
                return self.why_waiting(entry, now)
        return ""

    def why_waiting(self, entry: Entry, now: datetime) -> str:
        if entry.state is State.PENDING and entry.card in self._ledger.questioned_cards():
            return tr("Waits until you have decided about the missing cards")
        return why_waiting(self._mirror, entry, self.status(), now, can_write=self.can_write())

    def card_history(self, key: CardKey) -> list[Remembered]:
        """Every change made here, the newest first; reads the disk, so it is asked when somebody looks."""
        return card_history(self._ledger, self._keeping.store, key)

    # Unfinished text and local choices.

    def draft(self, place: str) -> str:
        return self._keeping.draft(place)

    def keep_draft(self, place: str, text: str) -> None:
        self._keeping.keep_draft(place, text)

    def drafts(self) -> dict[str, str]:
        return self._keeping.drafts()

    def local(self, name: str, default: str = "") -> str:
        return self._keeping.local(name, default)

    def keep_local(self, name: str, value: str) -> None:
        self._keeping.keep_local(name, value)

    @property
    def opening(self) -> "OpeningRecord":
        """What is being drawn at this moment."""
        return self._keeping.opening

    # Searching.

    @cached_property
    def searching(self) -> "Searching":
        """What a query means, its hints, and what is searched."""
        from kanbert_desktop.app.boards.search import Searching  # noqa: PLC0415  after the first paint

        return Searching(self._ledger.mirror, self._keeping.store, self._ledger.now)

    def choice(self, text: str) -> "CardFilter":
        """Which cards a filter means."""
        return self.searching.choice(text)

    def search(self, text: str, limit: int = 50) -> "list[Found]":
        """On all boards, unsent edits included, the best first; offline, in a few milliseconds."""
        return self.searching.search(text, limit)

    def search_steps(self, text: str, limit: int = 50) -> "Steps":
        """The same in steps of a millisecond or so: among very many cards conditions alone take longer than a frame."""
        return self.searching.steps(text, limit)

    # Where things stand.

    def board_loaded(self, board: BoardId) -> bool:
        """False: say "loading", never "empty"."""
        return self._ledger.is_board_loaded(board)

    def comments_state(self, key: CardKey) -> CommentsState:
        known = self._mirror.has_known_comments(key) or self.is_only_here(key)
        return "known" if known else self._outside.comments_state(key)

    def status(self) -> SyncStatus:
        return self._outside.status()

    def has_synced(self) -> bool:
        """False until a first sync has ended: what is here is not all there is."""
        return self._ledger.has_synced()

    def can_write(self) -> bool:
        return self._outside.can_write

    def sync_now(self) -> None:
        self._outside.sync_now()

    def open_card(self, key: CardKey) -> None:
        """Fetches its comments in the background."""
        self._outside.open_card(key)

    def once(self, request: str, act: Callable[[], str]) -> str:
        """What `act` answers, or answered when the same request came before. `act` never awaits.

        The answer is saved in the transaction of what `act` did: whoever repeats the request after this process died
        between the two finds both or neither.
        """
        told = self._ledger.find_response(request)
        if told is None:
            with self._ledger.transaction():
                told = act()
                self._ledger.apply(Batch(responses={request: told}))
        return told

    async def saved(self) -> None:
        """Everything wished so far is on disk; raises `StoreBroken`."""
        await self._ledger.wait_until_saved()

    def is_answered(self, request: str) -> bool:
        """Was this request carried out before, so that repeating it only tells its answer?"""
        return self._ledger.find_response(request) is not None

    async def require_room(self) -> None:
        """For whoever will not be there to see a change kept in memory; raises `StoreBroken`, and nothing has changed.

        What was not saved before is tried once more.
        """
        await self._ledger.wait_until_saved()
        self._keeping.store.require_disk_space()

    def unsaved(self) -> int:
        """How much of what was done is in memory alone, because the disk did not take it."""
        return self._ledger.unsaved_count

    def give_up_unsaved(self) -> None:
        """It will not be saved later: whoever wished for it was told to repeat it."""
        self._ledger.discard_unsaved()

    # How a wish is made.

    def _decide(self, entry: ChangeId, choice: str) -> None:
        rows, given_up = self._ledger.resolve(entry, choice)
        self._undo.decided(rows, given_up)

    def _wish(self, change: Change, *, hold: timedelta | None = None) -> QueuedChange:
        if not self._outside.can_write:
            raise Refused("read_only")
        opposite = inverse_of(change, self._mirror.card(change.card))
        wish = self._ledger.append(change, opposite, hold=hold)
        self._undo.remember(wish.row)
        self._outside.changed()
        return wish

    def _after(self, undone: Undone | None) -> Undone | None:
        if undone is not None:
            self._outside.changed()
        return undone

    def _known_people(self) -> set[str]:
        return {*self._mirror.people, *([self.me.id] if self.me else [])}
