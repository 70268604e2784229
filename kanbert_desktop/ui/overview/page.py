"""The overview page: key figures, bars for columns, assignees and weeks, and the cumulative flow."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.overview.figures import OverviewFigures, OverviewScope
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, Column
from kanbert_desktop.domain.events import BoardsChanged, CardsChanged, EventBus, HoursBookedChanged
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.board.limit_menu import open_limit_menu
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.overview.bar_table import BarTable
from kanbert_desktop.ui.overview.content import (
    BarRow,
    BarSection,
    assignee_section,
    column_section,
    flow_hint,
    key_figures,
    since_text,
    throughput_section,
)
from kanbert_desktop.ui.overview.figure_button import FigureButton
from kanbert_desktop.ui.overview.flow_chart import FlowChart, FlowTable
from kanbert_desktop.ui.overview.hours_content import HOURS_SECTIONS, hours_sections
from kanbert_desktop.ui.settings.controls import DropDown
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_before
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.closable_page import ClosablePage
from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.flow_layout import WrappingRow
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

if TYPE_CHECKING:
    from kanbert_desktop.ui.printing.print_job import Printable

MAX_WIDTH, MARGIN = 920, 20
_REFRESH_MS = 1000
"""Between two counts while cards change: all of 100,000 cards take 40 ms."""
_ALL, _CLIENT, _BOARD = "all", "client:", "board:"


class _Section(QWidget):
    """A heading, a chart, and a note below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.note = plain_label("panel", self), plain_label("muted", self)
        self.note.setWordWrap(True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 16, 0, 0)
        self.box.setSpacing(4)
        self.box.addWidget(self.title)
        self.box.addWidget(self.note)

    def add(self, part: QWidget) -> None:
        self.box.insertWidget(self.box.count() - 1, part)

    def add_row(self, part: QWidget, button: QWidget) -> None:
        """The button stands at the end of the line."""
        row = QHBoxLayout()
        row.addWidget(part, 1)
        row.addWidget(button)
        self.box.insertLayout(self.box.count() - 1, row)

    def set_texts(self, title: str, note: str) -> None:
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class OverviewPage(ClosablePage):
    """`query_requested` asks for a search."""

    query_requested = Signal(str)

    def __init__(
        self, service: BoardService, bus: EventBus, theme: Theme, now: Callable[[], date] = today
    ) -> None:
        super().__init__()
        self.setObjectName("overviewPage")
        self._service, self._theme, self._today = service, theme, now
        self._chosen = _ALL
        self.figures: OverviewFigures | None = None
        self._left_from: QWidget | None = None
        self._area = QScrollArea(self)
        self._content = QWidget()
        self._title = plain_label("page", self._content)
        self.scopes = DropDown(theme)
        self.buttons = [FigureButton(theme, self._content) for _ in range(3)]
        self._columns, self._assignees, self._weeks, self._flow = (_Section(self._content) for _ in range(4))
        self._hours = [_Section(self._content) for _ in range(HOURS_SECTIONS)]
        self.hours = [BarTable(theme, section) for section in self._hours]
        self.columns, self.assignees, self.weeks = (
            BarTable(theme, section) for section in (self._columns, self._assignees, self._weeks)
        )
        self.flow, self.flow_table = FlowChart(theme, self._flow), FlowTable(theme, self._flow)
        self.flow_day = plain_label("muted", self._flow)
        self.table_button = QPushButton(self._flow)
        self._refresh_timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._build_layout()
        self._connect()
        self._unsubscribers = [
            bus.subscribe(CardsChanged, lambda _event: self._on_changed()),
            bus.subscribe(BoardsChanged, lambda _event: self._on_changed()),
            bus.subscribe(HoursBookedChanged, lambda _event: self._on_changed()),
        ]
        self.apply_appearance()

    # Called by the navigator and the workspace.

    def open(self) -> None:
        """Focuses the chart from which the user went to its cards, else the first figure."""
        self.refresh()
        # Their row was made last. In the window only there is something before them.
        set_tab_order_before(self.buttons[0], [self.scopes])
        left, self._left_from = self._left_from, None
        (left or self.buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_board(self, board: BoardId) -> None:
        self._choose(f"{_BOARD}{board}")

    def unsubscribe(self) -> None:
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def printable(self, printed_at: str) -> "Printable":
        from kanbert_desktop.ui.overview.printout import OverviewPrintout  # noqa: PLC0415  seldom needed
        from kanbert_desktop.ui.printing.page_layout import PrintStyle  # noqa: PLC0415

        figures = self._service.overview.figures(self._scope(), self._today())
        style = PrintStyle(self._theme)
        return OverviewPrintout(figures, self._service, style, printed_at, now=datetime.now(UTC))

    def refresh(self) -> None:
        """Counts again."""
        self._refresh_timer.stop()
        self._show_scopes()
        figures = self.figures = self._service.overview.figures(self._scope(), self._today())
        for button, figure in zip(self.buttons, key_figures(figures), strict=True):
            button.show_figure(figure)
        columns = column_section(figures)
        if figures.scope.board is not None:
            hint = tr("Press L on a column, or click it with the right button, to set its limit.")
            columns = columns._replace(note=" ".join(filter(None, (hint, columns.note))))
        self._show_bars(self._columns, self.columns, columns)
        self._show_bars(self._assignees, self.assignees, assignee_section(figures, self._service))
        self._show_bars(self._weeks, self.weeks, throughput_section(figures))
        self._show_flow(figures)
        self._show_hours(figures)
        self._arrange_tiles()
        self._align_bars()

    # What is shown.

    def _show_bars(self, section: _Section, table: BarTable, shown: BarSection) -> None:
        empty = "" if shown.rows else tr("Nothing to show.")
        section.set_texts(shown.title, shown.note or empty)
        table.show_section(shown)
        table.setVisible(bool(shown.rows))

    def _show_flow(self, figures: OverviewFigures) -> None:
        is_drawn = len(figures.movement.flow) > 1
        since = since_text(figures.movement, figures.today)
        note = flow_hint() if is_drawn else f"{since} · {tr('the chart begins with the second day')}"
        self._flow.set_texts(tr("Cards per column and day"), note)
        self.flow.show_figures(figures)
        self.flow_table.show_figures(figures)
        self.flow_day.setText(self.flow.day_text())
        for part in (self.flow, self.flow_day, self.table_button):
            part.setVisible(is_drawn)
        self.flow_table.setVisible(is_drawn and self.table_button.isChecked())

    def _show_hours(self, figures: OverviewFigures) -> None:
        shown = hours_sections(figures, self._service, datetime.now(UTC))
        for section, table, content in zip_longest(self._hours, self.hours, shown):
            if content is not None:
                self._show_bars(section, table, content)
            section.setVisible(content is not None)

    def _align_bars(self) -> None:
        """All bars begin at one line."""
        shown = [table for table in self._tables() if table.bars.rowCount()]
        width = max((table.names_width() for table in shown), default=0)
        for table in shown:
            table.set_names_width(width)

    def _tables(self) -> list[BarTable]:
        return [self.columns, self.assignees, self.weeks, *self.hours]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_tiles()
        self._align_bars()

    def _arrange_tiles(self) -> None:
        """Below each other where their names are wider than the page."""
        wanted = max(button.sizeHint().width() for button in self.buttons) + self._tiles.spacing()
        # The areas within follow the page's size later.
        is_narrow = len(self.buttons) * wanted > self.width() - 2 * MARGIN
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._tiles.setDirection(direction)

    def _scope(self) -> OverviewScope:
        """What is chosen, or everything if that is no longer here."""
        overview, service = self._service.overview, self._service
        if self._chosen.startswith(_BOARD):
            board = service.known_board(BoardId(self._chosen.removeprefix(_BOARD)))
            if board is not None:
                return overview.of_board(board)
        for client in service.clients() if self._chosen.startswith(_CLIENT) else ():
            if client.id == self._chosen.removeprefix(_CLIENT):
                return overview.of_client(client)
        self._chosen = _ALL
        return overview.everything()

    def _show_scopes(self) -> None:
        service = self._service
        boards = service.boards()
        with_boards = {board.client for board in boards}
        clients = [client for client in service.clients() if client.id in with_boards]
        choices = [
            (_ALL, tr("All boards")),
            *((f"{_CLIENT}{one.id}", tr("Client: {name}", name=to_single_line(one.name))) for one in clients),
            *((f"{_BOARD}{one.id}", to_single_line(one.title)) for one in boards),
        ]
        if choices != [
            (self.scopes.itemData(n), self.scopes.itemText(n)) for n in range(self.scopes.count())
        ]:
            self.scopes.set_choices(choices, self._chosen)
        self.scopes.show_value(self._chosen)

    def _choose(self, scope: str) -> None:
        self._chosen = scope
        self.refresh()

    def _request_cards(self, query: str) -> None:
        self._left_from = self.focusWidget()
        self.query_requested.emit(query)

    def _open_limit_menu(self, row: BarRow) -> None:
        """A limit is of one board."""
        figures = self.figures
        if figures is None or figures.scope.board is None or row.column is None:
            return
        save = partial(self._save_limit, figures.scope.board, row.column)
        number = self.columns.currentIndex()
        below = self.columns.visualRect(number).bottomLeft()
        position = self.columns.viewport().mapToGlobal(below)
        open_limit_menu(self.columns, position, row.column, row.limit, save)

    def _save_limit(self, board: BoardId, column: Column, limit: int | None) -> None:
        self._service.overview.limits.put(board, column, limit)
        self.refresh()

    # Set-up.

    def _build_layout(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._content)
        add_overlay_scroll_bars(self._area, horizontal=True)
        FingerInput(self._area)
        self._content.setObjectName("overviewContent")
        tiles = self._tiles = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tiles.setSpacing(12)
        for button in self.buttons:
            tiles.addWidget(button, 1)
        for section, table in (
            (self._columns, self.columns),
            (self._assignees, self.assignees),
            (self._weeks, self.weeks),
            *zip(self._hours, self.hours, strict=True),
        ):
            section.add(table)
        self.flow_day.setWordWrap(True)
        self._flow.add(self.flow)
        self._flow.add_row(self.flow_day, self.table_button)
        self._flow.box.addWidget(self.flow_table)
        self.table_button.setCheckable(True)
        self.table_button.setProperty("kind", "quiet")
        inner = QVBoxLayout()
        inner.addWidget(WrappingRow([self._title], [self.scopes]))
        inner.addSpacing(12)
        inner.addLayout(tiles)
        for section in (self._columns, self._assignees, self._weeks, self._flow, *self._hours):
            inner.addWidget(section)
        inner.addStretch(1)
        self._width = QWidget(self._content)
        self._width.setLayout(inner)
        box = QHBoxLayout(self._content)
        box.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        box.addWidget(self._width, 1)
        box.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self.scopes.chosen.connect(self._choose)
        for button in self.buttons:
            button.clicked.connect(lambda _checked=False, one=button: self._request_cards(one.figure.query))
        for table in self._tables():
            table.query_requested.connect(self._request_cards)
        self.columns.row_menu_requested.connect(self._open_limit_menu)
        self.flow.day_changed.connect(self.flow_day.setText)
        for part in (self.flow, self.flow_table):
            part.query_requested.connect(self._request_cards)
        self.table_button.toggled.connect(self.flow_table.setVisible)
        self._theme.changed.connect(self.apply_appearance)
        Midnight(self).passed.connect(self._on_changed)

    def _on_changed(self) -> None:
        if self.isVisible() and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def apply_appearance(self) -> None:
        self._title.setText(tr("Overview"))
        self.setAccessibleName(tr("Overview"))
        self.scopes.apply_appearance(tr("Boards"), "")
        self.table_button.setText(tr("Figures as a table"))
        self._width.setMaximumWidth(self._theme.px(MAX_WIDTH))
        for table in self._tables():
            table.apply_appearance()
        self.flow_table.apply_appearance()
        self.scopes.clear()
        if self.figures is not None:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange_tiles()
        self._on_changed()
