"""Board page: header, filter, columns, and the card panel at the right."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.crash_guard import DrawTarget
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.settings import SHOW_CLOSED, Settings, may_animate
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import (
    BoardsChanged,
    CardsChanged,
    EventBus,
    LoadProgressed,
    SyncStatusChanged,
    WriteAccessChanged,
)
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.column_limits import ColumnLimitHeads
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.contents import ColumnsFiller
from kanbert_desktop.ui.board.controller import BoardController
from kanbert_desktop.ui.board.deferred_refresh import DeferredRefresh
from kanbert_desktop.ui.board.filter import FilterBar
from kanbert_desktop.ui.board.header import BoardHeader
from kanbert_desktop.ui.board.page_layout import BoardColumnArea, add_find_shortcut, run_when_destroyed
from kanbert_desktop.ui.board.placeholder import BoardPlaceholder, BoardState
from kanbert_desktop.ui.board.sorting import SortController
from kanbert_desktop.ui.board.view_options import BoardViewOptions
from kanbert_desktop.ui.card_panel.host import CardPanelHost, CardPanelPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.delegate import CardPixmaps
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardVisualState
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_editable
from kanbert_desktop.ui.widgets.painting import FirstPaint, PaintRecorder

if TYPE_CHECKING:
    from kanbert_desktop.domain.query import CardFilter
    from kanbert_desktop.ui.card_panel.following import PanelFollowing
    from kanbert_desktop.ui.search.query_assistance import QueryAssistance


HIDDEN_MS = 1000
"""After so long behind another page, or out of sight with its window, the painted cards are dropped: some 5 MiB, and on a
screen with two pixels to a point 20."""


class BoardPage(CardPanelPage, QWidget):
    """Shows one board at a time.

    `contents` fills `columns_view` with the cards that `filter_bar` and `sorting` select. `controller` turns input into
    `commands`, which all pages of the window share. `card_opened` carries the card whose panel was opened, or None.
    """

    card_opened = Signal(object)

    def __init__(
        self,
        service: BoardService,
        bus: EventBus,
        settings: Settings,
        theme: Theme,
        commands: CardCommands,
        *,
        now: Callable[[], date] = today,
    ) -> None:
        super().__init__()
        self.setObjectName("boardPage")
        self._service, self._settings, self._theme, self._today = service, settings, theme, now
        self.commands = commands
        self.board: BoardId | None = None
        self._was_loaded = False
        self._is_stale = False
        self._following: PanelFollowing | None = None
        self.header = BoardHeader(theme, self)
        self.filter_bar = FilterBar(theme, self)
        self._filter_assistance: QueryAssistance | None = None
        self._pixmaps = CardPixmaps(theme, may_animate=lambda: may_animate(settings, theme.desktop))
        self.columns_view = ColumnsView(self._pixmaps, self._visual_state, self)
        self.sorting = SortController(service, self.columns_view, theme, self)
        self.contents = ColumnsFiller(service, self.columns_view, self.sorting, now)
        self._limits = ColumnLimitHeads(service, self.columns_view)
        self.placeholder = BoardPlaceholder(theme, self.columns_view)
        self.controller = BoardController(
            service,
            self.columns_view,
            commands,
            sorting=self.sorting,
            contents=self.contents,
            theme=theme,
            today=now,
        )
        self.header.add_view_button(self.sorting.button)
        self.sorting.button.show_archived(self.shows_archived)
        area = BoardColumnArea(
            self, self.header, self.filter_bar, self.sorting.question, self.columns_view, theme=theme
        )
        self.panel_host = CardPanelHost(
            self, area, service=service, commands=commands, theme=theme, today=now
        )
        self._deferred_refresh = DeferredRefresh(self)
        self._hidden_for_long = QTimer(self, singleShot=True, interval=HIDDEN_MS)
        self._hidden_for_long.timeout.connect(self._pixmaps.drop_painted)
        self._first_paint = FirstPaint(self)
        self._paint_recorder = PaintRecorder(service.local.crash_guard, self)
        self._connect()
        self._subscribe(bus)
        self.columns_view.set_up_each(self._enable_adding)
        set_editable(service.sync.can_write, self.header.add_button)

    def show_board(self, board: BoardId) -> None:
        """Shows a board. Raises `Refused` for an unknown board."""
        known = self._service.board(board)
        if self.board != known.id:
            self.close_card()
            self._paint_recorder.start(DrawTarget(known.id))
            self.filter_bar.clear()
            self.contents.view_models.invalidate_all()
            self.controller.selection.clear()
            self.contents.reset(is_other_board=True)
            self.columns_view.reset_focus()
            self._was_loaded = False
            # An open form keeps its draft under the board it belongs to.
            for view in self.columns_view.shown:
                view.hide_quick_add()
            self.sorting.show_board(known.id)
        self.board = self.controller.adding.board = known.id
        client = self._service.client_of(known)
        self.header.show_names(client.name if client else "", known.title)
        self._limits.show_board(known.id)
        self.columns_view.folded_by_user = BoardViewOptions(self._service, known.id).folded_columns
        self.refresh()
        self.columns_view.update_layout()

    def _parse_filter(self, text: str) -> "CardFilter":
        """Imports the search language at the first text, not at the first paint."""
        if self._filter_assistance is None:
            from kanbert_desktop.ui.search.query_assistance import QueryAssistance  # noqa: PLC0415

            self._filter_assistance = QueryAssistance(self.filter_bar.field, self._service, self._theme)
            self._filter_assistance.offer()
        return self._service.search.card_filter(text)

    def refresh(self, *, in_background: bool = False) -> None:
        """Updates the page from the service; cheap if nothing changed. `in_background`: see `ColumnsFiller.fill`."""
        self._deferred_refresh.cancel()
        self._is_stale = False
        if self.board is None:
            return
        me = self._service.me
        self.contents.may_grow = self._first_paint.has_painted
        card_filter = self.filter_bar.current_filter(me.id if me else None, self._today(), self._parse_filter)
        self.contents.fill(
            self.board, card_filter, show_closed=self.shows_archived, in_background=in_background
        )
        self._show_filter_count(card_filter.is_empty)
        self._show_placeholder()
        is_loaded = self._service.is_board_loaded(self.board)
        if not (is_loaded and self._was_loaded):
            self._keep_first_card_current()
        self._was_loaded = is_loaded
        if self.contents.has_more and self._first_paint.has_painted:
            self._deferred_refresh.schedule(after_paint=not in_background)
        self.panel_host.refresh()

    def _show_filter_count(self, is_empty: bool) -> None:
        if is_empty:
            self.filter_bar.hide_count()
        else:
            self.filter_bar.show_count(self.contents.matches, self.contents.total)

    def open_quick_add(self, column: Column | None = None) -> None:
        """Opens the quick-add form in `column`, else in the focused column, else in "To do"."""
        self.controller.adding.open_field(column, self.focusWidget())

    def make_current(self, key: CardKey) -> None:
        """Makes a card that was added elsewhere the current one, unless the user is typing."""
        card, focus = self._service.card(key), self.window().focusWidget()
        if card is None or card.board != self.board or not self.isVisible() or self.opened_card is not None:
            return
        if not isinstance(focus, CardListView):
            return
        self.refresh()
        view = self.columns_view.columns[card.column]
        if view in self.columns_view.shown and not view.is_folded:
            self.controller.selection.clear()
            view.cards.make_current(key)
            view.cards.setFocus(Qt.FocusReason.OtherFocusReason)
            self.columns_view.point_out(key)

    def focus_board(self, key: CardKey | None = None) -> None:
        """Focuses that card, or the one that had the focus last."""
        view = (self.columns_view.view_of(key) if key else None) or self.columns_view.start_column()
        if view is not None and not view.is_folded:
            view.cards.focus_card(key)

    def point_out(self, key: CardKey) -> None:
        self.columns_view.point_out(key)

    def save_drafts(self) -> None:
        """Saves all unfinished text now: the window may be about to close."""
        self.columns_view.save_drafts()
        self.panel_host.save_drafts()
        if self.board is not None and self.opened_card is not None:
            part = "comment" if self.is_writing_in_panel else ""
            BoardViewOptions(self._service, self.board).opened_part = part

    # Card panel.

    @property
    def is_writing_in_panel(self) -> bool:
        """Whether the focus is in a comment that is being written."""
        return self.opened_card is not None and self.panel.composer.is_being_written

    def _reopen_card(self) -> None:
        """Opens the card that was open when the program quit. The panel is not needed before the first paint."""
        if self.board is None or self.opened_card is not None:
            return
        options = BoardViewOptions(self._service, self.board)
        if (key := options.opened_card) is not None:
            self.open_card(key, options.opened_part)

    def _on_panel_changed(self) -> None:
        if self.board is not None:
            BoardViewOptions(self._service, self.board).opened_card = self.opened_card
        self._make_room_for_panel()
        self._begin_following()
        self.columns_view.repaint_cards()
        self.card_opened.emit(self.opened_card)

    @property
    def is_following(self) -> bool:
        """Whether the panel is given another card because the keyboard went there: no step to go back to."""
        return self._following is not None and self._following.is_moving

    def _begin_following(self) -> None:
        """Called when a card is opened: not needed before the first paint."""
        if self._following is not None:
            return
        from kanbert_desktop.ui.card_panel.following import PanelFollowing  # noqa: PLC0415  after the first paint

        following = self._following = PanelFollowing(self.panel_host, self.columns_view.focused_key)
        self.columns_view.set_up_each(lambda view: view.cards.moved_by_key.connect(following.note_key))

    def _update_panel_layout(self) -> None:
        self.panel_host.update_layout()
        self._make_room_for_panel()

    def _make_room_for_panel(self) -> None:
        """Folds columns beside the panel; the column of the open card stays visible."""
        host = self.panel_host
        view = self.columns_view.view_of(host.opened_card) if host.opened_card is not None else None
        self.columns_view.make_room_for_panel(
            host.has_room, view.column if view else None, covered_width=host.covered_width
        )

    # Connections.

    def _connect(self) -> None:
        self._first_paint.painted.connect(self.refresh)
        self._first_paint.painted.connect(self._reopen_card)
        self._first_paint.painted.connect(self.columns_view.accept_touch)
        self._deferred_refresh.due.connect(self._on_refresh_due)
        Midnight(self).passed.connect(self._on_midnight)
        self._theme.changed.connect(self._apply_appearance)
        self.header.add_requested.connect(self.open_quick_add)
        self.header.clear_selection_requested.connect(self.controller.selection.clear)
        self.filter_bar.changed.connect(lambda: self._on_view_changed(refill=True))
        self.filter_bar.exited.connect(self.focus_board)
        self.sorting.button.archived_requested.connect(self.show_archived)
        add_find_shortcut(self, self.filter_bar)
        self.sorting.changed.connect(self._on_view_changed)
        self.columns_view.fold_changed.connect(self._store_folded_columns)
        self.placeholder.button_clicked.connect(self._on_placeholder_button)
        self.controller.open_requested.connect(self.open_card)
        self.controller.back_requested.connect(self.close_card)
        self.controller.selection.changed.connect(self.header.show_selection_count)
        self.controller.adding.field_toggled.connect(self._show_placeholder)
        self.commands.change_queued.connect(self._on_change_queued)
        self.panel_host.changed.connect(self._on_panel_changed)
        self.panel_host.closed.connect(self.focus_board)
        self.panel_host.resized.connect(self._make_room_for_panel)

    def _subscribe(self, bus: EventBus) -> None:
        run_when_destroyed(
            self,
            bus.subscribe(CardsChanged, self._on_cards_changed),
            bus.subscribe(BoardsChanged, self._on_boards_changed),
            bus.subscribe(SyncStatusChanged, self._on_sync_status),
            bus.subscribe(LoadProgressed, lambda _event: self._deferred_refresh.schedule()),
            bus.subscribe(WriteAccessChanged, lambda _event: self._apply_appearance()),
        )

    def _on_refresh_due(self) -> None:
        """A page behind another one is refreshed when it is shown again."""
        if self.isHidden() and not self.isWindow():
            self._is_stale = True
        else:
            self.refresh(in_background=True)

    def _on_change_queued(self) -> None:
        """Shows a change of the user at once, so that focus and selection can follow it."""
        if self.isVisible():
            self.refresh()

    def _on_cards_changed(self, event: CardsChanged) -> None:
        self.contents.invalidate(event.cards)
        if self.board in event.boards or self.opened_card in event.cards:
            self._deferred_refresh.schedule()

    def _on_boards_changed(self, _event: BoardsChanged) -> None:
        self.contents.view_models.invalidate_all()
        if self.board is None:
            return
        try:
            self.show_board(self.board)
        except KanbertError:
            self.board = None
            # A banner says that the board is gone; no first card is asked for.
            self.placeholder.show_state(BoardState.CARDS)

    def _on_sync_status(self, event: SyncStatusChanged) -> None:
        if self.contents.update_sync_status(event.status):
            self._deferred_refresh.schedule()
        if self.opened_card is not None:
            self.panel.on_status(event.status)

    def _on_midnight(self) -> None:
        self.contents.view_models.invalidate_all()
        self.contents.reset()
        self.refresh()

    def _on_view_changed(self, refill: bool) -> None:
        """Refreshes after a change of filter or sort order; `refill` fills long columns from the top again."""
        if refill:
            self.contents.restart()
        self.refresh()

    @property
    def shows_archived(self) -> bool:
        return self._settings.get(SHOW_CLOSED)

    def show_archived(self, shown: bool) -> None:
        """Shows the column of archived cards, open and in sight, or hides it."""
        self._settings.put(SHOW_CLOSED, shown)
        self.sorting.button.show_archived(shown)
        self.refresh()
        if shown:
            self.columns_view.open_and_reveal(Column.CLOSED)

    def _on_placeholder_button(self, state: BoardState) -> None:
        if state is BoardState.NO_MATCH:
            self.filter_bar.clear()
        else:
            self.controller.adding.open_field(None, None)

    def _store_folded_columns(self) -> None:
        if self.board is not None:
            BoardViewOptions(self._service, self.board).folded_columns = self.columns_view.folded_by_user

    # Appearance.

    def _visual_state(self, card: CardViewModel, is_selected: bool) -> CardVisualState:
        return CardVisualState(
            opened=card.key == self.opened_card,
            selected=is_selected and self.controller.selection.count > 0,
            dragged=card.key in self.controller.dragged_keys,
        )

    def _show_placeholder(self) -> None:
        """Shows the placeholder if there are no cards, but not over an open quick-add form."""
        is_adding = self.controller.adding.is_field_open
        self.placeholder.show_state(BoardState.CARDS if is_adding else self.contents.board_state)

    def _show_write_access(self) -> None:
        """Enables the buttons for new cards with write access. Commands on cards check it themselves."""
        can_write = self._service.sync.can_write
        set_editable(can_write, self.header.add_button)
        for view in self.columns_view.columns.values():
            self._enable_adding(view)

    def _enable_adding(self, view: ColumnView) -> None:
        view.set_adding_enabled(self._service.sync.can_write)

    def _keep_first_card_current(self) -> None:
        """Keeps the first card current while a board loads, until the user chooses another."""
        focus = self.window().focusWidget()
        current = next((view for view in self.columns_view.shown if view.cards is focus), None)
        first = self.columns_view.first_column()
        if current is None or first is None or not current.cards.is_untouched or not first.model.keys:
            return
        top = first.first_key()
        if top is not None and (first is not current or current.cards.current_row() != top):
            current.cards.clearSelection()
            first.cards.focus_card(top)
            first.cards.is_untouched = True

    def _apply_appearance(self) -> None:
        self._pixmaps.clear()
        self.contents.view_models.invalidate_all()
        for part in (self.sorting.button, self.header, self.filter_bar, self.placeholder, self.panel_host):
            part.apply_appearance()
        for view in self.columns_view.columns.values():
            view.apply_appearance()
        self._show_write_access()
        self.refresh()
        self._update_panel_layout()
        self.columns_view.repaint_cards()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_panel_layout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hidden_for_long.stop()
        if self._is_stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._hidden_for_long.start()
        self.save_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._apply_appearance()
