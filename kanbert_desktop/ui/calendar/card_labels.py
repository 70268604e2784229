"""What a card shows on its day: read for the visible cards only, and kept until a card changes."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import DONE_COLUMNS, Board, BoardId, Card, CardKey, Column, Mark
from kanbert_desktop.domain.untrusted_text import shorten, to_single_line
from kanbert_desktop.ui.cards.texts import OPEN_COLUMNS, column_title
from kanbert_desktop.ui.widgets.painting import distinct_color

_MAX_CACHED = 2_000


class CardLabel(NamedTuple):
    """`color` is that of the client, `board` and `code` are title and shortcode, `place` is board and column."""

    key: CardKey
    title: str
    color: str
    client: str
    board: str
    code: str
    place: str
    column: Column
    is_done: bool
    is_overdue: bool
    mark: Mark

    @property
    def tooltip(self) -> str:
        return "\n".join(filter(None, (self.title, self.place, self.client)))


class CardLabels:
    def __init__(self, service: BoardService, today: Callable[[], date]) -> None:
        self._service, self._today = service, today
        self._labels: dict[CardKey, CardLabel] = {}
        self._colors: dict[BoardId, tuple[Board, str, str]] | None = None

    def read(self, keys: Collection[CardKey]) -> set[CardKey]:
        """Reads the cards that are not known yet, all at once. Returns those."""
        unknown = [key for key in keys if key not in self._labels]
        if len(self._labels) + len(unknown) > _MAX_CACHED:
            self._labels.clear()
            unknown = list(keys)
        for card in self._service.calendar.cards(unknown) if unknown else ():
            self._labels[card.key] = self._label(card)
        return set(unknown)

    def get(self, key: CardKey) -> CardLabel | None:
        """Returns None for a card that was not read, or does not exist."""
        return self._labels.get(key)

    def drop(self, keys: Collection[CardKey]) -> None:
        for key in keys:
            self._labels.pop(key, None)

    def drop_all(self) -> None:
        self._labels.clear()
        self._colors = None

    def _label(self, card: Card) -> CardLabel:
        board, color, client = self._board(card.board)
        column = card.unknown_status or column_title(card.column)
        is_open = card.column in OPEN_COLUMNS
        return CardLabel(
            key=card.key,
            title=to_single_line(shorten(card.title)) or tr("Untitled"),
            color=color,
            client=client,
            board=to_single_line(board.title) if board is not None else "",
            code=to_single_line(board.shortcode) if board is not None else "",
            place=f"{to_single_line(board.title)} · {column}" if board is not None else column,
            column=card.column,
            is_done=card.column in DONE_COLUMNS,
            is_overdue=is_open and card.due is not None and card.due < self._today(),
            mark=card.mark,
        )

    def _board(self, board: BoardId) -> tuple[Board | None, str, str]:
        if self._colors is None:
            clients = [client.id for client in self._service.clients()]
            self._colors = {}
            for known in self._service.boards():
                client = self._service.client_of(known)
                color = distinct_color(known.client, clients) if known.client is not None else ""
                self._colors[known.id] = (known, color, to_single_line(client.name) if client else "")
        return self._colors.get(board, (None, "", ""))
