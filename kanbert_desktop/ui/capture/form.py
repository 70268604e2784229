"""Line, board, templates, what was just added."""

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
from kanbert_desktop.ui.board.quick_add import QuickAdd
from kanbert_desktop.ui.cards.commands import Gestures
from kanbert_desktop.ui.cards.quick_add_parser import NewCardLine, read_line
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import read_in_order, speak
from kanbert_desktop.ui.widgets.centred_page import plain_label, row
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal, menu_words


class AddedLine(QWidget):
    """Hidden until something was added."""

    def __init__(self, desk: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._wish: QueuedChange | None = None
        self._sign = PlainLabel(self)
        self.words = plain_label("", self)
        self.undo = QPushButton(self)
        self.undo.setProperty("kind", "link")
        self.undo.clicked.connect(self._take_back)
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 0, 0, 0)
        box.setSpacing(8)
        for part in (self._sign, self.words, self.undo):
            box.addWidget(part)
        box.addStretch(1)
        self.hide()

    def tell(self, words: str, wish: QueuedChange | None) -> None:
        self._wish = wish
        self.words.setText(words)
        self.undo.setVisible(wish is not None)
        self.show()
        speak(self, words)

    def dress(self) -> None:
        self.undo.setText(tr("Undo"))
        sign = icons.pixmap("check", self._theme.color("ok"), self._theme.px(16), self.devicePixelRatioF())
        self._sign.setPixmap(sign)

    def _take_back(self) -> None:
        wish, self._wish = self._wish, None
        if wish is None:
            return
        try:
            undone = self._desk.undo_change(wish.entry.id)
        except KanbertError as error:
            self.tell(" ".join(title_and_message(error)), None)
            return
        if undone is not None:
            self.tell(tr("Taken back: {what}", what=undone.text), None)


_WIDEST = 240


class BoardChoice(QPushButton):
    """`turned` comes when another board was chosen; until then it is the one to start with, or the last one.

    A board that the line itself names goes before all of them.
    """

    turned = Signal()

    def __init__(self, desk: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self._desk, self._theme = desk, theme
        self._chosen: BoardId | None = None
        self._named: Board | None = None
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)

    @property
    def board(self) -> Board | None:
        """None where there is no board at all."""
        if self._named is not None:
            return self._named
        known = {board.id: board for board in self._desk.boards()}
        wished = self._chosen or FavouriteBoards(self._desk).board_to_show()
        return known.get(wished) if wished in known else next(iter(known.values()), None)

    def begin(self) -> None:
        """Another card: the board at hand again."""
        self._chosen = self._named = None
        self.dress()

    def show_named(self, board: Board | None) -> None:
        """None: the line names none."""
        if board != self._named:
            self._named = board
            self.dress()

    def dress(self) -> None:
        board = self.board
        title = board.title if board is not None else tr("No board yet")
        room = self._theme.px(_WIDEST)
        words = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        self.setText(menu_words(words))
        self.setToolTip(literal(tr("Board: {title}", title=title)))
        self.setAccessibleName(tr("Board: {title}", title=title))
        self.setIcon(icons.icon("square-kanban", self._theme.color("muted"), self._theme.px(16)))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        here = self.board
        for board in self._desk.boards():
            client = self._desk.client_of(board)
            words = f"{board.title} · {client.name}" if client is not None else board.title
            action = menu.addAction(menu_words(shorten(words, 100)))
            action.setCheckable(True)
            action.setChecked(here is not None and board.id == here.id)
            action.triggered.connect(lambda _checked=False, wished=board.id: self._choose(wished))

    def _choose(self, board: BoardId) -> None:
        self._chosen = board
        self.dress()
        self.turned.emit()


DRAFT = "capture"


