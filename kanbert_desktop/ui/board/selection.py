"""Which cards are chosen: with Space one by one, with Shift and Ctrl as in any list, over all columns together."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView


class Selection(QObject):
    """One focused card alone is no selection: `changed` carries how many were chosen, 0 then.

    `is_picking`: Space was pressed. Arrows walk without giving up what is chosen then.
    """

    changed = Signal(int)

    def __init__(self, strip: ColumnsView) -> None:
        super().__init__(strip)
        self._columns_view = strip
        self.is_picking = False
        self._counted: int | None = 0
        self._told = 0
        self._alone = True
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(self._tell)
        for view in strip.columns.values():
            view.cards.selection_changed.connect(lambda view=view: self._on_change(view))

    @property
    def count(self) -> int:
        """Asked for every card that is painted, so it is counted once after each change."""
        if self._counted is None:
            counted = len(self.keys())
            self._counted = counted if counted > 1 or self.is_picking else 0
        return self._counted

    def keys(self) -> list[CardKey]:
        """From left to right, from top to bottom."""
        return [key for view in self._columns_view.shown for key in view.cards.selected_keys()]

    def target_keys(self, view: ColumnView) -> list[CardKey]:
        """What a command in that column is about: all that is chosen, else the card with the focus."""
        return (self.keys() if self.count else []) or view.cards.selected_or_current_keys()

    def toggle(self, view: ColumnView) -> None:
        """Space: the first time it begins to pick, with the card that has the focus."""
        begun, self.is_picking = self.is_picking, True
        self._let_lists_keep()
        if begun or self.count > 1:
            view.cards.toggle_current()
        self._on_change(view)

    def clear(self) -> None:
        """Back to the one card with the focus."""
        self.is_picking = False
        self._let_lists_keep()
        with self._together():
            for view in self._columns_view.shown:
                view.cards.collapse_selection()
        self._counted = None
        self._telling.start()

    def select(self, keys: Sequence[CardKey]) -> None:
        """Choose these wherever they stand now; the focus goes to the first of them that is on screen."""
        first = next((key for key in keys if self._unfolded(key)), None)
        view = self._columns_view.view_of(first) if first else None
        if view is None or first is None:
            return
        view.cards.focus_card(first)
        if len(keys) > 1 or self.is_picking:
            with self._together():
                for each in self._columns_view.shown:
                    each.cards.select_keys([] if each.is_folded else keys)
        self._columns_view.reveal(view)

    def _unfolded(self, key: CardKey) -> bool:
        view = self._columns_view.view_of(key)
        return view is not None and not view.is_folded

    def _on_change(self, view: ColumnView) -> None:
        """One column is chosen from at a time, unless Ctrl or Space say otherwise."""
        self._counted = None
        self._telling.start()
        kept = not self._alone or self.is_picking or view.cards.is_extending_selection
        if kept or not view.cards.selectionModel().hasSelection():
            return
        with self._together():
            for other in self._columns_view.shown:
                if other is not view and other.cards.selectionModel().hasSelection():
                    other.cards.clearSelection()

    def _tell(self) -> None:
        if self.is_picking and not self.keys():
            self.is_picking = False
            self._let_lists_keep()
        self._counted = None
        if self.count != self._told:
            self._told = self.count
            self.changed.emit(self._told)
            for view in self._columns_view.shown:
                view.cards.viewport().update()

    def _let_lists_keep(self) -> None:
        for view in self._columns_view.columns.values():
            view.cards.is_picking = self.is_picking

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Several columns change as one."""
        before, self._alone = self._alone, False
        try:
            yield
        finally:
            self._alone = before
