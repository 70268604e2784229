"""Centred page, paragraphs and plain labels, empty state."""

import html

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import start_alignment
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

CARD_WIDTH = 560
MIN_CARD_WIDTH = 420
FOCUS_MARGIN = 72
"""Pixels kept visible above and below the focused widget."""
COMPACT_BELOW_HEIGHT = 640
"""Pixels of height below which a page has smaller margins, so that more of it is visible at once."""
LOGO_SIZE, _LOCK_SIZE = 40, 14
LINE_HEIGHT_PERCENT = 140
_CARD_RADIUS = 14
_SHADOW_SIZE = 22


class CentredPage(QScrollArea):
    """Page with one card in the middle: `card_layout` is inside the card, `footer_layout` below it.

    A small window scrolls.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        add_overlay_scroll_bars(self, horizontal=True)
        # The fields inside take the focus; the scroll area would be an empty tab stop.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = QFrame()
        self.card.setObjectName("centredCard")
        self.card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.card_layout = QVBoxLayout(self.card)
        self.card_layout.setSpacing(0)
        self.footer_layout = QHBoxLayout()
        background = _PageBackground(theme, self.card)
        self._around = box = QVBoxLayout(background)
        box.addStretch(5)
        # No alignment here: with one, the card would not get the height that its wrapped text needs.
        box.addLayout(horizontal_box(1, self.card, 1))
        box.addLayout(self.footer_layout)
        box.addStretch(6)
        self.setWidget(background)
        self._fit()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def apply_appearance(self) -> None:
        self._fit()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scrolls to the focused widget, also where an error text has just made the page longer."""
        if now is not None and now is not self and self.isAncestorOf(now):
            QTimer.singleShot(0, now, lambda: self.ensureWidgetVisible(now, 0, FOCUS_MARGIN))

    def _fit(self) -> None:
        """Limits the card to the window's width and reduces the margins in a small window."""
        available = self.viewport().size()
        tight = available.height() < self._theme.px(
            COMPACT_BELOW_HEIGHT
        ) or available.width() < self._theme.px(CARD_WIDTH + 80)
        around, inside, side = (12, 20, 28) if tight else (32, 44, 48)
        self._around.setContentsMargins(around, around, around, around)
        self._around.setSpacing(around // 2 + 8)
        self.card_layout.setContentsMargins(side, inside, side, inside)
        self.card.setFixedWidth(
            min(self._theme.px(CARD_WIDTH), max(available.width() - 2 * around, MIN_CARD_WIDTH))
        )


class _PageBackground(QWidget):
    """Paints a soft shadow around the card. A graphics effect would repaint every child through a pixmap."""

    def __init__(self, theme: Theme, card: QFrame) -> None:
        super().__init__()
        self.setObjectName("cardGround")
        self._theme = theme
        self._card = card
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._card and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            # Qt repaints the card's old rectangle; the shadow is larger.
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(self._theme.color("shadow"))
        shade.setAlphaF(0.012 if self._theme.is_dark else 0.0055)
        painter.setBrush(shade)
        rest = QRectF(self._card.geometry()).translated(0, 4)
        for reach in range(_SHADOW_SIZE, 0, -1):
            grown = rest.adjusted(-reach, -reach, reach, reach)
            painter.drawRoundedRect(grown, _CARD_RADIUS + reach, _CARD_RADIUS + reach)
        painter.end()


class PrivacyNote(QWidget):
    """Note below the card: the program never sees the password."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lock = PlainLabel()
        self._text_label = plain_label("muted")
        self._text_label.setWordWrap(True)
        # Without a minimum width the text in one line would make a small window scroll sideways.
        self.setMinimumWidth(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addStretch(1)
        box.addWidget(self._lock)
        box.addWidget(self._text_label)
        box.addStretch(1)

    def apply_appearance(self) -> None:
        size, ratio = self._theme.px(_LOCK_SIZE), self.devicePixelRatioF()
        self._lock.setPixmap(icons.pixmap("lock", self._theme.color("muted"), size, ratio))
        self._text_label.setText(
            tr("Kanbert Desktop never sees your password. Your sign-in is stored in this computer's keyring.")
        )
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shows the text in one line where there is space."""
        wanted = self._text_label.fontMetrics().horizontalAdvance(self._text_label.text()) + 4
        around = self._theme.px(_LOCK_SIZE) + 26
        self._text_label.setFixedWidth(max(1, min(wanted, self.width() - around)))


def plain_label(role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows names and server responses as plain text, never as markup."""
    label = PlainLabel(parent)
    label.setAlignment(start_alignment())
    if role:
        label.setProperty("role", role)
    return label


class Paragraph(QLabel):
    """Several lines of plain text with line spacing, which a style sheet cannot set."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setProperty("role", role)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        super().setText(f'<p style="line-height: {LINE_HEIGHT_PERCENT}%">{html.escape(text)}</p>')

    def text(self) -> str:
        return self._text


def horizontal_box(*parts: QWidget | QLayout | int, spacing: int = 8) -> QHBoxLayout:
    """Places widgets and layouts side by side; a number is a stretch."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            box.addStretch(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
    return box


class EmptyState(QScrollArea):
    """Scrolls where its page is too low, rather than take the height of what is above it."""

    def __init__(self, theme: Theme, icon: str, color: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._color = theme, icon, color
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(self)
        # By key it is scrolled where that is needed; otherwise it would be an empty tab stop.
        self.verticalScrollBar().rangeChanged.connect(self._accept_focus)
        content = QWidget()
        self._icon_label = PlainLabel(content)
        self.title_label, self.hint_label = plain_label("panel", content), plain_label("muted", content)
        box = QVBoxLayout(content)
        box.setSpacing(8)
        box.addStretch(2)
        for part in (self._icon_label, self.title_label, self.hint_label):
            if part is not self._icon_label:
                part.setWordWrap(True)
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(part)
        box.addStretch(3)
        self.setWidget(content)

    def _accept_focus(self, _lowest: int, highest: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if highest else Qt.FocusPolicy.NoFocus)

    def apply_appearance(self, text: str, hint: str) -> None:
        self.setAccessibleName(text)
        size, ratio = self._theme.px(40), self.devicePixelRatioF()
        self._icon_label.setPixmap(icons.pixmap(self._icon, self._theme.color(self._color), size, ratio, 1.5))
        self.title_label.setText(text)
        self.hint_label.setText(hint)
        self.hint_label.setVisible(bool(hint))
