"""A chart that is a table: each row has a name, a bar and its figures, for the eye, the keyboard and a screen reader."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.overview.bar_painting import ChartStyle, paint_bar, scale_of
from kanbert_desktop.ui.overview.content import BarRow, BarSection
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line
from kanbert_desktop.ui.widgets.literal_text import literal
from kanbert_desktop.ui.widgets.scrolling import hide_scroll_bars

NAME, BAR = 0, 1
_ROW, _PAD, _BAR, _HEADING = 30, 8, 14, 24
_NAME_SHARE, _NAME_WIDTH = 0.28, 130
"""The most of the width that names take, unless that is less than so many pixels at 100 % text size."""
_LEAST_BAR = 60
_Index = QModelIndex | QPersistentModelIndex
_EMPTY = QModelIndex()


class BarModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.section = BarSection("", ("", ""), ())

    def show_section(self, section: BarSection) -> None:
        """Keeps the current row if there are as many rows as before."""
        is_reset = len(section.rows) != len(self.section.rows) or section.heading != self.section.heading
        if is_reset:
            self.beginResetModel()
            self.section = section
            self.endResetModel()
        elif section != self.section:
            self.section = section
            last = self.index(len(section.rows) - 1, len(section.heading) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.section.rows)

    def columnCount(self, parent: _Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.section.heading)

    def row(self, number: int) -> BarRow | None:
        return self.section.rows[number] if 0 <= number < len(self.section.rows) else None

    def cell(self, index: _Index) -> str:
        row = self.section.rows[index.row()]
        return (row.name, row.number_text, *row.cells)[index.column()]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == NAME:
            # It may be shortened.
            return literal(self.cell(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.section.rows[index.row()]
            if index.column() == NAME:
                # The row is current as a whole: its name says its figures too.
                figures = (
                    f"{name}: {cell}"
                    for name, cell in zip(self.section.heading[2:], row.cells, strict=True)
                    if name and cell
                )
                return ", ".join([row.name, row.spoken, *figures])
            return row.spoken if index.column() == BAR else self.cell(index) or tr("No figure")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.section.heading[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        return None


class BarDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: "BarTable") -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._view.bars.row(index.row())
        if row is None:
            return
        rect: QRect = option.rect
        theme, view = self._theme, self._view
        painter.save()
        if index.row() == view.currentIndex().row() and view.hasFocus():
            painter.fillRect(rect, theme.color("accent-soft"))
        inner = QRectF(rect).adjusted(_PAD, 0, -_PAD, 0)
        if index.column() == BAR:
            height = theme.px(_BAR)
            top = inner.center().y() - height / 2
            bar = QRectF(inner.left(), top, inner.width(), height)
            paint_bar(painter, bar, row, scale_of(view.bars.section.rows), view.chart_style())
        else:
            self._paint_text(painter, inner, row, index)
        painter.restore()

    def _paint_text(self, painter: QPainter, area: QRectF, row: BarRow, index: _Index) -> None:
        is_name, is_limit = index.column() == NAME, index.column() == BAR + 1
        is_bad = is_limit and row.is_exceeded
        painter.setFont(self._theme.font("strong" if is_bad else "text"))
        painter.setPen(self._theme.color("bad" if is_bad else "text" if is_name else "muted"))
        text = painter.fontMetrics().elidedText(
            self._view.bars.cell(index), Qt.TextElideMode.ElideRight, int(area.width())
        )
        draw_text_line(painter, area, text)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, self._theme.row_height(_ROW))


class BarTable(QTableView):
    """As high as its rows. `query_requested` carries the query of the row that Enter or a click chooses."""

    query_requested = Signal(str)
    row_menu_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names_width = 0
        self.setObjectName("barTable")
        self.bars = BarModel(self)
        self.setModel(self.bars)
        self.setItemDelegate(BarDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        hide_scroll_bars(self)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.clicked.connect(lambda index: self._choose(index.row()))
        self.setMouseTracking(True)

    def show_section(self, section: BarSection) -> None:
        self.bars.show_section(section)
        self.setAccessibleName(section.title)
        if self.bars.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.bars.index(0, 0))
        self._fit()

    def chart_style(self) -> ChartStyle:
        return ChartStyle(self._theme.color, self._theme.font("text"), self._theme.font("strong"))

    @property
    def current_row(self) -> BarRow | None:
        return self.bars.row(self.currentIndex().row())

    def apply_appearance(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.row_height(_ROW))
        self._fit()
        self.viewport().update()

    def _choose(self, number: int) -> None:
        row = self.bars.row(number)
        if row is not None and row.query:
            self.query_requested.emit(row.query)

    def names_width(self) -> int:
        """What the names need, at most their share."""
        text, section = QFontMetrics(self._theme.font("text")), self.bars.section
        names = [section.heading[NAME], *(row.name for row in section.rows)]
        longest = max(text.horizontalAdvance(name) for name in names)
        most = max(int(self.width() * _NAME_SHARE), self._theme.px(_NAME_WIDTH))
        return min(longest + 2 * _PAD + 4, most)

    def set_names_width(self, width: int) -> None:
        """The names take at least so much: bars of several tables begin at one line."""
        if width != self._names_width:
            self._names_width = width
            self._fit()

    def _fit(self) -> None:
        """The bars take what names and figures leave. Headings wrap where that is too little."""
        widths = self._widths(in_lines=False)
        is_tight = sum(widths.values()) > self.viewport().width()
        if is_tight:
            widths = self._widths(in_lines=True)
        self.setMinimumWidth(sum(widths.values()))
        widths[BAR] += max(0, self.viewport().width() - sum(widths.values()))
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        lines = max(heading.count(" ") for heading in self.bars.section.heading) + 1 if is_tight else 1
        line = QFontMetrics(self._theme.font("strong")).lineSpacing()
        self.horizontalHeader().setFixedHeight(self._theme.px(_HEADING) + (lines - 1) * line)
        self._fit_height()

    def _widths(self, *, in_lines: bool) -> dict[int, int]:
        """The least width of each column; `in_lines` breaks headings between words."""
        rows, heading = self.bars.section.rows, self.bars.section.heading
        widths = {NAME: max(self.names_width(), self._names_width), BAR: self._theme.px(_LEAST_BAR)}
        advance = QFontMetrics(self._theme.font("strong")).horizontalAdvance
        for column in range(BAR + 1, len(heading)):
            cells = [row.cells[column - BAR - 1] for row in rows]
            above = heading[column].split() if in_lines else [heading[column]]
            widths[column] = max(map(advance, ["", *above, *cells])) + 2 * _PAD + 4
        return widths

    def _fit_height(self) -> None:
        rows = self.bars.rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Menu or event.text().casefold() == "l":
            self._request_menu()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape):
            # Rows are current as a whole.
            event.ignore()
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def _request_menu(self) -> None:
        row = self.current_row
        if row is not None and row.column is not None:
            self.row_menu_requested.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index.siblingAtColumn(NAME))
            self._request_menu()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
