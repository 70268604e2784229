"""Recurrences in words: English and German are read whatever the language of the window, and every text is read again."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.boards.recurrence_words import read_recurrence
from kanbert_desktop.app.messages.recurrence_texts import recurrence_text
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.recurrence import LAST_DAY, WORK_DAYS, Recurrence, RecurrenceUnit
from kanbert_desktop.resources import resource

MONDAY = date(2026, 11, 30)
DAILY = Recurrence(RecurrenceUnit.DAY, MONDAY)


def weekly(*weekdays: int, interval: int = 1) -> Recurrence:
    return Recurrence(RecurrenceUnit.WEEK, MONDAY, weekdays, interval)


def monthly(day: int) -> Recurrence:
    return Recurrence(RecurrenceUnit.MONTH, MONDAY, day_of_month=day)


READ = {
    "every day": DAILY,
    "Daily": DAILY,
    "jeden Tag": DAILY,
    "täglich": DAILY,
    "every weekday": weekly(*WORK_DAYS),
    "jeden Werktag": weekly(*WORK_DAYS),
    "werktags": weekly(*WORK_DAYS),
    "every Monday": weekly(0),
    "Jeden Montag": weekly(0),
    "mondays": weekly(0),
    "montags und donnerstags": weekly(0, 3),
    "every Mon, Wed and Fri": weekly(0, 2, 4),
    "jeden Di und Do": weekly(1, 3),
    "every Mon-Fri": weekly(*WORK_DAYS),
    "jeden Sa–Mo": weekly(0, 5, 6),
    "every week": weekly(0),
    "every 2 weeks": weekly(0, interval=2),
    "every 2 weeks on Friday": weekly(4, interval=2),
    "every other Friday": weekly(4, interval=2),
    "alle 3 Wochen am Dienstag": weekly(1, interval=3),
    "jeden zweiten Dienstag": weekly(1, interval=2),
    "every month": monthly(1),
    "first day of the month": monthly(1),
    "on the 15th of every month": monthly(15),
    "am 15. jeden Monats": monthly(15),
    "last day of the month": monthly(LAST_DAY),
    "am letzten Tag des Monats": monthly(LAST_DAY),
    "monatlich": monthly(1),
    "Monatsende": monthly(LAST_DAY),
}
NOT_READ = [
    *(
        "",
        "every",
        "Monday",
        "mon",
        "so",
        "jeden",
        "every card",
        "every 2",
        "every 60 weeks",
        "every 3 months",
    ),
    *(
        "Monday Tuesday",
        "every first",
        "every 32nd of the month",
        "every Monday at noon",
        "-",
        "every ٣ weeks",
    ),
    *(
        "last",
        "the day after",
        "every second",
        "every 0 weeks on Monday",
        "every Monday-",
        "first last month",
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_words_are_read(text: str, expected: Recurrence) -> None:
    assert read_recurrence(text, MONDAY) == expected


@pytest.mark.parametrize("text", NOT_READ)
def test_other_words_are_no_recurrence(text: str) -> None:
    assert read_recurrence(text, MONDAY) is None


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("recurrence", list(dict.fromkeys(READ.values())), ids=str)
def test_what_is_shown_is_read_again(qapp: QApplication, language: str, recurrence: Recurrence) -> None:
    use_language(qapp, language, resource("translations"))
    assert read_recurrence(recurrence_text(recurrence), MONDAY) == recurrence
