"""The special dates of the filter language [V]: `now`, `today`, `today±Nd`, `sow`, `eow`, `som`, `eom`; all in UTC [G]."""

import re
from datetime import UTC, date, datetime, time, timedelta

from kanbert_desktop.sandbox.refusals import bad_request
from kanbert_desktop.sandbox.state import atom

_TODAY = re.compile(r"today(?:\s*([+-])\s*(\d{1,5})d)?")


def day_of(value: str, now: datetime) -> str:
    """A date column's value: `YYYY-MM-DD`."""
    special = _special(value.lower(), now)
    return special.isoformat() if special else _read(value).date().isoformat()


def span_of(value: str, now: datetime) -> tuple[str, str]:
    """A moment's first and last second: one and the same, except for a bare day."""
    lowered = value.lower()
    if lowered == "now":
        return atom(now), atom(now)
    day = _special(lowered, now) or (_read(value).date() if len(value) == 10 else None)
    if day is None:
        return atom(_read(value)), atom(_read(value))
    start = datetime.combine(day, time(), UTC)
    return atom(start), atom(start + timedelta(days=1, seconds=-1))


def _special(value: str, now: datetime) -> date | None:
    today = now.astimezone(UTC).date()
    first = today.replace(day=1)
    named = {
        "now": today,
        "sow": today - timedelta(days=today.weekday()),
        "eow": today + timedelta(days=6 - today.weekday()),
        "som": first,
        "eom": (first + timedelta(days=32)).replace(day=1) - timedelta(days=1),
    }
    match = _TODAY.fullmatch(value)
    if match is None:
        return named.get(value)
    try:
        return today + timedelta(days=int(f"{match[1] or '+'}{match[2] or 0}"))
    except OverflowError:
        raise bad_request(f"Filter value `{value}` is out of range.") from None


def _read(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise bad_request(f"Filter value `{value}` is not a date.") from None
