"""How a person looks: initials on a colour that stays theirs."""

import zlib
from collections.abc import Iterable
from functools import lru_cache

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


def hue(person_id: str, everybody: Iterable[Person] = ()) -> str:
    """The same among the same people on every computer and in every run; differs while there are colours left."""
    shared = _shared_out(frozenset(person.id for person in everybody))
    return shared.get(person_id) or _own(person_id)


@lru_cache(maxsize=8)
def _shared_out(ids: frozenset[str]) -> dict[str, str]:
    """Each gets their own colour, or the next one that fewer have."""
    held = dict.fromkeys(PERSON_HUES, 0)
    shared: dict[str, str] = {}
    for person in sorted(ids):
        first = PERSON_HUES.index(_own(person))
        in_turn = PERSON_HUES[first:] + PERSON_HUES[:first]
        shared[person] = min(in_turn, key=held.__getitem__)
        held[shared[person]] += 1
    return shared


def _own(person_id: str) -> str:
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


def avatar(
    theme: Theme, person: Person, size: int, ratio: float, everybody: Iterable[Person] = ()
) -> QPixmap:
    """A round picture of a person, `size` logical pixels wide."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    paint_avatar(painter, theme, QRectF(0, 0, size, size), initials(person.name), hue(person.id, everybody))
    painter.end()
    return drawn
