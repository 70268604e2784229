"""Page of a saved view: its name and query, and its cards."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews, ViewGrouping, ViewLayout
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.events import (
    BoardsChanged,
    CardsChanged,
    EventBus,
    SyncStatusChanged,
    WriteAccessChanged,
)
from kanbert_desktop.domain.sorting import Sort
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.card_panel.following import PanelFollowing
from kanbert_desktop.ui.card_panel.host import CardPanelHost, CardPanelPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.saved_views.controls import ViewHeader
from kanbert_desktop.ui.saved_views.query_bar import QueryBar
from kanbert_desktop.ui.saved_views.results import MAX_WIDTH, ViewResults
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import UNLIMITED

if TYPE_CHECKING:
    from kanbert_desktop.ui.printing.print_job import Printable

_LOW, _HIGH_MARGIN, _LOW_MARGIN = 300, 20, 8
"""Pixels at 100 % text size. In a lower page the header leaves more room to the cards."""


class SavedViewPage(CardPanelPage, QWidget):
    """`change_requested` carries the name and the view as it is to be saved, `menu_requested` the name."""

    change_requested = Signal(str, object)
    menu_requested = Signal(str)
    closed = Signal()

    def __init__(
        self,
        service: BoardService,
        bus: EventBus,
        theme: Theme,
        commands: CardCommands,
        *,
        may_animate: Callable[[], bool],
        now: Callable[[], date] = today,
    ) -> None:
        super().__init__()
        self.setObjectName("savedViewPage")
        # Escape must work on the empty page too.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._service, self._theme, self._today = service, theme, now
        self._views = SavedViews(service)
        self.view: SavedView | None = None
        self._main = QWidget(self)
        self.header, self.query_bar = ViewHeader(theme, self._main), QueryBar(service, theme, self._main)
        self.results = ViewResults(service, theme, commands, now, self._main, may_animate=may_animate)
        self.panel_host = CardPanelHost(
            self, self._main, service=service, commands=commands, theme=theme, today=now
        )
        self._following = PanelFollowing(self.panel_host, self.results.focused_key)
        self._build_layout()
        self._connect()
        self._unsubscribers = [
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, lambda _event: self.results.note_names_or_day()),
            bus.subscribe(WriteAccessChanged, lambda _event: self.results.note_names_or_day()),
            bus.subscribe(SyncStatusChanged, self._on_status),
        ]
        self.apply_appearance()

    def _build_layout(self) -> None:
        above = self._above = QVBoxLayout()
        above.setContentsMargins(16, _HIGH_MARGIN, 16, 8)
        above.setSpacing(8)
        above.addWidget(self.header)
        above.addWidget(self.query_bar)
        box = QVBoxLayout(self._main)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(above)
        box.addWidget(self.results, 1)

    def _connect(self) -> None:
        self.header.layout_chosen.connect(self._choose_layout)
        self.header.arrangement_button.sort_requested.connect(self._choose_sort)
        self.header.arrangement_button.grouping_requested.connect(self._choose_grouping)
        self.header.menu_requested.connect(self._request_menu)
        self.query_bar.edited.connect(lambda _text: self._find())
        self.query_bar.saved.connect(self._save_query)
        self.query_bar.left.connect(self._back)
        self.query_bar.field.cards_entered.connect(self._enter_cards)
        self.results.stale_noticed.connect(self._find)
        self.results.numbers_changed.connect(self.header.show_count)
        self.results.query_requested.connect(self._focus_query)
        self.results.sort_requested.connect(self.header.arrangement_button.open_menu)
        self.results.open_requested.connect(self.open_card)
        self.results.back_requested.connect(self._back)
        self.panel_host.changed.connect(lambda: self.results.show_opened_card(self.panel_host))
        self.panel_host.closed.connect(self.results.focus_cards)
        self.results.moved_by_key.connect(self._following.note_key)
        self.panel_host.resized.connect(lambda: self.results.fit(self.panel_host))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._focus_query)
        self._theme.changed.connect(self.apply_appearance)
        Midnight(self).passed.connect(self.results.note_names_or_day)

    # Called by the navigator and the commands.

    def show_view(self, name: str) -> None:
        """Shows another view, or the same one again. Raises `Refused` for an unknown name."""
        view = self._views.require(name)
        is_same = self.view is not None and self.view.name == view.name
        if not is_same:
            self.panel_host.close()
        self._show(view, keep_typed=is_same)

    def reload(self, name: str) -> None:
        """Shows the present view as it is saved now, under that name."""
        view = self._views.find(name)
        if view is not None and view != self.view:
            self._show(view, keep_typed=True)

    def open(self) -> None:
        """Brings the cards up to date and sets the focus."""
        self.results.finish_first()
        self.results.focus_cards(self.opened_card)

    def point_out(self, key: CardKey) -> None:
        self.results.point_out(key)

    def unsubscribe(self) -> None:
        self.results.stop()
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def printable(self, printed_at: str) -> "Printable | None":
        """The view with its query as it is typed."""
        if self.view is None:
            return None
        from kanbert_desktop.ui.printing.page_layout import PrintStyle  # noqa: PLC0415  seldom needed
        from kanbert_desktop.ui.saved_views.printout import ViewPrintout  # noqa: PLC0415

        style = PrintStyle(self._theme)
        return ViewPrintout(self._service, self._typed(self.view), style, printed_at, self._today)

    # What is shown.

    def _typed(self, view: SavedView) -> SavedView:
        """The view with its query as it is typed."""
        return replace(view, query=self.query_bar.field.text().strip())

    def _show(self, view: SavedView, *, keep_typed: bool) -> None:
        self.view = view
        self.header.show_view(view)
        self.setAccessibleName(view.name)
        self.results.card_list.setAccessibleName(view.name)
        self.query_bar.show_query(view.query, keep_typed=keep_typed)
        self._fit_width()
        self._find()

    def _find(self) -> None:
        """Finds the cards of the view, with the query as it is typed."""
        if self.view is not None:
            self.results.start(self._typed(self.view))
            self.query_bar.show_problems(self.results.contents.problems)

    def _fit_width(self) -> None:
        """Above a list everything is as wide as the list."""
        in_columns = self.view is not None and self.view.layout is ViewLayout.COLUMNS
        for part in (self.header, self.query_bar):
            part.setMaximumWidth(UNLIMITED if in_columns else self._theme.px(MAX_WIDTH))

    def _fit_height(self) -> None:
        is_low = self.height() < self._theme.px(_LOW)
        self._above.setContentsMargins(16, _LOW_MARGIN if is_low else _HIGH_MARGIN, 16, 8)
        self.header.set_low(is_low)

    # Requests.

    def _choose_layout(self, layout: ViewLayout) -> None:
        self._change(lambda view: replace(view, layout=layout))

    def _choose_sort(self, sort: Sort) -> None:
        self._change(lambda view: replace(view, sort=sort))

    def _choose_grouping(self, grouping: ViewGrouping) -> None:
        self._change(lambda view: replace(view, grouping=grouping))

    def _save_query(self, text: str) -> None:
        self._change(lambda view: replace(view, query=text))

    def _change(self, changed: Callable[[SavedView], SavedView]) -> None:
        if self.view is not None:
            self.change_requested.emit(self.view.name, changed(self.view))

    def _request_menu(self) -> None:
        if self.view is not None:
            self.menu_requested.emit(self.view.name)

    def _enter_cards(self) -> None:
        self.results.finish_first()
        if self.results.contents.held:
            self.results.focus_cards()

    def _focus_query(self) -> None:
        self.query_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query_bar.field.selectAll()

    def _back(self) -> None:
        """Escape closes the panel first."""
        self.close_card() if self.opened_card is not None else self.closed.emit()

    # Events.

    def _on_cards(self, event: CardsChanged) -> None:
        self.results.note_changed(event.cards)
        self.panel_host.refresh()

    def _on_status(self, event: SyncStatusChanged) -> None:
        if self.opened_card is not None:
            self.panel.on_status(event.status)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.header.apply_appearance()
        self.query_bar.apply_appearance()
        self._fit_width()
        self._fit_height()
        self.results.apply_appearance()
        self.panel_host.apply_appearance()
        if self.view is not None:
            self.header.show_view(self.view)
            self.query_bar.show_problems(self.results.contents.problems)
        self.panel_host.update_layout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()
        self.panel_host.update_layout()
        self.results.fit(self.panel_host)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
