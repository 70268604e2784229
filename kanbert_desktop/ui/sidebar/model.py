"""The sidebar's rows: clients, and their boards with the number of open cards."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, BoardId

BOARD_ROLE = Qt.ItemDataRole.UserRole
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
CLIENT_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class BoardsModel(QStandardItemModel):
    """Built anew only where the boards themselves changed; counts change in place."""

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[BoardId, QStandardItem] = {}
        self._shape: list[tuple[BoardId, str, str]] = []

    def show_boards(self, desk: Desk) -> bool:
        """True where rows were built anew."""
        boards = desk.boards()
        shape = [(board.id, board.title, self._client(desk, board)[1]) for board in boards]
        if shape == self._shape:
            return False
        self._shape = shape
        self.clear()
        self._items = {}
        clients: dict[str, QStandardItem] = {}
        for board in boards:
            key, name = self._client(desk, board)
            if key not in clients:
                clients[key] = self._client_item(key, name)
                self.appendRow(clients[key])
            clients[key].appendRow(self._board_item(board))
        return True

    def show_counts(self, desk: Desk, boards: Iterable[BoardId] | None = None) -> None:
        """Of these boards, or of all."""
        for board in self._items if boards is None else boards:
            item = self._items.get(board)
            if item is not None:
                count = desk.open_count(board) if desk.board_loaded(board) else None
                item.setData(count, COUNT_ROLE)
                item.setData(spoken_board(item.text(), count), Qt.ItemDataRole.AccessibleTextRole)

    def count_of(self, board: BoardId) -> int | None:
        """None while it is not known."""
        item = self._items.get(board)
        count = item.data(COUNT_ROLE) if item is not None else None
        return count if isinstance(count, int) else None

    def index_of(self, board: BoardId | None) -> QModelIndex:
        item = self._items.get(board) if board is not None else None
        return item.index() if item is not None else QModelIndex()

    def boards(self) -> Iterator[BoardId]:
        """From top to bottom."""
        yield from self._items

    def client_rows(self) -> Iterator[QModelIndex]:
        return (self.index(row, 0) for row in range(self.rowCount()))

    def speak_anew(self, desk: Desk) -> None:
        """The language changed."""
        self._shape = []
        self.show_boards(desk)
        self.show_counts(desk)

    def _client(self, desk: Desk, board: Board) -> tuple[str, str]:
        client = desk.client_of(board)
        return (client.id, client.name) if client is not None else ("", tr("Without client"))

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
        item.setData(spoken_board(board.title, None), Qt.ItemDataRole.AccessibleTextRole)
        self._items[board.id] = item
        return item


def spoken_board(title: str, count: int | None) -> str:
    if count is None:
        return tr("Board {title}", title=title)
    return tr("Board {title}, %n open card(s)", count, title=title)


def board_of(index: Index) -> BoardId | None:
    board = index.data(BOARD_ROLE)
    return BoardId(board) if isinstance(board, str) else None
