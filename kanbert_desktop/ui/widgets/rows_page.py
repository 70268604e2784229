"""A page with a title, a note and rows that scroll: recently deleted cards, templates."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label
from kanbert_desktop.ui.widgets.closable_page import ClosablePage
from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import literal
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

MAX_WIDTH = 920
_LOW, _HIGH_MARGIN, _LOW_MARGIN = 300, 20, 8
"""Pixels at 100 % text size. In a lower page the hint is the title's tooltip, so that the rows have room."""
Row = TypeVar("Row", bound=QWidget)
"""Its focus proxy is what gets the focus in it."""


class RowsPage(ClosablePage, Generic[Row]):
    """A subclass sets the texts in `apply_appearance` and gives its rows to `show_rows` in `refresh`.

    Without rows the `empty_state` is shown, and `focus_without_rows` gets the focus.
    """

    def __init__(self, theme: Theme, bus: EventBus, facts: Sequence[type], icon: str) -> None:
        """`facts` are the events after which the page is refreshed; `icon` is the empty page's."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = theme
        self.rows: list[Row] = []
        self.focus_without_rows: QWidget = self
        self.title_label, self.hint_label = plain_label("page", self), plain_label("muted", self)
        self.empty_state = EmptyState(theme, icon, "muted", self)
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self._refresh_timer.timeout.connect(self.refresh)
        self._build_layout()
        self._unsubscribers: list[Callable[[], None]] = [
            bus.subscribe(fact, lambda _event: self._on_changed()) for fact in facts
        ]
        theme.changed.connect(self.apply_appearance)

    def open(self) -> None:
        """Shows what is there now and sets the focus."""
        self.refresh()
        self.focus_row(0)

    def unsubscribe(self) -> None:
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def refresh(self) -> None:
        """Cheap if nothing has changed."""
        raise NotImplementedError

    def apply_appearance(self) -> None:
        self.setAccessibleName(self.title_label.text())
        self.rows_parent.setMaximumWidth(self._theme.px(MAX_WIDTH))
        self._fit()

    def _fit(self) -> None:
        is_low = self.height() < self._theme.px(_LOW)
        self._box.setContentsMargins(16, _LOW_MARGIN if is_low else _HIGH_MARGIN, 16, 0)
        self.hint_label.setHidden(is_low)
        self.title_label.setToolTip(literal(self.hint_label.text()) if is_low else "")
        self.title_label.setAccessibleDescription(self.hint_label.text() if is_low else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The focus stays at its place in the list."""
        focused = self._focused_row()
        for row in self.rows:
            self._rows_layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = list(rows)
        for index, row in enumerate(self.rows):
            self._rows_layout.insertWidget(index, row)
            row.show()
        self._area.setVisible(bool(self.rows))
        self.empty_state.setVisible(not self.rows)
        if focused is not None:
            self.focus_row(focused)

    def focus_row(self, index: int) -> None:
        """The nearest row where there is none at that place."""
        if self.rows:
            row = self.rows[max(0, min(index, len(self.rows) - 1))]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(row)
        else:
            self.focus_without_rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_buttons(self, *buttons: QWidget) -> None:
        """Adds a line of buttons above the rows, which are read after them."""
        line = FlowLayout(list(buttons), [])
        line.setContentsMargins(2, 0, 2, 0)
        self._above_rows.addSpacing(6)
        self._above_rows.addLayout(line)
        for button in buttons:
            button.stackUnder(self._area)

    def _focused_row(self) -> int | None:
        focus = self.focusWidget()
        if focus is None or not focus.hasFocus():
            return None
        return next((index for index, row in enumerate(self.rows) if row.isAncestorOf(focus)), None)

    def _build_layout(self) -> None:
        self.rows_parent = QWidget()
        self.rows_parent.setObjectName("pageRows")
        self._rows_layout = QVBoxLayout(self.rows_parent)
        self._rows_layout.setContentsMargins(2, 2, 2, 2)
        self._rows_layout.setSpacing(8)
        self._rows_layout.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.rows_parent)
        add_overlay_scroll_bars(self._area, horizontal=True, container=self)
        FingerInput(self._area)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(16, _HIGH_MARGIN, 16, 0)
        box.setSpacing(4)
        self.hint_label.setWordWrap(True)
        for label in (self.title_label, self.hint_label):
            label.setContentsMargins(4, 0, 4, 0)
            box.addWidget(label)
        self._above_rows = QVBoxLayout()
        self._above_rows.setSpacing(4)
        box.addLayout(self._above_rows)
        box.addSpacing(12)
        box.addWidget(self._area, 1)
        box.addWidget(self.empty_state, 1)

    def _on_changed(self) -> None:
        if self.isVisible():
            self._refresh_timer.start()
