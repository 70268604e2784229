"""Folded sidebar: a narrow rail with buttons for the pages, account and sync."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.ui.cards.drag import DragHover
from kanbert_desktop.ui.navigation.history import Location, PageKind
from kanbert_desktop.ui.sidebar.sync_status import STATE_ICONS
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_tab_order_after
from kanbert_desktop.ui.widgets.literal_text import literal

RAIL_WIDTH = 44
ICON_SIZE = 18


class RailButtons:
    """The buttons from top to bottom."""

    def __init__(self, rail: QFrame) -> None:
        self.expand, self.search = QToolButton(rail), QToolButton(rail)
        self.inbox, self.my_work = QToolButton(rail), QToolButton(rail)
        self.calendar, self.overview = QToolButton(rail), QToolButton(rail)
        self.attention = QToolButton(rail)
        self.account, self.sync = QToolButton(rail), QToolButton(rail)

    def of_pages(self) -> tuple[tuple[QToolButton, PageKind], ...]:
        return (
            (self.inbox, PageKind.INBOX),
            (self.my_work, PageKind.MY_WORK),
            (self.calendar, PageKind.CALENDAR),
            (self.overview, PageKind.OVERVIEW),
            (self.attention, PageKind.ATTENTION),
        )


class SidebarRail(QFrame):
    """`page_requested` carries a `PageKind`. The buttons are made at the first use: most windows show the sidebar instead."""

    page_requested = Signal(object)
    views_requested = Signal()
    expand_requested = Signal()
    search_requested = Signal()
    account_requested = Signal()
    sync_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._theme = theme
        self._status = SyncStatus()
        self._status_text = ""
        self._inbox_count = 0
        self._location: Location | None = None
        self._buttons: RailButtons | None = None
        self._views_button: QToolButton | None = None
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 12)
        box.setSpacing(8)
        self.apply_appearance()

    @property
    def buttons(self) -> RailButtons:
        if self._buttons is None:
            self._buttons = RailButtons(self)
            self._place(self._buttons)
            self._update_buttons()
            self._show_location()
        return self._buttons

    def _place(self, made: RailButtons) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        above = (made.expand, made.search, *(button for button, _ in made.of_pages()))
        for button in above:
            self._box.addWidget(button, 0, middle)
        self._box.addStretch(1)
        self._box.addWidget(made.account, 0, middle)
        self._box.addWidget(made.sync, 0, middle)
        set_tab_order_after(self, *above, made.account, made.sync)
        made.expand.clicked.connect(self.expand_requested)
        made.search.clicked.connect(self.search_requested)
        made.account.clicked.connect(self.account_requested)
        made.sync.clicked.connect(self.sync_requested)
        for button, kind in made.of_pages():
            button.clicked.connect(lambda _checked=False, kind=kind: self.page_requested.emit(kind))
        # Cards of a board that rest on the button can be dropped on a day.
        DragHover(made.calendar).opened.connect(lambda: self.page_requested.emit(PageKind.CALENDAR))

    @property
    def views_button(self) -> QToolButton:
        """Made with the first saved view."""
        if self._views_button is None:
            above = self.buttons.attention
            self._views_button = QToolButton(self)
            self._views_button.clicked.connect(self.views_requested)
            self._box.insertWidget(4, self._views_button, 0, Qt.AlignmentFlag.AlignHCenter)
            set_tab_order_after(above, self._views_button)
            self._update_buttons()
        return self._views_button

    def show_views_button(self, shown: bool) -> None:
        if shown or self._views_button is not None:
            self.views_button.setVisible(shown)

    def show_status(self, status: SyncStatus, spoken: str) -> None:
        """`spoken` is the text of the sync badge."""
        shown, shown_text = self._status, self._status_text
        self._status, self._status_text = status, spoken
        buttons = self._buttons
        if buttons is None:
            return
        if status.attention != shown.attention:
            self._update_attention_button(buttons.attention)
        # Its text changes with every minute that it tells, the others seldom.
        if (status.state, spoken) != (shown.state, shown_text):
            self._update_sync_button(buttons.sync)

    def set_inbox_count(self, count: int) -> None:
        """The number of unread entries."""
        self._inbox_count = count
        self._update_buttons()

    def show_location(self, location: Location | None) -> None:
        """Highlights the current page."""
        self._location = location
        self._show_location()

    def _show_location(self) -> None:
        if self._buttons is None:
            return
        kind = self._location.kind if self._location else None
        for button, of in ((self._buttons.search, PageKind.SEARCH), *self._buttons.of_pages()):
            set_style_property(button, "here", kind is of)
        if self._views_button is not None:
            set_style_property(self._views_button, "here", kind is PageKind.VIEW)

    def apply_appearance(self) -> None:
        self.setFixedWidth(self._theme.px(RAIL_WIDTH))
        self._update_buttons()

    def setVisible(self, visible: bool) -> None:
        """Before it is shown: the layout needs the buttons then."""
        if visible:
            self.buttons  # noqa: B018  made here
        super().setVisible(visible)

    def _update_buttons(self) -> None:
        buttons = self._buttons
        if buttons is None:
            return
        self._set_button(buttons.expand, "panel-left-open", "muted", tr("Show sidebar"))
        self._set_button(buttons.search, "search", "muted", tr("Search everything"))
        unread = self._inbox_count
        text = tr("Inbox, %n unread", unread) if unread else tr("Inbox")
        self._set_button(buttons.inbox, "inbox", "accent" if unread else "muted", text)
        self._set_button(buttons.my_work, "circle-check", "muted", tr("My work"))
        self._set_button(buttons.calendar, "calendar-days", "muted", tr("Calendar"))
        self._set_button(buttons.overview, "chart-column", "muted", tr("Overview"))
        self._update_attention_button(buttons.attention)
        if self._views_button is not None:
            self._set_button(self._views_button, "layers", "muted", tr("Views"))
        self._set_button(buttons.account, "circle-user-round", "muted", tr("Account menu"))
        self._update_sync_button(buttons.sync)

    def _update_attention_button(self, button: QToolButton) -> None:
        waiting = self._status.attention
        text = tr("Attention, %n need(s) your decision", waiting) if waiting else tr("Attention")
        self._set_button(button, "triangle-alert", "warn" if waiting else "muted", text)

    def _update_sync_button(self, button: QToolButton) -> None:
        name, tone = STATE_ICONS[self._status.state]
        self._set_button(button, name, tone, self._status_text or tr("Sync"))

    def _set_button(self, button: QToolButton, icon: str, color: str, text: str) -> None:
        button.setIcon(self._theme.icon(icon, color, ICON_SIZE))
        button.setIconSize(QSize(1, 1) * self._theme.px(ICON_SIZE))
        button.setAccessibleName(text)
        button.setToolTip(literal(text))
