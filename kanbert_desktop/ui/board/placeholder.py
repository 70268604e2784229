"""What the columns view shows when there are no cards: the reason and one action."""

from enum import StrEnum
from functools import cached_property

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


_ICONS = {
    BoardState.LOADING: "cloud-download",
    BoardState.EMPTY: "square-kanban",
    BoardState.NO_MATCH: "search-x",
}

_ROWS = 122
"""Pixels, at 100 % text size, of a column's header, its text and the button below."""


class BoardPlaceholder(QFrame):
    """Centred in `over` and hidden while there are cards, with its parts made when there are none for the first time.

    `button_clicked` carries the state shown.
    """

    button_clicked = Signal(object)

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self.state = BoardState.CARDS
        self.setObjectName("boardFace")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 20, 24, 20)
        self._box.setSpacing(8)
        over.installEventFilter(self)
        self.hide()

    @cached_property
    def _icon(self) -> PlainLabel:
        return PlainLabel(self)

    @cached_property
    def title(self) -> PlainLabel:
        label = PlainLabel(self)
        label.setObjectName("boardEmptyTitle")
        return label

    @cached_property
    def hint(self) -> PlainLabel:
        label = PlainLabel(self)
        label.setObjectName("boardEmptyText")
        return label

    @cached_property
    def button(self) -> QPushButton:
        button = QPushButton(self)
        button.clicked.connect(lambda: self.button_clicked.emit(self.state))
        return button

    def _fill(self) -> None:
        for label in (self._icon, self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is not self._icon)
            self._box.addWidget(label)
        self._box.addSpacing(4)
        self._box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_state(self, state: BoardState) -> None:
        if state is not self.state:
            self.state = state
            self.apply_appearance()

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        if self.state is BoardState.CARDS:
            self.hide()
            return
        if not self._box.count():
            self._fill()
        self.show()
        title, hint, button = _texts(self.state)
        size, ratio = self._theme.px(32), self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(_ICONS[self.state], self._theme.color("muted"), size, ratio, 1.5))
        for widget, text in ((self.title, title), (self.hint, hint), (self.button, button)):
            widget.setText(text)
            widget.setVisible(bool(text))
        self.button.setAccessibleName(button)
        self._update_geometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() is QEvent.Type.Resize and self.isVisible():
            self._update_geometry()
        return False

    def _update_geometry(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        size = self._size_within(over.size() - QSize(32, 16))
        # Below the rows of the columns if there is enough space.
        lowest = min(self._theme.px(_ROWS), over.height() - size.height() - 16)
        top = max(lowest, (over.height() - size.height()) * 2 // 5)
        self.setGeometry((over.width() - size.width()) // 2, max(8, top), size.width(), size.height())
        self.raise_()

    def _size_within(self, available: QSize) -> QSize:
        """Returns a size in which each sentence takes one line if there is enough space."""
        margins = self.contentsMargins() + self._box.contentsMargins()
        labels = [self.title, self.hint]
        text_width = max(label.fontMetrics().horizontalAdvance(label.text()) for label in labels) + 4
        text_width = max(text_width, self.button.sizeHint().width()) + margins.left() + margins.right()
        width = min(text_width, available.width())
        return QSize(width, min(self.heightForWidth(width), available.height()))


def _texts(state: BoardState) -> tuple[str, str, str]:
    """Returns title, hint and button text; "" for a part that is not shown."""
    match state:
        case BoardState.LOADING:
            return tr("Loading cards …"), tr("They are then available offline."), ""
        case BoardState.EMPTY:
            hint = tr("Press N for the first card.") if single_keys.is_on else ""
            return tr("This board is empty."), hint, tr("New card")
        case BoardState.NO_MATCH:
            return (
                tr("No card matches."),
                tr("Cards that do not match are hidden, not deleted."),
                tr("Clear filter"),
            )
        case BoardState.CARDS:
            return "", "", ""
