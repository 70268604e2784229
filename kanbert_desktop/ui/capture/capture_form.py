"""What is written in the capture window and becomes cards: the line, its board, templates, and what was just added."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import Desk, Wish
from kanbert_desktop.app.boards.templates import Templates
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.untrusted_text import shortened
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.board.gestures import Gestures
from kanbert_desktop.ui.board.new_card_line import NewCardLine, read_line
from kanbert_desktop.ui.board.quick_add import QuickAdd
from kanbert_desktop.ui.capture.added_line import AddedLine
from kanbert_desktop.ui.capture.board_choice import BoardChoice
from kanbert_desktop.ui.centred_card import row
from kanbert_desktop.ui.literal_text import menu_words
from kanbert_desktop.ui.speaking import read_in_order
from kanbert_desktop.ui.theme import Theme

DRAFT = "capture"


class CaptureForm(QWidget):
    """`added` carries the last wish with words; `left` comes when nobody writes any more.

    `is_alone`: nothing else is on screen that could say what became of several lines, so the form stays for that.
    """

    added = Signal(object, str)
    left = Signal()

    def __init__(
        self,
        desk: Desk,
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
        self.quick.draft_changed.connect(lambda text: self._desk.keep_draft(DRAFT, text))
        self.quick.field.textChanged.connect(self._on_text)
        self.add.clicked.connect(lambda: self.quick.field.entered.emit(True))
        self.board.turned.connect(self.quick.field.setFocus)
        self._gestures.problem.connect(lambda title, message: self.quick.refuse(f"{title} {message}".strip()))
        self._gestures.wished.connect(self._on_wished)

    def _read(self, line: str) -> NewCardLine:
        desk = self._desk
        return read_line(line, self._today(), desk.everybody(), desk.me, boards=desk.boards(), bare_days=True)

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

    def _on_wished(self, wish: Wish, words: str) -> None:
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
            action = menu.addAction(menu_words(shortened(template.title, 100)))
            action.triggered.connect(lambda _checked=False, title=template.title: self._use(title))

    def _use(self, title: str) -> None:
        """What is written stays a draft."""
        board = self.board.board
        if board is None:
            return
        try:
            wish = self._templates.use(title, board.id)
        except KanbertError as error:
            self.quick.refuse(" ".join(title_and_message(error)))
            return
        if wish is not None:
            self.added.emit(wish, tr("Card added."))
            self.quick.close_field()
