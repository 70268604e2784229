"""Midnight of this computer: days of 23 and 25 hours, and a day that passed while the computer slept."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.cards import texts
from kanbert_desktop.ui.cards.texts import Midnight, until_midnight


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 30), 24)]
)
def test_a_day_is_as_long_as_its_clock_says(day: date, hours: int) -> None:
    start = datetime.combine(day, datetime.min.time()).astimezone()
    assert until_midnight(start) == timedelta(hours=hours, seconds=1)


def test_a_midnight_that_passed_in_sleep_is_noticed_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QObject()
    midnight = Midnight(parent)
    with qtbot.assertNotEmitted(midnight.passed):
        midnight.check()
    midnight._day -= timedelta(days=1)
    with qtbot.waitSignal(midnight.passed):
        midnight.check()
    with qtbot.assertNotEmitted(midnight.passed):
        midnight.check()
    assert texts.today() == midnight._day
