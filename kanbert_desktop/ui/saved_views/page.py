"""Page of a saved view: its query and its cards, as a grouped list or as board columns."""

from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews, ViewGrouping, ViewLayout
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
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
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.card_panel.host import CardPanelHost
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.pickers import CardPickers
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.commands.board_shortcuts import BoardCommand
from kanbert_desktop.ui.my_work.controller import MyWorkController
from kanbert_desktop.ui.saved_views.contents import ViewContents
from kanbert_desktop.ui.saved_views.controls import ViewHeader
from kanbert_desktop.ui.saved_views.list_rows import ViewListRows
from kanbert_desktop.ui.saved_views.query_bar import QueryBar
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import EmptyState

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.panel import CardPanel
    from kanbert_desktop.ui.saved_views.columns import ViewColumns

MAX_WIDTH, LIST_STEP = 920, 300
"""Pixels of the list at 100 % text size, and the rows that it shows at once."""
_ANY_WIDTH = 16_777_215
"""Qt's own limit."""
_FRAME_SECONDS = 0.006
_FIRST_LOOK_SECONDS = 0.1
"""While cards are being found, the page shows those it has at such intervals."""


class SavedViewPage(QWidget):
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
        now: Callable[[], date] = today,
    ) -> None:
        super().__init__()
        self.setObjectName("savedViewPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._service, self._theme, self._commands, self._today = service, theme, commands, now
        self._views = SavedViews(service)
        self.view: SavedView | None = None
        self.contents = ViewContents(service, now)
        self._rows = ViewListRows(service, self.contents, now)
        self._limit = LIST_STEP
        self._is_stale = False
        self._shown_at = 0.0
        self._main = QWidget(self)
        self.header, self.query_bar = ViewHeader(theme, self._main), QueryBar(service, theme, self._main)
        self.card_list = GroupedCardList(theme, self._main, multi_select=True)
        self.more_button = QPushButton(self._main)
        self.more_button.setProperty("kind", "quiet")
        self.empty_state = EmptyState(theme, "search-x", "muted", self._main)
        self.columns: ViewColumns | None = None
        self.controller = MyWorkController(
            service, self.card_list, commands, theme, CardPickers(service, commands, theme, now)
        )
        self.panel_host = CardPanelHost(
            self, self._main, service=service, commands=commands, theme=theme, today=now
        )
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._build_layout()
        self._connect()
        self._unsubscribers = [
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, lambda _event: self._restart_later()),
            bus.subscribe(WriteAccessChanged, lambda _event: self._restart_later()),
            bus.subscribe(SyncStatusChanged, self._on_status),
        ]
        self.apply_appearance()

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
        if self._is_stale:
            self._restart()
        self._finish_first()
        self.focus_card(self.opened_card)

    def focus_card(self, key: CardKey | None = None) -> None:
        """Focuses that card, else the one that had the focus, else the query."""
        if not self.contents.held:
            self.query_bar.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.columns is not None and self._is_in_columns:
            self.columns.focus_card(key)
        else:
            self.card_list.focus_card(key)

    def unsubscribe(self) -> None:
        self._timer.stop()
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def save_drafts(self) -> None:
        """Saves unfinished text of the panel."""
        self.panel_host.save_drafts()

    # Card panel.

    @property
    def opened_card(self) -> CardKey | None:
        """The card whose panel is open."""
        return self.panel_host.opened_card

    @property
    def panel(self) -> "CardPanel":
        return self.panel_host.panel

    def open_card(self, key: CardKey, part: str = "") -> None:
        """Opens the panel of a card; `part` is "" or "comment"."""
        self.panel_host.open(key, part)

    def _on_panel_changed(self) -> None:
        self.card_list.opened_card = self.opened_card
        self.card_list.viewport().update()
        self._fit_columns()
        if self.columns is not None:
            self.columns.opened_card = self.opened_card
            self.columns.columns_view.repaint_cards()

    def _fit_columns(self) -> None:
        """Folds columns beside the panel; that of the open card stays visible."""
        if self.columns is None:
            return
        host, columns = self.panel_host, self.columns.columns_view
        view = columns.view_of(host.opened_card) if host.opened_card is not None else None
        columns.make_room_for_panel(host.is_beside, view.column if view else None, host.covered_width)

    # What is shown.

    @property
    def _is_in_columns(self) -> bool:
        return self.view is not None and self.view.layout is ViewLayout.COLUMNS

    def _show(self, view: SavedView, *, keep_typed: bool) -> None:
        self.view = view
        self.header.show_view(view)
        self._fit_width()
        self.setAccessibleName(view.name)
        self.card_list.setAccessibleName(view.name)
        self.query_bar.show_query(view.query, keep_typed=keep_typed)
        if self._is_in_columns and self.columns is None:
            self.columns = self._new_columns()
        self._restart()

    def _fit_width(self) -> None:
        """Above a list everything is as wide as the list."""
        width = self._theme.px(MAX_WIDTH)
        self.card_list.setMaximumWidth(width)
        for part in (self.header, self.query_bar):
            part.setMaximumWidth(_ANY_WIDTH if self._is_in_columns else width)

    def _new_columns(self) -> "ViewColumns":
        from kanbert_desktop.ui.saved_views.columns import ViewColumns  # noqa: PLC0415  seldom needed

        columns = ViewColumns(
            self._service,
            self.contents,
            self._theme,
            self._commands,
            today=self._today,
            open_menu=self.header.arrangement_button.open_menu,
            parent=self._main,
        )
        columns.controller.open_requested.connect(self.open_card)
        columns.controller.back_requested.connect(self._back)
        columns.opened_card = self.opened_card
        columns.columns_view.hide()
        self._main_box.insertWidget(1, columns.columns_view, 1)
        return columns

    def _restart(self) -> None:
        """Finds the cards of the view again, with the query as it is typed."""
        if self.view is None:
            return
        self._is_stale = False
        self._limit = LIST_STEP
        self.contents.start(replace(self.view, query=self.query_bar.field.text().strip()))
        self.query_bar.show_problems(self.contents.problems)
        if self.columns is not None:
            self.columns.restart()
        self._shown_at = perf_counter()
        self._continue()

    def _restart_later(self) -> None:
        """Names, boards or the day have changed. The next opening finds the cards again if the page is hidden."""
        self._rows.invalidate(None)
        if self.columns is not None:
            self.columns.invalidate(None)
        self._is_stale = True
        if self.isVisible():
            self._timer.start()

    def _finish_first(self) -> None:
        """Finds what is in sight before the page is painted, unless that takes long."""
        if not self.contents.is_complete:
            self.contents.advance(perf_counter() + _FIRST_LOOK_SECONDS / 2)
            self._refresh()

    def _continue(self) -> None:
        if self._is_stale:
            self._restart()
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
        had_focus = self._cards_have_focus()
        in_columns = self._is_in_columns
        if self.columns is not None:
            self.columns.columns_view.setVisible(in_columns and has_cards)
        if self.columns is not None and in_columns:
            with self._service.one_state():
                self.columns.refresh()
        elif has_cards:
            with self._service.one_state():
                self.card_list.show_groups(self._rows.groups(self._limit))
        self.card_list.setVisible(has_cards and not in_columns)
        self._main_box.setStretch(self._main_box.count() - 1, 0 if in_columns and has_cards else 1)
        self.empty_state.setVisible(not has_cards)
        if had_focus and not self._cards_have_focus():
            self.focus_card()
        self._show_numbers()
        self.panel_host.refresh()

    def _cards_have_focus(self) -> bool:
        columns, focus = self.columns, QApplication.focusWidget()
        return self.card_list.hasFocus() or (
            columns is not None and focus is not None and columns.columns_view.isAncestorOf(focus)
        )

    def _show_numbers(self) -> None:
        left = self.contents.held - self._limit
        self.more_button.setVisible(left > 0 and not self._is_in_columns)
        self.more_button.setText(tr("Show %n more card(s)", min(max(left, 0), LIST_STEP)))
        count, held = self.contents.count, self.contents.held
        text = tr("%n card(s)", count) if self.contents.is_complete else f"{tr('%n card(s) so far', count)} …"
        if count > held:
            text += " · " + tr("only %n of them are shown; a narrower query shows all", held)
        selected = self._selected_count()
        self.header.show_count(tr("%n card(s) selected", selected) if selected else text)

    def _selected_count(self) -> int:
        if self.columns is not None and self._is_in_columns:
            return self.columns.controller.selection.count
        return len(self.card_list.selected_keys()) if self.card_list.has_multi_selection else 0

    # Set-up.

    def _build_layout(self) -> None:
        above, below = QVBoxLayout(), QVBoxLayout()
        above.setContentsMargins(16, 20, 16, 8)
        above.setSpacing(8)
        above.addWidget(self.header)
        above.addWidget(self.query_bar)
        below.setContentsMargins(16, 0, 16, 0)
        below.addWidget(self.card_list, 1)
        below.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.empty_state, 1)
        # Columns have margins of their own.
        box = self._main_box = QVBoxLayout(self._main)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(above)
        box.addLayout(below, 1)
        self.more_button.hide()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._focus_query)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._continue)
        self.header.layout_chosen.connect(self._choose_layout)
        self.header.arrangement_button.sort_requested.connect(self._choose_sort)
        self.header.arrangement_button.grouping_requested.connect(self._choose_grouping)
        self.header.menu_requested.connect(self._request_menu)
        self.query_bar.edited.connect(lambda _text: self._restart())
        self.query_bar.saved.connect(self._save_query)
        self.query_bar.left.connect(self._back)
        self.query_bar.field.cards_entered.connect(self._enter_cards)
        self.more_button.clicked.connect(self._show_more)
        self.card_list.moved_above_top.connect(self._focus_query)
        self.card_list.command_triggered.connect(self._on_command)
        # While rows change, the selection contains rows that do not exist yet.
        self.card_list.selection_changed.connect(self._timer.start)
        self.controller.open_requested.connect(self.open_card)
        self.controller.back_requested.connect(self._back)
        self.panel_host.changed.connect(self._on_panel_changed)
        self.panel_host.closed.connect(self.focus_card)
        self._commands.change_queued.connect(self._on_change_queued)
        self._theme.changed.connect(self.apply_appearance)
        Midnight(self).passed.connect(self._restart_later)

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

    def _show_more(self) -> None:
        self._limit += LIST_STEP
        self._refresh()
        self.card_list.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.card_list, self.header.count_label.text())

    def _enter_cards(self) -> None:
        self._finish_first()
        if self.contents.held:
            self.focus_card()

    def _focus_query(self) -> None:
        self.query_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query_bar.field.selectAll()

    def _on_command(self, command: BoardCommand) -> None:
        if command is BoardCommand.SORT:
            self.header.arrangement_button.open_menu()

    def _back(self) -> None:
        """Escape closes the panel first."""
        self.panel_host.close() if self.opened_card is not None else self.closed.emit()

    # Events.

    def _on_cards(self, event: CardsChanged) -> None:
        self._rows.invalidate(event.cards)
        if self.columns is not None:
            self.columns.invalidate(event.cards)
        self.contents.note_changed(event.cards)
        if self.isVisible():
            self._timer.start()

    def _on_change_queued(self) -> None:
        """Shows a change of the user at once, so that focus and selection can follow it."""
        if self.isVisible() and not self._is_stale:
            self.contents.advance(perf_counter() + _FRAME_SECONDS)
            self._refresh()

    def _on_status(self, event: SyncStatusChanged) -> None:
        if self.opened_card is not None:
            self.panel.on_status(event.status)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.header.apply_appearance()
        self.query_bar.apply_appearance()
        self._fit_width()
        self.card_list.apply_appearance()
        self.empty_state.apply_appearance(tr("No cards"), tr("Nothing matches this query now."))
        self.panel_host.apply_appearance()
        self._rows.invalidate(None)
        if self.columns is not None:
            self.columns.apply_appearance()
        if self.view is not None:
            self.header.show_view(self.view)
            self._refresh()
        self.panel_host.update_layout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel_host.update_layout()
        self._fit_columns()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self.save_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
