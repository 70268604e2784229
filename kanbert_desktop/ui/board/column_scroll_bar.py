"""Scroll bar of a column: shows and sets the position in the whole column, whatever rows are held."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.window_scroller import WindowScroller
from kanbert_desktop.ui.widgets.scrolling import OverlayScrollBar


class Extent(Protocol):
    """What a bar stands for that scrolls several columns together, in pixels."""

    def height(self) -> int: ...
    def position(self) -> int: ...
    def show(self, pixels: int) -> None: ...


class ColumnScrollBar(OverlayScrollBar):
    """While all rows are held, it mirrors the list's own bar. Otherwise a row counts with its average height."""

    def __init__(self, cards: CardListView, scroller: WindowScroller, column: QWidget) -> None:
        self._scroller: WindowScroller | None = None
        self._is_following = False
        self._row_height = 1.0
        self._extent: Extent | None = None
        super().__init__(cards, Qt.Orientation.Vertical, column)
        self._scroller = scroller
        scroller.changed.connect(self._update_from_area)
        self.sliderReleased.connect(self._update_from_area)

    def leave_out(self, is_left_out: bool) -> None:
        """Another column's bar stands for all columns that scroll together."""
        if is_left_out != self._is_left_out:
            self._is_left_out = is_left_out
            self._update_from_area()

    def set_extent(self, extent: Extent | None) -> None:
        """The bar stands for all columns that scroll together; None: for its own."""
        if extent is not self._extent:
            self._extent = extent
            self._update_from_area()

    @property
    def _is_partial(self) -> bool:
        is_whole = self._scroller is None or self._scroller.window.is_whole
        return self._scroller is not None and (self._extent is not None or not is_whole)

    def _update_range(self) -> None:
        if not self._is_partial or self._scroller is None:
            super()._update_range()
            return
        if not self.isSliderDown():
            height = self._height(self._scroller)
            self._is_following = True
            self.setRange(0, max(0, height - self._built_in_bar.pageStep()))
            self._is_following = False
            self._follow()

    def _on_area_scrolled(self, value: int) -> None:
        if not self._is_partial:
            super()._on_area_scrolled(value)
        elif not self.isSliderDown():
            self._follow()

    def _on_moved(self, value: int) -> None:
        if not self._is_partial or self._scroller is None:
            super()._on_moved(value)
        elif self._is_following:
            return
        elif value >= self.maximum():
            self._scroller.show_last()
            self._built_in_bar.setValue(self._built_in_bar.maximum())
        elif self._extent is not None:
            self._extent.show(value)
        else:
            self._scroller.show_place(value / self._row_height)

    def _height(self, scroller: WindowScroller) -> int:
        if self._extent is not None:
            return self._extent.height()
        self._row_height = max(1.0, scroller.row_height)
        return round(scroller.window.total * self._row_height)

    def _follow(self) -> None:
        """Shows where the list is."""
        scroller, bar = self._scroller, self._built_in_bar
        if scroller is None:
            return
        is_at_end = not scroller.window.has_below and bar.value() == bar.maximum()
        place = (
            self._extent.position()
            if self._extent is not None
            else round(scroller.place() * self._row_height)
        )
        self._is_following = True
        self.setValue(self.maximum() if is_at_end else min(place, max(0, self.maximum() - 1)))
        self._is_following = False
