"""How a person looks: initials on a colour that stays theirs."""

import zlib

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from kanbert_desktop.domain.board import Person
from kanbert_desktop.ui.theme import Theme
from kanbert_desktop.ui.tokens import PERSON_HUES

AVATAR = 22


def initials(name: str) -> str:
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    first, last = words[0], words[-1] if len(words) > 1 else ""
    return (first[0] + last[:1]).upper()


def hue(person_id: str) -> str:
    """The same person has the same colour on every computer and in every run."""
    return PERSON_HUES[zlib.crc32(person_id.encode()) % len(PERSON_HUES)]


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


def avatar(theme: Theme, person: Person, size: int, ratio: float) -> QPixmap:
    """A round picture of a person, `size` logical pixels wide."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    paint_avatar(painter, theme, QRectF(0, 0, size, size), initials(person.name), hue(person.id))
    painter.end()
    return drawn
