"""Times in this computer's time zone, including those no clock here can show."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kanbert_desktop.app.messages.status_texts import local_time


def test_a_time_is_shown_in_the_local_zone() -> None:
    moment = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
    assert local_time(moment) == moment
    assert local_time(moment).utcoffset() == moment.astimezone().utcoffset()


@pytest.mark.parametrize("hours", [-12, 0, 14])
@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_raise_nothing(year: int, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    for moment in (datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, 23, 59, tzinfo=zone)):
        assert local_time(moment) == moment
