"""Filter bar, incremental filter."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, PersonId
from kanbert_desktop.ui.cards.texts import OPEN_COLUMNS
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

if TYPE_CHECKING:
    from kanbert_desktop.domain.query import CardFilter


@dataclass(frozen=True, slots=True)
class Filter:
    """`text` is what `choice` was made of; `due_until` keeps open cards due by that day, the overdue ones among them."""

    text: str = ""
    assignee: PersonId | None = None
    due_until: date | None = None
    query_filter: "CardFilter | None" = field(default=None, compare=False)

    @property
    def is_empty(self) -> bool:
        return self == Filter()

    def accepts(self, card: Card) -> bool:
        if self.assignee is not None and card.assignee != self.assignee:
            return False
        if self.due_until is not None and not _is_due(card, self.due_until):
            return False
        return self.query_filter is None or self.query_filter.matches(card)


def _is_due(card: Card, until: date) -> bool:
    return card.due is not None and card.due <= until and card.column in OPEN_COLUMNS


def _hints(choice: "CardFilter") -> str:
    from kanbert_desktop.app.boards.search import hint_text  # noqa: PLC0415  once something is typed

    return "\n".join(map(hint_text, choice.hints))


def end_of_week(today: date) -> date:
    return today + timedelta(days=7 - today.isoweekday())


_FRAME = 24
"""Pixels of edge and air around the words of the field."""


class FilterField(InputMethodMixin, QLineEdit):
    """Escape clears it first and leaves it then."""

    exited = Signal()
    resized = Signal()

    def sizeHint(self) -> QSize:
        """Never narrower than what it says while it is empty."""
        usual, margins = super().sizeHint(), self.textMargins()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        wanted = words + margins.left() + margins.right() + _FRAME
        return QSize(max(usual.width(), wanted), usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.exited.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Knows no cards: it says `changed`, and `filter` says what is wished."""

    changed = Signal()
    exited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.field = FilterField(self)
        self.field.setObjectName("filterField")
        self._key = PlainLabel(self.field)
        self._key.setObjectName("filterKey")
        self._icon = PlainLabel(self.field)
        self.mine = self._chip()
        self.this_week = self._chip()
        self.archived = self._chip()
        self._lay_out()
        self.field.textChanged.connect(self._on_text)
        self.field.exited.connect(self.exited)
        self.field.resized.connect(self._show_key)
        self.apply_appearance()

    def current_filter(
        self, me: PersonId | None, today: date, choose: "Callable[[str], CardFilter]"
    ) -> Filter:
        """`choose` knows what the language's names mean here."""
        choice = choose(self.field.text()) if self.field.text() else None
        self.field.setToolTip(literal(_hints(choice)) if choice is not None else "")
        return Filter(
            self.field.text() if choice is not None and not choice.is_empty else "",
            me if self.mine.isChecked() else None,
            end_of_week(today) if self.this_week.isChecked() else None,
            choice,
        )

    def clear(self) -> None:
        for chip in (self.mine, self.this_week):
            chip.setChecked(False)
        self.field.clear()

    def apply_appearance(self) -> None:
        """Theme or language changed."""
        self.field.setPlaceholderText(tr("Filter cards"))
        self.field.setAccessibleName(tr("Filter cards"))
        self._key.setText(
            QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
        )
        size = self._theme.px(16)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("list-filter", self._theme.color("muted"), size, ratio))
        self.field.setTextMargins(mirrored_margins(size + 4, 0, 0, 0))
        self.field.setMaximumWidth(self._theme.px(256))
        self.field.updateGeometry()
        self._show_key()
        self.mine.setText(tr("My cards"))
        self.this_week.setText(tr("Due this week"))
        self.archived.setText(tr("Show archived"))
        for button in (self.mine, self.this_week, self.archived):
            button.setAccessibleName(button.text())

    def _lay_out(self) -> None:
        inside = QHBoxLayout(self.field)
        inside.setContentsMargins(9, 0, 10, 0)
        inside.addWidget(self._icon)
        inside.addStretch(1)
        inside.addWidget(self._key)
        for label in (self._icon, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = FlowLayout([self.field, self.mine, self.this_week], [self.archived])
        box.setContentsMargins(16, 10, 16, 10)
        self.setLayout(box)

    def _chip(self) -> QPushButton:
        chip = QPushButton(self)
        chip.setObjectName("filterChip")
        chip.setCheckable(True)
        # Where there is too little room the field gives way, never a word.
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.toggled.connect(lambda _checked: self.changed.emit())
        return chip

    def _on_text(self) -> None:
        self._show_key()
        self.changed.emit()

    def _show_key(self) -> None:
        """Only where it does not lie on other words."""
        words = self.field.fontMetrics().horizontalAdvance(self.field.placeholderText())
        needed = (
            self.field.textMargins().left()
            + self.field.textMargins().right()
            + words
            + self._key.sizeHint().width()
            + 40
        )
        self._key.setVisible(not self.field.text() and needed <= self.field.width())


_STEP = 64


class IncrementalFilter:
    """`kept` grows from the top until `is_done`; a card is asked about once, until it changes."""

    def __init__(self) -> None:
        self.accepted: list[Card] = []
        self.is_done = True
        self._cards: list[Card] = []
        self._wished = Filter()
        self._verdicts: dict[CardKey, tuple[Card, bool]] = {}
        self._place = 0

    def reset(self) -> None:
        """Another board, or another day."""
        self._verdicts = {}
        self._cards = []

    def advance(self, cards: list[Card], wished: Filter, deadline: float) -> None:
        """Goes on until `deadline` on the clock of `perf_counter`; known verdicts cost no time worth counting."""
        if wished != self._wished:
            self._verdicts = {}
        if wished != self._wished or cards is not self._cards:
            self._begin(cards, wished)
        while not self.is_done and (self._place == 0 or perf_counter() < deadline):
            self._step()

    def _begin(self, cards: list[Card], wished: Filter) -> None:
        self._cards, self._wished, self._place = cards, wished, 0
        if wished.is_empty:
            self.accepted, self.is_done = cards, True
            return
        self.accepted, self.is_done = [], False
        self._take_known()

    def _take_known(self) -> None:
        """Up to the first card that has to be asked about, and the many after it that have not."""
        verdicts = self._verdicts
        if not verdicts:
            return
        unknown = [card for card in self._cards if verdicts.get(card.key, (None,))[0] is not card]
        if len(unknown) <= _STEP:
            self._ask(unknown)
            self.accepted = [card for card in self._cards if verdicts[card.key][1]]
            self._place, self.is_done = len(self._cards), True

    def _step(self) -> None:
        part = self._cards[self._place : self._place + _STEP]
        self._ask(part)
        verdicts = self._verdicts
        # A new list, because somebody may hold the one before.
        self.accepted = [*self.accepted, *(card for card in part if verdicts[card.key][1])]
        self._place += len(part)
        self.is_done = self._place >= len(self._cards)

    def _ask(self, cards: list[Card]) -> None:
        keeps, verdicts = self._wished.accepts, self._verdicts
        for card in cards:
            if verdicts.get(card.key, (None,))[0] is not card:
                verdicts[card.key] = (card, keeps(card))
