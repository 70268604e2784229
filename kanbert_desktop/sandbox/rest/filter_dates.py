"""The special dates of the filter language [V]: `now`, `today`, `today±Nd`, `sow`, `eow`, `som`, `eom`; all in UTC [G]."""

import re
from datetime import UTC, date, datetime, time, timedelta

from kanbert_desktop.sandbox.refusals import bad_request
from kanbert_desktop.sandbox.state import atom

_ENDS = frozenset({"eow", "eom"})
_TODAY = re.compile(r"today(?:\s*([+-])\s*(\d{1,5})d)?")


def day_of(value: str, now: datetime) -> str:
    """A date column's value: `YYYY-MM-DD`. There `now` is today, so `due_date lt now` leaves today out [G]."""
    if value.lower() == "now":
        return _days(now)["today"].isoformat()
    special = _special(value.lower(), now)
    return (special or _read(value).date()).isoformat()


def moment_of(value: str, now: datetime) -> str:
    """A day stands for its first second, the end of a week or a month for its last."""
    lowered = value.lower()
    if lowered == "now":
        return atom(now)
    day = _special(lowered, now)
    if day is None:
        return atom(_read(value))
    return _last_second(day) if lowered in _ENDS else atom(_first_second(day))


def span_of(value: str, now: datetime) -> tuple[str, str]:
    """First and last second of what equals `value`: a whole day for `today±Nd` and for a written day, else one moment."""
    lowered = value.lower()
    day = _special(lowered, now) if lowered.startswith("today") else None
    if day is None and len(value) == 10:
        day = _read(value).date()
    if day is None:
        return moment_of(value, now), moment_of(value, now)
    return atom(_first_second(day)), _last_second(day)


def _first_second(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _last_second(day: date) -> str:
    return atom(datetime.combine(day, time(23, 59, 59), UTC))


def _days(now: datetime) -> dict[str, date]:
    """Weeks begin on Monday [G]."""
    today = now.astimezone(UTC).date()
    first = today.replace(day=1)
    return {
        "today": today,
        "sow": today - timedelta(days=today.weekday()),
        "eow": today + timedelta(days=6 - today.weekday()),
        "som": first,
        "eom": (first + timedelta(days=32)).replace(day=1) - timedelta(days=1),
    }


def _special(value: str, now: datetime) -> date | None:
    days = _days(now)
    match = _TODAY.fullmatch(value)
    if match is None:
        return days.get(value)
    try:
        return days["today"] + timedelta(days=int(f"{match[1] or '+'}{match[2] or 0}"))
    except OverflowError:
        raise bad_request(f"Filter value `{value}` is out of range.") from None


def _read(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise bad_request(f"Filter value `{value}` is not a date.") from None
