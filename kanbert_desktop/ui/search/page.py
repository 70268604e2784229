"""Search page: field, results by board, and the scope of the search."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.search import SearchHit, SearchScope, hint_text
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, EventBus
from kanbert_desktop.domain.query import Hint
from kanbert_desktop.ui.card_list.controller import CardListController
from kanbert_desktop.ui.card_list.view import GroupedCardList
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.pickers import CardPickers
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.search.query_assistance import QueryAssistance
from kanbert_desktop.ui.search.results import SearchResultRows
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label
from kanbert_desktop.ui.widgets.flow_layout import HORIZONTAL, VERTICAL
from kanbert_desktop.ui.widgets.stepped_search import SteppedSearch
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.search import SearchSteps

MAX_WIDTH, MAX_RESULTS = 920, 200
_NARROW = 480
"""Pixels, at 100 % text size, of a page with too little room for summary and button beside each other."""
_SEARCH_DELAY_MS = 150
"""Delay in milliseconds before searching again after a change of data."""
_FEW_STEPS = 6
"""Results of so few steps are shown in the same turn of the event loop."""


class SearchField(InputMethodMixin, QLineEdit):
    """Down moves into the list, Enter opens the first card, Escape closes the page."""

    list_entered = Signal()
    first_result_opened = Signal()
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_entered.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.first_result_opened.emit()
        else:
            super().keyPressEvent(event)


class SearchPage(QWidget):
    """`card_requested` asks for a card on its board, and for the focus on a part of its panel.

    `view_requested` asks to save the search as a view, `closed` for the previous page.
    """

    card_requested = Signal(str, str)
    view_requested = Signal()
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
        self.setObjectName("searchPage")
        self._service, self._theme = service, theme
        self._rows = SearchResultRows(service, now)
        self._opened: CardKey | None = None
        self._found: list[SearchHit] = []
        self._hints: list[Hint] = []
        self._scope: SearchScope | None = None
        self._is_scope_stale = True
        self.field = SearchField(self)
        self.field.setObjectName("searchField")
        self.assistance = QueryAssistance(self.field, service, theme)
        self._summary = QWidget(self)
        self.view_button = QPushButton(self)
        self.view_button.setProperty("kind", "quiet")
        self.summary_label, self.hint_label = plain_label("muted", self), plain_label("muted", self)
        self.result_list = GroupedCardList(theme, self, multi_select=True)
        pickers = CardPickers(service, commands, theme, now)
        self.controller = CardListController(service, self.result_list, commands, theme, pickers)
        self.empty_state = EmptyState(theme, "search", "muted", self)
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY_MS)
        self._steps = SteppedSearch(self, _FEW_STEPS)
        self._build_layout()
        self._connect()
        self._unsubscribers = [
            bus.subscribe(CardsChanged, lambda _event: self._on_changed()),
            bus.subscribe(BoardsChanged, lambda _event: self._on_changed()),
        ]
        self.apply_appearance()

    # Called by the navigator and the workspace.

    def open(self) -> None:
        """Focuses the card that was opened from here, else the field."""
        self._rows.invalidate_all()
        self._is_scope_stale = True
        self.refresh()
        self._steps.finish()
        opened, self._opened = self._opened, None
        if opened is not None and self.result_list.grouped_model.index_of(opened).isValid():
            self.result_list.focus_card(opened)
        else:
            self._focus_field()

    def start_search(self, text: str | None = None) -> None:
        """Searches for that text, else for the last one with the text selected."""
        if text is not None:
            self.field.setText(text)
        self._focus_field()

    def unsubscribe(self) -> None:
        self._steps.stop()
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def refresh(self) -> None:
        """Searches for the field's text, in slices between frames."""
        self._search_timer.stop()
        self._steps.start(self._search(self.field.text().strip()))

    def _search(self, text: str) -> "SearchSteps":
        found = yield from self._service.search.find_in_steps(text, MAX_RESULTS)
        yield from self._rows.prepare(found)
        return found

    def _on_found(self, found: list[SearchHit]) -> None:
        text = self.field.text().strip()
        self._found = found
        self._hints = self._service.search.hints(text) if text else []
        if self._is_scope_stale or self._scope is None or not self._scope.is_complete:
            # Counting very many cards at every key would be too slow.
            self._scope, self._is_scope_stale = self._service.search.scope(), False
        self._show()
        if text:
            announce(self.field, f"{self._count_text()} {self.hint_label.text()}".strip())

    # Implementation.

    def _show(self) -> None:
        """Shows the last results in the current language."""
        found = self._found
        self.result_list.show_groups(self._rows.groups(found))
        self.result_list.setVisible(bool(found))
        self.empty_state.setVisible(not found)
        self.hint_label.setText("\n".join(map(hint_text, self._hints)))
        self.hint_label.setVisible(bool(self._hints))
        is_asked = bool(self.field.text().strip())
        self.view_button.setVisible(is_asked)
        self._show_summary()
        if is_asked:
            self.empty_state.apply_appearance(tr("No results."), tr("Try fewer words."))
        else:
            self.empty_state.apply_appearance(
                tr("Titles, descriptions and comments of all boards"),
                "\n".join(
                    (
                        tr("For example: checkout · assignee:me due:<7d · is:pending · board:WEB -draft"),
                        tr(
                            "From three letters on, words are found inside others: “board” finds “dashboard”."
                        ),
                        tr("Quotes find whole words only."),
                    )
                ),
            )

    def _show_summary(self) -> None:
        """Says how many cards are selected, else how many were found and searched."""
        selected = self.result_list.selected_count
        if selected:
            self.summary_label.setText(tr("%n card(s) selected", selected))
            return
        count = [self._count_text()] if self.field.text().strip() else []
        self.summary_label.setText(" ".join([*count, *self._scope_texts()]))

    def _count_text(self) -> str:
        count = len(self._found)
        return tr("The first %n card(s).", count) if count == MAX_RESULTS else tr("%n card(s) found.", count)

    def _scope_texts(self) -> Iterator[str]:
        scope = self._scope
        if scope is None:
            return
        parts = [tr("%n card(s) on this computer searched", scope.cards)]
        if scope.with_comments:
            parts.append(tr("with the comments of %n card(s)", scope.with_comments))
        yield f"{', '.join(parts)}."
        if not scope.is_complete:
            yield tr("The index is still being built.")

    def _build_layout(self) -> None:
        self.summary_label.setWordWrap(True)
        self.hint_label.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 20, 16, 0)
        box.setSpacing(6)
        box.addWidget(self.field)
        summary = self._summary_box = QBoxLayout(HORIZONTAL, self._summary)
        summary.setContentsMargins(0, 0, 0, 0)
        summary.addWidget(self.summary_label, 1)
        summary.addWidget(self.view_button, 0, Qt.AlignmentFlag.AlignLeading)
        box.addWidget(self._summary)
        for label in (self.summary_label, self.hint_label):
            label.setContentsMargins(4, 0, 4, 0)
        box.addWidget(self.hint_label)
        box.addWidget(self.result_list, 1)
        box.addWidget(self.empty_state, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_text)
        self.field.list_entered.connect(self._enter)
        self.field.first_result_opened.connect(self._open_first)
        self.field.closed.connect(self.closed)
        self.view_button.clicked.connect(self.view_requested)
        self.result_list.moved_above_top.connect(self._focus_field)
        self.controller.open_requested.connect(self._request_card)
        self.controller.back_requested.connect(self.closed)
        self.controller.selection_counted.connect(lambda _count: self._show_summary())
        self._steps.found.connect(self._on_found)
        self._search_timer.timeout.connect(self._schedule_search)
        self._theme.changed.connect(self.apply_appearance)

    def _schedule_search(self) -> None:
        """Waits for the search in progress, which would otherwise never finish while much data arrives."""
        if self._steps.is_running:
            self._search_timer.start()
        else:
            self.refresh()

    def _on_text(self) -> None:
        """Another search has another selection."""
        self.result_list.reset_selection()
        self.refresh()

    def _enter(self) -> None:
        self._steps.finish()
        if self.result_list.grouped_model.card_rows():
            self.result_list.focus_card()

    def _open_first(self) -> None:
        self._steps.finish()
        first = next(iter(self.result_list.grouped_model.card_rows()), -1)
        card = self.result_list.grouped_model.card_at(first)
        if card is not None:
            self._request_card(card.key)

    def _request_card(self, key: CardKey, part: str = "") -> None:
        self._opened = key
        self.card_requested.emit(key, part)

    def _focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_changed(self) -> None:
        self._rows.invalidate_all()
        self._is_scope_stale = True
        if self.isVisible():
            self._search_timer.start()

    def apply_appearance(self) -> None:
        self.field.setPlaceholderText(tr("Search everything"))
        self.field.setAccessibleName(tr("Search everything"))
        self.result_list.setAccessibleName(tr("Search results"))
        set_button_icon(self.view_button, self._theme, "layers", "muted")
        self.view_button.setText(tr("Save as view …"))
        for part in (self.field, self._summary):
            part.setMaximumWidth(self._theme.px(MAX_WIDTH))
        self.result_list.width_limit.set_width(self._theme.px(MAX_WIDTH))
        self._rows.invalidate_all()
        self.result_list.apply_appearance()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands below the summary where both would be too narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(_NARROW)
        self._summary_box.setDirection(VERTICAL if is_narrow else HORIZONTAL)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
