"""Item model and delegate of the board tree."""

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, BoardId
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect

BOARD_ROLE = Qt.ItemDataRole.UserRole
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
CLIENT_ROLE = Qt.ItemDataRole.UserRole + 2
AnyIndex = QModelIndex | QPersistentModelIndex
_INSET = 8


class BoardsModel(QStandardItemModel):
    """Rebuilt only if the boards have changed; counts change in place."""

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[BoardId, QStandardItem] = {}
        self._shape: list[tuple[BoardId, str, str]] = []

    def set_boards(self, service: BoardService) -> bool:
        """Returns True if the rows were rebuilt."""
        boards = service.boards()
        shape = [(board.id, board.title, self._client(service, board)[1]) for board in boards]
        if shape == self._shape:
            return False
        self._shape = shape
        self.clear()
        self._items = {}
        clients: dict[str, QStandardItem] = {}
        for board in boards:
            key, name = self._client(service, board)
            if key not in clients:
                clients[key] = self._client_item(key, name)
                self.appendRow(clients[key])
            clients[key].appendRow(self._board_item(board))
        return True

    def set_counts(self, service: BoardService, boards: Iterable[BoardId] | None = None) -> None:
        """Updates the counts of these boards, or of all."""
        counts = service.open_card_counts() if boards is None else None
        for board in self._items if boards is None else boards:
            item = self._items.get(board)
            if item is not None:
                count = self._count(service, board, counts) if service.is_board_loaded(board) else None
                item.setData(count, COUNT_ROLE)
                item.setData(accessible_board_text(item.text(), count), Qt.ItemDataRole.AccessibleTextRole)

    @staticmethod
    def _count(service: BoardService, board: BoardId, counts: Mapping[BoardId, int] | None) -> int:
        return service.open_card_count(board) if counts is None else counts.get(board, 0)

    def count_of(self, board: BoardId) -> int | None:
        """None if unknown."""
        item = self._items.get(board)
        count = item.data(COUNT_ROLE) if item is not None else None
        return count if isinstance(count, int) else None

    def index_of(self, board: BoardId | None) -> QModelIndex:
        item = self._items.get(board) if board is not None else None
        return item.index() if item is not None else QModelIndex()

    def boards(self) -> Iterator[BoardId]:
        """Boards in display order."""
        yield from self._items

    def client_rows(self) -> Iterator[QModelIndex]:
        return (self.index(row, 0) for row in range(self.rowCount()))

    def update_accessible_texts(self, service: BoardService) -> None:
        """Updates accessible names after a change of language."""
        self._shape = []
        self.set_boards(service)
        self.set_counts(service)

    def _client(self, service: BoardService, board: Board) -> tuple[str, str]:
        client = service.client_of(board)
        return (client.id, client.name) if client is not None else ("", tr("No client"))

    def _client_item(self, key: str, name: str) -> QStandardItem:
        item = QStandardItem(name)
        item.setEditable(False)
        item.setData(key, CLIENT_ROLE)
        item.setData(tr("Client {name}", name=name), Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _board_item(self, board: Board) -> QStandardItem:
        item = QStandardItem(board.title)
        item.setEditable(False)
        item.setData(str(board.id), BOARD_ROLE)
        item.setData(accessible_board_text(board.title, None), Qt.ItemDataRole.AccessibleTextRole)
        self._items[board.id] = item
        return item


def accessible_board_text(title: str, count: int | None) -> str:
    if count is None:
        return tr("Board {title}", title=title)
    return tr("Board {title}, %n open card(s)", count, title=title)


def board_of(index: AnyIndex) -> BoardId | None:
    board = index.data(BOARD_ROLE)
    return BoardId(board) if isinstance(board, str) else None


class BoardTreeDelegate(QStyledItemDelegate):
    """Highlights the opened board. Only the current row has a focus ring, and only while the tree has the focus."""

    def __init__(self, theme: Theme, tree: QTreeView) -> None:
        super().__init__(tree)
        self._theme = theme
        self._tree = tree
        self.opened_board: BoardId | None = None
        self.drop_target: BoardId | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        first = index.row() == 0 or index.parent().isValid()
        return QSize(100, self._theme.row_height(30) + (0 if first else 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._theme.row_height(30)
        rect = QRectF(0, option.rect.bottom() + 1 - height, self._tree.viewport().width(), height)
        rect.adjust(_INSET, 0, -_INSET, 0)
        board = board_of(index)
        self._paint_background(painter, option, rect.adjusted(0.5, 0.5, -0.5, -0.5), board)
        if board is None:
            self._paint_client(painter, rect, index)
        else:
            self._paint_board(painter, rect, index, board)
        painter.restore()

    def _paint_background(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, board: BoardId | None
    ) -> None:
        is_drop_target = board is not None and board == self.drop_target
        is_marked = is_drop_target or (board is not None and board == self.opened_board)
        if is_marked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent-soft" if is_marked else "hover"))
            painter.drawRoundedRect(rect, 6, 6)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus) and self._tree.hasFocus()
        if has_focus or is_drop_target:
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_client(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        px = self._theme.px
        name = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
        icon = icons.pixmap(name, self._theme.color("muted"), px(16), self._tree.devicePixelRatioF())
        icon_rect = QRectF(int(rect.left()) + 8, int(rect.center().y() - px(16) / 2) + 1, px(16), px(16))
        painter.drawPixmap(mirrored_rect(painter, icon_rect, rect).topLeft(), icon)
        painter.setPen(self._theme.color("text"))
        area = mirrored_rect(painter, rect.adjusted(8 + px(22), 0, -8, 0), rect)
        self._paint_text(painter, area, str(index.data()), "strong")

    def _paint_board(self, painter: QPainter, rect: QRectF, index: AnyIndex, board: BoardId) -> None:
        px, count = self._theme.px, index.data(COUNT_ROLE)
        is_opened = board == self.opened_board
        area = rect.adjusted(8 + px(22), 0, -8, 0)
        if count is not None:
            painter.setFont(self._theme.font("label"))
            painter.setPen(self._theme.color("muted"))
            draw_text_line(painter, mirrored_rect(painter, area, rect), str(count), at_end=True)
        painter.setPen(self._theme.color("accent" if is_opened else "text"))
        font = "strong" if is_opened else "text"
        area = mirrored_rect(painter, area.adjusted(0, 0, -px(30), 0), rect)
        self._paint_text(painter, area, str(index.data()), font)

    def _paint_text(self, painter: QPainter, area: QRectF, text: str, font: str) -> None:
        painter.setFont(self._theme.font(font))
        metrics = QFontMetrics(painter.font())
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        draw_text_line(painter, area, cut)
