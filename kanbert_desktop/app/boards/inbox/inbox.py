"""The inbox as window and verbs see it: entries, counts, and the user's marks, each of which can be taken back."""

import logging
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from kanbert_desktop.app.boards.inbox.entries import (
    InboxEntry,
    InboxFilter,
    News,
    ReceivedNews,
    matches,
    news_of_row,
)
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.events import InboxChanged
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.store import inbox
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.inbox import EntryRow, InboxFile, Mark, NewsRow
from kanbert_desktop.sync.replica import Replica

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.inbox.recorder import InboxRecorder

log = logging.getLogger(__name__)


NewsHandler = Callable[[Sequence[ReceivedNews]], None]


class _Unsaved(NamedTuple):
    """Marks on their way to the disk."""

    marks: dict[CardKey, Mark]
    future: Future[None]


class Inbox:
    """Used on the event loop's thread.

    Entries are read when they are first asked for, and again after news; marks that are being written are added.
    """

    def __init__(self, replica: Replica, store: Store) -> None:
        self._replica, self._store = replica, store
        self._file = InboxFile(store.path.with_name(inbox.FILE_NAME))
        self._unsaved: list[_Unsaved] = []
        self._is_unsynced = False
        """A mark was written since the last sync ended."""
        self._entries: dict[CardKey, InboxEntry] | None = None
        self._pins: set[str] | None = None
        self._handlers: dict[NewsHandler, None] = {}

    @cached_property
    def recorder(self) -> "InboxRecorder":
        from kanbert_desktop.app.boards.inbox.recorder import InboxRecorder  # noqa: PLC0415  for a sync only

        return InboxRecorder(self._replica, self._file, self._store.write, self.receive)

    def cycle_ended(self) -> None:
        """Called after each sync that succeeded: brings to the disk what was written since the last one."""
        self.recorder.note_loaded_boards()
        if self._is_unsynced or self.recorder.is_unsynced:
            self._is_unsynced = self.recorder.is_unsynced = False
            self._store.write(lambda _db: self._file.sync_to_disk())

    def close(self) -> None:
        self._file.close()

    def subscribe(self, handler: NewsHandler) -> Callable[[], object]:
        """Calls it with all news that are received. Returns a function that ends the subscription."""
        self._handlers[handler] = None
        return lambda: self._handlers.pop(handler, None)

    def receive(self, received: Sequence[ReceivedNews] = ()) -> None:
        """Called after news were written, or taken back: then none are received."""
        self._entries = None
        self._replica.bus.publish(InboxChanged())
        for handler in list(self._handlers) if received else ():
            handler(received)

    # Reading.

    def entries(self, today: date, chosen: InboxFilter = InboxFilter.ALL) -> list[InboxEntry]:
        """The open entries, without those that are snoozed beyond today, the newest first."""
        return [one for one in self._open(today) if matches(one, chosen)]

    def snoozed(self, today: date) -> list[InboxEntry]:
        """The entries that come back later, the next one first."""
        sleeping = (one for one in self._known().values() if not one.is_done and one.is_snoozed(today))
        return sorted(sleeping, key=lambda one: (one.until or today, one.at))

    def entry(self, card: CardKey, today: date) -> InboxEntry | None:
        """The open entry about this card."""
        return next((one for one in self._open(today) if one.card == card), None)

    def count_unread(self, today: date) -> int:
        if self._entries is not None or self._current_marks():
            return sum(not one.is_read for one in self._open(today))
        return self._file.read(lambda db: inbox.count_unread(db, today.isoformat()), 0)

    def _open(self, today: date) -> list[InboxEntry]:
        return [one for one in self._known().values() if not one.is_done and not one.is_snoozed(today)]

    def _known(self) -> dict[CardKey, InboxEntry]:
        if self._entries is None:
            self._entries = {one.card: one for one in self._read()}
        return self._entries

    def _read(self) -> list[InboxEntry]:
        # Before the reading: what is written meanwhile is then added once more, which changes nothing.
        marks = self._current_marks()
        nothing: tuple[list[EntryRow], list[NewsRow]] = ([], [])
        rows, changes = self._file.read(lambda db: _open_rows(db, marks), nothing)
        news: dict[str, list[News]] = {}
        for one in changes:
            with suppress(ValueError):
                news.setdefault(one.card, []).append(news_of_row(one))
        entries = [_entry(row, news[row.card]) for row in rows if news.get(row.card)]
        return [_marked(one, marks[one.card]) if one.card in marks else one for one in entries]

    # Marks. Each returns the entries as they were, for `restore`.

    def mark_read(self, entries: Iterable[InboxEntry], *, is_read: bool = True) -> None:
        self._save([replace(one, is_read=is_read) for one in entries if one.is_read is not is_read])

    def mark_done(self, entries: Sequence[InboxEntry]) -> None:
        """They leave the list until something new happens to their cards."""
        self._save([replace(one, is_done=True) for one in entries])

    def snooze(self, entries: Sequence[InboxEntry], until: date) -> None:
        """They leave the list until that day, and are unread then. Something new brings them back at once."""
        self._save([replace(one, is_read=False, until=until) for one in entries])

    def restore(self, entries: Sequence[InboxEntry]) -> None:
        """Undoes a mark: the entries are as they are given."""
        self._save(list(entries))

    def _save(self, entries: Sequence[InboxEntry]) -> None:
        if not entries:
            return
        marks = {one.card: _mark(one) for one in entries}
        saving = self._write_soon(partial(inbox.mark, marks=list(marks.values())))
        self._unsaved.append(_Unsaved(marks, saving))
        if self._entries is not None:
            self._entries |= {one.card: one for one in entries}
        self._replica.bus.publish(InboxChanged())

    def _current_marks(self) -> dict[CardKey, Mark]:
        self._unsaved = [one for one in self._unsaved if not one.future.done()]
        return {card: mark for one in self._unsaved for card, mark in one.marks.items()}

    # Cards that the user follows without having to do with them.

    def is_pinned(self, card: CardKey) -> bool:
        return card in self._known_pins()

    def set_pinned(self, card: CardKey, *, is_pinned: bool) -> None:
        pins = self._known_pins()
        pins.add(card) if is_pinned else pins.discard(card)
        self._write_soon(partial(inbox.set_pinned, card=card, is_pinned=is_pinned))

    def _known_pins(self) -> set[str]:
        if self._pins is None:
            self._pins = self._file.read(inbox.pins, set[str]())
        return self._pins

    def _write_soon(self, job: Callable[[sqlite3.Connection], None]) -> Future[None]:
        self._is_unsynced = True
        return self._store.write(partial(self._write, job=job))

    def _write(self, _store: sqlite3.Connection, job: Callable[[sqlite3.Connection], None]) -> None:
        """A mark that cannot be written is lost at the next start, and stops nothing."""
        try:
            self._file.write(job)
        except (sqlite3.Error, OSError):
            log.exception("The inbox could not be written")


