"""Dates as text and typed dates."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from kanbert_desktop.ui.cards.date_input import parse_date
from kanbert_desktop.ui.cards.texts import DueTone, due_icon, due_text, due_tone, long_date

TODAY = date(2026, 11, 24)
ENGLISH = QLocale("en_GB")
GERMAN = QLocale("de_DE")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 23), "Yesterday"),
        (date(2026, 11, 24), "Today"),
        (date(2026, 11, 25), "Tomorrow"),
        (date(2026, 11, 27), "Fri"),
        (date(2026, 11, 30), "Mon"),
        (date(2026, 12, 1), "1 Dec"),
        (date(2026, 11, 20), "20 Nov"),
        (date(2027, 1, 3), "3 Jan 2027"),
    ],
)
def test_a_date_is_as_short_as_possible(due: date, words: str) -> None:
    assert due_text(due, TODAY, ENGLISH) == words


def test_a_date_follows_the_locale() -> None:
    assert due_text(date(2026, 12, 3), TODAY, GERMAN) == "3. Dez."
    assert due_text(date(2026, 12, 3), TODAY, QLocale("en_US")) == "Dec 3"
    assert due_text(date(2027, 1, 8), TODAY, QLocale("en_US")) == "Jan 8, 2027"
    assert due_text(date(2027, 1, 8), TODAY, GERMAN) == "8. Jan. 2027"


def test_only_open_cards_can_be_overdue() -> None:
    past = date(2026, 11, 20)
    assert due_tone(past, TODAY, is_open=True) is DueTone.OVERDUE
    assert due_tone(past, TODAY, is_open=False) is DueTone.PLAIN
    assert due_tone(TODAY, TODAY, is_open=True) is DueTone.SOON
    assert due_tone(date(2026, 11, 26), TODAY, is_open=True) is DueTone.PLAIN


def test_a_long_date_says_how_far_away_it_is() -> None:
    assert "tomorrow" in long_date(date(2026, 11, 25), TODAY)
    assert "2 day" in long_date(date(2026, 11, 26), TODAY)


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en_GB", "Thu, 26 Nov · "), ("en_US", "Thu, Nov 26 · "), ("de_DE", "Do., 26. Nov. · ")],
)
def test_a_long_date_is_punctuated_as_the_locale_does(locale: str, text: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert long_date(date(2026, 11, 26), TODAY).startswith(text)
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 25)),
        ("fri", date(2026, 11, 27)),
        ("next Friday", date(2026, 11, 27)),
        ("tuesday", date(2026, 12, 1)),
        ("in 3 days", date(2026, 11, 27)),
        ("in 2 weeks", date(2026, 12, 8)),
        ("in a week", date(2026, 12, 1)),
        ("day after tomorrow", date(2026, 11, 26)),
        ("3 Dec", date(2026, 12, 3)),
        ("Dec 3", date(2026, 12, 3)),
        ("Dec 3rd, 2027", date(2027, 12, 3)),
        ("1st of Dec", None),
        ("22nd September", date(2026, 9, 22)),
        ("5 sep.", date(2026, 9, 5)),
        ("3 December 2027", date(2027, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("3.12.", date(2026, 12, 3)),
        ("3.1.", date(2027, 1, 3)),
        ("3.1.26", date(2026, 1, 3)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("30 Feb", None),
        ("31.11.", None),
        ("soon", None),
        ("", None),
    ],
)
def test_typed_dates_are_parsed(typed: str, day: date | None) -> None:
    assert parse_date(typed, TODAY, ENGLISH) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Fr", date(2026, 11, 27)),
        ("nächsten Freitag", date(2026, 11, 27)),
        ("in 3 Tagen", date(2026, 11, 27)),
        ("in einer Woche", date(2026, 12, 1)),
        ("3. Dez", date(2026, 12, 3)),
        ("3. Dez.", date(2026, 12, 3)),
        ("3 Dez 2027", date(2027, 12, 3)),
        ("3. Mär", date(2027, 3, 3)),
        ("3. März", date(2027, 3, 3)),
        ("5. Sep", date(2026, 9, 5)),
        ("5. Sept.", date(2026, 9, 5)),
        ("1. Juni", date(2026, 6, 1)),
        ("30. Feb", None),
    ],
)
def test_typed_german_dates_are_parsed(typed: str, day: date | None) -> None:
    assert parse_date(typed, TODAY, GERMAN) == day


def test_overdue_has_an_icon_of_its_own() -> None:
    assert due_icon(DueTone.OVERDUE) not in {due_icon(DueTone.SOON), due_icon(DueTone.PLAIN)}
