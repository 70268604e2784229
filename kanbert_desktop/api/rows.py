"""Whether a row that could be read may be used: its ids become parts of requests."""

import msgspec

from kanbert_desktop.api.ids import plausible
from kanbert_desktop.api.told import Value
from kanbert_desktop.domain.board import Board, Card, Comment

UNREADABLE = (ValueError, msgspec.MsgspecError, RecursionError)
"""What reading a row raises where there is nothing to be made of it."""


def plausible_row(value: Value) -> Value:
    """The same, or ValueError where one of its ids is none."""
    if isinstance(value, Card):
        plausible(value.server_id or value.key)
        plausible(value.board)
    elif isinstance(value, Comment):
        plausible(value.server_id or value.key)
    else:
        plausible(value.id)
        if isinstance(value, Board) and value.client is not None:
            plausible(value.client)
    return value
