"""The cumulative flow on the page: a chart whose days the arrow keys read, and the same figures as a table."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from kanbert_desktop.app.overview.figures import OverviewFigures
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.texts import column_title, short_date
from kanbert_desktop.ui.overview.bar_painting import ChartStyle
from kanbert_desktop.ui.overview.content import flow_columns, flow_hint, flow_query
from kanbert_desktop.ui.overview.flow_painting import FlowPlot
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_HEIGHT, _TABLE_HEIGHT, _SCROLL_BAR = 240, 260, 12
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}
_Index = QModelIndex | QPersistentModelIndex
_EMPTY = QModelIndex()


class FlowChart(QWidget):
    """Left and Right choose a day, Up and Down one of its columns, Enter or a click asks for the cards.

    `day_changed` carries the figures of what is chosen as text, `query_requested` the query of its cards.
    """

    day_changed = Signal(str)
    query_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures: OverviewFigures | None = None
        self._current: int | None = None
        self._column: Column | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: OverviewFigures) -> None:
        self._figures = figures
        if self._current is not None:
            self._current = min(self._current, len(figures.movement.flow) - 1)
        if self._column not in flow_columns(figures):
            self._column = None
        self.setAccessibleName(tr("Cards per column and day"))
        self.setAccessibleDescription(f"{self.day_text()}. {flow_hint()}")
        self.update()

    def day_text(self) -> str:
        """The figures of what is chosen, else of the last day."""
        figures = self._figures
        if figures is None or not figures.movement.flow:
            return ""
        day = figures.movement.flow[self._current if self._current is not None else -1]
        columns = [self._column] if self._column is not None else reversed(flow_columns(figures))
        counts = [f"{column_title(column)} {day.columns.get(column, 0)}" for column in columns]
        return tr("{day}: {counts}", day=short_date(day.day, figures.today), counts=", ".join(counts))

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        figures = self._figures
        if figures is None or not figures.movement.flow:
            return
        painter = QPainter(self)
        self._plot(figures).paint(painter, figures.today, self._current, self._column)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _plot(self, figures: OverviewFigures) -> FlowPlot:
        style = ChartStyle(self._theme.color, self._theme.font("meta"), self._theme.font("strong"))
        area = QRectF(self.rect()).adjusted(8, 6, -4, -6)
        return FlowPlot(area, figures.movement.flow, flow_columns(figures), style)

    def _go_to(self, number: int | None, column: Column | None = None) -> None:
        if (number, column) != (self._current, self._column) and self._figures is not None:
            self._current, self._column = number, column
            text = self.day_text()
            self.setAccessibleDescription(text)
            self.day_changed.emit(text)
            if self.hasFocus():
                announce(self, text)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._figures.movement.flow) - 1 if self._figures else -1
        current = self._current if self._current is not None else last
        if key in _STEPS:
            self._go_to(max(0, min(last, current + _STEPS[key])), self._column)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key is Qt.Key.Key_Home else last, self._column)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_to(current, self._next_column(up=key is Qt.Key.Key_Up))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._request_cards(current)
        else:
            super().keyPressEvent(event)

    def _next_column(self, *, up: bool) -> Column | None:
        """The columns from below to above, and none of them before the first and behind the last."""
        shown = flow_columns(self._figures) if self._figures is not None else []
        columns: list[Column | None] = [None, *shown]
        place = columns.index(self._column) + (1 if up else -1)
        return columns[place % len(columns)]

    def _request_cards(self, number: int) -> None:
        figures = self._figures
        if figures is not None and figures.movement.flow:
            self.query_requested.emit(flow_query(figures, figures.movement.flow[number].day, self._column))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._figures is not None and self._figures.movement.flow:
            plot = self._plot(self._figures)
            number = plot.day_at(event.position().x())
            column = plot.column_at(number, event.position().y())
            self._go_to(number, column)
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if column is not None else Qt.CursorShape.ArrowCursor
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.mouseMoveEvent(event)
            if self._column is not None and self._current is not None:
                self._request_cards(self._current)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._go_to(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._go_to(None)
        self.update()


class FlowModel(QAbstractTableModel):
    """Days, the newest first, and the number of cards of each column. `queries` are those of the cells."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self.queries: tuple[tuple[str, ...], ...] = ()

    def show_figures(self, figures: OverviewFigures) -> None:
        columns = list(reversed(flow_columns(figures)))
        heading = (tr("Day"), *(column_title(column) for column in columns))
        rows = tuple(
            (short_date(day.day, figures.today), *(str(day.columns.get(column, 0)) for column in columns))
            for day in reversed(figures.movement.flow)
        )
        self.queries = tuple(
            tuple(flow_query(figures, day.day, column) for column in (None, *columns))
            for day in reversed(figures.movement.flow)
        )
        if (heading, rows) != (self._heading, self._rows):
            self.beginResetModel()
            self._heading, self._rows = heading, rows
            self.endResetModel()

    def rowCount(self, parent: _Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self._heading)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell if index.column() == 0 else f"{self._heading[index.column()]}: {cell}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._heading[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class FlowTable(QTableView):
    """Enter or a click on a cell asks for its cards: `query_requested` carries their query."""

    query_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("flowTable")
        self.days = FlowModel(self)
        self.setModel(self.days)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(1)
        add_overlay_scroll_bars(self)
        self.clicked.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.query_requested.emit(self.days.queries[index.row()][index.column()])

    def show_figures(self, figures: OverviewFigures) -> None:
        self.setAccessibleName(tr("Cards per column and day"))
        self.days.show_figures(figures)
        rows = self.verticalHeader().defaultSectionSize() * self.days.rowCount()
        height = self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 2
        self.setFixedHeight(min(height, self._theme.px(_TABLE_HEIGHT)))
        self._fit()

    def _fit(self) -> None:
        """Columns of one width, beside the scroll bar, which lies over the table."""
        count = max(1, self.days.columnCount())
        width = (self.viewport().width() - self._theme.px(_SCROLL_BAR)) // count
        for column in range(count):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def apply_appearance(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.row_height(26))
        self.horizontalHeader().setFixedHeight(self._theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)
