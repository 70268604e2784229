"""One column of the board: header, cards and quick add; or, folded, its rail."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.sorting import ListRow, Sort
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_header import ColumnHeader, ColumnRail
from kanbert_desktop.ui.board.column_model import ColumnModel
from kanbert_desktop.ui.board.column_scroll_bar import ColumnScrollBar
from kanbert_desktop.ui.board.row_source import RowSource, row_key
from kanbert_desktop.ui.board.row_window import RowWindow
from kanbert_desktop.ui.board.rubber_band import RubberBand
from kanbert_desktop.ui.board.touch_scrolling import TouchScrolling
from kanbert_desktop.ui.board.view_options import sorted_by_text
from kanbert_desktop.ui.board.window_scroller import WindowScroller
from kanbert_desktop.ui.cards.delegate import CardPixmaps, VisualStateOf
from kanbert_desktop.ui.cards.drag import card_keys_in
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.style.widget_style import set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_editable, set_tab_order_after
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import AutoScroll

if TYPE_CHECKING:
    from kanbert_desktop.ui.board.quick_add import QuickAddForm

_EMPTY_HEIGHT = 44
_OPEN_RAIL_MS = 600
_MAX_HEIGHT = 10_000
"""Higher than any screen: nothing is laid out again for a card more in a column that is higher anyway."""


class ColumnView(QFrame):
    """Accepts drops anywhere in the column; the list itself accepts none.

    `dropped` carries the cards, the card below the drop position (None at the end or if the order is not manual), and the
    pointer on the screen. `dragged_over` carries the pointer in the column.
    """

    dropped = Signal(list, object, QPoint)
    fold_requested = Signal(bool)
    add_requested = Signal()
    dragged_over = Signal(QPoint)
    quick_add_created = Signal(object)

    def __init__(
        self, column: Column, pixmaps: CardPixmaps, state_of: VisualStateOf, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.column = column
        self._theme = pixmaps.theme
        self.setObjectName("column")
        self.setAcceptDrops(True)
        self.model = ColumnModel(pixmaps)
        self.header = ColumnHeader(column, self._theme, self)
        self.window_of_rows = RowWindow()
        self.cards = CardListView(self.model, self.window_of_rows, pixmaps, state_of, self)
        self.scroller = WindowScroller(self.cards, self.model, self.window_of_rows)
        self.cards.scroller = self.scroller
        self.add_row = QPushButton(self)
        self.add_row.setObjectName("addCard")
        self.add_row.setProperty("kind", "quiet")
        self.is_folded = False
        self._offers_adding = True
        self._counts = (0, 0)
        self._drag_place = QPoint()
        self.sort = Sort.DUE
        """Only in the manual order can a card be dropped at a position."""
        self._open_timer = QTimer(self, singleShot=True, interval=_OPEN_RAIL_MS)
        self._build_layout()
        self.scroll_bar = ColumnScrollBar(self.cards, self.scroller, self)
        self.touch = TouchScrolling(self, self.cards, self.scroller)
        RubberBand(self, self.cards, self.model, self.scroller.shifted)
        self._connect()
        self.apply_appearance()

    def _build_layout(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(4, 0, 4, 6)
        self._box.setSpacing(0)
        self._box.addWidget(self.header)
        self._box.addWidget(self.cards)
        self._box.addWidget(self.add_row)
        self._box.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        self.header.fold_requested.connect(lambda: self.fold_requested.emit(True))
        self.add_row.clicked.connect(self.add_requested)
        self.cards.width_changed.connect(self._on_list_width)
        self._scroll = AutoScroll(self.cards, Qt.Orientation.Vertical, lambda: bool(self.property("lit")))
        self._scroll.scrolled.connect(self.scroller.read_near_rows)
        self._scroll.scrolled.connect(self._update_drop_indicator)
        self.scroller.changed.connect(self._fit_height)
        self.scroller.changed.connect(self._update_drop_indicator)
        self._open_timer.timeout.connect(lambda: self.fold_requested.emit(False))

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What takes the focus, in the order of the column."""
        folded = (self.rail,) if self._has_rail else ()
        return (*self.header.tab_stops(), self.cards, self.add_row, *folded)

    @cached_property
    def rail(self) -> ColumnRail:
        """Made when the column is first folded."""
        rail = ColumnRail(self.column, self._theme, self)
        rail.hide()
        rail.set_count(*self._counts)
        rail.clicked.connect(lambda: self.fold_requested.emit(False))
        self._box.addWidget(rail, 1000)
        before = self.quick_add.field if "quick_add" in self.__dict__ else self.add_row
        set_tab_order_after(before, rail)
        return rail

    @property
    def _has_rail(self) -> bool:
        return "rail" in self.__dict__

    @property
    def source(self) -> RowSource | None:
        """All rows of the column, of which the model holds a part."""
        return self.window_of_rows.source

    def find_row(self, key: CardKey) -> ListRow | None:
        """Returns that row of the column, whether the model holds it or not."""
        return self.source.find(key) if self.source is not None else None

    def first_key(self) -> CardKey | None:
        """Returns the first row of the column."""
        first = self.source.first(1) if self.source is not None else ()
        return row_key(first[0]) if first else None

    def view_model(self, key: CardKey) -> CardViewModel | None:
        """Returns what a card of the column shows, whether the model holds it or not."""
        index = self.model.index_of(key)
        if index.isValid():
            return self.model.card(index)
        row = self.find_row(key)
        found = self.scroller.view_models_of([row]) if row is not None else []
        return next((shown for shown in found if isinstance(shown, CardViewModel)), None)

    def show_rows(
        self,
        source: RowSource,
        shown: int,
        all_cards: int,
        *,
        animated: bool = False,
        changed: set[CardKey] | None = None,
        at_least: int = 0,
    ) -> None:
        """Shows the rows and the counts of the column; `at_least` is the number of rows to hold.

        `shown` cards pass the filter, including those in folded groups; `all_cards` counts the others too.
        `animated`: cards were added to the present view, so they fade in. `changed`: see `WindowScroller.show`.
        """
        had_current = self.cards.current_row() is not None
        self.show_counts(shown, all_cards)
        self.scroller.show(source, animated=animated, changed=changed, at_least=at_least)
        self.cards.update_focus(had_current)

    def show_counts(self, shown: int, all_cards: int) -> None:
        if self._counts != (shown, all_cards):
            self._counts = (shown, all_cards)
            self._update_count_texts()

    def set_folded(self, folded: bool) -> None:
        self.is_folded = folded
        for widget in (self.header, self.cards):
            widget.setVisible(not folded)
        self._show_add_row()
        if folded and self.is_adding:
            self.quick_add.hide()
        self._update_count_texts()
        if folded or self._has_rail:
            self.rail.setVisible(folded)
        margin = 0 if folded else 4
        self._box.setContentsMargins(margin, 0, margin, 0 if folded else 6)
        set_style_property(self, "folded", folded)

    def remove_adding(self) -> None:
        """For a column of no board: nothing can be added to it."""
        self._offers_adding = False
        self._show_add_row()

    def _show_add_row(self) -> None:
        self.add_row.setVisible(self._offers_adding and not self.is_folded)

    def set_adding_enabled(self, can_write: bool) -> None:
        color = "muted" if can_write else "strong-line"
        set_button_icon(self.add_row, self._theme, "plus", color, 14)
        set_editable(can_write, self.add_row)

    @cached_property
    def _drop_hint(self) -> PlainLabel:
        """Created at the first drag over the column."""
        hint = PlainLabel(self)
        hint.setObjectName("sortedWords")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.hide()
        return hint

    @cached_property
    def quick_add(self) -> "QuickAddForm":
        """Created on first use: most starts need none."""
        from kanbert_desktop.ui.board.quick_add import QuickAddForm  # noqa: PLC0415  seldom before the first paint

        form = QuickAddForm(self._theme, self)
        form.hide()
        self._box.insertWidget(self._box.indexOf(self.add_row), form)
        if self._has_rail:
            form.stackUnder(self.rail)
        set_tab_order_after(self.add_row, form.field)
        form.closed.connect(self._on_add_closed)
        self.quick_add_created.emit(form)
        return form

    @property
    def is_adding(self) -> bool:
        """Whether the quick-add form is open."""
        return "quick_add" in self.__dict__ and self.quick_add.isVisible()

    def save_draft(self) -> None:
        if "quick_add" in self.__dict__:
            self.quick_add.save_draft()

    def hide_quick_add(self) -> None:
        if "quick_add" in self.__dict__:
            self.quick_add.hide_and_save_draft()
            self._fit_height()
        self._show_add_row()

    def open_quick_add(self, draft: str) -> None:
        self.add_row.hide()
        self.quick_add.open_with(draft)
        self._fit_height()

    def set_drop_target(self, is_target: bool) -> None:
        set_style_property(self, "lit", is_target)
        if self._has_rail:
            self.rail.set_drop_target(is_target)
        text = sorted_by_text(self.sort) if is_target and not self.is_folded else ""
        self._drop_hint.setVisible(bool(text))
        if text:
            self._drop_hint.setText(text)
            self._drop_hint.adjustSize()
            left = (self.width() - self._drop_hint.width()) // 2
            self._drop_hint.move(left, self.header.height() + self._theme.px(8))
            self._drop_hint.raise_()
        if not is_target:
            self.cards.drop_indicator.show(None)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self._update_count_texts()
        if self._has_rail:
            self.rail.set_count(*self._counts)
        self.header.apply_appearance()
        self.add_row.setText(tr("Add card"))
        set_button_icon(self.add_row, self._theme, "plus", "muted", 14)
        text = tr("Add card to {column}", column=column_title(self.column))
        self.add_row.setAccessibleName(text)
        self.add_row.setToolTip(single_keys.with_key(text, "N"))
        self.model.remeasure()
        self.scroller.on_width()
        self.update()

    def _update_count_texts(self) -> None:
        shown, all_cards = self._counts
        self.header.set_count(shown, all_cards)
        if self.is_folded:
            self.rail.set_count(shown, all_cards)
        name = column_title(self.column)
        self.cards.setAccessibleName(tr("{column}, {count} cards", column=name, count=shown))

    def _on_list_width(self, width: int) -> None:
        if not self.is_folded:
            self.model.set_width(width)
            self.scroller.on_width()

    def _fit_height(self) -> None:
        """Makes the list as high as its cards, so that the button for the next card follows them."""
        height = self.model.height() if self.model.keys else self._theme.px(_EMPTY_HEIGHT)
        height = min(height + sum(self.scroller.pixels_around()), _MAX_HEIGHT)
        self.cards.setMaximumHeight(max(height, 1))
        # In a low column the list leaves its space to the form.
        self.cards.setMinimumHeight(1 if self.is_adding else min(height, self._theme.px(_EMPTY_HEIGHT)))
        self._box.setStretchFactor(self.cards, 1000)

    def _on_add_closed(self) -> None:
        self._show_add_row()
        self._fit_height()
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    # Drops.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept_or_ignore(event, event.mimeData())
        if event.isAccepted():
            self.set_drop_target(True)
            if self.is_folded:
                self._open_timer.start()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept_or_ignore(event, event.mimeData())
        self._drag_place = event.position().toPoint()
        self._update_drop_indicator()
        self._scroll.start(self.cards.viewport().mapFrom(self, self._drag_place))
        self.dragged_over.emit(self._drag_place)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._open_timer.stop()
        self.set_drop_target(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._open_timer.stop()
        self._drag_place = event.position().toPoint()
        self._update_drop_indicator()
        before = self.cards.drop_indicator.card_below()
        self.set_drop_target(False)
        self._accept_or_ignore(event, event.mimeData())
        if event.isAccepted():
            pointer = self.mapToGlobal(event.position().toPoint())
            self.dropped.emit(card_keys_in(event.mimeData()), before, pointer)

    def _update_drop_indicator(self) -> None:
        """Updates the drop indicator, also while the list scrolls below the pointer.

        On Wayland the pointer's position is known from the events of the drag alone.
        """
        if self.property("lit") and not self.is_folded and self.sort is Sort.MANUAL:
            self.cards.drop_indicator.show(self.cards.viewport().mapFrom(self, self._drag_place).y())

    def _accept_or_ignore(self, event: QDropEvent, data: QMimeData) -> None:
        """Rejects drops on the column of unknown statuses: a card cannot be moved there."""
        if card_keys_in(data) and self.column is not Column.OTHER:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
