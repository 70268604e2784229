"""The cards of a view, as a grouped list or as columns, shown while they are found."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.saved_views import SavedView, ViewLayout
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.card_list.controller import CardListController
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.card_panel.host import CardPanelHost
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.pickers import CardPickers
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand
from kanbert_desktop.ui.saved_views.contents import ViewContents
from kanbert_desktop.ui.saved_views.list_rows import ViewListRows
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import EmptyState

if TYPE_CHECKING:
    from kanbert_desktop.ui.saved_views.columns import ViewColumns

MAX_WIDTH, LIST_STEP = 920, 300
"""Pixels of the list at 100 % text size, and the rows that it shows at once."""
_FRAME_SECONDS = 0.006
_FIRST_LOOK_SECONDS = 0.1
"""While cards are being found, those found so far are shown at such intervals."""


class ViewResults(QWidget):
    """`open_requested` carries a card and the part of its panel to focus, `numbers_changed` the number of cards as text.

    `query_requested` asks for the focus on the query, `sort_requested` for the menu of sort orders, `back_requested` for
    one step back. `stale_noticed` asks for another `start`. `moved_by_key`: a key may have moved the focus to another card.
    """

    open_requested = Signal(object, str)
    numbers_changed = Signal(str)
    query_requested = Signal()
    sort_requested = Signal()
    back_requested = Signal()
    stale_noticed = Signal()
    moved_by_key = Signal()

    def __init__(
        self,
        service: BoardService,
        theme: Theme,
        commands: CardCommands,
        now: Callable[[], date],
        parent: QWidget,
        *,
        may_animate: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._may_animate = may_animate
        self._service, self._theme, self._commands, self._today = service, theme, commands, now
        self.contents = ViewContents(service, now)
        self._rows = ViewListRows(service, self.contents, now)
        self._limit = LIST_STEP
        self._is_stale = True
        self._shown_at = 0.0
        self.card_list = GroupedCardList(theme, self, multi_select=True)
        self.more_button = QPushButton(self)
        self.more_button.setProperty("kind", "quiet")
        self.empty_state = EmptyState(theme, "search-x", "muted", self)
        self.columns: ViewColumns | None = None
        self._opened_card: CardKey | None = None
        pickers = CardPickers(service, commands, theme, now)
        self.controller = CardListController(service, self.card_list, commands, theme, pickers)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._build_layout()
        self._connect()

    def _build_layout(self) -> None:
        below = QVBoxLayout()
        below.setContentsMargins(16, 0, 16, 0)
        below.addWidget(self.card_list, 1)
        below.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.empty_state, 1)
        # Columns have margins of their own.
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addLayout(below, 1)
        self.more_button.hide()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._continue)
        self.controller.selection_counted.connect(lambda _count: self._show_numbers())
        self.card_list.moved_by_key.connect(self.moved_by_key)
        self.card_list.moved_above_top.connect(self.query_requested)
        self.card_list.command_triggered.connect(self._on_command)
        self.controller.open_requested.connect(self.open_requested)
        self.controller.back_requested.connect(self.back_requested)
        self.more_button.clicked.connect(self._show_more)
        self._commands.change_queued.connect(self._on_change_queued)
        self._commands.copied.connect(self._point_out_copies)

    @property
    def is_in_columns(self) -> bool:
        return self.contents.view.layout is ViewLayout.COLUMNS

    # What is shown.

    def start(self, view: SavedView) -> None:
        """Finds the cards of that view. Those shown before stay until some are found."""
        self._is_stale = False
        is_other = view != self.contents.view
        self.contents.start(view)
        if self.is_in_columns and self.columns is None:
            self.columns = self._new_columns()
        if is_other:
            self._limit = LIST_STEP
        if is_other and self.columns is not None:
            self.columns.restart()
        self._shown_at = perf_counter()
        self._continue()

    def finish_first(self) -> None:
        """Finds what is in sight before the next paint, unless that takes long."""
        if self._is_stale:
            self.stale_noticed.emit()
        if not self.contents.is_complete:
            self.contents.advance(perf_counter() + _FIRST_LOOK_SECONDS / 2)
            self._refresh()
            self._timer.start()

    def focus_cards(self, key: CardKey | None = None) -> None:
        """Focuses that card, else the one that had the focus, else asks for the query."""
        if not self.contents.held:
            self.query_requested.emit()
        elif self.columns is not None and self.is_in_columns:
            self.columns.focus_card(key)
        else:
            self.card_list.focus_card(key)

    def point_out(self, key: CardKey) -> None:
        """Shows what has changed, scrolls to that card and marks it for a moment."""
        self._on_change_queued()
        if self.columns is not None and self.is_in_columns:
            self.columns.columns_view.point_out(key)
        else:
            self.card_list.point_out(key)

    def focused_key(self) -> CardKey | None:
        """Returns the card with the focus, None while that is elsewhere."""
        if self.columns is not None and self.is_in_columns:
            return self.columns.columns_view.focused_key()
        return self.card_list.focused_key()

    def _point_out_copies(self, keys: Sequence[CardKey]) -> None:
        """In columns the copies are selected too."""
        if self.isVisible() and not self.is_in_columns:
            self.point_out(keys[0])

    def show_opened_card(self, host: CardPanelHost) -> None:
        """Marks the card of the panel, and makes room for the panel."""
        self._opened_card = self.card_list.opened_card = host.opened_card
        self.card_list.viewport().update()
        self.fit(host)
        if self.columns is not None:
            self.columns.opened_card = host.opened_card
            self.columns.columns_view.repaint_cards()

    def fit(self, host: CardPanelHost) -> None:
        """Folds columns beside the panel; that of the open card stays visible."""
        if self.columns is None:
            return
        columns = self.columns.columns_view
        view = columns.view_of(host.opened_card) if host.opened_card is not None else None
        columns.make_room_for_panel(host.has_room, view.column if view else None, host.covered_width)

    # Changes.

    def note_changed(self, cards: Collection[CardKey]) -> None:
        """These cards have changed, were added or were removed."""
        self._invalidate(cards)
        self.contents.note_changed(cards)
        if self.isVisible():
            self._timer.start()

    def note_names_or_day(self) -> None:
        """Names, boards, the day or what the user may do are others: finds all cards again if that concerns the view."""
        self._invalidate(None)
        self._is_stale = self._is_stale or self.contents.is_outdated()
        self.contents.rename_groups()
        if self.isVisible():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.card_list.width_limit.set_width(self._theme.px(MAX_WIDTH))
        self.card_list.apply_appearance()
        self.empty_state.apply_appearance(tr("No cards"), tr("Nothing matches this query now."))
        self._invalidate(None)
        if self.columns is not None:
            self.columns.apply_appearance()
        self._refresh()

    def _invalidate(self, cards: Collection[CardKey] | None) -> None:
        self._rows.invalidate(cards)
        if self.columns is not None:
            self.columns.invalidate(cards)

    def _new_columns(self) -> "ViewColumns":
        from kanbert_desktop.ui.saved_views.columns import ViewColumns  # noqa: PLC0415  seldom needed

        columns = ViewColumns(
            self._service,
            self.contents,
            self._theme,
            self._commands,
            today=self._today,
            open_menu=self.sort_requested.emit,
            may_animate=self._may_animate,
            parent=self,
        )
        columns.controller.open_requested.connect(self.open_requested)
        columns.controller.back_requested.connect(self.back_requested)
        columns.controller.selection.changed.connect(lambda _count: self._show_numbers())
        columns.opened_card = self._opened_card
        columns.columns_view.set_up_each(lambda view: view.cards.moved_by_key.connect(self.moved_by_key))
        columns.columns_view.hide()
        self._box.insertWidget(0, columns.columns_view, 1)
        return columns

    def _continue(self) -> None:
        if self._is_stale:
            self.stale_noticed.emit()
            return
        is_done = self.contents.advance(perf_counter() + _FRAME_SECONDS)
        if is_done or perf_counter() - self._shown_at > _FIRST_LOOK_SECONDS:
            self._refresh()
        if not is_done:
            self._timer.start()

    def _refresh(self) -> None:
        """Shows the cards found so far, touching only what differs."""
        self._shown_at = perf_counter()
        has_cards = self.contents.held > 0
        # A search that has found nothing yet keeps what was there.
        if not has_cards and not self.contents.is_complete:
            return
        had_focus = self._have_cards_focus()
        self._show_parts(has_cards=has_cards)
        with self._service.one_state():
            if self.columns is not None and self.is_in_columns:
                self.columns.refresh()
            elif has_cards:
                self.card_list.show_groups(self._rows.groups(self._limit))
        if had_focus and not self._have_cards_focus():
            self.focus_cards()
        self._show_numbers()

    def _show_parts(self, *, has_cards: bool) -> None:
        in_columns = self.is_in_columns
        if self.columns is not None:
            self.columns.columns_view.setVisible(in_columns and has_cards)
        self._box.setStretch(self._box.count() - 1, 0 if in_columns and has_cards else 1)
        self.card_list.setVisible(has_cards and not in_columns)
        self.empty_state.setVisible(not has_cards)

    def _have_cards_focus(self) -> bool:
        columns, focus = self.columns, QApplication.focusWidget()
        return self.card_list.hasFocus() or (
            columns is not None and focus is not None and columns.columns_view.isAncestorOf(focus)
        )

    def _show_numbers(self) -> None:
        left = self.contents.held - self._limit
        self.more_button.setVisible(left > 0 and not self.is_in_columns)
        self.more_button.setText(tr("Show %n more card(s)", min(max(left, 0), LIST_STEP)))
        selected = self._selected_count()
        self.numbers_changed.emit(
            tr("%n card(s) selected", selected) if selected else self.contents.count_text()
        )

    def _selected_count(self) -> int:
        if self.columns is not None and self.is_in_columns:
            return self.columns.controller.selection.count
        return self.card_list.selected_count

    # Requests.

    def _show_more(self) -> None:
        self._limit += LIST_STEP
        self._refresh()
        self.card_list.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.card_list, self.contents.count_text())

    def _on_command(self, command: BoardCommand) -> None:
        if command is BoardCommand.SORT:
            self.sort_requested.emit()

    def _on_change_queued(self) -> None:
        """Shows a change of the user at once, so that focus and selection can follow it."""
        if self.isVisible() and not self._is_stale:
            if self.contents.advance(perf_counter() + _FRAME_SECONDS):
                # The event of the change has asked for the same.
                self._timer.stop()
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.contents.is_complete:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
