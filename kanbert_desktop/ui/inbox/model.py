"""Rows of the inbox: days and entries, as an item model."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, QSize, Qt, QTime

from kanbert_desktop.app.boards.inbox.entries import InboxEntry, NewsKind, by_day
from kanbert_desktop.app.boards.inbox.texts import Names, entry_texts
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.untrusted_text import shorten, to_single_line
from kanbert_desktop.ui.cards.texts import column_title, due_text, long_date, short_date
from kanbert_desktop.ui.style.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, HEADING_HEIGHT = 56, 40
_ENTRY = Qt.ItemFlag.ItemNeverHasChildren | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_HEADING = Qt.ItemFlag.ItemNeverHasChildren | Qt.ItemFlag.ItemIsEnabled
_COLUMNS = {column.value: column for column in Column}


class DayHeading(NamedTuple):
    day: date
    size: int


class EntryTexts(NamedTuple):
    """What a row shows, the most telling news first; `spoken` is all of it for a screen reader."""

    title: str
    news: tuple[str, ...]
    board: str
    time: str
    spoken: str


Row = DayHeading | InboxEntry


class InboxModel(QAbstractListModel):
    """The texts of a row are made when it is first shown: an inbox may have thousands."""

    def __init__(self, service: BoardService, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._service, self._theme, self._today = service, theme, today
        self._rows: list[Row] = []
        self._row_of: dict[CardKey, int] = {}
        self._texts: dict[CardKey, EntryTexts] = {}

    def show(self, entries: Sequence[InboxEntry]) -> None:
        """Keeps the rows where they are if only their marks differ."""
        rows: list[Row] = []
        for day, members in by_day(entries, self._today()):
            rows += [DayHeading(day, len(members)), *members]
        self._texts = {}
        if [_identity(row) for row in rows] == [_identity(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self._row_of = {row.card: number for number, row in enumerate(rows) if isinstance(row, InboxEntry)}
        self.endResetModel()

    def row_at(self, index: AnyIndex) -> Row | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def entry_at(self, row: int) -> InboxEntry | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, InboxEntry) else None

    def index_of(self, card: CardKey) -> QModelIndex:
        row = self._row_of.get(card)
        return self.index(row) if row is not None else QModelIndex()

    def entry_row(self, start: int, step: int) -> int | None:
        """The first row of an entry from `start` on, in steps of 1 or -1."""
        row = start
        while 0 <= row < len(self._rows):
            if isinstance(self._rows[row], InboxEntry):
                return row
            row += step
        return None

    def texts_of(self, entry: InboxEntry) -> EntryTexts:
        texts = self._texts.get(entry.card)
        if texts is None:
            texts = self._texts[entry.card] = self._make_texts(entry)
        return texts

    def heading_text(self, heading: DayHeading) -> str:
        today = self._today()
        if (today - heading.day).days in (0, 1):
            return due_text(heading.day, today)
        return long_date(heading.day, today)

    def remeasure(self) -> None:
        """Row heights and texts after a change of theme, text size or language."""
        self._texts = {}
        self.layoutChanged.emit()

    # Qt.

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _ENTRY if isinstance(self.row_at(index), InboxEntry) else _HEADING

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        match role:
            case Qt.ItemDataRole.SizeHintRole:
                height = ROW_HEIGHT if isinstance(row, InboxEntry) else HEADING_HEIGHT
                return QSize(100, self._theme.row_height(height))
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole if row is not None:
                if isinstance(row, DayHeading):
                    return f"{self.heading_text(row)}, {row.size}"
                texts = self.texts_of(row)
                return texts.title if role == Qt.ItemDataRole.DisplayRole else texts.spoken
        return None

    def _make_texts(self, entry: InboxEntry) -> EntryTexts:
        board = self._service.known_board(entry.board)
        where = to_single_line(board.title) if board is not None else ""
        title = shorten(to_single_line(entry.title)) or "…"
        news, clock = tuple(entry_texts(entry, self._names())), time_text(entry.at)
        state = tr("Unread") if not entry.is_read else tr("Read")
        spoken = ", ".join(part for part in (state, title, " · ".join(news), where, clock) if part)
        return EntryTexts(title, news, where, clock, spoken)

    def _names(self) -> Names:
        me = self._service.me
        today = self._today()
        return Names(
            status=lambda status: (
                column_title(_COLUMNS[status]) if status in _COLUMNS else to_single_line(status)
            ),
            day=lambda day: short_date(day, today),
            person=self._person,
            me=me.id if me is not None else "",
        )

    def _person(self, person: str) -> str:
        known = self._service.person(person)
        return known.name if known is not None else ""


def time_text(moment: datetime) -> str:
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


ICONS = {
    NewsKind.DELETED: "trash-2",
    NewsKind.MENTIONED: "at-sign",
    NewsKind.ASSIGNED: "circle-user-round",
    NewsKind.COMMENTED: "message-square",
    NewsKind.MOVED: "arrow-right",
    NewsKind.DUE: "calendar",
    NewsKind.RENAMED: "pencil",
}
"""Of the most telling news of an entry."""


def _identity(row: Row) -> object:
    return row if isinstance(row, DayHeading) else row.card
