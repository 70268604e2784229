"""Trouble on demand: the next requests that fit get lost, late, refused, garbled or doubled answers.

May touch Starlette's types and the standard library; knows neither the world nor who asks for trouble (Python here, HTTP in `control`).
"""

from kanbert_desktop.sandbox.trouble.actions import (
    Action,
    Answer,
    afterwards,
    broken_json,
    delay,
    gateway,
    hold,
    html,
    lose_answer,
    redirect,
    reset,
    status,
    twice,
)
from kanbert_desktop.sandbox.trouble.door import CUT, Seen, Trouble
from kanbert_desktop.sandbox.trouble.garbling import (
    broken_off,
    drip,
    mislabelled,
    truncated,
    with_field,
    without_field,
)
from kanbert_desktop.sandbox.trouble.holding import Hold

__all__ = [
    "CUT",
    "Action",
    "Answer",
    "Hold",
    "Seen",
    "Trouble",
    "afterwards",
    "broken_json",
    "broken_off",
    "delay",
    "drip",
    "gateway",
    "hold",
    "html",
    "lose_answer",
    "mislabelled",
    "redirect",
    "reset",
    "status",
    "truncated",
    "twice",
    "with_field",
    "without_field",
]