class CaptureForm(QWidget):
    """`added` carries the last wish with words; `left` comes when nobody writes any more.

    `is_alone`: nothing else is on screen that could say what became of several lines, so the form stays for that.
    """

    added = Signal(object, str)
    left = Signal()

    def __init__(
        self,
        desk: BoardService,
        theme: Theme,
        today: Callable[[], date],
        is_alone: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._today, self._is_alone = desk, theme, today, is_alone
        self._gestures = Gestures(desk, self)
        self._templates = Templates(desk)
        self._stays = False
        self.quick = QuickAdd(theme, self, closes=True)
        self.quick.read = self._read
        self.board = BoardChoice(desk, theme, self)
        self.from_template = QPushButton(self)
        self.from_template.setProperty("kind", "quiet")
        self.add = QPushButton(self)
        self.add.setProperty("kind", "primary")
        self.told = AddedLine(desk, theme, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.quick)
        box.addWidget(self.told)
        box.addLayout(row(self.board, self.from_template, 1, self.add))
        read_in_order(self.quick, self.told, self.board, self.from_template, self.add)
        self._connect()
        self.dress()

    def begin(self) -> None:
        """With what was half written the last time."""
        self.told.hide()
        self.board.begin()
        self.from_template.setVisible(bool(self._templates.all()))
        self.quick.open_with(self._desk.draft(DRAFT))

    def keep_draft(self) -> None:
        self.quick.keep_draft()

    def dress(self) -> None:
        self.add.setText(tr("Add card"))
        self.from_template.setText(tr("New from template"))
        muted = self._theme.color("muted")
        self.from_template.setIcon(icons.icon("layout-template", muted, self._theme.px(16)))
        self.board.dress()
        self.told.dress()

    def _connect(self) -> None:
        menu = QMenu(self.from_template)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.from_template.setMenu(menu)
        self.quick.wished.connect(self._add)
        self.quick.closed.connect(self._on_closed)
        self.quick.draft_changed.connect(lambda text: self._desk.save_draft(DRAFT, text))
        self.quick.field.textChanged.connect(self._on_text)
        self.add.clicked.connect(lambda: self.quick.field.entered.emit(True))
        self.board.turned.connect(self.quick.field.setFocus)
        self._gestures.problem.connect(lambda title, message: self.quick.refuse(f"{title} {message}".strip()))
        self._gestures.wished.connect(self._on_wished)

    def _read(self, line: str) -> NewCardLine:
        desk = self._desk
        return read_line(
            line, self._today(), desk.all_people(), desk.me, boards=desk.boards(), bare_days=True
        )

    def _add(self, titles: list[str]) -> None:
        board = self.board.board
        if board is None:
            self.quick.refuse(tr("There is no board yet that could take the card."))
            return
        self._stays = len(titles) > 1 and self._is_alone()
        done = self._gestures.add_many(board.id, [self._read(title) for title in titles], Column.NEW)
        if len(done) == len(titles):
            self.quick.taken()
        elif done:
            self.quick.field.setPlainText("\n".join(titles[len(done) :]))

    def _on_wished(self, wish: QueuedChange, words: str) -> None:
        self.told.tell(words, wish)
        if self.quick.is_last and not self._stays:
            self.added.emit(wish, words)

    def _on_closed(self) -> None:
        if self._stays:
            self._stays = False
            self.quick.open_with("")
        else:
            self.left.emit()

    def _on_text(self) -> None:
        if self.quick.text():
            self.told.hide()
        titles = self.quick.titles()
        self.board.show_named(self._read(titles[0]).board if len(titles) == 1 else None)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for template in self._templates.all():
            action = menu.addAction(menu_words(shorten(template.title, 100)))
            action.triggered.connect(lambda _checked=False, title=template.title: self._use(title))

    def _use(self, title: str) -> None:
        """What is written stays a draft."""
        board = self.board.board
        if board is None:
            return
        try:
            wish = self._templates.create_card(title, board.id)
        except KanbertError as error:
            self.quick.refuse(" ".join(title_and_message(error)))
            return
        if wish is not None:
            self.added.emit(wish, tr("Card added."))
            self.quick.close_field()
