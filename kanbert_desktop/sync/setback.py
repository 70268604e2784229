"""What a failure that proves nothing does to a change: it waits a little longer each time, and not for ever."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

from kanbert_desktop.domain.changes import Entry, Reason, State
from kanbert_desktop.sync.settle import parked

FRUITLESS = 3
"""So many failures of one card, while others get through, need a person (D10)."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)


def set_back(entries: Iterable[Entry], detail: str, now: datetime, *, others_pass: bool) -> list[Entry]:
    """Pending again after one more failure; parked where it is this card alone that fails."""
    return [
        waiting_again(replace(entry, attempts=entry.attempts + 1), detail, now, others_pass=others_pass)
        for entry in entries
    ]


def waiting_again(entry: Entry, detail: str, now: datetime, *, others_pass: bool) -> Entry:
    """`entry.attempts` counts this failure already."""
    if others_pass and entry.attempts >= FRUITLESS:
        return parked(entry, Reason.REFUSED, detail=detail)
    if entry.attempts == 0:
        return replace(entry, state=State.PENDING)
    highest: timedelta = min(FIRST_WAIT * 2 ** min(entry.attempts, 10), LONGEST_WAIT)
    wait = FIRST_WAIT + (highest - FIRST_WAIT) * _share(entry)
    return replace(entry, state=State.PENDING, not_before=now + wait, detail=detail)


def _share(entry: Entry) -> float:
    """Full jitter (D12) without dice: the id of a change is random enough, and the same story stays the same."""
    return crc32(f"{entry.id} {entry.attempts}".encode()) / 2**32
