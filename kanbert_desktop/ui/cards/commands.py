"""Commands on cards: run the service, then report the result or the error."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey, Column, PersonId, Priority
from kanbert_desktop.domain.changes import Field, Fields
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.domain.untrusted_text import is_short
from kanbert_desktop.ui.cards.texts import column_title, priority_title, today

if TYPE_CHECKING:
    from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine


def title_draft_key(key: CardKey) -> str:
    """Returns the key of the draft of a card's title."""
    return f"title:{key}"


class CardCommands(QObject):
    """Every command on cards; one object for all card lists and panels of a window.

    A method calls the service and reports once: `change_queued` carries the change and its text for the toast,
    `problem_reported` title and message of an error. `Workspace` connects both to the toast. The other signals carry
    a card to the part of the window that serves the request, `copied` the copies that were made.
    """

    change_queued = Signal(object, str)
    problem_reported = Signal(str, str)
    message = Signal(str)
    decision_requested = Signal(object)
    template_requested = Signal(object)
    print_requested = Signal(object)
    copy_to_board_requested = Signal(object)
    copied = Signal(object)

    def __init__(
        self, service: BoardService, parent: QObject | None = None, *, now: Callable[[], date] = today
    ) -> None:
        super().__init__(parent)
        self._service, self._today = service, now

    def add_sub_task(self, parent: CardKey, line: "NewCardLine") -> CardKey | None:
        """Returns None if the card was rejected; the error is reported."""
        change = self._try(lambda: self._add_sub_task(parent, line))
        return self._report(change, tr("Card added."))

    def _add_sub_task(self, parent: CardKey, line: "NewCardLine") -> QueuedChange:
        card = self._service.require_card(parent)
        return self._service.add_card(
            card.board,
            line.title,
            due=line.due,
            assignee=line.assignee.id if line.assignee else None,
            priority=line.priority,
            parent=parent,
            is_public=card.is_public,
        )

    def add_many(self, board: BoardId, lines: Sequence["NewCardLine"], column: Column) -> list[CardKey]:
        """Creates cards until the first error and returns them. A line may name another board than `board`."""
        changes: list[QueuedChange | None] = []
        with self._service.undo_group():
            for line in lines:
                changes.append(self._try(partial(self._add_line, board, line, column)))
                if changes[-1] is None:
                    break
        text = tr("Card added.")
        if len(lines) == 1 and lines[0].recurrence is not None:
            from kanbert_desktop.app.messages.recurrence_texts import recurrence_text  # noqa: PLC0415  seldom needed

            text = tr("Card added, and again {words}.", words=recurrence_text(lines[0].recurrence))
        self._report_all(changes, text, lambda count: tr("%n card(s) created.", count))
        return [change.card for change in changes if change is not None]

    def _add_line(self, board: BoardId, line: "NewCardLine", column: Column) -> QueuedChange:
        person = line.assignee.id if line.assignee else None
        where = line.board.id if line.board else board
        if line.recurrence is not None:
            from kanbert_desktop.ui.cards.repeated_line import add_repeated_card  # noqa: PLC0415  seldom needed

            return add_repeated_card(self._service, where, column, line)
        return self._service.add_card(
            where, line.title, column=column, due=line.due, assignee=person, priority=line.priority
        )

    def move(self, keys: Sequence[CardKey], column: Column, lane: str = "") -> bool:
        """Returns True if every card is in that column now.

        `lane` is the title of the lane that the cards were put in before; the toast names it too.
        """
        name = column_title(column)
        if column is Column.CLOSED:
            return self._edit_all(
                keys,
                {Field.COLUMN: column},
                tr("Archived."),
                lambda count: tr("%n card(s) archived.", count),
            )
        cards = [card for key in keys if (card := self._service.card(key)) is not None]
        if cards and all(card.column is Column.CLOSED for card in cards):
            return self._edit_all(
                keys,
                {Field.COLUMN: column},
                tr("Unarchived."),
                lambda count: tr("%n card(s) unarchived.", count),
            )
        if lane:
            return self._edit_all(
                keys,
                {Field.COLUMN: column},
                tr("Moved to {column}, {lane}.", column=name, lane=lane),
                lambda count: tr("%n card(s) moved to {column}, {lane}.", count, column=name, lane=lane),
            )
        return self._edit_all(
            keys,
            {Field.COLUMN: column},
            tr("Moved to {column}.", column=name),
            lambda count: tr("%n card(s) moved to {column}.", count, column=name),
        )

    def start_rename(self, key: CardKey, open_field: Callable[[CardKey], object]) -> None:
        """Calls `open_field`, or reports that the title is too long for a field."""
        card = self._service.card(key)
        if card is None or is_short(card.title):
            open_field(key)
        else:
            self.problem_reported.emit(
                tr("This title is too long to edit here."), tr("You can edit it in Kanbert.")
            )

    def rename(self, key: CardKey, title: str) -> bool:
        """Renames the card; a rejected title is stored as a draft."""
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

    def set_due_tomorrow(self, keys: Sequence[CardKey]) -> bool:
        return self.set_due(keys, self._today() + timedelta(days=1))

    def shift_due(self, keys: Sequence[CardKey], by: timedelta) -> bool:
        """Moves the due dates by so many days; a card without one is left as it is."""
        return self._for_all(
            keys,
            lambda key: self._shift_due(key, by),
            lambda count: (
                tr("Due date changed.") if count == 1 else tr("Due date of %n card(s) changed.", count)
            ),
        )

    def _shift_due(self, key: CardKey, by: timedelta) -> QueuedChange | None:
        card = self._service.require_card(key)
        return self._service.edit_card(key, {Field.DUE: card.due + by}) if card.due is not None else None

    def set_priority(self, keys: Sequence[CardKey], priority: Priority | None) -> bool:
        return self._edit_all(
            keys,
            {Field.PRIORITY: priority},
            tr("Priority changed."),
            lambda count: tr("Priority of %n card(s) changed.", count),
        )

    def set_numbered_priority(self, keys: Sequence[CardKey], number: int) -> bool:
        """The number counts from the most urgent priority, as in the menu; 0 stands for none.

        The toast names the priority: cards tell which ones there are, so a number may mean another one some day.
        """
        known = self._service.priorities()
        if number > len(known):
            self.message.emit(tr("There is no priority {number}.", number=number))
            return False
        chosen = known[number - 1] if number else None
        text = tr("Priority: {priority}", priority=priority_title(chosen)) if chosen else tr("No priority")
        return self._edit_all(keys, {Field.PRIORITY: chosen}, text, lambda _count: text)

    def duplicate(self, keys: Sequence[CardKey]) -> None:
        """Copies the cards within their boards, sub-tasks included."""
        from kanbert_desktop.app.boards.card_copies import duplicate  # noqa: PLC0415  after the first paint

        self._copy_all(
            keys,
            lambda key: duplicate(self._service, key),
            lambda count: tr("Card duplicated.") if count == 1 else tr("%n card(s) duplicated.", count),
        )

    def copy_to_board(self, keys: Sequence[CardKey], board: BoardId) -> None:
        """Copies the cards to that board: Kanbert's API cannot move them there (KANBERT_API.md 7.2)."""
        from kanbert_desktop.app.boards.card_copies import copy_to_board  # noqa: PLC0415  after the first paint

        title = self._service.board(board).title
        self._copy_all(
            keys,
            lambda key: copy_to_board(self._service, key, board),
            lambda count: tr("%n card(s) copied to {board}.", count, board=title),
        )

    def _copy_all(
        self,
        keys: Sequence[CardKey],
        command: Callable[[CardKey], QueuedChange],
        text: Callable[[int], str],
    ) -> None:
        from kanbert_desktop.app.boards.card_copies import without_sub_tasks_of  # noqa: PLC0415  likewise

        copies: list[CardKey] = []

        def copy(key: CardKey) -> QueuedChange:
            change = command(key)
            copies.append(change.card)
            return change

        self._for_all(without_sub_tasks_of(self._service, keys), copy, text)
        if copies:
            self.copied.emit(copies)

    def report_read_only(self) -> None:
        """Reports read-only access."""
        self._report_error(Refused("read_only"))

    def copy(self, keys: Sequence[CardKey]) -> None:
        """Copies titles and links to the clipboard."""
        from kanbert_desktop.ui.cards.clipboard import text_of  # noqa: PLC0415  on first use

        QGuiApplication.clipboard().setText(text_of(self._service, keys))

    def copy_links(self, keys: Sequence[CardKey]) -> None:
        from kanbert_desktop.ui.cards.clipboard import links_of  # noqa: PLC0415  likewise

        QGuiApplication.clipboard().setText("\n".join(links_of(self._service, keys)))

    def toggle_followed(self, keys: Sequence[CardKey]) -> None:
        """Pins the cards to the inbox of this computer, or unpins them if the first one is pinned."""
        inbox = self._service.inbox
        is_pinned = not inbox.is_pinned(keys[0])
        for key in keys:
            inbox.set_pinned(key, is_pinned=is_pinned)
        count = len(keys)
        self.message.emit(
            tr("The inbox will tell what others change on %n card(s).", count)
            if is_pinned
            else tr("%n card(s) no longer followed.", count)
        )

    def open_in_browser(self, key: CardKey) -> None:
        """Opens the card's web page, or reports that it has no web address."""
        from PySide6.QtCore import QUrl  # noqa: PLC0415  likewise
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415  likewise

        from kanbert_desktop.ui.cards.clipboard import web_address  # noqa: PLC0415  likewise

        card = self._service.card(key)
        address = web_address(card) if card is not None else ""
        if not address or not QDesktopServices.openUrl(QUrl(address)):
            self.problem_reported.emit(
                tr("This card has no web address."), tr("Kanbert did not provide one.")
            )

    def edit(self, key: CardKey, fields: Fields, text: str) -> bool:
        """Returns False if the change was rejected; the error is reported. No change is a success."""
        return self._edit_all([key], fields, text, lambda _count: text)

    def comment(self, key: CardKey, html: str, *, is_public: bool) -> bool:
        change = self._try(lambda: self._service.add_comment(key, html, is_public=is_public))
        text = tr("Comment added, visible to clients.") if is_public else tr("Comment added.")
        return self._report(change, text) is not None

    def delete(self, keys: Sequence[CardKey]) -> None:
        """Deletes the cards; the deletes are held until the toast that offers Undo is dismissed."""
        self._for_all(
            keys,
            lambda key: self._service.delete_card(key, hold=True),
            lambda count: tr("Deleted.") if count == 1 else tr("%n card(s) deleted.", count),
        )

    def _edit_all(
        self, keys: Sequence[CardKey], fields: Fields, text: str, text_of_many: Callable[[int], str]
    ) -> bool:
        return self._for_all(
            keys,
            lambda key: self._service.edit_card(key, fields),
            lambda count: text if count == 1 else text_of_many(count),
        )

    def _for_all(
        self,
        keys: Sequence[CardKey],
        command: Callable[[CardKey], QueuedChange | None],
        text: Callable[[int], str],
    ) -> bool:
        """Runs one command for several cards and reports once.

        A rejected card does not stop the others. Returns True if none was rejected.
        """
        changes: list[QueuedChange | None] = []
        errors: list[KanbertError] = []
        with self._service.undo_group():
            for key in keys:
                try:
                    changes.append(command(key))
                except KanbertError as error:
                    errors.append(error)
        done = [each for each in changes if each is not None]
        if done:
            self._report(done[0], f"{text(len(done))} {self._rejected_text(errors)}".strip())
        elif errors:
            self._report_error(errors[0])
        return not errors

    def _rejected_text(self, errors: Sequence[KanbertError]) -> str:
        if not errors:
            return ""
        reason = title_and_message(errors[0])[0]
        return tr("%n card(s) could not be changed: {why}", len(errors), why=reason)

    def _report_all(
        self, changes: Sequence[QueuedChange | None], text: str, text_of_many: Callable[[int], str]
    ) -> int:
        """Reports once and returns the number of changes."""
        done = [change for change in changes if change is not None]
        if done:
            self._report(done[0], text if len(done) == 1 else text_of_many(len(done)))
        return len(done)

    def _try(self, command: Callable[[], QueuedChange]) -> QueuedChange | None:
        try:
            return command()
        except KanbertError as error:
            self._report_error(error)
            return None

    def _report(self, change: QueuedChange | None, text: str) -> CardKey | None:
        if change is None:
            return None
        self.change_queued.emit(change, text)
        return change.card

    def _report_error(self, error: KanbertError) -> None:
        self.problem_reported.emit(*title_and_message(error))
