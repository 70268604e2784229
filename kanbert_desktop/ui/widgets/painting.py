"""Highlighted text, avatars, first-paint signal, and the record of what is being painted."""

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
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.boards.crash_guard import CrashGuard, DrawTarget
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.untrusted_text import neutralise_direction
from kanbert_desktop.ui.style.theme import AVATAR_COLORS, Theme
from kanbert_desktop.ui.style.widget_style import is_mirrored

AVATAR_SIZE = 22
_AT_LATEST = 2_000
"""Milliseconds without a paint event after which nothing had to be painted."""


def draw_highlighted(
    painter: QPainter,
    area: QRectF,
    text: str,
    marks: Iterable[tuple[int, int]],
    style: tuple[QFont, QColor, QColor],
) -> float:
    """Draws one line with highlighted ranges, elided to the width; returns the width drawn.

    `style` is the font, the text colour and the colour of highlighted letters.
    """
    font, plain, marked = style
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    shown = QFontMetricsF(bold).elidedText(
        neutralise_direction(text), Qt.TextElideMode.ElideRight, area.width()
    )
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    alignment = Qt.AlignmentFlag.AlignRight if is_mirrored(painter) else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(alignment | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats([_format(start, end, bold, marked) for start, end in marks if start < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    painter.setPen(plain)
    layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
    return line.naturalTextWidth()


def _format(start: int, end: int, font: QFont, color: QColor) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # noqa: PLC0415  PySide takes 1 ms to make this class

    style = QTextCharFormat()
    style.setFont(font)
    style.setForeground(color)
    format_range = QTextLayout.FormatRange()
    format_range.start, format_range.length, format_range.format = start, end - start, style
    return format_range


def initials(name: str) -> str:
    text = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not text:
        return "?"
    first, last = text[0], text[-1] if len(text) > 1 else ""
    return (first[0] + last[:1]).upper()


def avatar_color(person_id: str, people: Iterable[Person] = ()) -> str:
    """Returns a person's avatar colour: equal on every computer, distinct while there are colours left."""
    return distinct_color(person_id, (person.id for person in people))


def distinct_color(name: str, names: Iterable[str]) -> str:
    """Returns the colour of one of these identifiers: equal on every computer, distinct while there are colours left."""
    return _distinct_colors(frozenset(names)).get(name) or _preferred_color(name)


@lru_cache(maxsize=8)
def _distinct_colors(ids: frozenset[str]) -> dict[str, str]:
    """Gives each person their own colour, or the next one that fewer people have."""
    held = dict.fromkeys(AVATAR_COLORS, 0)
    shared: dict[str, str] = {}
    for person in sorted(ids):
        first = AVATAR_COLORS.index(_preferred_color(person))
        in_turn = AVATAR_COLORS[first:] + AVATAR_COLORS[:first]
        shared[person] = min(in_turn, key=held.__getitem__)
        held[shared[person]] += 1
    return shared


def _preferred_color(person_id: str) -> str:
    return AVATAR_COLORS[zlib.crc32(person_id.encode()) % len(AVATAR_COLORS)]


def paint_avatar(painter: QPainter, theme: Theme, rect: QRectF, letters: str, color: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"person-{color}-soft"))
    painter.drawEllipse(rect)
    font = QFont(theme.font("chip"))
    font.setPixelSize(max(8, round(rect.height() * 0.43)))
    font.setWeight(font.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.color(f"person-{color}"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)


def avatar_pixmap(
    theme: Theme, person: Person, size: int, ratio: float, people: Iterable[Person] = ()
) -> QPixmap:
    """Round avatar, `size` logical pixels wide."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    paint_avatar(
        painter, theme, QRectF(0, 0, size, size), initials(person.name), avatar_color(person.id, people)
    )
    painter.end()
    return drawn


class FirstPaint(QObject):
    """Emits `painted` once, when the event loop is idle after the widget's first paint."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.has_painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.has_painted:
            self.has_painted = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return False


class PaintRecorder(QObject):
    """Records on disk that a widget is about to paint something, and removes the record once it is painted.

    A record that is left at the next start names what crashed the program.
    """

    def __init__(self, record: CrashGuard, widget: QWidget) -> None:
        super().__init__(widget)
        self._record = record
        self._what: DrawTarget | None = None
        self._at_latest = QTimer(self, singleShot=True, interval=_AT_LATEST)
        self._at_latest.timeout.connect(self._end)
        widget.installEventFilter(self)

    def start(self, what: DrawTarget) -> None:
        """Call before a widget gets any of the data."""
        self._what = what
        self._record.begin(what)
        self._at_latest.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._what is not None and event.type() is QEvent.Type.Paint:
            # Children are painted after the widget, before the event loop runs again.
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        self._at_latest.stop()
        if self._what is not None:
            what, self._what = self._what, None
            self._record.end(what)
