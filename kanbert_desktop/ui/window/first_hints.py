"""Three hints below the first board, each shown until the user has done it."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from kanbert_desktop.app.boards.service import QueuedChange
from kanbert_desktop.app.settings import FIRST_HINTS, Settings
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.changes import EditCard, Field
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui.commands.actions import native_key_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce, set_reading_order
from kanbert_desktop.ui.widgets.centred_page import horizontal_box, plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.literal_text import PlainLabel

LEAST_HEIGHT = 300
"""Pixels at a text size of 100 %."""
DRAG, PALETTE, OFFLINE = "drag", "palette", "offline"


class Hint(NamedTuple):
    """`more` is what the tooltip and a screen reader say."""

    icon: str
    text: Callable[[], str]
    more: Callable[[], str]


HINTS = {
    DRAG: Hint(
        "move",
        lambda: tr("Drag a card to another column"),
        lambda: tr(
            "Drag a card to another column, or move it with {left} and {right}.",
            left=native_key_text("Ctrl+Shift+Left"),
            right=native_key_text("Ctrl+Shift+Right"),
        ),
    ),
    PALETTE: Hint(
        "search",
        lambda: tr("{keys} finds everything", keys=native_key_text("Ctrl+K")),
        lambda: tr("{keys} finds boards, cards, people and commands.", keys=native_key_text("Ctrl+K")),
    ),
    OFFLINE: Hint(
        "cloud-off",
        lambda: tr("Works offline, too"),
        lambda: tr("Everything works without a network. Changes are sent when there is one again."),
    ),
}


class HintBar(QFrame):
    """One line below the board, or several where the window is narrow. `closed`: the user has read them."""

    closed = Signal()

    def __init__(self, theme: Theme, names: list[str]) -> None:
        super().__init__()
        self.setObjectName("hintBar")
        self._theme = theme
        self.title_label = plain_label("title")
        self.hints = {name: HintView(theme, HINTS[name]) for name in names}
        self.close_button = QPushButton()
        texts = QWidget()
        texts.setLayout(FlowLayout([self.title_label, *self.hints.values()], spacing=16))
        set_reading_order(self.title_label, *self.hints.values())
        box = horizontal_box(spacing=16)
        box.setContentsMargins(16, 6, 16, 6)
        box.addWidget(texts, 1, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self.close_button)
        self.setLayout(box)
        self.close_button.clicked.connect(self.closed)
        self.apply_appearance()

    def remove(self, name: str) -> None:
        hint = self.hints.pop(name)
        hint.hide()
        hint.deleteLater()
        self.apply_appearance()

    def text(self) -> str:
        """As a screen reader says it."""
        return " ".join(hint.toolTip() for hint in self.hints.values())

    def apply_appearance(self) -> None:
        self.title_label.setText(tr("Tips"))
        self.setAccessibleName(tr("Tips"))
        for hint in self.hints.values():
            hint.apply_appearance()
        self.close_button.setText(tr("Got it"))
        self.close_button.setAccessibleDescription(self.text())


class HintView(QWidget):
    def __init__(self, theme: Theme, hint: Hint) -> None:
        super().__init__()
        self._theme, self._hint = theme, hint
        self._icon, self.text_label = PlainLabel(), plain_label()
        self.setLayout(horizontal_box(self._icon, self.text_label))

    def apply_appearance(self) -> None:
        self.text_label.setText(self._hint.text())
        self.text_label.setAccessibleName(self._hint.more())
        self.setToolTip(self._hint.more())
        size, color = self._theme.px(16), self._theme.color("accent")
        self._icon.setPixmap(icons.pixmap(self._hint.icon, color, size, self.devicePixelRatioF()))


class FirstHints(QObject):
    """Shows the hints that the setting names, and removes from it what was done. `changed`: the bar's height has."""

    changed = Signal()

    def __init__(self, settings: Settings, theme: Theme, place: Callable[[QWidget], object]) -> None:
        super().__init__()
        self._settings, self._theme = settings, theme
        self._has_place = False
        self.bar = HintBar(theme, [name for name in HINTS if name in settings.get(FIRST_HINTS).split()])
        self.bar.closed.connect(self._close)
        self.bar.hide()
        place(self.bar)

    def update(self, *, is_board: bool, height: int) -> None:
        """The hints are about boards, and leave a small window to the cards. `height` is the window's."""
        self._has_place = is_board and height >= self._theme.px(LEAST_HEIGHT)
        self._update()

    def _update(self) -> None:
        visible = self._has_place and bool(self.bar.hints)
        if visible and self.bar.isHidden():
            announce(self.bar, self.bar.text())
        self.bar.setVisible(visible)
        self.changed.emit()

    @property
    def height(self) -> int:
        return 0 if self.bar.isHidden() else self.bar.sizeHint().height()

    def on_change(self, change: QueuedChange) -> None:
        action = change.row.change
        if isinstance(action, EditCard) and Field.COLUMN in action.new:
            self.finish(DRAG)

    def on_status(self, status: SyncStatus) -> None:
        if status.state is SyncState.WAITING_FOR_NETWORK and status.pending:
            self.finish(OFFLINE)

    def on_palette(self) -> None:
        self.finish(PALETTE)

    def finish(self, name: str) -> None:
        """The user has done it: the hint never comes back."""
        if name not in self.bar.hints:
            return
        self.bar.remove(name)
        self._settings.put(FIRST_HINTS, " ".join(self.bar.hints))
        self._update()

    def _close(self) -> None:
        for name in list(self.bar.hints):
            self.finish(name)
