"""What fits into a day."""

import pytest
from PySide6.QtCore import QPoint, QRect

from kanbert_desktop.ui.calendar.day_layout import day_layout
from kanbert_desktop.ui.calendar.days import CalendarKind
from kanbert_desktop.ui.style.theme import Theme

MONTH = CalendarKind.MONTH


def test_cards_that_fit_are_shown_without_more(theme: Theme) -> None:
    found = day_layout(QRect(10, 10, 120, 140), 4, MONTH, theme)
    assert len(found.cards) == 4
    assert found.more is None
    assert found.stop_at(found.cards[2].center()) == 2
    assert found.stop_at(found.head.center()) is None


def test_more_takes_the_place_of_the_last_line(theme: Theme) -> None:
    found = day_layout(QRect(10, 10, 120, 140), 5, MONTH, theme)
    assert len(found.cards) == 3
    assert found.more is not None
    assert found.stop_at(found.more.center()) == 3


@pytest.mark.parametrize("height", [20, 40, 60, 70, 100, 300])
@pytest.mark.parametrize("kind", CalendarKind)
def test_nothing_overlaps_or_leaves_the_cell(theme: Theme, height: int, kind: CalendarKind) -> None:
    cell = QRect(0, 0, 120, height)
    found = day_layout(cell, 50, kind, theme)
    assert found.more is not None
    places = [*found.cards, *([found.more] if found.more != found.head else [])]
    for upper, lower in zip([found.head, *places], places, strict=False):
        assert upper.bottom() < lower.top()
    if places:
        assert places[-1].bottom() <= cell.bottom()


def test_a_low_cell_shows_one_card_and_the_rest_beside_the_day(theme: Theme) -> None:
    found = day_layout(QRect(0, 0, 120, 70), 9, MONTH, theme)
    assert len(found.cards) == 1
    assert found.more == found.head
    assert found.stop_at(QPoint(60, 10)) == 1


def test_an_empty_day_has_no_stops(theme: Theme) -> None:
    assert day_layout(QRect(0, 0, 120, 70), 0, MONTH, theme).stops == ()
