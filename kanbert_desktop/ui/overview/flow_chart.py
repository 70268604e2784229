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
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from kanbert_desktop.app.overview.figures import OverviewFigures
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.cards.texts import column_title, short_date
from kanbert_desktop.ui.overview.bar_painting import ChartStyle
from kanbert_desktop.ui.overview.content import flow_columns
from kanbert_desktop.ui.overview.flow_painting import FlowPlot
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_HEIGHT, _TABLE_HEIGHT = 240, 260
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}
_Index = QModelIndex | QPersistentModelIndex
_EMPTY = QModelIndex()


class FlowChart(QWidget):
    """`day_changed` carries the figures of the current day as text."""

    day_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures: OverviewFigures | None = None
        self._current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: OverviewFigures) -> None:
        self._figures = figures
        if self._current is not None:
            self._current = min(self._current, len(figures.movement.flow) - 1)
        self.setAccessibleName(tr("Cards per column and day"))
        self.setAccessibleDescription(self.day_text())
        self.update()

    def day_text(self) -> str:
        """The figures of the current day, else of the last one."""
        figures = self._figures
        if figures is None or not figures.movement.flow:
            return ""
        day = figures.movement.flow[self._current if self._current is not None else -1]
        counts = [f"{column_title(c)} {day.columns.get(c, 0)}" for c in reversed(flow_columns(figures))]
        return tr("{day}: {counts}", day=short_date(day.day, figures.today), counts=", ".join(counts))

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        figures = self._figures
        if figures is None or not figures.movement.flow:
            return
        painter = QPainter(self)
        self._plot(figures).paint(painter, figures.today, self._current)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _plot(self, figures: OverviewFigures) -> FlowPlot:
        style = ChartStyle(self._theme.color, self._theme.font("meta"), self._theme.font("strong"))
        area = QRectF(self.rect()).adjusted(8, 6, -4, -6)
        return FlowPlot(area, figures.movement.flow, flow_columns(figures), style)

    def _go_to(self, number: int | None) -> None:
        if number != self._current and self._figures is not None:
            self._current = number
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
            self._go_to(max(0, min(last, current + _STEPS[key])))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key is Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._figures is not None and self._figures.movement.flow:
            self._go_to(self._plot(self._figures).day_at(event.position().x()))

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
    """Days, the newest first, and the number of cards of each column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heading: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_figures(self, figures: OverviewFigures) -> None:
        columns = list(reversed(flow_columns(figures)))
        heading = (tr("Day"), *(column_title(column) for column in columns))
        rows = tuple(
            (short_date(day.day, figures.today), *(str(day.columns.get(column, 0)) for column in columns))
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
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        add_overlay_scroll_bars(self)

    def show_figures(self, figures: OverviewFigures) -> None:
        self.setAccessibleName(tr("Cards per column and day"))
        self.days.show_figures(figures)
        rows = self.verticalHeader().defaultSectionSize() * self.days.rowCount()
        height = self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 2
        self.setFixedHeight(min(height, self._theme.px(_TABLE_HEIGHT)))

    def apply_appearance(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.row_height(26))
        self.horizontalHeader().setFixedHeight(self._theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
