"""How a row of the sidebar is painted: chevron and client, or board and number."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.mirrored import placed, write
from kanbert_desktop.ui.sidebar.model import COUNT_ROLE, board_of
from kanbert_desktop.ui.theme import Theme

_INSET = 8
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """`opened` is the board on screen; the focused row alone carries a ring, and only while the tree has the focus."""

    def __init__(self, theme: Theme, tree: QTreeView) -> None:
        super().__init__(tree)
        self._theme = theme
        self._tree = tree
        self.opened: BoardId | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        first = index.row() == 0 or index.parent().isValid()
        return QSize(100, self._theme.row(30) + (0 if first else 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._theme.row(30)
        rect = QRectF(0, option.rect.bottom() + 1 - height, self._tree.viewport().width(), height)
        rect.adjust(_INSET, 0, -_INSET, 0)
        board = board_of(index)
        self._paint_ground(painter, option, rect.adjusted(0.5, 0.5, -0.5, -0.5), board)
        if board is None:
            self._paint_client(painter, rect, index)
        else:
            self._paint_board(painter, rect, index, board)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, board: BoardId | None
    ) -> None:
        is_opened = board is not None and board == self.opened
        if is_opened or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent-soft" if is_opened else "hover"))
            painter.drawRoundedRect(rect, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and self._tree.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_client(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        px = self._theme.px
        name = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
        sign = icons.pixmap(name, self._theme.color("muted"), px(16), self._tree.devicePixelRatioF())
        place = QRectF(int(rect.left()) + 8, int(rect.center().y() - px(16) / 2) + 1, px(16), px(16))
        painter.drawPixmap(placed(painter, place, rect).topLeft(), sign)
        painter.setPen(self._theme.color("text"))
        room = placed(painter, rect.adjusted(8 + px(22), 0, -8, 0), rect)
        self._paint_text(painter, room, str(index.data()), "strong")

    def _paint_board(self, painter: QPainter, rect: QRectF, index: Index, board: BoardId) -> None:
        px, count = self._theme.px, index.data(COUNT_ROLE)
        is_opened = board == self.opened
        room = rect.adjusted(8 + px(22), 0, -8, 0)
        if count is not None:
            painter.setFont(self._theme.font("label"))
            painter.setPen(self._theme.color("muted"))
            write(painter, placed(painter, room, rect), str(count), at_end=True)
        painter.setPen(self._theme.color("accent" if is_opened else "text"))
        font = "strong" if is_opened else "text"
        room = placed(painter, room.adjusted(0, 0, -px(30), 0), rect)
        self._paint_text(painter, room, str(index.data()), font)

    def _paint_text(self, painter: QPainter, room: QRectF, text: str, font: str) -> None:
        painter.setFont(self._theme.font(font))
        metrics = QFontMetrics(painter.font())
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        write(painter, room, cut)
