"""The command palette: type a few letters, Enter goes there."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.quick_open import (
    FEW_MATCHES,
    Match,
    QuickOpenIndex,
    QuickOpenTarget,
    TargetKind,
)
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.palette.results import ROW, PaletteList, spoken
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import speak
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.text_fields import Composing

WIDTH, TOP, BOTTOM = 620, 72, 48
_EDGE = 10
_MOST = 8
Section = tuple[str, Sequence[Match]]


class PaletteField(Composing, QLineEdit):
    """Up, Down, Page keys and Enter belong to the list; Escape and another focus end it."""

    pressed = Signal(int)
    left = Signal()

    _STEERING = frozenset(
        {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape}
    )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self._STEERING:
            self.pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        kept = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in kept:
            self.left.emit()


class Palette(QFrame):
    """`chosen` carries a `Target`, after the focus is back where it was."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._theme, self._page = theme, parent
        self._before: QWidget | None = None
        self._jumping: QuickOpenIndex | None = None
        self._at_rest: Callable[[], Sequence[Section]] = list
        self._is_whole = False
        self._alike: Iterator[list[Match]] | None = None
        self._found: list[Match] = []
        self._close: list[Match] = []
        self.field = PaletteField(self)
        self.field.setObjectName("paletteField")
        self.list = PaletteList(theme, self)
        self.nothing = plain_label("muted", self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self.hide()
        self.dress()

    def open(self, jumping: QuickOpenIndex, at_rest: Callable[[], Sequence[Section]]) -> None:
        """`at_rest` is what is offered before anything is typed."""
        if self.isVisible():
            self.close_up()
            return
        self._before = QApplication.focusWidget()
        self._jumping, self._at_rest = jumping, at_rest
        self._is_whole = False
        self.field.clear()
        self._search()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._idle.start()

    def close_up(self) -> None:
        """The focus goes back to where it was."""
        if self.isHidden():
            return
        self._idle.stop()
        self._jumping = self._alike = None
        had_focus = self.field.hasFocus()
        before, self._before = self._before, None
        self.hide()
        # It may have been deleted meanwhile: only what is still in the window can be asked.
        here = any(widget is before for widget in self._page.window().findChildren(QWidget))
        if had_focus and here and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def dress(self) -> None:
        self.setAccessibleName(tr("Command palette"))
        self.field.setPlaceholderText(tr("Go to a board, card, person or command"))
        self.field.setAccessibleName(tr("Go to a board, card, person or command"))
        self.nothing.setText(tr("Nothing has this name."))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, _EDGE - 2)
        box.setSpacing(0)
        box.addWidget(self.field)
        box.addWidget(self.list)
        box.addWidget(self.nothing)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._take)
        self.field.pressed.connect(self._steer)
        self.field.left.connect(self.close_up)
        self.list.taken.connect(self._go)
        self._idle.timeout.connect(self._go_on)
        self._page.installEventFilter(self)

    def _search(self) -> None:
        self._close = []
        self._alike = None
        if self._jumping is None:
            return
        text = self.field.text()
        self._found = self._jumping.find(text)
        if self._is_whole and text.strip() and len(self._found) < FEW_MATCHES:
            self._alike = self._jumping.find_similar(text)
            self._idle.start()
        self._show()

    def _go_on(self) -> None:
        """One slice of work whenever nothing else is to be done: cards are taken in, then compared."""
        if self._jumping is None:
            return
        if not self._is_whole:
            self._is_whole = not self._jumping.load_next_slice()
            self._idle.start()
            if self._is_whole and self.field.text().strip():
                self._search()
            return
        more = next(self._alike, None) if self._alike is not None else None
        if more is None:
            self._alike = None
            return
        known = {match.target for match in (*self._found, *self._close)}
        self._close += [match for match in more if match.target not in known]
        self._show(keep=True)
        self._idle.start()

    def _show(self, *, keep: bool = False) -> None:
        typed = bool(self.field.text().strip())
        similar = (tr("Similar names"), self._close[:_MOST])
        sections = [*_by_kind(self._found), similar] if typed else self._at_rest()
        self.list.show_sections(sections, keep=keep)
        self.list.setVisible(bool(self.list.matches))
        self.nothing.setVisible(not self.list.matches)
        self._fit()
        self._speak()

    def _speak(self) -> None:
        chosen = self.list.chosen()
        speak(self.field, spoken(chosen) if chosen else self.nothing.text())

    def _steer(self, key: int) -> None:
        match key:
            case Qt.Key.Key_Escape:
                self.close_up()
                return
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.list.step(-1 if key == Qt.Key.Key_Up else 1)
            case _:
                self.list.page(-1 if key == Qt.Key.Key_PageUp else 1)
        self._speak()

    def _take(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None:
            self._go(chosen)

    def _go(self, match: Match) -> None:
        target: QuickOpenTarget = match.target
        self.close_up()
        self.chosen.emit(target)

    def _place(self) -> None:
        room = self._page.rect()
        width = min(self._theme.px(WIDTH), room.width() - 32)
        self.setGeometry((room.width() - width) // 2, self._theme.px(TOP), width, self.height())
        self._fit()

    def _fit(self) -> None:
        """As high as what was found, never over the edge."""
        field = self.field.sizeHint().height()
        room = self._page.height() - self._theme.px(TOP) - self._theme.px(BOTTOM) - field
        inner = self.list.wished_height() if self.list.matches else self._theme.px(72)
        inner = max(self._theme.row(ROW), min(room, inner))
        self.list.setFixedHeight(inner)
        self.nothing.setFixedHeight(inner)
        self.resize(self.width(), field + inner + _EDGE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


def _by_kind(matches: Sequence[Match]) -> list[Section]:
    """The kind with the best match comes first; cards, of which there are most, come last."""
    kinds = dict.fromkeys(match.target.kind for match in matches)
    ordered = sorted(kinds, key=lambda kind: kind is TargetKind.CARD)
    return [
        (_heading(kind), [match for match in matches if match.target.kind is kind][:_MOST])
        for kind in ordered
    ]


def _heading(kind: TargetKind) -> str:
    match kind:
        case TargetKind.COMMAND:
            return tr("Commands")
        case TargetKind.TEMPLATE:
            return tr("New from template")
        case TargetKind.BOARD:
            return tr("Boards")
        case TargetKind.PERSON:
            return tr("People")
        case TargetKind.CARD:
            return tr("Cards")
