"""How a board was left: its filter, the card with the focus, and how far each column was scrolled."""

from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.page import BoardPage

_TRIES = 60
"""A long column is filled by slices; one of 10,000 cards is whole after half of these."""


class BoardStanding(NamedTuple):
    """`across` and `down` are the scroll bars' values in pixels; `words`, `mine` and `this_week` are the filter."""

    words: str
    mine: bool
    this_week: bool
    focused: CardKey | None
    across: int
    down: dict[Column, int]


def standing_of(page: BoardPage) -> BoardStanding:
    view = page.strip.start()
    bar = page.filter_bar
    return BoardStanding(
        bar.field.text(),
        bar.mine.isChecked(),
        bar.this_week.isChecked(),
        view.cards.current_key() if view is not None else None,
        page.strip.horizontalScrollBar().value(),
        {shown.column: shown.cards.verticalScrollBar().value() for shown in page.strip.shown},
    )


class Restoring(QObject):
    """Puts the board back as it was left, as soon as its columns are long enough for that."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._wished: BoardStanding | None = None
        self._tries = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._try)

    def begin(self, standing: BoardStanding) -> None:
        self._wished, self._tries = standing, _TRIES
        bar = self._page.filter_bar
        bar.field.setText(standing.words)
        bar.mine.setChecked(standing.mine)
        bar.this_week.setChecked(standing.this_week)
        self._try()

    def end(self) -> None:
        self._timer.stop()
        self._wished = None

    def _try(self) -> None:
        wished = self._wished
        if wished is None:
            return
        self._page.focus_board(wished.focused)
        self._page.strip.horizontalScrollBar().setValue(wished.across)
        for view in self._page.strip.shown:
            view.cards.verticalScrollBar().setValue(wished.down.get(view.column, 0))
        self._tries -= 1
        if self._tries > 0 and not self._is_reached(wished):
            self._timer.start()
        else:
            self._wished = None

    def _is_reached(self, wished: BoardStanding) -> bool:
        return all(
            view.cards.verticalScrollBar().value() == wished.down.get(view.column, 0)
            for view in self._page.strip.shown
        )
