"""The days an entry can be snoozed until."""

from datetime import date

import pytest

from kanbert_desktop.ui.inbox.snooze import next_monday


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        (date(2026, 11, 29), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 12, 7)),
        (date(2028, 2, 29), date(2028, 3, 6)),
        (date(2026, 12, 31), date(2027, 1, 4)),
    ],
    ids=["on a Sunday", "on a Monday", "on Feb 29", "across a year"],
)
def test_monday_is_the_next_one_after_today(today: date, monday: date) -> None:
    assert next_monday(today) == monday
