"""Sort order and groups of the board, chosen for each board, and the confirmation before My order."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.boards.manual_order import ManualOrders, PendingMove
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, Priority
from kanbert_desktop.domain.card_sequence import CardColumns, ListedCards
from kanbert_desktop.domain.sorting import (
    Grouping,
    ListRow,
    Sort,
    group_of,
    grouped_rows,
    sort_key_for,
)
from kanbert_desktop.ui.board.arrangement import Arrangement
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.grouped_rows import GroupOrder
from kanbert_desktop.ui.board.row_source import next_cards, previous_card
from kanbert_desktop.ui.board.view_options import BoardViewOptions, ViewButton
from kanbert_desktop.ui.cards.texts import priority_title
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.literal_text import PlainLabel


class SortAndGroup(NamedTuple):
    """`folded` are the names of groups of which only the header is shown."""

    sort: Sort = Sort.DUE
    grouping: Grouping = Grouping.NONE
    folded: frozenset[str] = frozenset()


class _Ranking(NamedTuple):
    """A board whose many cards get their ranks on the disk; it is shown as before until then."""

    board: BoardId
    sort: Sort
    every_card: bool
    then: Callable[[], None]


class _Moving(NamedTuple):
    """A move to a place among many cards that get their ranks on the disk; they are shown as before until then."""

    move: PendingMove
    then: Callable[[], None]


class _Preparing(NamedTuple):
    """A sort order of many cards that is being prepared on the disk; the board is shown as before until then."""

    sort: Sort
    then: Callable[[], None]


class SortController(QObject):
    """`changed` asks for a refresh; True if most cards change their position."""

    changed = Signal(bool)
    _ranked = Signal(object, object)
    _column_ranked = Signal(object, object)
    _prepared = Signal(object)

    def __init__(self, service: BoardService, columns_view: ColumnsView, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._service, self._columns_view = service, columns_view
        self._orders = ManualOrders(service, lambda _board: self._on_order_changed())
        self._order_version = 0
        self._lanes = GroupOrder(self._group_title, self._group_sort_text, is_shared=True)
        self._awaited: _Ranking | _Preparing | None = None
        self._ranked.connect(self._on_ranked)
        self._column_ranked.connect(self._on_column_ranked)
        self._prepared.connect(self._on_prepared)
        self._view_options: BoardViewOptions | None = None
        self.board: BoardId | None = None
        self.options = SortAndGroup()
        self.button = ViewButton(theme, page)
        self.question = InlineQuestion(page)
        self.button.sort_requested.connect(self.sort_by)
        self.button.grouping_requested.connect(self.group_by)
        columns_view.set_up_each(self._set_up)

    def show_board(self, board: BoardId) -> None:
        """Restores the options of that board."""
        self.board, self._view_options = board, BoardViewOptions(self._service, board)
        self._awaited = None
        self.question.cancel()
        self._show(
            SortAndGroup(
                self._view_options.sort, self._view_options.grouping, self._view_options.folded_groups
            )
        )

    def sort_by(self, sort: Sort, then: Callable[[], None] = lambda: None) -> None:
        """`then` is called once the board is sorted so; not if another choice came first."""
        if self._view_options is None or self.board is None:
            return
        self._awaited = None
        if sort is Sort.MANUAL:
            # The manual order starts as the board is shown now.
            ranking = _Ranking(self.board, self.options.sort, self._shows_every_card, then)
            writing = self._orders.rank_unranked(ranking.board, ranking.sort, every_card=ranking.every_card)
            if writing is not None:
                self._awaited = ranking
                writing.add_done_callback(partial(self._emit_ranked, ranking))
                return
        self._sort_when_prepared(sort, then)

    def _sort_when_prepared(self, sort: Sort, then: Callable[[], None]) -> None:
        making = self._service.prepare_sort(self.board, sort) if self.board is not None else None
        if making is None:
            self._sort_by(sort)
            then()
            return
        self._awaited = preparing = _Preparing(sort, then)
        making.add_done_callback(partial(self._emit_prepared, preparing))

    def _emit_prepared(self, preparing: _Preparing, _done: Future[None]) -> None:
        """Called on the writer's thread."""
        # The window may be gone.
        with suppress(RuntimeError):
            self._prepared.emit(preparing)

    def _on_prepared(self, preparing: _Preparing) -> None:
        if self._awaited is preparing:
            self._awaited = None
            self._sort_by(preparing.sort)
            preparing.then()

    def _emit_ranked(self, ranking: "_Ranking", done: Future[float]) -> None:
        """Called on the writer's thread."""
        # The window may be gone.
        with suppress(RuntimeError):
            self._ranked.emit(ranking, done.result() if done.exception() is None else None)

    def _on_ranked(self, ranking: "_Ranking", highest: float | None) -> None:
        self._orders.finish(ranking.board, ranking.sort, every_card=ranking.every_card, highest=highest)
        if self._awaited is ranking:
            self._awaited = None
            self._sort_when_prepared(Sort.MANUAL, ranking.then)

    def _sort_by(self, sort: Sort) -> None:
        if self._view_options is not None:
            self._view_options.sort = sort
            self._show(SortAndGroup(sort, self.options.grouping, self.options.folded))
            self.changed.emit(True)

    def group_by(self, grouping: Grouping) -> None:
        if self._view_options is None:
            return
        self._view_options.grouping, self._view_options.folded_groups = grouping, frozenset()
        self._show(SortAndGroup(self.options.sort, grouping))
        self.changed.emit(True)

    @property
    def sort(self) -> Sort:
        return self.options.sort

    @property
    def grouping(self) -> Grouping:
        return self.options.grouping

    def open_menu(self) -> None:
        self.button.open_menu()

    def columns(self) -> CardColumns:
        """Returns all cards of the board by column, in display order."""
        if self.board is None:
            return {column: ListedCards([], sort_key_for(Sort.DUE)) for column in Column}
        return self._service.card_columns(self.board, self.options.sort, every_card=self._shows_every_card)

    def arrangement(self) -> Arrangement:
        """Returns how the rows of each column are arranged now."""
        options = self.options
        return Arrangement(
            options.sort,
            options.grouping,
            options.folded,
            self._lanes,
            self._order_version,
            self._service.sort_key_for(options.sort),
            self._group_name,
            self._group_title,
        )

    def rows(self, cards: Sequence[Card]) -> Sequence[ListRow]:
        """Returns the cards of one column with group headers between them; the same list object without groups."""
        if self.options.grouping is Grouping.NONE or self.board is None:
            return cards
        return grouped_rows(
            cards, self._group_name, self._group_title, self.options.folded, self._group_sort_text
        )

    # Manual order.

    def move_by_one(self, view: ColumnView, keys: Sequence[CardKey], step: int) -> None:
        """Moves the cards up (-1) or down (1) by one; asks first if the board is sorted otherwise."""
        if self.options.sort is not Sort.MANUAL:
            self.offer_manual_order(view, lambda: self.move_by_one(view, keys, step))
            return
        chosen = [card for key in keys if isinstance(card := view.find_row(key), Card)]
        source = view.source
        if not chosen or source is None:
            return
        if step < 0:
            above = previous_card(source, chosen[0])
            passed = [above] if above is not None else []
            target = passed[0].key if passed else None
        else:
            passed = next_cards(source, chosen[-1], 2)
            target = passed[1].key if len(passed) > 1 else None
        if not passed:
            return
        announce_position = partial(self._announce_position, view, chosen[0].key)
        self.move_before(view, [card.key for card in chosen], target, announce_position)

    def move_before(
        self,
        view: ColumnView,
        keys: Sequence[CardKey],
        before: CardKey | None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Moves the cards before that card of the column, or to its end. `then` is called once they are there."""
        if self.board is None:
            return
        pending = self._orders.move_before(
            self.board, view.column, keys, before, every_card=self._shows_every_card
        )
        if pending is None:
            self._on_order_changed()
            then()
            return
        pending.writing.add_done_callback(partial(self._emit_column_ranked, _Moving(pending, then)))

    def _emit_column_ranked(self, moving: "_Moving", done: Future[float]) -> None:
        """Called on the writer's thread."""
        # The window may be gone.
        with suppress(RuntimeError):
            self._column_ranked.emit(moving, done.result() if done.exception() is None else None)

    def _on_column_ranked(self, moving: "_Moving", highest: float | None) -> None:
        moving.move.finish(highest)
        self._on_order_changed()
        moving.then()

    def offer_manual_order(self, view: ColumnView, move: Callable[[], None]) -> None:
        key = view.cards.current_key()

        def switch() -> None:
            self.sort_by(Sort.MANUAL, move)

        self.question.ask(
            tr("This board is sorted. Switch to My order, this computer only?"),
            tr("Switch"),
            switch,
            lambda: view.cards.focus_card(key),
        )

    @property
    def _shows_every_card(self) -> bool:
        return self.options.grouping is Grouping.PARENT

    def _on_order_changed(self) -> None:
        self._order_version += 1
        self.changed.emit(False)

    def _show(self, options: SortAndGroup) -> None:
        self.options = options
        self.button.show_options(options.sort, options.grouping)
        for view in self._columns_view.columns.values():
            view.sort = options.sort

    def _set_up(self, view: ColumnView) -> None:
        view.sort = self.options.sort
        view.cards.group_toggled.connect(self._toggle_group)

    def _toggle_group(self, name: str) -> None:
        if self._view_options is None:
            return
        folded = self.options.folded ^ {name}
        self._view_options.folded_groups = folded
        self._show(SortAndGroup(self.options.sort, self.options.grouping, folded))
        self.changed.emit(False)

    def _group_name(self, card: Card) -> str:
        """A card without a parent is in the group of its own sub-tasks on this board."""
        grouping, service = self.options.grouping, self._service
        parents: frozenset[str] = frozenset()
        is_parent = (
            grouping is Grouping.PARENT and card.parent is None and service.sub_task_count(card.key)[1]
        )
        if is_parent and any(child.board == card.board for child in service.sub_tasks(card.key)):
            parents = frozenset((card.key,))
        return group_of(card, grouping, parents)

    def _group_title(self, name: str) -> str:
        if self.options.grouping is Grouping.ASSIGNEE:
            person = self._service.person(name) if name else None
            return person.name if person else tr("Unknown person") if name else tr("Unassigned")
        if self.options.grouping is Grouping.PRIORITY:
            priority = self._priority(name)
            return priority_title(priority) if priority else tr("No priority")
        card = self._service.card(name) if name else None
        return card.title if card else tr("Card on another board") if name else tr("No parent card")

    def _group_sort_text(self, name: str) -> str:
        """Returns what groups are sorted by: priorities by their order, others by title."""
        priority = self._priority(name) if self.options.grouping is Grouping.PRIORITY else None
        return f"{priority.order:08}{priority.title}" if priority else self._group_title(name)

    def _priority(self, name: str) -> Priority | None:
        return next((one for one in self._service.priorities() if one.id == name), None)

    def _announce_position(self, view: ColumnView, key: CardKey) -> None:
        card, source = view.find_row(key), view.source
        if isinstance(card, Card) and source is not None:
            position, count = source.card_index(card) + 1, source.card_count
            announce(
                view.cards, tr("{title}: {place} of {count}", title=card.title, place=position, count=count)
            )


class InlineQuestion(QFrame):
    """Shows one question at a time. `after` is called after either answer, to restore the focus."""

    text_label: PlainLabel
    yes: QPushButton
    no: QPushButton
    """Made for the first question."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inlineQuestion")
        self._on_accept: Callable[[], None] | None = None
        self._on_close: Callable[[], None] = lambda: None
        self.hide()

    def _fill(self) -> None:
        self.text_label = PlainLabel(self)
        self.text_label.setWordWrap(True)
        self.yes, self.no = QPushButton(self), QPushButton(self)
        self.yes.setProperty("kind", "primary")
        self.no.setProperty("kind", "quiet")
        self.yes.clicked.connect(lambda: self._answer(yes=True))
        self.no.clicked.connect(lambda: self._answer(yes=False))
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 6, 16, 6)
        box.setSpacing(8)
        for part in (self.text_label, self.yes, self.no):
            box.addWidget(part, 1 if part is self.text_label else 0)

    def ask(self, text: str, yes: str, on_accept: Callable[[], None], on_close: Callable[[], None]) -> None:
        self._on_accept, self._on_close = on_accept, on_close
        if self.layout() is None:
            self._fill()
        self.text_label.setText(text)
        self.yes.setText(yes)
        self.yes.setAccessibleName(f"{text} {yes}")
        self.no.setText(tr("Not now"))
        self.no.setAccessibleName(tr("Not now"))
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, text)

    def cancel(self) -> None:
        """Closes the question without an answer."""
        self._on_accept = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._answer(yes=False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer(yes=not self.no.hasFocus())
        else:
            super().keyPressEvent(event)

    def _answer(self, *, yes: bool) -> None:
        on_accept, on_close = self._on_accept, self._on_close
        self.cancel()
        if on_accept is not None and yes:
            on_accept()
        on_close()
