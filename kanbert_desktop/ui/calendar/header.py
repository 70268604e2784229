"""Above the calendar: its title, the buttons that move through time, month or week, board and filter."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.board.filter import FilterField
from kanbert_desktop.ui.calendar.day_model import kind_text
from kanbert_desktop.ui.calendar.days import CalendarKind
from kanbert_desktop.ui.cards.drag import DragHover
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.search.query_assistance import QueryAssistance
from kanbert_desktop.ui.settings.controls import DropDown, SegmentedControl
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import UNLIMITED
from kanbert_desktop.ui.widgets.accessibility import set_reading_order, set_tab_order_after
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.fitting_widget import FittingWidget
from kanbert_desktop.ui.widgets.flow_layout import HORIZONTAL, VERTICAL, FlowLayout

_MARGIN, _SPACING = 16, 8
_FIELD_WIDTH, _LEAST_FIELD_WIDTH = 256, 120
"""Pixels, at 100 % text size, of the filter; the least is also that of the boards beside it."""


class CalendarHeader(FittingWidget):
    """`range_requested` carries -1 or 1; cards that are dragged over these buttons request it too.

    Where title and buttons do not fit into one line, the arrows stay beside the title, the other buttons and the number of
    cards are below it, and filter and boards share a line.
    """

    range_requested = Signal(int)
    today_requested = Signal()
    kind_chosen = Signal(str)
    board_chosen = Signal(str)
    text_changed = Signal()
    field_left = Signal()

    def __init__(self, theme: Theme, service: BoardService, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = plain_label("page", self)
        self.count = plain_label("muted", self)
        self.previous, self.next = QToolButton(self), QToolButton(self)
        self.today = QPushButton(self)
        self.kinds = SegmentedControl({kind.value: partial(kind_text, kind) for kind in CalendarKind})
        self.field = FilterField(self)
        self.field.setObjectName("filterField")
        self.assistance = QueryAssistance(self.field, service, theme)
        self.boards = DropDown(theme)
        self._build_layout()
        self._connect()

    def _build_layout(self) -> None:
        self._is_narrow = False
        for part in (self.kinds, self.boards):
            part.setParent(self)
        self._above = FlowLayout([])
        self._above.setContentsMargins(_MARGIN, 14, _MARGIN, 0)
        self._middle = FlowLayout([])
        self._below = QBoxLayout(HORIZONTAL)
        self._below.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        self._below.setSpacing(_SPACING)
        self._below.addWidget(self.field)
        self._below.addWidget(self.boards)
        self._below.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for line in (self._above, self._middle, self._below):
            box.addLayout(line)
        set_reading_order(
            self.title, self.previous, self.today, self.next, self.kinds, self.field, self.boards, self.count
        )
        self._arrange()

    def _arrange(self) -> None:
        """Places the parts into one or two lines above the filter."""
        self._below.removeWidget(self.count)
        if self._is_narrow:
            steps: tuple[QWidget, ...] = (self.previous, self.next, self.today)
            self._above.set_widgets([self.title], [self.previous, self.next])
            self._middle.set_widgets([self.today, self.kinds], [self.count])
            self._middle.setContentsMargins(_MARGIN, _SPACING, _MARGIN, 0)
        else:
            steps = (self.previous, self.today, self.next)
            self._middle.set_widgets([])
            self._middle.setContentsMargins(0, 0, 0, 0)
            self._above.set_widgets([self.title], [*steps, self.kinds])
            self._below.addWidget(self.count)
        set_tab_order_after(*steps, *self.kinds.buttons.values(), self.field, self.boards)
        self._show_width()

    def _connect(self) -> None:
        for button, step in ((self.previous, -1), (self.next, 1)):
            button.clicked.connect(lambda _checked=False, step=step: self.range_requested.emit(step))
            DragHover(button).opened.connect(lambda step=step: self.range_requested.emit(step))
        self.today.clicked.connect(self.today_requested)
        self.kinds.chosen.connect(self.kind_chosen)
        self.boards.chosen.connect(self.board_chosen)
        self.field.textChanged.connect(lambda _text: self.text_changed.emit())
        self.field.exited.connect(self.field_left)

    def show_boards(self, boards: Sequence[Board], chosen: str) -> None:
        choices = [("", tr("All boards")), *((board.id, to_single_line(board.title)) for board in boards)]
        self.boards.set_choices(choices, chosen)

    def apply_appearance(self, kind: CalendarKind) -> None:
        """Updates texts and icons after a change of theme, language or kind."""
        month = kind is CalendarKind.MONTH
        texts = {
            self.previous: (tr("Previous month") if month else tr("Previous week"), "chevron-left"),
            self.next: (tr("Next month") if month else tr("Next week"), "chevron-right"),
        }
        mirrored = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}
        for button, (text, icon) in texts.items():
            button.setIcon(self._theme.icon(mirrored[icon] if self.isRightToLeft() else icon, "text"))
            button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
            button.setAccessibleName(text)
            button.setToolTip(text)
        self.today.setText(tr("Today"))
        self.today.setToolTip(single_keys.with_key(tr("Today"), "T"))
        self.kinds.show_value(kind)
        self.kinds.apply_appearance(tr("View"), "")
        self.boards.apply_appearance(tr("Board"), "")
        self.field.setPlaceholderText(tr("Filter cards"))
        self.field.setAccessibleName(tr("Filter cards"))
        self.boards.setMinimumWidth(self._theme.px(_LEAST_FIELD_WIDTH))
        self._show_width()

    def fit(self) -> None:
        inner = self.width() - 2 * _MARGIN
        buttons = (self.previous, self.today, self.next, self.kinds)
        above = _width_of(self.title, *buttons)
        below = self._theme.px(_FIELD_WIDTH) + _SPACING + _width_of(self.boards, self.count)
        is_narrow = max(above, below) > inner
        shares_line = inner >= 2 * self._theme.px(_LEAST_FIELD_WIDTH) + _SPACING
        self._below.setDirection(HORIZONTAL if shares_line else VERTICAL)
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()

    def _show_width(self) -> None:
        """The filter has its width, or a half of a narrow line."""
        width = self._theme.px(_FIELD_WIDTH)
        self.field.setMaximumWidth(UNLIMITED if self._is_narrow else width)
        self.field.setMinimumWidth(self._theme.px(_LEAST_FIELD_WIDTH) if self._is_narrow else width)
        for place, stretch in enumerate((1, 1, 0) if self._is_narrow else (0, 0, 1)):
            self._below.setStretch(place, stretch)

    def focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()


def _width_of(*parts: QWidget) -> int:
    return sum(part.sizeHint().width() for part in parts) + _SPACING * (len(parts) - 1)
