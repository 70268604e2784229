"""All columns side by side: widths, folding, and the way from one to the next."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStyle, QWidget

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.column_header import RAIL_WIDTH
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.cards.delegate import CardPixmaps, VisualStateOf
from kanbert_desktop.ui.cards.texts import COLUMN_ORDER, DEFAULT_COLUMNS
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.widget_style import set_plain_viewport
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_after
from kanbert_desktop.ui.widgets.scrolling import AutoScroll, add_overlay_scroll_bars

if TYPE_CHECKING:
    from kanbert_desktop.ui.board.card_motion import CardMotion

MIN_COLUMN_WIDTH, MAX_COLUMN_WIDTH, GAP, MARGIN = 200, 320, 12, 16
"""At 100 % text size five columns fit beside the sidebar of a window 1366 pixels wide."""
# Columns that fold first when there is too little space.
_FOLD_ORDER = (Column.BACKLOG, Column.APPROVED, Column.CLOSED, Column.COMPLETED, Column.OTHER)


class ColumnViews(dict[Column, ColumnView]):
    """The columns made so far; makes the one that is asked for."""

    def __init__(self, make: Callable[[Column], ColumnView]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, column: Column) -> ColumnView:
        view = self[column] = self._make(column)
        return view


class ColumnsView(QScrollArea):
    """`folded_by_user` is stored. While the card panel takes space, outer columns fold automatically.

    `open_columns_changed` is emitted when others of the columns are open.
    """

    fold_changed = Signal()
    open_columns_changed = Signal()

    def __init__(self, pixmaps: CardPixmaps, state_of: VisualStateOf, parent: QWidget) -> None:
        super().__init__(parent)
        set_plain_viewport(self)
        self.setObjectName("boardColumns")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(self, horizontal=True)
        self.pixmaps, self._theme = pixmaps, pixmaps.theme
        self._content = QWidget()
        self._content.setObjectName("columnStrip")
        self.setWidget(self._content)
        self._setups: list[Callable[[ColumnView], object]] = []
        self.columns = ColumnViews(self._new_column)
        self._state_of = state_of
        self._shown: list[Column] = []
        self.folded_by_user: set[Column] = set()
        self._forced_open: set[Column] = set()
        self.is_panel_beside = False
        self._covered_width = self._bottom_inset = 0
        self._last: ColumnView | None = None
        self._open: list[Column] = []
        self._leading: ColumnView | None = None
        self._scroll = AutoScroll(self, Qt.Orientation.Horizontal, self._is_drop_target)
        self.set_up_each(self._connect)
        self.horizontalScrollBar().valueChanged.connect(self._on_moved_sideways)
        for column in DEFAULT_COLUMNS:
            self.columns[column]

    def set_up_each(self, setup: Callable[[ColumnView], object]) -> None:
        """Calls `setup` with every column: with those made later once they are."""
        self._setups.append(setup)
        for view in self.columns.values():
            setup(view)

    def accept_touch(self) -> None:
        """Lets a finger scroll, tap and drag. Called after the first paint."""
        self.set_up_each(lambda view: view.touch.accept_touch(self))

    def _new_column(self, column: Column) -> ColumnView:
        """Most boards show neither closed cards nor unknown statuses, so those columns are made when asked for."""
        view = ColumnView(column, self.pixmaps, self._state_of, self._content)
        place = COLUMN_ORDER.index(column)
        before = [self.columns[other] for other in COLUMN_ORDER[:place] if other in self.columns]
        after = [self.columns[other] for other in COLUMN_ORDER[place:] if other in self.columns]
        if before:
            set_tab_order_after(before[-1].tab_stops()[-1], *view.tab_stops())
        if after:
            view.stackUnder(after[0])
        for setup in self._setups:
            setup(view)
        return view

    def _connect(self, view: ColumnView) -> None:
        view.cards.rename_delegate.leads = lambda: self.leading_column() is view
        view.fold_requested.connect(lambda folded: self._fold(view.column, folded))
        view.dragged_over.connect(lambda place: self._scroll.start(view.mapTo(self.viewport(), place)))
        view.cards.focused.connect(lambda: self._on_focused(view))

    @property
    def strip(self) -> QWidget:
        """What holds the columns and is moved sideways."""
        return self._content

    @property
    def shown(self) -> list[ColumnView]:
        return [self.columns[column] for column in self._shown]

    def show_columns(self, columns: Sequence[Column]) -> None:
        self._shown = [column for column in COLUMN_ORDER if column in columns]
        for column, view in self.columns.items():
            view.setVisible(column in self._shown)
        self.update_layout()

    def set_folded_columns(self, columns: set[Column]) -> None:
        self.folded_by_user = columns
        self.update_layout()

    def make_room_for_panel(
        self, is_beside: bool, kept_column: Column | None = None, covered_width: int = 0
    ) -> None:
        """Folds columns while the panel is open beside the board.

        `kept_column` stays open and visible; `covered_width` is the width that the panel covers.
        """
        if self.is_panel_beside != is_beside:
            self._forced_open.clear()
        self.is_panel_beside = is_beside
        if kept_column is not None:
            self._forced_open.add(kept_column)
        self._covered_width = covered_width
        self.update_layout()
        if kept_column is not None:
            self.reveal(self.columns[kept_column])

    def leading_column(self) -> ColumnView | None:
        """Returns the first open column that begins on the screen."""
        unfolded = [view for view in self.shown if not view.is_folded]
        whole = (view for view in unfolded if self._begins_in_sight(view))
        return next(whole, next(iter(unfolded), None))

    def _begins_in_sight(self, view: ColumnView) -> bool:
        left = view.mapTo(self.viewport(), QPoint(0, 0)).x()
        if self.isRightToLeft():
            return left + view.width() <= self.viewport().width()
        return left >= 0

    def start_column(self) -> ColumnView | None:
        """Returns the column that had the focus last, else the first one with cards."""
        unfolded = [view for view in self.shown if not view.is_folded]
        return self._last if self._last in unfolded else self.first_column()

    def first_column(self) -> ColumnView | None:
        """Returns the first column with cards, else the first one."""
        unfolded = [view for view in self.shown if not view.is_folded]
        return next((view for view in unfolded if view.model.keys), next(iter(unfolded), None))

    def focused_key(self) -> CardKey | None:
        """Returns the card with the focus, None while that is not in a column."""
        focused = next((view.cards for view in self.shown if view.cards.hasFocus()), None)
        return focused.current_key() if focused is not None else None

    def save_drafts(self) -> None:
        for view in self.columns.values():
            view.save_draft()

    def reset_focus(self) -> None:
        self._last = None

    def _on_focused(self, view: ColumnView) -> None:
        self._last = view

    def view_of(self, key: CardKey) -> ColumnView | None:
        """Returns the column of that card, unless a filter or a folded group hides it."""
        held = next((view for view in self.shown if view.model.index_of(key).isValid()), None)
        return held or next((view for view in self.shown if view.find_row(key) is not None), None)

    def view_models(self, keys: Sequence[CardKey]) -> list[CardViewModel]:
        """Returns the view models of those cards that are shown, in this order."""
        found = ((view, key) for key in keys if (view := self.view_of(key)) is not None)
        cards = (view.view_model(key) for view, key in found)
        return [card for card in cards if card is not None]

    def point_out(self, key: CardKey) -> None:
        """Scrolls to a card and marks it for a moment, unless a filter, a folded group or a folded column hides it."""
        view = self.view_of(key)
        if view is not None and not view.is_folded:
            self.reveal(view)
            view.cards.point_out(key)

    def _on_moved_sideways(self) -> None:
        """The titles of lanes are in the first column on the screen, which may be another one."""
        leading = self.leading_column()
        if leading is not self._leading:
            self._leading = leading
            self.repaint_cards()

    def repaint_cards(self) -> None:
        for view in self.shown:
            view.cards.viewport().update()

    # Cards on their way.

    @cached_property
    def motion(self) -> "CardMotion":
        """Created at the first move."""
        from kanbert_desktop.ui.board.card_motion import CardMotion  # noqa: PLC0415  after the first paint

        return CardMotion(self._content, lambda: self.shown, self.pixmaps, self._state_of)

    def showing_moves(self, keys: Collection[CardKey] | None) -> AbstractContextManager[None]:
        """Those of the cards that the block moves are seen moving; None stands for all, which are not."""
        is_idle = not keys and "motion" not in self.__dict__
        if keys is None or is_idle or not self.isVisible() or not self.pixmaps.may_animate():
            return nullcontext()
        return self.motion.following(keys)

    def letting_go(self, keys: Collection[CardKey], corner: QPoint | None) -> AbstractContextManager[None]:
        """What the block does with dragged cards begins at that corner on the screen."""
        if corner is None or not self.pixmaps.may_animate():
            return nullcontext()
        return self.motion.released(keys, corner)

    def next_unfolded(self, view: ColumnView, step: int) -> ColumnView | None:
        """Returns the next unfolded column: `step` -1 is to the left on screen, 1 to the right."""
        views, step = self.shown, self._screen_step(step)
        index = views.index(view) + step
        while 0 <= index < len(views):
            if not views[index].is_folded:
                return views[index]
            index += step
        return None

    def adjacent_column(self, column: Column, step: int) -> Column | None:
        """Returns the adjacent column, folded or not, that can hold a card; `step` as above."""
        step = self._screen_step(step)
        choosable = [shown for shown in self._shown if shown is not Column.OTHER]
        if column not in choosable:
            return None
        index = choosable.index(column) + step
        return choosable[index] if 0 <= index < len(choosable) else None

    def _screen_step(self, step: int) -> int:
        return -step if self.isRightToLeft() else step

    def reveal(self, view: ColumnView) -> None:
        bar, visible = self.horizontalScrollBar(), self.viewport().width() - self._covered_width
        # The scroll bar counts from the leading edge.
        rect = QStyle.visualRect(self.layoutDirection(), self._content.rect(), view.geometry())
        left, right = rect.left() - MARGIN, rect.left() + rect.width() + MARGIN
        bar.setValue(min(left, max(bar.value(), right - visible)))

    def open_and_reveal(self, column: Column) -> None:
        """Unfolds that column if it is folded, and scrolls sideways to it."""
        if self.columns[column].is_folded:
            self._unfold(column)
        self.reveal(self.columns[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update_layout()

    @property
    def bottom_inset(self) -> int:
        """Pixels at the bottom that something else takes."""
        return self._bottom_inset

    def set_bottom_inset(self, pixels: int) -> None:
        """The columns end so far above the bottom; the focused card stays in sight."""
        if pixels == self._bottom_inset:
            return
        self._bottom_inset = pixels
        self.update_layout()
        if self._last is not None and self._last.cards.currentIndex().isValid():
            self._last.cards.scrollTo(self._last.cards.currentIndex())

    def update_layout(self) -> None:
        if not self._shown:
            return
        folded = self._folded()
        available = self.viewport().width() - 2 * MARGIN - GAP * (len(self._shown) - 1)
        rail = self._theme.px(RAIL_WIDTH)
        unfolded = len(self._shown) - len(folded)
        width = (available - rail * len(folded)) // max(1, unfolded)
        width = max(self._theme.px(MIN_COLUMN_WIDTH), min(self._theme.px(MAX_COLUMN_WIDTH), width))
        left, height = MARGIN, self.viewport().height() - max(MARGIN, self._bottom_inset)
        rects: dict[ColumnView, QRect] = {}
        for column in self._shown:
            view = self.columns[column]
            column_width = rail if column in folded else width
            if view.is_folded != (column in folded):
                view.set_folded(column in folded)
            rects[view] = QRect(left, 0, column_width, max(120, height))
            left += column_width + GAP
        content = QRect(0, 0, max(left - GAP + MARGIN + self._covered_width, self.viewport().width()), height)
        self._content.resize(content.width(), self.viewport().height())
        for view, rect in rects.items():
            view.setGeometry(QStyle.visualRect(self.layoutDirection(), content, rect))
        open_columns = [column for column in self._shown if column not in folded]
        if open_columns != self._open:
            self._open = open_columns
            self.open_columns_changed.emit()

    def _folded(self) -> set[Column]:
        folded = self.folded_by_user & set(self._shown)
        if not self.is_panel_beside:
            return folded
        for column in _FOLD_ORDER:
            if self._fits(folded):
                break
            if column in self._shown and column not in self._forced_open:
                folded = folded | {column}
        return folded

    def _fits(self, folded: set[Column]) -> bool:
        px = self._theme.px
        unfolded = len(self._shown) - len(folded)
        needed = (
            unfolded * px(MIN_COLUMN_WIDTH)
            + len(folded) * px(RAIL_WIDTH)
            + GAP * (len(self._shown) - 1)
            + 2 * MARGIN
        )
        return needed <= self.viewport().width()

    def _fold(self, column: Column, folded: bool) -> None:
        if folded:
            self.folded_by_user.add(column)
            self._forced_open.discard(column)
            self.update_layout()
            self.fold_changed.emit()
        else:
            self._unfold(column)
        view = self.columns[column]
        (view.rail if view.is_folded else view.cards).setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold(self, column: Column) -> None:
        self.folded_by_user.discard(column)
        self._forced_open.add(column)
        self.update_layout()
        self.fold_changed.emit()

    def _is_drop_target(self) -> bool:
        return any(view.property("lit") for view in self.shown)
