"""Filter bar, and what it accepts."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, PersonId
from kanbert_desktop.domain.value_classes import dataclass, field
from kanbert_desktop.ui.cards.texts import OPEN_COLUMNS
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_button_icon
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_after
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

if TYPE_CHECKING:
    from kanbert_desktop.domain.query import CardFilter

_FRAME = 24
"""Pixels of border and padding around the field's text."""


@dataclass(frozen=True, slots=True)
class Filter:
    """`text` is the source of `query_filter`.

    `due_until` accepts open cards due by that day, including overdue ones.
    """

    text: str = ""
    assignee: PersonId | None = None
    due_until: date | None = None
    query_filter: "CardFilter | None" = field(default=None, compare=False)

    @property
    def is_empty(self) -> bool:
        return self == Filter()

    def may_accept(self, title: str) -> bool:
        """Returns False if no card of this case-folded title is accepted."""
        return self.query_filter is None or self.query_filter.may_match_title(title)

    def accepts(self, card: Card) -> bool:
        if self.assignee is not None and card.assignee != self.assignee:
            return False
        if self.due_until is not None and not _is_due(card, self.due_until):
            return False
        return self.query_filter is None or self.query_filter.matches(card)


class FilterBar(QWidget):
    """Emits `changed`; `current_filter` returns the filter. Knows no cards."""

    changed = Signal()
    exited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.field = FilterField(self)
        self.field.setObjectName("filterField")
        self._shortcut_label = PlainLabel(self.field)
        self._shortcut_label.setObjectName("filterKey")
        self._icon = PlainLabel(self.field)
        self.mine = self._new_button()
        self.this_week = self._new_button()
        self._build_layout()
        self.field.textChanged.connect(self._on_text)
        self.field.exited.connect(self.exited)
        self.field.resized.connect(self._update_shortcut_label)
        self.apply_appearance()

    def current_filter(
        self, me: PersonId | None, today: date, parse: "Callable[[str], CardFilter]"
    ) -> Filter:
        """Returns the filter. `parse` reads the text with the board's names."""
        parsed = parse(self.field.text()) if self.field.text() else None
        self.field.setToolTip(literal(_hints(parsed)) if parsed is not None else "")
        return Filter(
            self.field.text() if parsed is not None and not parsed.is_empty else "",
            me if self.mine.isChecked() else None,
            end_of_week(today) if self.this_week.isChecked() else None,
            parsed,
        )

    def clear(self) -> None:
        for button in (self.mine, self.this_week):
            button.setChecked(False)
        self.field.clear()

    @cached_property
    def count_button(self) -> QPushButton:
        """Says how many cards pass the filter, and clears it. Made for the first filter."""
        button = QPushButton(self)
        button.setObjectName("filterCount")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._clear_and_leave)
        self._flow.addWidget(button)
        set_tab_order_after(self.this_week, button)
        self._apply_count_appearance(button)
        return button

    def show_count(self, matches: int, total: int) -> None:
        """Shows how many of the board's cards pass the filter, on the button that clears it."""
        self.count_button.setText(tr("{shown} of {all}", shown=matches, all=total))
        text = tr("{shown} of {all} cards. Clear filter", shown=matches, all=total)
        self.count_button.setAccessibleName(text)
        self.count_button.show()

    def hide_count(self) -> None:
        """There is no filter."""
        if "count_button" in self.__dict__:
            self.count_button.hide()

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.field.setPlaceholderText(tr("Filter cards"))
        self.field.setAccessibleName(tr("Filter cards"))
        self._shortcut_label.setText(
            QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
        )
        size = self._theme.px(16)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("list-filter", self._theme.color("muted"), size, ratio))
        self.field.setTextMargins(mirrored_margins(size + 4, 0, 0, 0))
        self.field.setMaximumWidth(self._theme.px(256))
        self.field.updateGeometry()
        self._update_shortcut_label()
        self.mine.setText(tr("My cards"))
        self.this_week.setText(tr("Due this week"))
        for button in (self.mine, self.this_week):
            button.setAccessibleName(button.text())
        if "count_button" in self.__dict__:
            self._apply_count_appearance(self.count_button)

    def _apply_count_appearance(self, button: QPushButton) -> None:
        set_button_icon(button, self._theme, "x", "accent", 14)
        button.setToolTip(tr("Clear filter"))

    def _build_layout(self) -> None:
        inside = QHBoxLayout(self.field)
        inside.setContentsMargins(9, 0, 10, 0)
        inside.addWidget(self._icon)
        inside.addStretch(1)
        inside.addWidget(self._shortcut_label)
        for label in (self._icon, self._shortcut_label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = self._flow = FlowLayout([self.field, self.mine, self.this_week])
        box.setContentsMargins(16, 10, 16, 10)
        self.setLayout(box)

    def _new_button(self) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("filterChip")
        button.setCheckable(True)
        # The field shrinks if there is too little space; the buttons never do.
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.toggled.connect(lambda _checked: self.changed.emit())
        return button

    def _clear_and_leave(self) -> None:
        self.clear()
        self.exited.emit()

    def _on_text(self) -> None:
        self._update_shortcut_label()
        self.changed.emit()

    def _update_shortcut_label(self) -> None:
        """Shows the shortcut only if it does not overlap the text."""
        text_width = self.field.fontMetrics().horizontalAdvance(self.field.placeholderText())
        needed = (
            self.field.textMargins().left()
            + self.field.textMargins().right()
            + text_width
            + self._shortcut_label.sizeHint().width()
            + 40
        )
        self._shortcut_label.setVisible(not self.field.text() and needed <= self.field.width())


class FilterField(InputMethodMixin, QLineEdit):
    """Escape clears the text first, then leaves the field."""

    exited = Signal()
    resized = Signal()

    def sizeHint(self) -> QSize:
        """Returns a width that fits the placeholder text."""
        default, margins = super().sizeHint(), self.textMargins()
        text_width = self.fontMetrics().horizontalAdvance(self.placeholderText())
        needed = text_width + margins.left() + margins.right() + _FRAME
        return QSize(max(default.width(), needed), default.height())

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


def end_of_week(today: date) -> date:
    return today + timedelta(days=7 - today.isoweekday())


def _is_due(card: Card, until: date) -> bool:
    return card.due is not None and card.due <= until and card.column in OPEN_COLUMNS


def _hints(card_filter: "CardFilter") -> str:
    from kanbert_desktop.app.boards.search import hint_text  # noqa: PLC0415  once something is typed

    return "\n".join(map(hint_text, card_filter.hints))
