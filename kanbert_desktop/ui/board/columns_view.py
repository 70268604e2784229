"""All columns side by side: their widths, their folding, and the way from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStyle, QWidget

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.ui.board.column_header import RAIL_WIDTH
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.cards.delegate import CardPixmaps, VisualStateOf
from kanbert_desktop.ui.cards.texts import COLUMN_ORDER
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style.widget_style import set_plain_viewport
from kanbert_desktop.ui.widgets.scrolling import AutoScroll, add_overlay_scroll_bars, scroll_by_touch

MIN_COLUMN_WIDTH, MAX_COLUMN_WIDTH, GAP, MARGIN = 224, 320, 12, 16
# With too little room these become rails first.
_GIVES_WAY = (Column.BACKLOG, Column.APPROVED, Column.CLOSED, Column.COMPLETED, Column.OTHER)


class ColumnsView(QScrollArea):
    """`folded_by_hand` lasts; where the panel takes the room, outer columns fold by themselves until it is gone."""

    fold_changed = Signal()

    def __init__(self, pictures: CardPixmaps, look_of: VisualStateOf, parent: QWidget) -> None:
        super().__init__(parent)
        set_plain_viewport(self)
        self.setObjectName("boardColumns")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(self, horizontal=True)
        self._theme = pictures.theme
        scroll_by_touch(self)
        self._content = QWidget()
        self._content.setObjectName("columnStrip")
        self.setWidget(self._content)
        self.columns = {
            column: ColumnView(column, pictures, look_of, self._content) for column in COLUMN_ORDER
        }
        self._shown: list[Column] = []
        self.folded_by_user: set[Column] = set()
        self._kept_open: set[Column] = set()
        self.is_panel_beside = False
        self._covered = 0
        self._last: ColumnView | None = None
        self._scroll = AutoScroll(self, Qt.Orientation.Horizontal, self._dragging)
        for view in self.columns.values():
            view.fold_requested.connect(lambda folded, view=view: self._fold(view.column, folded))
            view.dragged_over.connect(self._scroll.start)
            view.cards.focused.connect(lambda view=view: self._remember(view))

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
        self, gives_way: bool, keep_open: Column | None = None, covered_width: int = 0
    ) -> None:
        """The panel has come or gone, maybe over `covered` pixels; its card's column does not fold, and is seen."""
        if self.is_panel_beside != gives_way:
            self._kept_open.clear()
        self.is_panel_beside = gives_way
        if keep_open is not None:
            self._kept_open.add(keep_open)
        self._covered = covered_width
        self.update_layout()
        if keep_open is not None:
            self.reveal(self.columns[keep_open])

    def start_column(self) -> ColumnView | None:
        """Where the focus was last, else the first column that has a card."""
        unfolded = [view for view in self.shown if not view.is_folded]
        return self._last if self._last in unfolded else self.first_column()

    def first_column(self) -> ColumnView | None:
        """The first column that has a card, else the first one."""
        unfolded = [view for view in self.shown if not view.is_folded]
        return next((view for view in unfolded if view.model.keys), next(iter(unfolded), None))

    def save_drafts(self) -> None:
        for view in self.columns.values():
            view.quick_add.save_draft()

    def reset_focus(self) -> None:
        self._last = None

    def _remember(self, view: ColumnView) -> None:
        self._last = view

    def view_of(self, key: CardKey) -> ColumnView | None:
        return next((view for view in self.shown if view.model.index_of(key).isValid()), None)

    def view_models(self, keys: Sequence[CardKey]) -> list[CardViewModel]:
        """Of those that are shown, in this order."""
        found = ((view, key) for key in keys if (view := self.view_of(key)) is not None)
        faces = (view.model.card(view.model.index_of(key)) for view, key in found)
        return [face for face in faces if face is not None]

    def repaint_cards(self) -> None:
        for view in self.shown:
            view.cards.viewport().update()

    def next_unfolded(self, view: ColumnView, step: int) -> ColumnView | None:
        """The next unfolded column in that direction: -1 is at the left, 1 at the right, as seen."""
        views, step = self.shown, self._onward(step)
        place = views.index(view) + step
        while 0 <= place < len(views):
            if not views[place].is_folded:
                return views[place]
            place += step
        return None

    def adjacent_column(self, column: Column, step: int) -> Column | None:
        """The neighbouring column, folded or not, in which a card can stand; `step` as above."""
        step = self._onward(step)
        choosable = [shown for shown in self._shown if shown is not Column.OTHER]
        if column not in choosable:
            return None
        place = choosable.index(column) + step
        return choosable[place] if 0 <= place < len(choosable) else None

    def _onward(self, step: int) -> int:
        return -step if self.isRightToLeft() else step

    def reveal(self, view: ColumnView) -> None:
        bar, seen = self.horizontalScrollBar(), self.viewport().width() - self._covered
        # The bar counts from where reading begins.
        place = QStyle.visualRect(self.layoutDirection(), self._content.rect(), view.geometry())
        left, right = place.left() - MARGIN, place.left() + place.width() + MARGIN
        bar.setValue(min(left, max(bar.value(), right - seen)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update_layout()

    def update_layout(self) -> None:
        if not self._shown:
            return
        folded = self._folded()
        room = self.viewport().width() - 2 * MARGIN - GAP * (len(self._shown) - 1)
        rail = self._theme.px(RAIL_WIDTH)
        unfolded = len(self._shown) - len(folded)
        width = (room - rail * len(folded)) // max(1, unfolded)
        width = max(self._theme.px(MIN_COLUMN_WIDTH), min(self._theme.px(MAX_COLUMN_WIDTH), width))
        left, height = MARGIN, self.viewport().height() - MARGIN
        places: dict[ColumnView, QRect] = {}
        for column in self._shown:
            view = self.columns[column]
            wide = rail if column in folded else width
            if view.is_folded != (column in folded):
                view.set_folded(column in folded)
            places[view] = QRect(left, 0, wide, max(120, height))
            left += wide + GAP
        whole = QRect(0, 0, max(left - GAP + MARGIN + self._covered, self.viewport().width()), height)
        self._content.resize(whole.width(), self.viewport().height())
        for view, place in places.items():
            view.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, place))

    def _folded(self) -> set[Column]:
        folded = self.folded_by_user & set(self._shown)
        if not self.is_panel_beside:
            return folded
        for column in _GIVES_WAY:
            if self._fits(folded):
                break
            if column in self._shown and column not in self._kept_open:
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
            self._kept_open.discard(column)
        else:
            self.folded_by_user.discard(column)
            self._kept_open.add(column)
        self.update_layout()
        self.fold_changed.emit()
        view = self.columns[column]
        (view.rail if view.is_folded else view.cards).setFocus(Qt.FocusReason.OtherFocusReason)

    def _dragging(self) -> bool:
        return any(view.property("lit") for view in self.shown)
