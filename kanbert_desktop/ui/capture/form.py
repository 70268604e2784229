"""Form of the capture window: line, board, templates, result."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.favourites import FavouriteBoards
from kanbert_desktop.app.boards.service import BoardService, QueuedChange
from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Board, BoardId, Column
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.board.quick_add import QuickAddForm
from kanbert_desktop.ui.cards.card_lines import CardLines
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce, set_reading_order
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal, menu_text
from kanbert_desktop.ui.widgets.popups import Menu

_WIDEST = 240
DRAFT_KEY = "capture"


class AddedLine(QWidget):
    """Confirms what was added, with Undo; hidden until then."""

    def __init__(self, service: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._service, self._theme = service, theme
        self._change: QueuedChange | None = None
        self._icon = PlainLabel(self)
        self.text_label = plain_label("", self)
        self.undo_button = QPushButton(self)
        self.undo_button.setProperty("kind", "link")
        self.undo_button.clicked.connect(self._undo)
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 0, 0, 0)
        box.setSpacing(8)
        for part in (self._icon, self.text_label, self.undo_button):
            box.addWidget(part)
        box.addStretch(1)
        self.hide()

    def show_message(self, text: str, change: QueuedChange | None) -> None:
        self._change = change
        self.text_label.setText(text)
        self.undo_button.setVisible(change is not None)
        self.show()
        announce(self, text)

    def apply_appearance(self) -> None:
        self.undo_button.setText(tr("Undo"))
        icon = icons.pixmap("check", self._theme.color("ok"), self._theme.px(16), self.devicePixelRatioF())
        self._icon.setPixmap(icon)

    def _undo(self) -> None:
        change, self._change = self._change, None
        if change is None:
            return
        try:
            undone = self._service.undo_change(change.entry.id)
        except KanbertError as error:
            self.show_message(" ".join(title_and_message(error)), None)
            return
        if undone is not None:
            self.show_message(tr("Undone: {what}", what=undone.text), None)


class BoardPicker(QPushButton):
    """Chooses the board of the card; `board_changed` is emitted for the user's choice.

    A board named in the line has priority; without a choice it is the start board or the last one.
    """

    board_changed = Signal()

    def __init__(self, service: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self._service, self._theme = service, theme
        self._chosen: BoardId | None = None
        self._named: Board | None = None
        menu = Menu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)

    @property
    def board(self) -> Board | None:
        """None if there is no board."""
        if self._named is not None:
            return self._named
        known = {board.id: board for board in self._service.boards()}
        target = self._chosen or FavouriteBoards(self._service).board_to_show()
        return known.get(target) if target in known else next(iter(known.values()), None)

    def reset(self) -> None:
        """Forgets the choice, for another card."""
        self._chosen = self._named = None
        self.apply_appearance()

    def set_named_board(self, board: Board | None) -> None:
        """None: the line names no board."""
        if board != self._named:
            self._named = board
            self.apply_appearance()

    def apply_appearance(self) -> None:
        board = self.board
        title = board.title if board is not None else tr("No board yet")
        available = self._theme.px(_WIDEST)
        text = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, available)
        self.setText(menu_text(text))
        self.setToolTip(literal(tr("Board: {title}", title=title)))
        self.setAccessibleName(tr("Board: {title}", title=title))
        self.setIcon(icons.icon("square-kanban", self._theme.color("muted"), self._theme.px(16)))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        current = self.board
        for board in self._service.boards():
            client = self._service.client_of(board)
            text = f"{board.title} · {client.name}" if client is not None else board.title
            action = menu.addAction(menu_text(shorten(text, 100)))
            action.setCheckable(True)
            action.setChecked(current is not None and board.id == current.id)
            action.triggered.connect(lambda _checked=False, target=board.id: self._choose(target))

    def _choose(self, board: BoardId) -> None:
        self._chosen = board
        self.apply_appearance()
        self.board_changed.emit()


class CaptureForm(QWidget):
    """`added` carries the last change and text; `closed` is emitted when the field is closed.

    `is_alone`: no other window can show the result of several lines, so the form stays open for it.
    """

    added = Signal(object, str)
    closed = Signal()

    def __init__(
        self,
        service: BoardService,
        theme: Theme,
        today: Callable[[], date],
        is_alone: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._service, self._theme, self._is_alone = service, theme, is_alone
        self._commands = CardCommands(service, self)
        self._templates = Templates(service)
        self._stays_open = False
        self.quick_add = QuickAddForm(theme, self, closes_on_enter=True, lines=CardLines(service, today))
        self.board_picker = BoardPicker(service, theme, self)
        self.template_button = QPushButton(self)
        self.template_button.setProperty("kind", "quiet")
        self.add_button = QPushButton(self)
        self.add_button.setProperty("kind", "primary")
        self.added_line = AddedLine(service, theme, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.quick_add)
        box.addWidget(self.added_line)
        box.addLayout(horizontal_box(self.board_picker, self.template_button, 1, self.add_button))
        set_reading_order(
            self.quick_add, self.added_line, self.board_picker, self.template_button, self.add_button
        )
        self._connect()
        self.apply_appearance()

    def start(self) -> None:
        """Restores the draft."""
        self.added_line.hide()
        self.board_picker.reset()
        self.template_button.setVisible(bool(self._templates.all()))
        self.quick_add.open_with(self._service.local.draft(DRAFT_KEY))

    def save_draft(self) -> None:
        self.quick_add.save_draft()

    def apply_appearance(self) -> None:
        self.add_button.setText(tr("Add card"))
        self.template_button.setText(tr("New from template"))
        muted = self._theme.color("muted")
        self.template_button.setIcon(icons.icon("layout-template", muted, self._theme.px(16)))
        self.board_picker.apply_appearance()
        self.added_line.apply_appearance()

    def _connect(self) -> None:
        menu = Menu(self.template_button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.template_button.setMenu(menu)
        self.quick_add.submitted.connect(self._add)
        self.quick_add.closed.connect(self._on_closed)
        self.quick_add.draft_changed.connect(lambda text: self._service.local.save_draft(DRAFT_KEY, text))
        self.quick_add.field.textChanged.connect(self._on_text)
        self.quick_add.meaning_shown.connect(self._show_named_board)
        self.add_button.clicked.connect(lambda: self.quick_add.field.submitted.emit(True))
        self.board_picker.board_changed.connect(self.quick_add.field.setFocus)
        self._commands.problem_reported.connect(
            lambda title, message: self.quick_add.show_problem(f"{title} {message}".strip())
        )
        self._commands.change_queued.connect(self._on_change_queued)

    def _add(self, titles: list[str]) -> None:
        board = self.board_picker.board
        if board is None:
            self.quick_add.show_problem(tr("There is no board to add the card to yet."))
            return
        self._stays_open = len(titles) > 1 and self._is_alone()
        done = self._commands.add_many(board.id, [self.quick_add.read(title) for title in titles], Column.NEW)
        if len(done) == len(titles):
            self.quick_add.clear_submitted()
        elif done:
            self.quick_add.field.setPlainText("\n".join(titles[len(done) :]))

    def _on_change_queued(self, change: QueuedChange, text: str) -> None:
        self.added_line.show_message(text, change)
        if self.quick_add.closes_after_submit and not self._stays_open:
            self.added.emit(change, text)

    def _on_closed(self) -> None:
        if self._stays_open:
            self._stays_open = False
            self.quick_add.open_with("")
        else:
            self.closed.emit()

    def _on_text(self) -> None:
        if self.quick_add.text():
            self.added_line.hide()
        self._show_named_board()

    def _show_named_board(self) -> None:
        titles = self.quick_add.titles()
        self.board_picker.set_named_board(self.quick_add.read(titles[0]).board if len(titles) == 1 else None)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for template in self._templates.all():
            action = menu.addAction(menu_text(shorten(template.title, 100)))
            action.triggered.connect(lambda _checked=False, title=template.title: self._use(title))

    def _use(self, title: str) -> None:
        """The typed text stays a draft."""
        board = self.board_picker.board
        if board is None:
            return
        try:
            change = self._templates.create_card(title, board.id)
        except KanbertError as error:
            self.quick_add.show_problem(" ".join(title_and_message(error)))
            return
        if change is not None:
            self.added.emit(change, tr("Card added."))
            self.quick_add.close_field()
