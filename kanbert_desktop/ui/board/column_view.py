"""One column of the board: head, cards, and the place where new ones are written; or, folded, its rail."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.board.card_list_view import CardList
from kanbert_desktop.ui.board.column_header import ColumnHead, ColumnRail
from kanbert_desktop.ui.board.column_model import ColumnRows, Row
from kanbert_desktop.ui.board.quick_add import QuickAdd
from kanbert_desktop.ui.board.rubber_band import RubberBand
from kanbert_desktop.ui.cards.delegate import CardPictures, LookOf
from kanbert_desktop.ui.cards.drag import keys_in
from kanbert_desktop.ui.cards.texts import column_title
from kanbert_desktop.ui.style.widget_style import set_icon, set_property
from kanbert_desktop.ui.widgets.accessibility import allow
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import AutoScroll, OverlayBar

_EMPTY_HEIGHT = 44
_OPEN_RAIL_MS = 600


class ColumnView(QFrame):
    """The frame takes every drop, wherever in the column it falls; the list below it takes none.

    `dropped` carries the cards, and the one they are to stand above where a place can be chosen.
    """

    dropped = Signal(list, object)
    fold_wished = Signal(bool)
    add_wished = Signal()
    dragged_over = Signal()

    def __init__(self, column: Column, pictures: CardPictures, look_of: LookOf, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self._theme = pictures.theme
        self.setObjectName("column")
        self.setAcceptDrops(True)
        self.rows = ColumnRows(pictures)
        self.head = ColumnHead(column, self._theme, self)
        self.cards = CardList(self.rows, pictures, look_of, self)
        self.add_row = QPushButton(self)
        self.add_row.setObjectName("addCard")
        self.add_row.setProperty("kind", "quiet")
        self.quick_add = QuickAdd(self._theme, self)
        self.quick_add.hide()
        self.rail = ColumnRail(column, self._theme, self)
        self.rail.hide()
        self.is_folded = False
        self._counts = (0, 0)
        self.sorted_words: Callable[[], str] = lambda: ""
        """Why no place can be chosen in this column; "" where one can."""
        self._words = PlainLabel(self)
        self._words.setObjectName("sortedWords")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.hide()
        self._open_timer = QTimer(self, singleShot=True, interval=_OPEN_RAIL_MS)
        self._lay_out()
        self.bar = OverlayBar(self.cards, Qt.Orientation.Vertical, self)
        RubberBand(self, self.cards, self.rows)
        self._connect()
        self.dress()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(4, 0, 4, 6)
        self._box.setSpacing(0)
        self._box.addWidget(self.head)
        self._box.addWidget(self.cards)
        self._box.addWidget(self.quick_add)
        self._box.addWidget(self.add_row)
        self._box.addStretch(1)
        self._box.addWidget(self.rail, 1000)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        self.head.fold_wished.connect(lambda: self.fold_wished.emit(True))
        self.rail.clicked.connect(lambda: self.fold_wished.emit(False))
        self.head.add_wished.connect(self.add_wished)
        self.add_row.clicked.connect(self.add_wished)
        self.cards.width_changed.connect(self._on_list_width)
        self.quick_add.closed.connect(self._on_add_closed)
        self._scroll = AutoScroll(self.cards, Qt.Orientation.Vertical, lambda: bool(self.property("lit")))
        self._scroll.scrolled.connect(self._show_place)
        self._open_timer.timeout.connect(lambda: self.fold_wished.emit(False))

    def show_cards(self, rows: Sequence[Row], shown: int, all_cards: int, *, softly: bool = False) -> None:
        """`shown` cards are on the board, in folded groups too; `all_cards` counts those that a filter hides as well.

        `softly`: this is news in what is looked at, not another view of it.
        """
        held = self._held(softly=softly)
        before = set(self.rows.keys) if softly else set()
        self.rows.show(rows)
        if before:
            self.cards.settling.begin([key for key in self.rows.keys if key not in before])
        self.show_counts(shown, all_cards)
        self._fit()
        held()

    def show_counts(self, shown: int, all_cards: int) -> None:
        self._counts = (shown, all_cards)
        self._say_counts()

    def set_folded(self, folded: bool) -> None:
        self.is_folded = folded
        for widget in (self.head, self.cards, self.add_row):
            widget.setVisible(not folded)
        if folded:
            self.quick_add.hide()
        self.rail.setVisible(folded)
        margin = 0 if folded else 4
        self._box.setContentsMargins(margin, 0, margin, 0 if folded else 6)
        set_property(self, "folded", folded)

    def allow_adding(self, can_write: bool) -> None:
        color = "muted" if can_write else "strong-line"
        self.head.add.setIcon(self._theme.icon("plus", color))
        set_icon(self.add_row, self._theme, "plus", color, 14)
        allow(can_write, self.head.add, self.add_row)

    def put_away_quick_add(self) -> None:
        self.quick_add.put_away()
        self.add_row.setVisible(not self.is_folded)

    def open_quick_add(self, draft: str) -> None:
        self.add_row.hide()
        self.quick_add.open_with(draft)

    def set_lit(self, lit: bool) -> None:
        set_property(self, "lit", lit)
        self.rail.set_lit(lit)
        words = self.sorted_words() if lit and not self.is_folded else ""
        self._words.setVisible(bool(words))
        if words:
            self._words.setText(words)
            self._words.adjustSize()
            left = (self.width() - self._words.width()) // 2
            self._words.move(left, self.head.height() + self._theme.px(8))
            self._words.raise_()
        if not lit:
            self.cards.drop_place.show(None)

    def dress(self) -> None:
        """Theme or language changed."""
        self._say_counts()
        self.head.dress()
        self.add_row.setText(tr("Add card"))
        set_icon(self.add_row, self._theme, "plus", "muted", 14)
        self.add_row.setAccessibleName(tr("Add card to {column}", column=column_title(self.column)))
        self.rows.measure_again()
        self._fit()
        self.update()

    def _say_counts(self) -> None:
        shown, all_cards = self._counts
        self.head.set_count(shown, all_cards)
        self.rail.set_count(shown, all_cards)
        name = column_title(self.column)
        self.cards.setAccessibleName(tr("{column}, {count} cards", column=name, count=shown))

    def _on_list_width(self, width: int) -> None:
        if not self.is_folded:
            self.rows.set_width(width)
            self._fit()

    def _fit(self) -> None:
        """The list is as high as its cards, so that the place for the next one follows them."""
        height = self.rows.height() if self.rows.keys else self._theme.px(_EMPTY_HEIGHT)
        self.cards.setMaximumHeight(max(height, 1))
        self.cards.setMinimumHeight(min(height, self._theme.px(_EMPTY_HEIGHT)))
        self._box.setStretchFactor(self.cards, 1000)

    def _held(self, *, softly: bool) -> Callable[[], None]:
        """Remembers focus, selection and one row's place on screen, for after the rows have changed."""
        current, chosen = self.cards.current_row(), self.cards.selected_keys()
        anchor = self.cards.anchor() if softly else self.cards.top_row()
        offset = self.cards.card_rect(anchor).top() if anchor else 0
        bar = self.cards.verticalScrollBar()
        is_watched = softly and (self.cards.viewport().underMouse() or self.cards.hasFocus())

        def restore() -> None:
            self.cards.restore(current, chosen)
            index = self.rows.index_of(anchor) if anchor else QModelIndex()
            if index.isValid() and (is_watched or bar.value() > 0):
                bar.setValue(bar.value() + self.cards.visualRect(index).top() - offset)

        return restore

    def _on_add_closed(self) -> None:
        self.add_row.setVisible(not self.is_folded)
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    # Drops.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event, event.mimeData())
        if event.isAccepted():
            self.set_lit(True)
            if self.is_folded:
                self._open_timer.start()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event, event.mimeData())
        self._show_place()
        self._scroll.start()
        self.dragged_over.emit()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._open_timer.stop()
        self.set_lit(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self._open_timer.stop()
        self._show_place()
        before = self.cards.drop_place.before()
        self.set_lit(False)
        self._consider(event, event.mimeData())
        if event.isAccepted():
            self.dropped.emit(keys_in(event.mimeData()), before)

    def _show_place(self) -> None:
        """Follows the pointer, also where the list scrolls below it."""
        if self.property("lit") and not self.is_folded and not self.sorted_words():
            self.cards.drop_place.show(self.cards.viewport().mapFromGlobal(QCursor.pos()).y())

    def _consider(self, event: QDropEvent, data: QMimeData) -> None:
        """A status that this program does not know cannot be wished."""
        if keys_in(data) and self.column is not Column.OTHER:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.dress()
