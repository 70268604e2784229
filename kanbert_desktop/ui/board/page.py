"""The board page: header, filter, columns, and at the right the panel of one card."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.crash_guard import DrawTarget
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.settings import MOTION, SHOW_CLOSED, Settings
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey, Column
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import (
    BoardsChanged,
    CardsChanged,
    EventBus,
    LoadProgressed,
    SyncStatusChanged,
)
from kanbert_desktop.ui.board.add_cards import AddCards
from kanbert_desktop.ui.board.card_list_view import CardListView
from kanbert_desktop.ui.board.clipboard import PasteAsCards
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnsView
from kanbert_desktop.ui.board.contents import ColumnsFiller
from kanbert_desktop.ui.board.controller import BoardController
from kanbert_desktop.ui.board.filter import FilterBar
from kanbert_desktop.ui.board.header import BoardHeader
from kanbert_desktop.ui.board.page_layout import (
    BoardColumnArea,
    PanelPlacement,
    add_find_shortcut,
    apply_appearance_to_all,
    run_when_destroyed,
)
from kanbert_desktop.ui.board.page_updates import (
    BoardWriteAccess,
    DeferredRefresh,
    EmptyBoard,
    PendingMarkUpdates,
)
from kanbert_desktop.ui.board.sorting import SortController
from kanbert_desktop.ui.board.view_options import BoardViewOptions
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.delegate import CardPixmaps
from kanbert_desktop.ui.cards.menu import CardPickers
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardVisualState
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.painting import FirstPaint, PaintRecorder

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel


class BoardPage(QWidget):
    """`wished` carries each wish with words for its toast; `problem` a title and a message; `card_opened` a key.

    `decide_wished` asks for what has to be decided about a card.
    """

    change_queued = Signal(object, str)
    problem_reported = Signal(str, str)
    card_opened = Signal(object)
    decision_requested = Signal(object)

    def __init__(
        self,
        desk: BoardService,
        bus: EventBus,
        settings: Settings,
        theme: Theme,
        now: Callable[[], date] = today,
    ) -> None:
        super().__init__()
        self.setObjectName("boardPage")
        self._service, self._settings, self._theme, self._today = desk, settings, theme, now
        self.board: BoardId | None = None
        self.opened_card: CardKey | None = None
        self._was_loaded = False
        self._drawing = PaintRecorder(desk.local.crash_guard, self)
        self.commands = CardCommands(desk, self)
        self._pixmaps = CardPixmaps(theme)
        self._pixmaps.may_animate = lambda: settings.get(MOTION) == "full"
        self.header = BoardHeader(theme, self)
        self.filter_bar = FilterBar(theme, self)
        self.columns_view = ColumnsView(self._pixmaps, self._look, self)
        self.sorting = SortController(desk, self.columns_view, theme, self)
        self._adding = AddCards(desk, self.columns_view, self.commands, now)
        self.controller = BoardController(
            desk,
            self.columns_view,
            self.commands,
            self._pixmaps,
            pickers=CardPickers(desk, self.commands, theme, now),
            sorting=self.sorting,
            clipboard=PasteAsCards(desk, self._adding.add, self._adding.open_field_with),
        )
        self._contents = ColumnsFiller(desk, self.columns_view, self.sorting, now)
        self._deferred_refresh = DeferredRefresh(self)
        self._empty = EmptyBoard(theme, self.columns_view, self._adding, self._contents, self.filter_bar)
        self._waiting = PendingMarkUpdates(self._contents.view_models, self._deferred_refresh.schedule)
        self._first_paint = FirstPaint(self)
        self._left = BoardColumnArea(self, self.header, self.filter_bar, self.sorting.button)
        self._left.add_columns(self.sorting.question, self.columns_view)
        self.filter_bar.archived.setChecked(settings.get(SHOW_CLOSED))
        self._side = PanelPlacement(self, self._left, self.columns_view, theme, self._build_panel)
        self._connect()
        self._listen(bus)
        self._access = BoardWriteAccess(desk, bus, self.header, self.columns_view, self._apply_appearance)

    # What the shell calls.

    def show_board(self, board: BoardId) -> None:
        """Raises `Refused` for a board that is not known."""
        known = self._service.board(board)
        if self.board != known.id:
            self.close_card()
            self._drawing.start(DrawTarget(known.id))
            self.filter_bar.clear()
            self._contents.view_models.invalidate_all()
            self.controller.selection.clear()
            self._contents.reset()
            self.columns_view.reset_focus()
            self._was_loaded = False
            # A field left open keeps its draft under the board it belongs to.
            for view in self.columns_view.shown:
                view.hide_quick_add()
            self.sorting.show_board(known.id)
        self.board = self._adding.board = known.id
        client = self._service.client_of(known)
        self.header.show_names(client.name if client else "", known.title)
        self.columns_view.folded_by_user = BoardViewOptions(self._service, known.id).folded_columns
        self.refresh()
        self.columns_view.update_layout()

    def open_card(self, key: CardKey, part: str = "") -> None:
        """Shows its panel; `part` is "", "due", "assignee" or "comment"."""
        if self._service.card(key) is None:
            return
        self._remember_opened(key)
        self.panel.show_card(key)
        self.panel.show()
        self.panel.raise_()
        self._side.update_layout(self.opened_card)
        self.columns_view.repaint_cards()
        self.panel.focus_part(part)
        self.card_opened.emit(key)

    def close_card(self) -> None:
        if self.opened_card is None:
            return
        key = self.opened_card
        self._remember_opened(None)
        self.panel.save_edits()
        self.panel.hide()
        self._side.update_layout(self.opened_card)
        self.columns_view.repaint_cards()
        self.focus_board(key)
        self.card_opened.emit(None)

    def focus_board(self, key: CardKey | None = None) -> None:
        """The focus goes to that card, or to where it was last."""
        view = (self.columns_view.view_of(key) if key else None) or self.columns_view.start_column()
        if view is not None and not view.is_folded:
            view.cards.focus_card(key)

    def open_quick_add(self, column: Column | None = None) -> None:
        """Opens the quick add field: in that column, else where the focus is, else in "To do"."""
        self._adding.open_field(column, self.focusWidget())

    def make_current(self, key: CardKey) -> None:
        """A card was added elsewhere: where it is on this board, the next key is about it. Not where somebody writes."""
        card, writes_in = self._service.card(key), self.window().focusWidget()
        if card is None or card.board != self.board or not self.isVisible() or self.opened_card is not None:
            return
        if not isinstance(writes_in, CardListView):
            return
        self.refresh()
        view = self.columns_view.columns[card.column]
        if view in self.columns_view.shown and not view.is_folded:
            self.controller.selection.clear()
            view.cards.make_current(key)
            view.cards.setFocus(Qt.FocusReason.OtherFocusReason)
            self.columns_view.reveal(view)

    def save_drafts(self) -> None:
        """Whatever is half written, now: the window may be about to close."""
        self.columns_view.save_drafts()
        self._side.save_drafts()

    def refresh(self, *, in_background: bool = False) -> None:
        """Makes the page show what the desk says now; cheap where nothing changed. `news`: softly."""
        self._deferred_refresh.cancel()
        if self.board is None:
            return
        me = self._service.me
        self._contents.may_grow = self._first_paint.has_painted
        wished = self.filter_bar.current_filter(
            me.id if me else None, self._today(), self._service.search.card_filter
        )
        self._contents.fill(
            self.board, wished, show_closed=self._settings.get(SHOW_CLOSED), in_background=in_background
        )
        self._empty.update()
        is_loaded = self._service.is_board_loaded(self.board)
        if not (is_loaded and self._was_loaded):
            self._follow_first()
        self._was_loaded = is_loaded
        if self._contents.has_more and self._first_paint.has_painted:
            self._deferred_refresh.schedule()
        if self.opened_card is not None:
            self._refresh_panel(self.opened_card)

    @property
    def panel(self) -> "CardPanel":
        """Built when the first card is opened."""
        return self._side.panel

    # How it hangs together.

    def _build_panel(self) -> "CardPanel":
        from kanbert_desktop.ui.card_panel.panel import CardPanel  # noqa: PLC0415  after the first paint

        panel = CardPanel(self._service, self.commands, self._theme, self._today, self)
        panel.closed.connect(self.close_card)
        panel.copy_link_requested.connect(self.controller.copy_link)
        panel.card_requested.connect(self.open_card)
        panel.delete_requested.connect(self._delete)
        panel.decision_requested.connect(self.decision_requested)
        return panel

    def _listen(self, bus: EventBus) -> None:
        run_when_destroyed(
            self,
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, self._on_boards),
            bus.subscribe(SyncStatusChanged, self._waiting.on_status),
            bus.subscribe(SyncStatusChanged, self._on_status),
            bus.subscribe(LoadProgressed, lambda _event: self._deferred_refresh.schedule()),
        )

    def _connect(self) -> None:
        self._deferred_refresh.due.connect(lambda: self.refresh(in_background=True))
        self._first_paint.painted.connect(self.refresh)
        self._first_paint.painted.connect(self._open_again)
        Midnight(self).passed.connect(self._on_midnight)
        self.commands.change_queued.connect(self.change_queued)
        self.commands.problem_reported.connect(self.problem_reported)
        self.header.add_requested.connect(self.open_quick_add)
        self.filter_bar.changed.connect(lambda: self._on_choice(anew=True))
        self.filter_bar.exited.connect(self.focus_board)
        self.filter_bar.archived.toggled.connect(self._on_archived)
        self.controller.open_requested.connect(self.open_card)
        self.controller.back_requested.connect(self.close_card)
        self.controller.changed.connect(self.refresh)
        self.sorting.changed.connect(self._on_choice)
        self.controller.selection.changed.connect(self.header.show_selection_count)
        self.header.clear_selection_requested.connect(self.controller.selection.clear)
        self.columns_view.fold_changed.connect(self._keep_folds)
        self._theme.changed.connect(self._apply_appearance)
        self._adding.added.connect(self.refresh)
        self._adding.created.connect(self._on_made)
        self._adding.pasted.connect(self._on_pasted)
        add_find_shortcut(self, self.filter_bar)

    def _look(self, face: CardViewModel, is_selected: bool) -> CardVisualState:
        return CardVisualState(
            opened=face.key == self.opened_card,
            selected=is_selected and self.controller.selection.count > 0,
            dragged=face.key in self.controller.dragged_keys,
        )

    def _refresh_panel(self, key: CardKey) -> None:
        if self._service.card(key) is None:
            self.close_card()
        else:
            self.panel.refresh()

    def _delete(self, key: CardKey) -> None:
        self.close_card()
        self.commands.delete([key])
        self.refresh()

    def _on_cards(self, event: CardsChanged) -> None:
        self._contents.view_models.invalidate(event.cards)
        if self.board in event.boards or self.opened_card in event.cards:
            self._deferred_refresh.schedule()

    def _on_status(self, event: SyncStatusChanged) -> None:
        if self.opened_card is not None:
            self.panel.on_status(event.status)

    def _on_boards(self, _event: BoardsChanged) -> None:
        self._contents.view_models.invalidate_all()
        if self.board is None:
            return
        try:
            self.show_board(self.board)
        except KanbertError:
            self.board = None

    def _on_choice(self, anew: bool) -> None:
        """Filtered or sorted another way; `anew`: long columns are filled from the top again."""
        if anew:
            self._contents.restart()
        self.refresh()

    def _on_archived(self, shown: bool) -> None:
        self._settings.put(SHOW_CLOSED, shown)
        self.refresh()
        if shown:
            self.columns_view.reveal(self.columns_view.columns[Column.CLOSED])

    def _on_midnight(self) -> None:
        self._contents.view_models.invalidate_all()
        self._contents.reset()
        self.refresh()

    def _on_made(self, view: ColumnView, key: CardKey) -> None:
        """The next key is about the new card, also where the field closes only later."""
        self.controller.selection.clear()
        view.cards.make_current(key)
        if self.columns_view.view_of(key) is None and not self._contents.has_more:
            view.quick_add.show_hint(tr("Added. The filter or a folded group hides the card."))

    def _on_pasted(self, view: ColumnView, keys: list[CardKey]) -> None:
        """On the first of them, from where they are read."""
        if keys and self.columns_view.view_of(keys[0]) is not None:
            self.controller.selection.clear()
            self.controller.selection.select(keys[:1])
        elif keys:
            self.controller.selection.clear()
            view.cards.make_current(keys[0])

    def _follow_first(self) -> None:
        """While a board is loaded, the first card stays the current one until somebody chooses another."""
        current = next(
            (view for view in self.columns_view.shown if view.cards is self.window().focusWidget()), None
        )
        first = self.columns_view.first_column()
        if current is None or first is None or not current.cards.is_untouched or not first.model.keys:
            return
        if first is not current or current.cards.current_row() != first.model.keys[0]:
            current.cards.clearSelection()
            first.cards.focus_card(first.model.keys[0])
            first.cards.is_untouched = True

    def _remember_opened(self, key: CardKey | None) -> None:
        self.opened_card = key
        if self.board is not None:
            BoardViewOptions(self._service, self.board).opened_card = key

    def _open_again(self) -> None:
        """As the program was left; nobody waits for the panel before the first paint."""
        key = BoardViewOptions(self._service, self.board).opened_card if self.board is not None else None
        if key is not None and self.opened_card is None:
            self.open_card(key)

    def _keep_folds(self) -> None:
        if self.board is not None:
            BoardViewOptions(self._service, self.board).folded_columns = self.columns_view.folded_by_user

    def _apply_appearance(self) -> None:
        self._pixmaps.clear()
        self._contents.view_models.invalidate_all()
        above = (self.header, self.filter_bar, self.sorting.button, self._empty.placeholder)
        apply_appearance_to_all(*above, self._side.built, *self.columns_view.columns.values())
        self._access.apply()
        self.refresh()
        self._side.update_layout(self.opened_card)
        self.columns_view.repaint_cards()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.update_layout(self.opened_card)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._apply_appearance()
