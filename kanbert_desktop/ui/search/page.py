"""Search everything: a field, what was found by board, and what was looked through."""

from collections.abc import Callable, Iterator
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.search import SearchHit, SearchScope, hint_text
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, EventBus
from kanbert_desktop.domain.query import Hint
from kanbert_desktop.ui.card_list.view import GroupedList
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.commands.board_shortcuts import Act
from kanbert_desktop.ui.search.results import SearchRows
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import speak
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label
from kanbert_desktop.ui.widgets.text_fields import Composing

if TYPE_CHECKING:
    from kanbert_desktop.app.boards.search import SearchSteps

WIDEST, MOST = 920, 200
_SOON = 150
"""Milliseconds after which what has changed meanwhile is searched again."""
_FRAME_SECONDS = 0.008
"""How long a search keeps the window from everything else: half of a frame, or a few steps."""
_FEW = 5


class SearchField(Composing, QLineEdit):
    """Down goes into the list, Enter opens its first card, Escape leads back to where one was."""

    entered = Signal()
    opened = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class SearchPage(QWidget):
    """`card_wished` asks for a card beside its board, `left` for the page before."""

    card_wished = Signal(str)
    left = Signal()

    def __init__(
        self, desk: BoardService, bus: EventBus, theme: Theme, now: Callable[[], date] = today
    ) -> None:
        super().__init__()
        self.setObjectName("searchPage")
        self._desk, self._theme = desk, theme
        self._rows = SearchRows(desk, now)
        self._opened: CardKey | None = None
        self._found: list[SearchHit] = []
        self._hints: list[Hint] = []
        self._scope: SearchScope | None = None
        self._is_uncounted = True
        self.field = SearchField(self)
        self.field.setObjectName("searchField")
        self.said, self.hints = plain_label("muted", self), plain_label("muted", self)
        self.list = GroupedList(theme, self)
        self.empty = EmptyState(theme, "search", "muted", self)
        self._again = QTimer(self, singleShot=True, interval=_SOON)
        self._steps: SearchSteps | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self._ends = [
            bus.subscribe(CardsChanged, lambda _event: self._on_changed()),
            bus.subscribe(BoardsChanged, lambda _event: self._on_changed()),
        ]
        self.dress()

    # What the shell calls.

    def open(self) -> None:
        """As it was left: on the card that was opened from here, else in the field."""
        self._rows.forget_all()
        self._is_uncounted = True
        self.refresh()
        self._finish()
        opened, self._opened = self._opened, None
        if opened is not None and self.list.rows.index_of(opened).isValid():
            self.list.focus_card(opened)
        else:
            self._focus_field()

    def begin(self, text: str | None = None) -> None:
        """The person starts anew: with that text, else with the last one, ready to be typed over."""
        if text is not None:
            self.field.setText(text)
        self._focus_field()

    def end(self) -> None:
        self._stop()
        for end in self._ends:
            end()

    def refresh(self) -> None:
        """Searches for what stands in the field; what takes long goes on between the frames."""
        self._again.stop()
        self._stop()
        self._steps = self._desk.search_in_steps(self.field.text().strip(), MOST)
        self._go_on()

    def _stop(self) -> None:
        self._turn.stop()
        if self._steps is not None:
            self._steps.close()
            self._steps = None

    def _go_on(self) -> None:
        steps, until = self._steps, perf_counter() + _FRAME_SECONDS
        if steps is None:
            return
        try:
            for _ in range(_FEW):
                next(steps)
            while perf_counter() < until:
                next(steps)
        except StopIteration as done:
            self._steps = None
            self._arrived(done.value)
        else:
            self._turn.start()

    def _finish(self) -> None:
        while self._steps is not None:
            self._go_on()

    def _arrived(self, found: list[SearchHit]) -> None:
        text = self.field.text().strip()
        self._found = found
        self._hints = self._desk.card_search.hints(text) if text else []
        if self._is_uncounted or self._scope is None or not self._scope.is_complete:
            # Very many cards take too long to be counted at every key.
            self._scope, self._is_uncounted = self._desk.card_search.scope(), False
        self._show()
        if text:
            speak(self.field, f"{self._count_words()} {self.hints.text()}".strip())

    # How it hangs together.

    def _show(self) -> None:
        """What was found last, in the language of now."""
        found = self._found
        self.list.show_groups(self._rows.groups(found))
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.hints.setText("\n".join(map(hint_text, self._hints)))
        self.hints.setVisible(bool(self._hints))
        is_asked = bool(self.field.text().strip())
        self.said.setText(" ".join([*([self._count_words()] if is_asked else []), *self._scope_words()]))
        if is_asked:
            self.empty.dress(tr("Nothing found."), tr("Fewer letters find more."))
        else:
            self.empty.dress(
                tr("Titles, descriptions and comments of all boards"),
                tr("For example: checkout · assignee:me due:<7d · is:pending · board:WEB -draft"),
            )

    def _count_words(self) -> str:
        count = len(self._found)
        return tr("The first %n card(s).", count) if count == MOST else tr("%n card(s) found.", count)

    def _scope_words(self) -> Iterator[str]:
        scope = self._scope
        if scope is None:
            return
        parts = [tr("%n card(s) on this computer searched", scope.cards)]
        if scope.with_comments:
            parts.append(tr("comments of %n card(s) as well", scope.with_comments))
        yield f"{', '.join(parts)}."
        if not scope.is_complete:
            yield tr("The index is still being made.")

    def _lay_out(self) -> None:
        self.said.setWordWrap(True)
        self.hints.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 20, 16, 0)
        box.setSpacing(6)
        box.addWidget(self.field)
        for label in (self.said, self.hints):
            label.setContentsMargins(4, 0, 4, 0)
            box.addWidget(label)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.refresh)
        self.field.entered.connect(self._enter)
        self.field.opened.connect(self._open_first)
        self.field.left.connect(self.left)
        self.list.left_above.connect(self._focus_field)
        self.list.clicked_card.connect(self._wish)
        self.list.acted.connect(self._act)
        self._turn.timeout.connect(self._go_on)
        self._again.timeout.connect(self._search_again)
        self._theme.changed.connect(self.dress)

    def _search_again(self) -> None:
        """After what is under way, which would else never come to its end while much arrives."""
        if self._steps is None:
            self.refresh()
        else:
            self._again.start()

    def _enter(self) -> None:
        self._finish()
        if self.list.rows.card_rows():
            self.list.focus_card()

    def _open_first(self) -> None:
        self._finish()
        first = next(iter(self.list.rows.card_rows()), -1)
        card = self.list.rows.card_at(first)
        if card is not None:
            self._wish(card.key)

    def _act(self, act: Act) -> None:
        key = self.list.current_key()
        if act is Act.BACK:
            self.left.emit()
        elif act is Act.OPEN and key is not None:
            self._wish(key)

    def _wish(self, key: CardKey) -> None:
        self._opened = key
        self.card_wished.emit(key)

    def _focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_changed(self) -> None:
        self._rows.forget_all()
        self._is_uncounted = True
        if self.isVisible():
            self._again.start()

    def dress(self) -> None:
        """Theme or language changed."""
        self.field.setPlaceholderText(tr("Search everything"))
        self.field.setAccessibleName(tr("Search everything"))
        self.list.setAccessibleName(tr("What was found"))
        for part in (self.field, self.list):
            part.setMaximumWidth(self._theme.px(WIDEST))
        self._rows.forget_all()
        self.list.dress()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.dress()
