"""Trouble on demand: the next requests that fit get lost, late, refused, garbled or doubled answers.

May touch Starlette's types and the standard library; knows neither the world nor who asks for trouble (Python here, HTTP in `control`).
"""

from kanbert_desktop.sandbox.faults.actions import (
    Action,
    Answer,
    Hold,
    afterwards,
    broken_json,
    broken_off,
    delay,
    drip,
    gateway,
    hold,
    html,
    lose_answer,
    mislabelled,
    redirect,
    reset,
    status,
    truncated,
    twice,
    with_field,
    without_field,
)
from kanbert_desktop.sandbox.faults.middleware import CUT, Seen, Trouble

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