def _open_rows(db: sqlite3.Connection, also: Collection[str]) -> tuple[list[EntryRow], list[NewsRow]]:
    """Entries and what they tell, of one state."""
    db.execute("BEGIN")
    try:
        return inbox.open_entries(db, also), inbox.shown_news(db, also)
    finally:
        db.execute("COMMIT")


def _entry(row: EntryRow, news: Sequence[News]) -> InboxEntry:
    return InboxEntry(
        card=CardKey(row.card),
        board=BoardId(row.board),
        title=row.title,
        at=datetime.fromisoformat(row.at),
        received=row.received,
        news=tuple(news),
        is_read=bool(row.read),
        is_done=bool(row.done),
        until=date.fromisoformat(row.until) if row.until else None,
    )


def _mark(entry: InboxEntry) -> Mark:
    until = entry.until.isoformat() if entry.until is not None else None
    return Mark(entry.card, entry.received, int(entry.is_read), int(entry.is_done), until)


def _marked(entry: InboxEntry, mark: Mark) -> InboxEntry:
    """Something that came after the mark was made is not marked."""
    if entry.received != mark.received:
        return entry
    until = date.fromisoformat(mark.until) if mark.until else None
    return replace(entry, is_read=bool(mark.read), is_done=bool(mark.done), until=until)
