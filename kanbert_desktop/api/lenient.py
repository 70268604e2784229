"""Reading single fields of an object whose form is not what the documentation says."""

from datetime import datetime
from typing import Any

import msgspec


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
        return msgspec.convert(fields.get(name), datetime)
    except msgspec.ValidationError:
        return None
