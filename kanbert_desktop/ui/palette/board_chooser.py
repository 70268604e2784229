"""Chooses the board to which cards are copied: a palette of boards."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.quick_open import Match, QuickOpenIndex, QuickOpenTarget, board_target
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.ui.palette.palette import Palette
from kanbert_desktop.ui.style.theme import Theme


class BoardChooser(Palette):
    """`board_chosen` carries the cards and the board."""

    board_chosen = Signal(object, str)
    _keys: Sequence[CardKey] = ()

    def __init__(self, service: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._service = service
        self.chosen.connect(self._on_chosen)

    def open_for(self, keys: Sequence[CardKey], recent: Sequence[BoardId]) -> None:
        """Offers all boards, the recent ones first; not the board that has all of the cards already."""
        self._keys = tuple(keys)
        self.apply_appearance()
        own = {card.board for key in keys if (card := self._service.card(key)) is not None}
        boards = [board for board in self._service.boards() if own != {board.id}]
        targets = {board.id: board_target(self._service, board) for board in boards}
        first = [board for board in recent if board in targets]
        ordered = [targets[board] for board in dict.fromkeys([*first, *targets])]
        self.open(
            QuickOpenIndex(ordered, iter(())), lambda: [(tr("Boards"), [Match(one) for one in ordered])]
        )

    def apply_appearance(self) -> None:
        super().apply_appearance()
        text = tr("Copy %n card(s) to board …", len(self._keys))
        self.setAccessibleName(text)
        self.field.setPlaceholderText(text)
        self.field.setAccessibleName(text)

    def _on_chosen(self, target: QuickOpenTarget) -> None:
        self.board_chosen.emit(self._keys, target.id)
