"""Drag and drop of cards: the MIME data and the drag pixmap."""

import json
from typing import NamedTuple

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QDrag, QDropEvent, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.cards.delegate import CardPixmaps
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardVisualState

CARDS_MIME_TYPE = "application/x-kanbert-cards"
DRAG_MARGIN = _SHADOW = 18
"""Around the card in the picture of a drag."""
_HOVER_MS = 600
_ICON_MS = 30
"""After which the compositor knows of the drag."""
_ICON_WINDOW = "QShapedPixmapWindow"
"""Qt's class of the window that shows the picture of a drag."""


def card_keys_in(data: QMimeData) -> list[CardKey]:
    """Returns the dragged cards of this program; empty for data of other programs.

    Data may be missing although its type is announced: on Wayland a drag that was cancelled meanwhile has none.
    """
    if not data.hasFormat(CARDS_MIME_TYPE):
        return []
    try:
        keys = json.loads(bytes(data.data(CARDS_MIME_TYPE).data()))
    except (ValueError, RecursionError):
        return []
    if not isinstance(keys, list) or not all(isinstance(key, str) and key for key in keys):
        return []
    return [CardKey(key) for key in keys]


class DragHover(QObject):
    """Emits `opened` when dragged cards rest on a button, and again while they stay there.

    The button does not take them: it shows where they can be dropped.
    """

    opened = Signal()

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._timer = QTimer(self, interval=_HOVER_MS)
        self._timer.timeout.connect(self.opened)
        button.setAcceptDrops(True)
        button.installEventFilter(self)

    def eventFilter(self, _button: QObject, event: QEvent) -> bool:
        # Called for everything that happens to the button, so the event type is checked first.
        if event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._timer.stop()
            return True
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDropEvent):
            # Without an accepted entry, Qt would not tell when the pointer leaves.
            event.setAccepted(event.type() is QEvent.Type.DragEnter and bool(card_keys_in(event.mimeData())))
            if event.isAccepted():
                self._timer.start()
            return True
        return False


class DragImage(NamedTuple):
    """What follows the pointer: the first card in its size, held at `grab_point`."""

    pixmaps: CardPixmaps
    cards: list[CardViewModel]
    size: QSize
    grab_point: QPoint


def run_drag(source: QWidget, image: DragImage, text: str, links: list[str]) -> bool:
    """Runs one drag; returns True if it was dropped on a column. Escape cancels without a change.

    Other programs get `text` or `links`, and only as a copy.
    """
    from PySide6.QtCore import QUrl  # noqa: PLC0415  on first use

    drag = QDrag(source)
    data = drag_data(image.cards, text)
    data.setUrls([QUrl(link) for link in links])
    drag.setMimeData(data)
    ratio = source.devicePixelRatio()
    drag.setPixmap(drag_pixmap(image.pixmaps, image.cards, image.size, ratio))
    drag.setHotSpot(image.grab_point + QPoint(_SHADOW, _SHADOW))
    if QGuiApplication.platformName() == "wayland":
        QTimer.singleShot(_ICON_MS, drag, draw_drag_icon)
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    return drag.exec(actions, Qt.DropAction.MoveAction) is Qt.DropAction.MoveAction


def below_drag_picture(source: QObject | None, pointer: QPoint) -> QPoint:
    """Returns where a tooltip can be read: the picture that follows the pointer lies over everything else.

    `source` is that of the drag, which is None for one of another program.
    """
    drag = next(iter(source.findChildren(QDrag)[::-1]), None) if source is not None else None
    if drag is None:
        return pointer
    below = drag.pixmap().deviceIndependentSize().height() - drag.hotSpot().y()
    # Qt puts a tooltip by itself a little below the given point.
    return pointer + QPoint(0, round(below) - 2 * _SHADOW)


def drag_data(cards: list[CardViewModel], text: str = "") -> QMimeData:
    data = QMimeData()
    data.setData(CARDS_MIME_TYPE, json.dumps([card.key for card in cards]).encode())
    data.setText(text)
    return data


def draw_drag_icon() -> None:
    """Draws the picture of the drag once more.

    Qt from 6.10 draws it before the compositor knows of the drag, and mutter below 50.2 ignores that (QTBUG-145754).
    """
    from PySide6.QtGui import QPaintDeviceWindow  # noqa: PLC0415  making its type would delay the first paint

    for window in QGuiApplication.allWindows():
        if isinstance(window, QPaintDeviceWindow) and window.metaObject().className() == _ICON_WINDOW:
            window.update()
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))


def drag_pixmap(pixmaps: CardPixmaps, cards: list[CardViewModel], size: QSize, ratio: float) -> QPixmap:
    """Paints the first card with a soft shadow and, for several cards, their number."""
    canvas_size = size + QSize(2 * _SHADOW, 2 * _SHADOW)
    pixmap = QPixmap(canvas_size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    card = QRectF(QRect(QPoint(_SHADOW, _SHADOW), size)).adjusted(4, 4, -4, -4)
    _paint_shadow(painter, card, pixmaps.theme.color("shadow"))
    painter.drawPixmap(_SHADOW, _SHADOW, pixmaps.pixmap(cards[0], CardVisualState(hovered=True), size, ratio))
    if len(cards) > 1:
        _paint_count(painter, pixmaps, len(cards), QPoint(round(card.right()), round(card.top())))
    painter.end()
    return pixmap


def _paint_shadow(painter: QPainter, card: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in range(_SHADOW - 2, 0, -2):
        shade = QColor(color)
        shade.setAlphaF(0.028)
        painter.setBrush(shade)
        spread = card.adjusted(-reach, 4 - reach, reach, 4 + min(reach, _SHADOW - 8))
        painter.drawRoundedRect(spread, 8 + reach, 8 + reach)


def _paint_count(painter: QPainter, pixmaps: CardPixmaps, count: int, corner: QPoint) -> None:
    theme = pixmaps.theme
    badge = QRectF(corner.x() - 14, corner.y() - 10, 24, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(badge)
    painter.setPen(theme.color("on-accent"))
    painter.setFont(theme.font("strong"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count))
