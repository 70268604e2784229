"""What the columns show where there is no card at all: why, and what one can do."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.literal_text import PlainLabel


class BoardState(StrEnum):
    CARDS = "cards"
    LOADING = "loading"
    EMPTY = "empty"
    NO_MATCH = "no_match"


_SIGNS = {
    BoardState.LOADING: "cloud-download",
    BoardState.EMPTY: "square-kanban",
    BoardState.NO_MATCH: "search-x",
}

_ROWS = 122
"""Pixels, at 100 % text size, of a column's head, its words and the button below them."""


class BoardPlaceholder(QFrame):
    """Lies in the middle of `over`; hidden while there are cards. `acted` when its one button was pressed."""

    button_clicked = Signal(object)

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self.state = BoardState.CARDS
        self.setObjectName("boardFace")
        self._sign, self.title, self.hint = PlainLabel(self), PlainLabel(self), PlainLabel(self)
        self.title.setObjectName("boardEmptyTitle")
        self.hint.setObjectName("boardEmptyText")
        self.button = QPushButton(self)
        self.button.clicked.connect(lambda: self.button_clicked.emit(self.state))
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(8)
        for label in (self._sign, self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is not self._sign)
            box.addWidget(label)
        box.addSpacing(4)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        over.installEventFilter(self)
        self.hide()

    def show_state(self, face: BoardState) -> None:
        if face is not self.state:
            self.state = face
            self.apply_appearance()

    def apply_appearance(self) -> None:
        """Theme, language, or what is missing changed."""
        self.setVisible(self.state is not BoardState.CARDS)
        if self.state is BoardState.CARDS:
            return
        words, hint, button = _words(self.state)
        sign, ratio = self._theme.px(32), self.devicePixelRatioF()
        self._sign.setPixmap(icons.pixmap(_SIGNS[self.state], self._theme.color("muted"), sign, ratio, 1.5))
        for part, text in ((self.title, words), (self.hint, hint), (self.button, button)):
            part.setText(text)
            part.setVisible(bool(text))
        self.button.setAccessibleName(button)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        size = self._size_in(over.size() - QSize(32, 16))
        # Below the rows of the columns where there is room for that.
        least = min(self._theme.px(_ROWS), over.height() - size.height() - 16)
        top = max(least, (over.height() - size.height()) * 2 // 5)
        self.setGeometry((over.width() - size.width()) // 2, max(8, top), size.width(), size.height())
        self.raise_()

    def _size_in(self, room: QSize) -> QSize:
        """Its sentences in one line each where there is room for that."""
        margins = self.contentsMargins() + self._box.contentsMargins()
        said = [self.title, self.hint]
        wide = max(label.fontMetrics().horizontalAdvance(label.text()) for label in said) + 4
        wide = max(wide, self.button.sizeHint().width()) + margins.left() + margins.right()
        width = min(wide, room.width())
        return QSize(width, min(self.heightForWidth(width), room.height()))


def _words(face: BoardState) -> tuple[str, str, str]:
    """A sentence, a second one, and the button's words; "" where there is none."""
    match face:
        case BoardState.LOADING:
            return tr("Loading cards …"), tr("They stay on this computer then."), ""
        case BoardState.EMPTY:
            hint = tr("Press N for the first card.") if single_keys.is_on else ""
            return tr("This board is empty."), hint, tr("New card")
        case BoardState.NO_MATCH:
            return (
                tr("No card matches."),
                tr("Cards that do not match are hidden, not gone."),
                tr("Clear filter"),
            )
        case BoardState.CARDS:
            return "", "", ""
