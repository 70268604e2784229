"""Moments by this computer's clock."""

from datetime import datetime


def local_time(moment: datetime) -> datetime:
    """In this computer's time zone; as it is where that lies outside of the years 1 to 9999. `moment` is aware."""
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):
        return moment
