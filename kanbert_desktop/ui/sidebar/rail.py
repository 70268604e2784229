"""The folded sidebar: a narrow rail that leads back, to search, My work, what needs attention, account and sync."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.ui.navigation.history import Kind, Place
from kanbert_desktop.ui.sidebar.sync_status import SIGNS
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_property
from kanbert_desktop.ui.widgets.literal_text import literal

WIDTH = 44


class SidebarRail(QFrame):
    """`place_wished` carries a `Kind`."""

    place_wished = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._theme = theme
        self._status = SyncStatus()
        self._spoken = ""
        self.unfold, self.search, self.my_work = QToolButton(self), QToolButton(self), QToolButton(self)
        self.attention, self.sync = QToolButton(self), QToolButton(self)
        self.account = QToolButton(self)
        self.my_work.clicked.connect(lambda: self.place_wished.emit(Kind.MY_WORK))
        self.attention.clicked.connect(lambda: self.place_wished.emit(Kind.ATTENTION))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 12)
        box.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        box.addWidget(self.unfold, 0, middle)
        box.addWidget(self.search, 0, middle)
        box.addWidget(self.my_work, 0, middle)
        box.addWidget(self.attention, 0, middle)
        box.addStretch(1)
        box.addWidget(self.account, 0, middle)
        box.addWidget(self.sync, 0, middle)
        self.dress()

    def show_status(self, status: SyncStatus, spoken: str) -> None:
        """`spoken` is the badge's text."""
        self._status, self._spoken = status, spoken
        self.dress()

    def show_place(self, here: Place | None) -> None:
        """Which page is on screen."""
        kind = here.kind if here else None
        for button, of in (
            (self.search, Kind.SEARCH),
            (self.my_work, Kind.MY_WORK),
            (self.attention, Kind.ATTENTION),
        ):
            set_property(button, "here", kind is of)

    def dress(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
        name, tone = SIGNS[self._status.state]
        self._name(self.unfold, "panel-left-open", "muted", tr("Show sidebar"))
        self._name(self.search, "search", "muted", tr("Search everything"))
        self._name(self.my_work, "circle-check", "muted", tr("My work"))
        waiting = self._status.attention
        words = tr("Attention, %n need(s) your decision", waiting) if waiting else tr("Attention")
        self._name(self.attention, "triangle-alert", "warn" if waiting else "muted", words)
        self._name(self.account, "circle-user-round", "muted", tr("Account and its menu"))
        self._name(self.sync, name, tone, self._spoken or tr("Sync"))

    def _name(self, button: QToolButton, icon: str, color: str, words: str) -> None:
        button.setIcon(self._theme.icon(icon, color))
        button.setIconSize(QSize(self._theme.px(18), self._theme.px(18)))
        button.setAccessibleName(words)
        button.setToolTip(literal(words))
