"""The calendar's kind and board, kept for this account on this computer."""

import json
from typing import NamedTuple

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.ui.calendar.days import CalendarKind

_KEY = "calendar"


class CalendarChoices(NamedTuple):
    """`board` is "" for all boards."""

    kind: CalendarKind = CalendarKind.MONTH
    board: str = ""


def saved_choices(local: LocalData) -> CalendarChoices:
    """Returns the defaults for what cannot be read."""
    try:
        kind, board = json.loads(local.value(_KEY))
        return CalendarChoices(CalendarKind(kind), str(board))
    except (ValueError, TypeError):
        return CalendarChoices()


def save_choices(local: LocalData, choices: CalendarChoices) -> None:
    local.save_value(_KEY, json.dumps(choices))
