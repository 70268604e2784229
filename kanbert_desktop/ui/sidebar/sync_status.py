"""Sync badge and popover."""

from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QStyle, QStyleOption, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import (
    economy_text,
    moment_text,
    problem_text,
    sync_status_text,
)
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_rect
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.literal_text import literal
from kanbert_desktop.ui.widgets.popups import Popup

STATE_ICONS = {
    SyncState.UP_TO_DATE: ("circle-check", "muted"),
    SyncState.SAVED_LOCALLY: ("cloud-upload", "muted"),
    SyncState.SENDING: ("refresh-cw", "muted"),
    SyncState.WAITING_FOR_NETWORK: ("cloud-off", "muted"),
    SyncState.NEEDS_SIGN_IN: ("log-in", "warn"),
    SyncState.NEEDS_DECISION: ("triangle-alert", "warn"),
}
MAX_LINES = 6
_WIDTH, _ICON_SIZE = 300, 16


def draw_state_icons(theme: Theme, ratio: float) -> None:
    """Draws the icons of all states, so that the next start finds each of them, whichever it shows."""
    for name, tone in STATE_ICONS.values():
        icons.pixmap(name, theme.color(tone), theme.px(_ICON_SIZE), ratio)


class SyncBadge(QAbstractButton):
    """Sync status in two lines with an icon; a click opens the popover."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("syncBadge")
        self._theme = theme
        self._status = SyncStatus()
        self.title = self.detail = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_status(self, status: SyncStatus, now: datetime) -> None:
        shown = (status.state, *sync_status_text(status, now))
        if shown == (self._status.state, self.title, self.detail) and self.accessibleName():
            self._status = status
            return
        height = self.heightForWidth(self.width())
        self._status = status
        _, self.title, self.detail = shown
        self.setAccessibleName(", ".join(part for part in (self.title, self.detail) if part))
        self.setToolTip(literal("\n".join(part for part in (self.title, self.detail) if part)))
        # The whole window would be laid out again with every minute that this shows.
        if self.heightForWidth(self.width()) != height:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Long lines wrap."""
        text = sum(height for _words, _font, _color, height in self._lines(width - self._text_left() - 4))
        return max(self._theme.px(46), text + 2 * self._theme.px(6))

    def _text_left(self) -> int:
        return 8 + self._theme.px(16) + 8

    def _lines(self, width: int) -> list[tuple[str, str, str, int]]:
        """Text, font, colour and height of each line."""
        shown = [(self.title, "strong", "text"), *([(self.detail, "meta", "muted")] if self.detail else [])]
        return [(text, font, color, self._height(text, font, width)) for text, font, color in shown]

    def _height(self, text: str, font: str, width: int) -> int:
        metrics = QFontMetrics(self._theme.font(font))
        asked = metrics.boundingRect(0, 0, max(width, 1), 10_000, Qt.TextFlag.TextWordWrap, text).height()
        return max(self._theme.px(17), asked)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        px = self._theme.px
        area = self.rect().adjusted(self._text_left(), 0, -4, 0)
        lines = self._lines(area.width())
        top = (self.height() - sum(line[-1] for line in lines)) // 2
        first = QFontMetrics(self._theme.font("strong")).height()
        size = px(_ICON_SIZE)
        rect = QRect(8, top + (max(first, px(17)) - size) // 2, size, size)
        self._paint_icon(painter, mirrored_rect(painter, rect, self.rect()).toRect())
        for text, font, color, height in lines:
            painter.setFont(self._theme.font(font))
            painter.setPen(self._theme.color(color))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            line = QRect(area.left(), top, area.width(), height)
            painter.drawText(mirrored_rect(painter, line, self.rect()), flags, text)
            top += height
        painter.end()

    def _paint_icon(self, painter: QPainter, rect: QRect) -> None:
        is_first_load = self._status.state is SyncState.UP_TO_DATE and self._status.last_sync is None
        name, tone = STATE_ICONS[SyncState.SENDING if is_first_load else self._status.state]
        icon = icons.pixmap(name, self._theme.color(tone), rect.width(), self.devicePixelRatioF())
        painter.drawPixmap(rect.topLeft(), icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class SyncPopover(Popup):
    """Details of the sync status. `main_button` signs in, shows the Attention page, or syncs."""

    sync_requested = Signal()
    sign_in_requested = Signal()
    attention_requested = Signal()

    def __init__(self, service: BoardService, now: datetime, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.px(_WIDTH))
        self.box.setContentsMargins(14, 12, 14, 12)
        status = service.sync.status()
        title, detail = sync_status_text(status, now)
        self._add_line(title, "strong")
        if status.problem is not None and status.no_response_since is None:
            self._add_line(" ".join(problem_text(status)), "muted")
        elif detail:
            self._add_line(detail, "muted")
        if status.pending:
            self._show_unsent(service, status.pending)
        if status.last_sync is not None and (status.problem or status.pending):
            self._add_line(tr("Last sync: {time}", time=moment_text(status.last_sync, now)), "muted")
        if status.economy is not None:
            self._add_line(economy_text(status.economy), "muted")
        self.box.addSpacing(4)
        if status.state is SyncState.NEEDS_SIGN_IN:
            self.main_button = self._add_button(tr("Sign in"), self.sign_in_requested, "primary")
        elif status.attention:
            self.main_button = self._add_button(tr("Show decisions"), self.attention_requested, "primary")
            self._add_button(tr("Sync now"), self.sync_requested, "plain")
        else:
            self.main_button = self._add_button(tr("Sync now"), self.sync_requested, "primary")
        self.setAccessibleName(tr("Sync"))

    def _show_unsent(self, service: BoardService, pending: int) -> None:
        titles = [shorten(card.title) for card in service.cards_to_send()]
        self.box.addSpacing(4)
        self._add_line(tr("Saved here, not sent"), "label")
        for title in titles[:MAX_LINES]:
            self._add_line(title, "")
        rest = pending - min(len(titles), MAX_LINES)
        if rest > 0:
            text = tr("and %n more change(s)", rest) if titles else tr("%n change(s)", rest)
            self._add_line(text, "muted")

    def _add_line(self, text: str, role: str) -> None:
        label = plain_label(role)
        label.setWordWrap(True)
        label.setText(text)
        self.box.addWidget(label)

    def _add_button(self, text: str, request: SignalInstance, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.clicked.connect(self.close)
        button.clicked.connect(request)
        self.box.addWidget(button)
        return button
