"""Selection over all columns: Space selects one by one, Shift and Ctrl as in any list."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView


class Selection(QObject):
    """One focused card is no selection: `changed` carries the number of selected cards, 0 then.

    `is_picking`: Space was pressed, so the arrow keys keep the selection.
    """

    changed = Signal(int)

    def __init__(self, columns_view: ColumnsView) -> None:
        super().__init__(columns_view)
        self._columns_view = columns_view
        self.is_picking = False
        self._cached_count: int | None = 0
        self._reported = 0
        self._is_single_column = True
        self._report_timer = QTimer(self, singleShot=True, interval=0)
        self._report_timer.timeout.connect(self._report)
        columns_view.set_up_each(self._set_up)

    def _set_up(self, view: ColumnView) -> None:
        view.cards.is_picking = self.is_picking
        view.cards.selection_changed.connect(lambda: self._on_change(view))

    @property
    def count(self) -> int:
        """Cached until the next change, because it is read for every painted card."""
        if self._cached_count is None:
            counted = self._counted()
            self._cached_count = counted if counted > 1 or self.is_picking else 0
        return self._cached_count

    def _counted(self) -> int:
        return sum(view.cards.list_selection.count for view in self._columns_view.shown)

    def keys(self) -> list[CardKey]:
        """Returns the selected cards from left to right, top to bottom."""
        return [key for view in self._columns_view.shown for key in view.cards.selected_keys()]

    def target_keys(self, view: ColumnView) -> list[CardKey]:
        """Returns the cards of a command in that column: the selection, else the focused card."""
        return (self.keys() if self.count else []) or view.cards.selected_or_current_keys()

    def toggle(self, view: ColumnView) -> None:
        """Space: the first time starts picking with the focused card."""
        was_picking, self.is_picking = self.is_picking, True
        self._update_lists()
        if was_picking or self.count > 1:
            view.cards.toggle_current()
        self._on_change(view)

    def clear(self) -> None:
        """Reduces the selection to the focused card."""
        self.is_picking = False
        self._update_lists()
        with self._as_one_change():
            for view in self._columns_view.shown:
                view.cards.collapse_selection()
        self._cached_count = None
        self._report_timer.start()

    def select(self, keys: Sequence[CardKey]) -> None:
        """Selects these cards in whatever columns they are; the first visible one gets the focus."""
        first = next((key for key in keys if self._is_unfolded(key)), None)
        view = self._columns_view.view_of(first) if first else None
        if view is None or first is None:
            return
        view.cards.focus_card(first)
        if len(keys) > 1 or self.is_picking:
            with self._as_one_change():
                for each in self._columns_view.shown:
                    each.cards.select_keys([] if each.is_folded else keys)
        self._columns_view.reveal(view)

    def _is_unfolded(self, key: CardKey) -> bool:
        view = self._columns_view.view_of(key)
        return view is not None and not view.is_folded

    def _on_change(self, view: ColumnView) -> None:
        """Cards are selected in one column at a time, unless Ctrl or Space extends the selection."""
        self._cached_count = None
        self._report_timer.start()
        selection = view.cards.list_selection
        extends = not self._is_single_column or self.is_picking or view.cards.is_extending_selection
        if extends or selection.is_restoring or not selection.count:
            return
        with self._as_one_change():
            for other in self._columns_view.shown:
                if other is not view and other.cards.list_selection.count:
                    other.cards.clearSelection()

    def _report(self) -> None:
        if self.is_picking and not self._counted():
            self.is_picking = False
            self._update_lists()
        self._cached_count = None
        if self.count != self._reported:
            self._reported = self.count
            self.changed.emit(self._reported)
            for view in self._columns_view.shown:
                view.cards.viewport().update()

    def _update_lists(self) -> None:
        for view in self._columns_view.columns.values():
            view.cards.is_picking = self.is_picking

    @contextmanager
    def _as_one_change(self) -> Iterator[None]:
        """Changes several columns as one."""
        before, self._is_single_column = self._is_single_column, False
        try:
            yield
        finally:
            self._is_single_column = before
