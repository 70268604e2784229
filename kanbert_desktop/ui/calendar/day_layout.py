"""Where a day's number, its cards and "+n more" are in its cell."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect

from kanbert_desktop.ui.calendar.days import CalendarKind
from kanbert_desktop.ui.style.theme import Theme

_HEAD, _GAP, _MARGIN = 26, 2, 3
_LINES = {CalendarKind.MONTH: 24, CalendarKind.WEEK: 46}
_MORE = 24


class DayLayout(NamedTuple):
    """`cards` are the places of the first cards; `more` is the place of "+n more", or None if all fit."""

    head: QRect
    cards: tuple[QRect, ...]
    more: QRect | None

    def stop_at(self, point: QPoint) -> int | None:
        """Number of the card at that point; the number after the last card stands for "+n more"."""
        for number, place in enumerate(self.stops):
            if place.contains(point):
                return number
        return None

    @property
    def stops(self) -> tuple[QRect, ...]:
        """Everything in the cell that takes the focus, from top to bottom."""
        return (*self.cards, *([self.more] if self.more is not None else []))


def day_layout(cell: QRect, count: int, kind: CalendarKind, theme: Theme) -> DayLayout:
    """Lays out a day with so many cards."""
    line, gap, more = theme.px(_LINES[kind]), theme.px(_GAP), theme.px(_MORE)
    inside = cell.adjusted(_MARGIN, 1, -_MARGIN - 1, -_MARGIN)
    head = QRect(inside.left(), inside.top(), inside.width(), theme.px(_HEAD))
    top, space = head.bottom() + 1, inside.bottom() - head.bottom()
    room = max(0, (space + gap) // (line + gap))
    shown = count if room >= count else max(min(room, 1), (space - more) // (line + gap), 0)
    cards = tuple(
        QRect(inside.left(), top + number * (line + gap), inside.width(), line) for number in range(shown)
    )
    if shown == count:
        return DayLayout(head, cards, None)
    below = top + shown * (line + gap)
    # In a cell with room for one line the number is beside the day.
    fits = below + more <= inside.bottom() + 1
    place = QRect(inside.left(), below, inside.width(), more) if fits else head
    return DayLayout(head, cards, place)
