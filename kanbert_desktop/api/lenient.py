"""Reading single fields of an object whose form is not what the documentation says."""

from datetime import UTC, datetime
from typing import Any

import msgspec

EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2900, 1, 1, tzinfo=UTC)
"""Nothing was written before or after; computing with times at the ends of the calendar leaves it."""


def text_in(fields: dict[str, Any], name: str) -> str | None:
    """Numbers are taken as text: an id may come as one."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def bool_in(fields: dict[str, Any], name: str) -> bool | None:
    value = fields.get(name)
    return bool(value) if isinstance(value, bool | int) else None


def object_in(fields: dict[str, Any], name: str) -> dict[str, Any]:
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def time_in(fields: dict[str, Any], name: str) -> datetime | None:
    try:
        return plausible_time(msgspec.convert(fields.get(name), datetime))
    except msgspec.ValidationError:
        return None


def plausible_time(moment: datetime | None) -> datetime | None:
    """In UTC's calendar with room on both sides, or None; a time without a zone is taken as UTC, Laravel's default."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware if EARLIEST <= aware <= LATEST else None
