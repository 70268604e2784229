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
from kanbert_desktop.ui.board.add_cards import Adding
from kanbert_desktop.ui.board.card_list_view import CardList
from kanbert_desktop.ui.board.clipboard import Lines
from kanbert_desktop.ui.board.column_view import ColumnView
from kanbert_desktop.ui.board.columns_view import ColumnStrip
from kanbert_desktop.ui.board.contents import BoardContents
from kanbert_desktop.ui.board.controller import CardActs
from kanbert_desktop.ui.board.filter import FilterBar
from kanbert_desktop.ui.board.header import BoardHeader
from kanbert_desktop.ui.board.page_layout import BoardSide, PanelSide, dress_all, end_with, find_by_key
from kanbert_desktop.ui.board.page_updates import Access, EmptyBoard, News, WaitingMarks
from kanbert_desktop.ui.board.sorting import Sorting
from kanbert_desktop.ui.board.view_options import BoardChoices
from kanbert_desktop.ui.cards.commands import Gestures
from kanbert_desktop.ui.cards.delegate import CardPictures
from kanbert_desktop.ui.cards.menu import Choices
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.cards.view_model import CardFace, CardLook
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.painting import Drawing, FirstPaint

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel


class BoardPage(QWidget):
    """`wished` carries each wish with words for its toast; `problem` a title and a message; `card_opened` a key.

    `decide_wished` asks for what has to be decided about a card.
    """

    wished = Signal(object, str)
    problem = Signal(str, str)
    card_opened = Signal(object)
    decide_wished = Signal(object)

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
        self._desk, self._settings, self._theme, self._today = desk, settings, theme, now
        self.board: BoardId | None = None
        self.opened: CardKey | None = None
        self._was_loaded = False
        self._drawing = Drawing(desk.crash_guard, self)
        self.gestures = Gestures(desk, self)
        self._pictures = CardPictures(theme)
        self._pictures.moves = lambda: settings.get(MOTION) == "full"
        self.header = BoardHeader(theme, self)
        self.filter_bar = FilterBar(theme, self)
        self.strip = ColumnStrip(self._pictures, self._look, self)
        self.sorting = Sorting(desk, self.strip, theme, self)
        self._adding = Adding(desk, self.strip, self.gestures, now)
        self.acts = CardActs(
            desk,
            self.strip,
            self.gestures,
            self._pictures,
            choices=Choices(desk, self.gestures, theme, now),
            sorting=self.sorting,
            lines=Lines(desk, self._adding.add, self._adding.write),
        )
        self._contents = BoardContents(desk, self.strip, self.sorting, now)
        self._news = News(self)
        self._empty = EmptyBoard(theme, self.strip, self._adding, self._contents, self.filter_bar)
        self._waiting = WaitingMarks(self._contents.faces, self._news.start)
        self._first_paint = FirstPaint(self)
        self._left = BoardSide(self, self.header, self.filter_bar, self.sorting.button)
        self._left.add(self.sorting.question, self.strip)
        self.filter_bar.archived.setChecked(settings.get(SHOW_CLOSED))
        self._side = PanelSide(self, self._left, self.strip, theme, self._build_panel)
        self._connect()
        self._listen(bus)
        self._access = Access(desk, bus, self.header, self.strip, self._dress)

    # What the shell calls.

    def show_board(self, board: BoardId) -> None:
        """Raises `Refused` for a board that is not known."""
        known = self._desk.board(board)
        if self.board != known.id:
            self.close_card()
            self._drawing.begin(DrawTarget(known.id))
            self.filter_bar.clear()
            self._contents.faces.forget_all()
            self.acts.selection.clear()
            self._contents.begin_board()
            self.strip.forget_focus()
            self._was_loaded = False
            # A field left open keeps its draft under the board it belongs to.
            for view in self.strip.shown:
                view.put_away_quick_add()
            self.sorting.show_board(known.id)
        self.board = self._adding.board = known.id
        client = self._desk.client_of(known)
        self.header.show_names(client.name if client else "", known.title)
        self.strip.folded_by_hand = BoardChoices(self._desk, known.id).folded
        self.refresh()
        self.strip.lay_out()

    def open_card(self, key: CardKey, part: str = "") -> None:
        """Shows its panel; `part` is "", "due", "assignee" or "comment"."""
        if self._desk.card(key) is None:
            return
        self._remember_opened(key)
        self.panel.show_card(key)
        self.panel.show()
        self.panel.raise_()
        self._side.place(self.opened)
        self.strip.repaint_cards()
        self.panel.go_to(part)
        self.card_opened.emit(key)

    def close_card(self) -> None:
        if self.opened is None:
            return
        key = self.opened
        self._remember_opened(None)
        self.panel.leave()
        self.panel.hide()
        self._side.place(self.opened)
        self.strip.repaint_cards()
        self.focus_board(key)
        self.card_opened.emit(None)

    def focus_board(self, key: CardKey | None = None) -> None:
        """The focus goes to that card, or to where it was last."""
        view = (self.strip.view_of(key) if key else None) or self.strip.start()
        if view is not None and not view.is_folded:
            view.cards.focus_card(key)

    def add_card(self, column: Column | None = None) -> None:
        """Opens the quick add field: in that column, else where the focus is, else in "To do"."""
        self._adding.open_field(column, self.focusWidget())

    def point_at(self, key: CardKey) -> None:
        """A card was added elsewhere: where it is on this board, the next key is about it. Not where somebody writes."""
        card, writes_in = self._desk.card(key), self.window().focusWidget()
        if card is None or card.board != self.board or not self.isVisible() or self.opened is not None:
            return
        if not isinstance(writes_in, CardList):
            return
        self.refresh()
        view = self.strip.columns[card.column]
        if view in self.strip.shown and not view.is_folded:
            self.acts.selection.clear()
            view.cards.point_at(key)
            view.cards.setFocus(Qt.FocusReason.OtherFocusReason)
            self.strip.reveal(view)

    def keep_drafts(self) -> None:
        """Whatever is half written, now: the window may be about to close."""
        self.strip.keep_drafts()
        self._side.keep_drafts()

    def refresh(self, *, news: bool = False) -> None:
        """Makes the page show what the desk says now; cheap where nothing changed. `news`: softly."""
        self._news.stop()
        if self.board is None:
            return
        me = self._desk.me
        self._contents.grows = self._first_paint.is_over
        wished = self.filter_bar.filter(me.id if me else None, self._today(), self._desk.card_filter)
        self._contents.show(self.board, wished, with_closed=self._settings.get(SHOW_CLOSED), news=news)
        self._empty.show()
        is_loaded = self._desk.is_board_loaded(self.board)
        if not (is_loaded and self._was_loaded):
            self._follow_first()
        self._was_loaded = is_loaded
        if self._contents.has_more and self._first_paint.is_over:
            self._news.start()
        if self.opened is not None:
            self._refresh_panel(self.opened)

    @property
    def panel(self) -> "CardPanel":
        """Built when the first card is opened."""
        return self._side.panel

    # How it hangs together.

    def _build_panel(self) -> "CardPanel":
        from kanbert_desktop.ui.card_panel.panel import CardPanel  # noqa: PLC0415  after the first paint

        panel = CardPanel(self._desk, self.gestures, self._theme, self._today, self)
        panel.closed.connect(self.close_card)
        panel.link_wished.connect(self.acts.copy_link)
        panel.card_wished.connect(self.open_card)
        panel.delete_wished.connect(self._delete)
        panel.decide_wished.connect(self.decide_wished)
        return panel

    def _listen(self, bus: EventBus) -> None:
        end_with(
            self,
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, self._on_boards),
            bus.subscribe(SyncStatusChanged, self._waiting.on_status),
            bus.subscribe(SyncStatusChanged, self._on_status),
            bus.subscribe(LoadProgressed, lambda _event: self._news.start()),
        )

    def _connect(self) -> None:
        self._news.due.connect(lambda: self.refresh(news=True))
        self._first_paint.over.connect(self.refresh)
        self._first_paint.over.connect(self._open_again)
        Midnight(self).passed.connect(self._on_midnight)
        self.gestures.wished.connect(self.wished)
        self.gestures.problem.connect(self.problem)
        self.header.add_wished.connect(self.add_card)
        self.filter_bar.changed.connect(lambda: self._on_choice(anew=True))
        self.filter_bar.left.connect(self.focus_board)
        self.filter_bar.archived.toggled.connect(self._on_archived)
        self.acts.part_wished.connect(self.open_card)
        self.acts.back_wished.connect(self.close_card)
        self.acts.changed.connect(self.refresh)
        self.sorting.changed.connect(self._on_choice)
        self.acts.selection.changed.connect(self.header.show_selected)
        self.header.clear_wished.connect(self.acts.selection.clear)
        self.strip.fold_changed.connect(self._keep_folds)
        self._theme.changed.connect(self._dress)
        self._adding.added.connect(self.refresh)
        self._adding.made.connect(self._on_made)
        self._adding.pasted.connect(self._on_pasted)
        find_by_key(self, self.filter_bar)

    def _look(self, face: CardFace, is_selected: bool) -> CardLook:
        return CardLook(
            opened=face.key == self.opened,
            selected=is_selected and self.acts.selection.count > 0,
            dragged=face.key in self.acts.dragged,
        )

    def _refresh_panel(self, key: CardKey) -> None:
        if self._desk.card(key) is None:
            self.close_card()
        else:
            self.panel.refresh()

    def _delete(self, key: CardKey) -> None:
        self.close_card()
        self.gestures.delete([key])
        self.refresh()

    def _on_cards(self, event: CardsChanged) -> None:
        self._contents.faces.forget(event.cards)
        if self.board in event.boards or self.opened in event.cards:
            self._news.start()

    def _on_status(self, event: SyncStatusChanged) -> None:
        if self.opened is not None:
            self.panel.on_status(event.status)

    def _on_boards(self, _event: BoardsChanged) -> None:
        self._contents.faces.forget_all()
        if self.board is None:
            return
        try:
            self.show_board(self.board)
        except KanbertError:
            self.board = None

    def _on_choice(self, anew: bool) -> None:
        """Filtered or sorted another way; `anew`: long columns are filled from the top again."""
        if anew:
            self._contents.begin()
        self.refresh()

    def _on_archived(self, shown: bool) -> None:
        self._settings.put(SHOW_CLOSED, shown)
        self.refresh()
        if shown:
            self.strip.reveal(self.strip.columns[Column.CLOSED])

    def _on_midnight(self) -> None:
        self._contents.faces.forget_all()
        self._contents.begin_board()
        self.refresh()

    def _on_made(self, view: ColumnView, key: CardKey) -> None:
        """The next key is about the new card, also where the field closes only later."""
        self.acts.selection.clear()
        view.cards.point_at(key)
        if self.strip.view_of(key) is None and not self._contents.has_more:
            view.quick_add.tell(tr("Added. The filter or a folded group hides the card."))

    def _on_pasted(self, view: ColumnView, keys: list[CardKey]) -> None:
        """On the first of them, from where they are read."""
        if keys and self.strip.view_of(keys[0]) is not None:
            self.acts.selection.clear()
            self.acts.selection.put(keys[:1])
        elif keys:
            self.acts.selection.clear()
            view.cards.point_at(keys[0])

    def _follow_first(self) -> None:
        """While a board is loaded, the first card stays the current one until somebody chooses another."""
        current = next((view for view in self.strip.shown if view.cards is self.window().focusWidget()), None)
        first = self.strip.first()
        if current is None or first is None or not current.cards.is_untouched or not first.rows.keys:
            return
        if first is not current or current.cards.current_row() != first.rows.keys[0]:
            current.cards.clearSelection()
            first.cards.focus_card(first.rows.keys[0])
            first.cards.is_untouched = True

    def _remember_opened(self, key: CardKey | None) -> None:
        self.opened = key
        if self.board is not None:
            BoardChoices(self._desk, self.board).opened = key

    def _open_again(self) -> None:
        """As the program was left; nobody waits for the panel before the first paint."""
        key = BoardChoices(self._desk, self.board).opened if self.board is not None else None
        if key is not None and self.opened is None:
            self.open_card(key)

    def _keep_folds(self) -> None:
        if self.board is not None:
            BoardChoices(self._desk, self.board).folded = self.strip.folded_by_hand

    def _dress(self) -> None:
        self._pictures.forget()
        self._contents.faces.forget_all()
        above = (self.header, self.filter_bar, self.sorting.button, self._empty.face)
        dress_all(*above, self._side.built, *self.strip.columns.values())
        self._access.show()
        self.refresh()
        self._side.place(self.opened)
        self.strip.repaint_cards()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.place(self.opened)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._dress()
