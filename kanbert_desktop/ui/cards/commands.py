"""What a person does on the board, as wishes to the desk; trouble is told in words and the text stays."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey, Column, PersonId, Priority
from kanbert_desktop.domain.changes import Field, Fields
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.domain.untrusted_text import is_short
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine
from kanbert_desktop.ui.cards.texts import column_title


def title_draft_key(key: CardKey) -> str:
    """Where the draft of a card's title is kept."""
    return f"title:{key}"


class CardCommands(QObject):
    """`wished` carries each wish with what it did in words; `problem` a title and a message."""

    change_queued = Signal(object, str)
    problem_reported = Signal(str, str)

    def __init__(self, desk: BoardService, parent: QObject) -> None:
        super().__init__(parent)
        self._service = desk

    def add(
        self, board: BoardId, title: str, column: Column = Column.NEW, parent: CardKey | None = None
    ) -> CardKey | None:
        """None where it was refused, which `problem` has explained."""
        is_public = self._parent_is_public(parent)
        wish = self._try(
            lambda: self._service.add_card(board, title, column=column, parent=parent, is_public=is_public)
        )
        return self._done(wish, tr("Card added."))

    def add_many(self, board: BoardId, lines: Sequence[NewCardLine], column: Column) -> list[CardKey]:
        """Returns those that became cards; the first refusal ends it. A line may name another board than `board`."""
        wishes: list[QueuedChange | None] = []
        with self._service.undo_group():
            for line in lines:
                wishes.append(self._try(partial(self._add_line, board, line, column)))
                if wishes[-1] is None:
                    break
        self._all_done(wishes, tr("Card added."), lambda count: tr("%n card(s) created.", count))
        return [wish.card for wish in wishes if wish is not None]

    def _add_line(self, board: BoardId, line: NewCardLine, column: Column) -> QueuedChange:
        person = line.assignee.id if line.assignee else None
        where = line.board.id if line.board else board
        return self._service.add_card(where, line.title, column=column, due=line.due, assignee=person)

    def move(self, keys: Sequence[CardKey], column: Column) -> bool:
        """True where every card is in that column now."""
        where = column_title(column)
        if column is Column.CLOSED:
            return self._edit_all(
                keys,
                {Field.COLUMN: column},
                tr("Archived."),
                lambda count: tr("%n card(s) archived.", count),
            )
        return self._edit_all(
            keys,
            {Field.COLUMN: column},
            tr("Moved to {column}.", column=where),
            lambda count: tr("%n card(s) moved to {column}.", count, column=where),
        )

    def start_rename(self, key: CardKey, open_field: Callable[[CardKey], object]) -> None:
        """Not where the title is longer than a field can show; `problem` says so."""
        card = self._service.card(key)
        if card is None or is_short(card.title):
            open_field(key)
        else:
            self.problem_reported.emit(
                tr("This title is too long to be edited here."), tr("You can edit it in Kanbert itself.")
            )

    def rename(self, key: CardKey, title: str) -> bool:
        """What is refused stays as a draft."""
        done = self.edit(key, {Field.TITLE: title}, tr("Renamed."))
        self._service.local.save_draft(title_draft_key(key), "" if done else title)
        return done

    def assign_me(self, keys: Sequence[CardKey]) -> bool:
        me = self._service.me
        return me is not None and self._edit_all(
            keys,
            {Field.ASSIGNEE: me.id},
            tr("Assignee changed."),
            lambda count: tr("%n card(s) assigned to you.", count),
        )

    def assign(self, key: CardKey, person: PersonId | None) -> bool:
        return self.edit(key, {Field.ASSIGNEE: person}, tr("Assignee changed."))

    def assign_all(self, keys: Sequence[CardKey], person: PersonId | None) -> bool:
        return self._edit_all(
            keys,
            {Field.ASSIGNEE: person},
            tr("Assignee changed."),
            lambda count: tr("Assignee of %n card(s) changed.", count),
        )

    def set_due(self, keys: Sequence[CardKey], day: date | None) -> bool:
        return self._edit_all(
            keys,
            {Field.DUE: day},
            tr("Due date changed."),
            lambda count: tr("Due date of %n card(s) changed.", count),
        )

    def set_priority(self, keys: Sequence[CardKey], priority: Priority | None) -> bool:
        return self._edit_all(
            keys,
            {Field.PRIORITY: priority},
            tr("Priority changed."),
            lambda count: tr("Priority of %n card(s) changed.", count),
        )

    def report_move_to_board_unsupported(self) -> None:
        """Kanbert's interface names no way to give a card another project (kanbert-api.md 7.2)."""
        self.problem_reported.emit(
            tr("A card cannot change its board."),
            tr("Kanbert's interface does not offer it. Create it anew there, or move it in Kanbert itself."),
        )

    def report_read_only(self) -> None:
        """This account can read only."""
        self._explain(Refused("read_only"))

    def report_no_web_address(self) -> None:
        self.problem_reported.emit(
            tr("No web address is known for this card."), tr("Kanbert has not told where it can be seen.")
        )

    def edit(self, key: CardKey, wished: Fields, words: str) -> bool:
        """False where it was refused, which `problem` has explained; nothing to change is fine."""
        return self._edit_all([key], wished, words, lambda _count: words)

    def comment(self, key: CardKey, html: str, *, is_public: bool) -> bool:
        wish = self._try(lambda: self._service.add_comment(key, html, is_public=is_public))
        return self._done(wish, tr("Comment added.")) is not None

    def delete(self, keys: Sequence[CardKey]) -> None:
        """Held until the toast that offers to take it back has gone."""
        self._for_all(
            keys,
            lambda key: self._service.delete_card(key, hold=True),
            lambda count: tr("Deleted.") if count == 1 else tr("%n card(s) deleted.", count),
        )

    def _edit_all(
        self, keys: Sequence[CardKey], wished: Fields, words: str, several: Callable[[int], str]
    ) -> bool:
        return self._for_all(
            keys,
            lambda key: self._service.edit_card(key, wished),
            lambda count: words if count == 1 else several(count),
        )

    def _for_all(
        self,
        keys: Sequence[CardKey],
        wish: Callable[[CardKey], QueuedChange | None],
        words: Callable[[int], str],
    ) -> bool:
        """One gesture, told once; a refused card keeps nothing from the others. True where none was refused."""
        wishes: list[QueuedChange | None] = []
        refusals: list[KanbertError] = []
        with self._service.undo_group():
            for key in keys:
                try:
                    wishes.append(wish(key))
                except KanbertError as error:
                    refusals.append(error)
        done = [each for each in wishes if each is not None]
        if done:
            self._done(done[0], f"{words(len(done))} {self._refused_words(refusals)}".strip())
        elif refusals:
            self._explain(refusals[0])
        return not refusals

    def _refused_words(self, refusals: Sequence[KanbertError]) -> str:
        if not refusals:
            return ""
        why = title_and_message(refusals[0])[0]
        return tr("%n card(s) could not be changed: {why}", len(refusals), why=why)

    def _all_done(
        self, wishes: Sequence[QueuedChange | None], words: str, several: Callable[[int], str]
    ) -> int:
        """Told as one; returns how many there were."""
        done = [wish for wish in wishes if wish is not None]
        if done:
            self._done(done[0], words if len(done) == 1 else several(len(done)))
        return len(done)

    def _parent_is_public(self, parent: CardKey | None) -> bool:
        card = self._service.card(parent) if parent else None
        return card is not None and card.is_public

    def _try(self, wish: Callable[[], QueuedChange]) -> QueuedChange | None:
        try:
            return wish()
        except KanbertError as error:
            self._explain(error)
            return None

    def _done(self, wish: QueuedChange | None, words: str) -> CardKey | None:
        if wish is None:
            return None
        self.change_queued.emit(wish, words)
        return wish.card

    def _explain(self, error: KanbertError) -> None:
        self.problem_reported.emit(*title_and_message(error))
