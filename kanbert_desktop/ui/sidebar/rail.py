"""Folded sidebar: a narrow rail with buttons for the pages, account and sync."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.ui.navigation.history import Location, PageKind
from kanbert_desktop.ui.sidebar.sync_status import STATE_ICONS
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_after
from kanbert_desktop.ui.widgets.literal_text import literal

RAIL_WIDTH = 44
ICON_SIZE = 18


class SidebarRail(QFrame):
    """`page_requested` carries a `PageKind`."""

    page_requested = Signal(object)
    views_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._theme = theme
        self._status = SyncStatus()
        self._status_text = ""
        self._was_shown = False
        self.expand_button, self.search_button, self.my_work_button = (
            QToolButton(self),
            QToolButton(self),
            QToolButton(self),
        )
        self.inbox_button = QToolButton(self)
        self._inbox_count = 0
        self.overview_button = QToolButton(self)
        self.calendar_button = QToolButton(self)
        self.attention_button, self.sync_button = QToolButton(self), QToolButton(self)
        self.account_button = QToolButton(self)
        self.inbox_button.clicked.connect(lambda: self.page_requested.emit(PageKind.INBOX))
        self.my_work_button.clicked.connect(lambda: self.page_requested.emit(PageKind.MY_WORK))
        self.calendar_button.clicked.connect(lambda: self.page_requested.emit(PageKind.CALENDAR))
        self.overview_button.clicked.connect(lambda: self.page_requested.emit(PageKind.OVERVIEW))
        self.attention_button.clicked.connect(lambda: self.page_requested.emit(PageKind.ATTENTION))
        self._views_button: QToolButton | None = None
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 12)
        box.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        box.addWidget(self.expand_button, 0, middle)
        box.addWidget(self.search_button, 0, middle)
        box.addWidget(self.inbox_button, 0, middle)
        box.addWidget(self.my_work_button, 0, middle)
        box.addWidget(self.calendar_button, 0, middle)
        box.addWidget(self.overview_button, 0, middle)
        box.addWidget(self.attention_button, 0, middle)
        box.addStretch(1)
        box.addWidget(self.account_button, 0, middle)
        box.addWidget(self.sync_button, 0, middle)
        self.apply_appearance()

    @property
    def views_button(self) -> QToolButton:
        """Made with the first saved view."""
        if self._views_button is None:
            self._views_button = QToolButton(self)
            self._views_button.clicked.connect(self.views_requested)
            self._box.insertWidget(4, self._views_button, 0, Qt.AlignmentFlag.AlignHCenter)
            set_tab_order_after(self.attention_button, self._views_button)
            self._update_buttons()
        return self._views_button

    def show_views_button(self, shown: bool) -> None:
        if shown or self._views_button is not None:
            self.views_button.setVisible(shown)

    def show_status(self, status: SyncStatus, spoken: str) -> None:
        """`spoken` is the text of the sync badge."""
        if (status, spoken) != (self._status, self._status_text):
            self._status, self._status_text = status, spoken
            self._update_buttons()

    def set_inbox_count(self, count: int) -> None:
        """The number of unread entries."""
        self._inbox_count = count
        self._update_buttons()

    def show_location(self, location: Location | None) -> None:
        """Highlights the current page."""
        kind = location.kind if location else None
        for button, of in (
            (self.search_button, PageKind.SEARCH),
            (self.inbox_button, PageKind.INBOX),
            (self.my_work_button, PageKind.MY_WORK),
            (self.calendar_button, PageKind.CALENDAR),
            (self.overview_button, PageKind.OVERVIEW),
            (self.attention_button, PageKind.ATTENTION),
        ):
            set_style_property(button, "here", kind is of)
        if self._views_button is not None:
            set_style_property(self._views_button, "here", kind is PageKind.VIEW)

    def apply_appearance(self) -> None:
        self.setFixedWidth(self._theme.px(RAIL_WIDTH))
        self._update_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        self._was_shown = True
        self._update_buttons()
        super().showEvent(event)

    def _update_buttons(self) -> None:
        name, tone = STATE_ICONS[self._status.state]
        self._set_button(self.expand_button, "panel-left-open", "muted", tr("Show sidebar"))
        self._set_button(self.search_button, "search", "muted", tr("Search everything"))
        unread = self._inbox_count
        text = tr("Inbox, %n unread", unread) if unread else tr("Inbox")
        self._set_button(self.inbox_button, "inbox", "accent" if unread else "muted", text)
        self._set_button(self.my_work_button, "circle-check", "muted", tr("My work"))
        self._set_button(self.calendar_button, "calendar-days", "muted", tr("Calendar"))
        self._set_button(self.overview_button, "chart-column", "muted", tr("Overview"))
        waiting = self._status.attention
        text = tr("Attention, %n need(s) your decision", waiting) if waiting else tr("Attention")
        self._set_button(self.attention_button, "triangle-alert", "warn" if waiting else "muted", text)
        if self._views_button is not None:
            self._set_button(self._views_button, "layers", "muted", tr("Views"))
        self._set_button(self.account_button, "circle-user-round", "muted", tr("Account menu"))
        self._set_button(self.sync_button, name, tone, self._status_text or tr("Sync"))

    def _set_button(self, button: QToolButton, icon: str, color: str, text: str) -> None:
        # Most windows show the sidebar instead, so the icons wait until the rail is shown.
        if self._was_shown:
            button.setIcon(self._theme.icon(icon, color, ICON_SIZE))
            button.setIconSize(QSize(1, 1) * self._theme.px(ICON_SIZE))
        button.setAccessibleName(text)
        button.setToolTip(literal(text))
