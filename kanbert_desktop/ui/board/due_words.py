"""Dates as people say them: relative where that is shorter, else short and localised."""

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale

from kanbert_desktop.app.translation import tr

_WEEKDAY_WITHIN = 6


class Tone(StrEnum):
    PLAIN = "plain"
    SOON = "soon"
    PAST = "past"


def due_words(due: date, today: date, locale: QLocale | None = None) -> str:
    """Say "Today", "Tomorrow", a weekday within six days, else "3 Dec", with the year where it is not this one."""
    days = (due - today).days
    if days == 0:
        return tr("Today")
    if days == 1:
        return tr("Tomorrow")
    if days == -1:
        return tr("Yesterday")
    locale = locale or QLocale()
    if 1 < days <= _WEEKDAY_WITHIN:
        return locale.standaloneDayName(due.isoweekday(), QLocale.FormatType.ShortFormat)
    return short_date(due, today, locale)


def due_tone(due: date, today: date, is_open: bool) -> Tone:
    """Open and past is bad, today and tomorrow are soon; what is done worries nobody."""
    if not is_open:
        return Tone.PLAIN
    if due < today:
        return Tone.PAST
    return Tone.SOON if due <= today + timedelta(days=1) else Tone.PLAIN


def due_icon(tone: Tone) -> str:
    """What is late has a shape of its own, for those who do not tell its colour from another."""
    return "clock-alert" if tone is Tone.PAST else "calendar"


def short_date(day: date, today: date, locale: QLocale | None = None) -> str:
    locale = locale or QLocale()
    pattern = _day_month(locale) + (" yyyy" if day.year != today.year else "")
    return locale.toString(QDate(day.year, day.month, day.day), pattern)


def long_date(day: date, today: date) -> str:
    """For example "Thu 26 Nov, in 2 days"."""
    locale = QLocale()
    weekday = locale.standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{weekday} {short_date(day, today, locale)}, {distance(day, today)}"


def distance(day: date, today: date) -> str:
    days = (day - today).days
    match days:
        case 0:
            return tr("today")
        case 1:
            return tr("tomorrow")
        case -1:
            return tr("yesterday")
    return tr("in %n day(s)", days) if days > 0 else tr("%n day(s) ago", -days)


def _day_month(locale: QLocale) -> str:
    usual = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if usual.find("M") < usual.find("d"):
        return "MMM d"
    return "d. MMM" if "d." in usual or "dd." in usual else "d MMM"
