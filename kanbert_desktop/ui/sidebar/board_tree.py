"""Tree of clients and boards, with a filter field."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolTip, QTreeView, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.commands.actions import favourite_command_text
from kanbert_desktop.ui.sidebar.board_model import CLIENT_ROLE, BoardsModel, BoardTreeDelegate, board_of
from kanbert_desktop.ui.sidebar.buttons import is_for_new_window
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_plain_viewport
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.literal_text import wrapped_tooltip
from kanbert_desktop.ui.widgets.popups import Menu
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars
from kanbert_desktop.ui.widgets.text_fields import InputMethodMixin

FOLDED_KEY = "folded_clients"
_SCROLL_EDGE, _SCROLL_STEP = 24, 8
SHOWN_ABOVE_BOARDS = 12
"""The field is shown above this number of boards."""


class BoardTree(QTreeView):
    """A click or Enter opens a board.

    `board_requested` carries the board, `window_requested` one to open in a new window, `favourite_requested` one whose
    favourite state to toggle.
    """

    board_requested = Signal(str)
    window_requested = Signal(str)
    favourite_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_plain_viewport(self)
        self._service: BoardService | None = None
        self.favourites: frozenset[BoardId] = frozenset()
        self.boards_model = BoardsModel()
        self._filter_words: list[str] = []
        self._delegate = BoardTreeDelegate(theme, self)
        self.setObjectName("boardTree")
        self.setModel(self.boards_model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        add_overlay_scroll_bars(self)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._on_clicked)
        self.collapsed.connect(self._save_folds)
        self.expanded.connect(self._save_folds)
        self.apply_appearance()

    def set_service(self, service: BoardService | None) -> None:
        self._service = service
        self.refresh()

    def refresh(self) -> None:
        """Updates the rows after a change of boards or names."""
        if self._service is None:
            self.boards_model.clear()
            return
        focused = board_of(self.currentIndex())
        if self.boards_model.set_boards(self._service):
            self._show_matches()
            self._make_current(focused or self._delegate.opened_board)

    def refresh_counts(self, boards: Iterable[BoardId] | None = None) -> None:
        if self._service is not None:
            self.boards_model.set_counts(self._service, boards)

    def filter_boards(self, text: str) -> int:
        """Shows only boards whose own or client's name contains all words; returns how many."""
        self._filter_words = text.casefold().split()
        return self._show_matches()

    def open_first(self) -> bool:
        """Opens the first visible board; returns False if there is none."""
        shown = (board for board in self.boards_model.boards() if not self._is_hidden(board))
        first = next(shown, None)
        if first is not None:
            self.board_requested.emit(first)
        return first is not None

    def set_opened_board(self, board: BoardId | None) -> None:
        """Highlights the board on screen; None if another page is shown."""
        if board == self._delegate.opened_board:
            return
        self._delegate.opened_board = board
        index = self.boards_model.index_of(board)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.viewport().update()

    @property
    def drop_surface(self) -> QWidget:
        return self.viewport()

    def board_at(self, place: QPoint) -> BoardId | None:
        return board_of(self.indexAt(place))

    def scroll_under(self, place: QPoint) -> None:
        """Scrolls while cards are dragged near an edge."""
        bar = self.verticalScrollBar()
        if place.y() < _SCROLL_EDGE:
            bar.setValue(bar.value() - _SCROLL_STEP)
        elif place.y() > self.viewport().height() - _SCROLL_EDGE:
            bar.setValue(bar.value() + _SCROLL_STEP)

    def mark_drop_target(self, board: BoardId | None) -> None:
        """Marks the board that takes the dragged cards."""
        if board != self._delegate.drop_target:
            self._delegate.drop_target = board
            self.viewport().update()

    def apply_appearance(self) -> None:
        self.setAccessibleName(tr("Clients and boards"))
        if self._service is not None:
            self.boards_model.update_accessible_texts(self._service)
            self._show_matches()
            self._make_current(self._delegate.opened_board)
        self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button, or a click with Ctrl, opens the board in a new window."""
        board = board_of(self.indexAt(event.position().toPoint()))
        if board is not None and is_for_new_window(event):
            # A press that is not released inside would be kept as a selection.
            self.setState(QTreeView.State.NoState)
            self.window_requested.emit(board)
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        board = board_of(index)
        if board is None:
            return
        menu = Menu(self)
        menu.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        menu.addAction(tr("Open board")).triggered.connect(lambda: self.board_requested.emit(board))
        in_window = menu.addAction(tr("Open in a new window"))
        in_window.triggered.connect(lambda: self.window_requested.emit(board))
        text = favourite_command_text(board in self.favourites)
        menu.addAction(text).triggered.connect(lambda: self.favourite_requested.emit(board))
        menu.aboutToHide.connect(menu.deleteLater)
        at = self.visualRect(index).center() if by_key else event.pos()
        menu.open_at(self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.boards_model.index(0, 0))

    def viewportEvent(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)  # type: ignore[arg-type]

    def _show_tip(self, event: QHelpEvent) -> None:
        """Shows the full name, never as rich text."""
        name = str(self.indexAt(event.pos()).data() or "")
        QToolTip.showText(event.globalPos(), wrapped_tooltip(name), self)

    def _on_clicked(self, index: QModelIndex) -> None:
        board = board_of(index)
        if board is not None:
            self.board_requested.emit(board)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _unfold(self) -> None:
        folded = self._service.local.value(FOLDED_KEY).split("\n") if self._service is not None else []
        self.blockSignals(True)
        for index in self.boards_model.client_rows():
            is_folded = index.data(CLIENT_ROLE) in folded[1:] and not self._filter_words
            self.setExpanded(index, not is_folded)
        self.blockSignals(False)

    def _show_matches(self) -> int:
        """Expands all clients while filtering; the folded ones are remembered."""
        matches = 0
        for client in self.boards_model.client_rows():
            rows = [
                self.boards_model.index(row, 0, client) for row in range(self.boards_model.rowCount(client))
            ]
            hidden = [not self._matches(client, row) for row in rows]
            for row, is_hidden in enumerate(hidden):
                self.setRowHidden(row, client, is_hidden)
            matches += hidden.count(False)
            self.setRowHidden(client.row(), QModelIndex(), all(hidden))
        self._unfold()
        return matches

    def _matches(self, client: QModelIndex, board: QModelIndex) -> bool:
        name = f"{client.data()} {board.data()}".casefold()
        return all(word in name for word in self._filter_words)

    def _is_hidden(self, board: BoardId) -> bool:
        index = self.boards_model.index_of(board)
        return self.isRowHidden(index.row(), index.parent())

    def _make_current(self, board: BoardId | None) -> None:
        """Selects the client if the board's client is folded: selecting the board would expand it."""
        index = self.boards_model.index_of(board)
        is_seen = not index.parent().isValid() or self.isExpanded(index.parent())
        self.setCurrentIndex(index if is_seen else index.parent())

    def _save_folds(self) -> None:
        if self._service is None or self._filter_words:
            return
        folded = [
            index.data(CLIENT_ROLE) for index in self.boards_model.client_rows() if not self.isExpanded(index)
        ]
        self._service.local.save_value(FOLDED_KEY, "\n".join(["", *folded]))


class BoardFilter(InputMethodMixin, QLineEdit):
    """Down moves into the tree, Enter opens the first board, Escape clears the filter."""

    def __init__(self, tree: BoardTree, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("boardSearch")
        self._tree = tree
        self.textChanged.connect(self._narrow)
        self.hide()
        self.apply_appearance()

    def set_board_count(self, boards: int) -> None:
        self.setVisible(boards > SHOWN_ABOVE_BOARDS)
        if self.isHidden() and self.text():
            self.clear()

    def apply_appearance(self) -> None:
        self.setPlaceholderText(tr("Find a board"))
        self.setAccessibleName(tr("Find a board"))

    def _narrow(self, text: str) -> None:
        count = self._tree.filter_boards(text)
        if text.strip():
            announce(self, tr("%n board(s)", count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._tree.open_first():
                self.clear()
        else:
            super().keyPressEvent(event)
