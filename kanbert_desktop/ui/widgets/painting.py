"""Highlighted text, avatars, first-paint signal."""

import zlib
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.crash_guard import CrashGuard, DrawTarget
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.untrusted_text import neutralise_direction
from kanbert_desktop.ui.style.theme import AVATAR_COLORS, Theme
from kanbert_desktop.ui.style.widget_style import is_mirrored


def draw_highlighted(
    painter: QPainter,
    room: QRectF,
    text: str,
    marks: Iterable[tuple[int, int]],
    look: tuple[QFont, QColor, QColor],
) -> float:
    """`look` is the font, the text's colour and that of a mark. Cut off with an ellipsis; returns the width drawn."""
    font, plain, marked = look
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    shown = QFontMetricsF(bold).elidedText(
        neutralise_direction(text), Qt.TextElideMode.ElideRight, room.width()
    )
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    side = Qt.AlignmentFlag.AlignRight if is_mirrored(painter) else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats([_format(start, end, bold, marked) for start, end in marks if start < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    painter.setPen(plain)
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))
    return line.naturalTextWidth()


def _format(start: int, end: int, font: QFont, color: QColor) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFont(font)
    look.setForeground(color)
    piece = QTextLayout.FormatRange()
    piece.start, piece.length, piece.format = start, end - start, look
    return piece


AVATAR_SIZE = 22


def initials(name: str) -> str:
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    first, last = words[0], words[-1] if len(words) > 1 else ""
    return (first[0] + last[:1]).upper()


def avatar_color(person_id: str, everybody: Iterable[Person] = ()) -> str:
    """The same among the same people on every computer and in every run; differs while there are colours left."""
    shared = _shared_out(frozenset(person.id for person in everybody))
    return shared.get(person_id) or _own(person_id)


@lru_cache(maxsize=8)
def _shared_out(ids: frozenset[str]) -> dict[str, str]:
    """Each gets their own colour, or the next one that fewer have."""
    held = dict.fromkeys(AVATAR_COLORS, 0)
    shared: dict[str, str] = {}
    for person in sorted(ids):
        first = AVATAR_COLORS.index(_own(person))
        in_turn = AVATAR_COLORS[first:] + AVATAR_COLORS[:first]
        shared[person] = min(in_turn, key=held.__getitem__)
        held[shared[person]] += 1
    return shared


def _own(person_id: str) -> str:
    return AVATAR_COLORS[zlib.crc32(person_id.encode()) % len(AVATAR_COLORS)]


def paint_avatar(painter: QPainter, theme: Theme, place: QRectF, letters: str, color: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"person-{color}-soft"))
    painter.drawEllipse(place)
    font = QFont(theme.font("chip"))
    font.setPixelSize(max(8, round(place.height() * 0.43)))
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.color(f"person-{color}"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)


def avatar_pixmap(
    theme: Theme, person: Person, size: int, ratio: float, everybody: Iterable[Person] = ()
) -> QPixmap:
    """A round picture of a person, `size` logical pixels wide."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    paint_avatar(
        painter, theme, QRectF(0, 0, size, size), initials(person.name), avatar_color(person.id, everybody)
    )
    painter.end()
    return drawn


class FirstPaint(QObject):
    """`over` comes once, when Qt has time again after the widget was painted for the first time."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.has_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.has_painted:
            self.has_painted = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False


_AT_LATEST = 2_000
"""Milliseconds in which the window answers without painting: then there was nothing to paint."""


class PaintRecorder(QObject):
    """Of one widget and all within it."""

    def __init__(self, record: CrashGuard, widget: QWidget) -> None:
        super().__init__(widget)
        self._record = record
        self._what: DrawTarget | None = None
        self._at_latest = QTimer(self, singleShot=True, interval=_AT_LATEST)
        self._at_latest.timeout.connect(self._end)
        widget.installEventFilter(self)

    def start(self, what: DrawTarget) -> None:
        """Call before anything of it is given to a widget."""
        self._what = what
        self._record.begin(what)
        self._at_latest.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._what is not None and event.type() is QEvent.Type.Paint:
            # What lies within the widget is painted after it, before Qt has time again.
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        self._at_latest.stop()
        if self._what is not None:
            what, self._what = self._what, None
            self._record.end(what)
