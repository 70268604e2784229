"""A line of quick add, read as a card."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.language import use_language
from kanbert_desktop.assets import resource
from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.ui.board.new_card_line import NewCardLine, read_line
from support.board_stage import AYLIN, JONAS, LENA, MIRA, TODAY, TOM

PEOPLE = (MIRA, JONAS, AYLIN, TOM, LENA)


def read(line: str) -> NewCardLine:
    return read_line(line, TODAY, PEOPLE, MIRA)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "de", resource("translations"))
    yield
    use_language(qapp, "en", resource("translations"))


@pytest.mark.parametrize("word", ["@aylin", "@AylinYildiz", "@yıldız", "@Aylin.Yildiz", "@ayl"])
def test_a_person_is_found_by_any_beginning_that_is_theirs_alone(word: str) -> None:
    assert read(f"Ask {word} today").assignee == AYLIN
    assert read(f"Ask {word} today").title == "Ask today"


def test_a_beginning_that_two_share_names_nobody() -> None:
    other = Person(PersonId("u9"), "Jonathan Roth", "jr@nordlicht.example")
    line = read_line("Ask @jon", TODAY, (*PEOPLE, other))
    assert line.assignee is None
    assert line.not_understood == ("@jon",)
    assert read_line("Ask @jonas", TODAY, (*PEOPLE, other)).assignee == JONAS


def test_me() -> None:
    assert read("Tidy up @me").assignee == MIRA


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("due:tomorrow", date(2026, 11, 25)),
        ("due:2026-12-03", date(2026, 12, 3)),
        ("DUE:fri", date(2026, 11, 27)),
        ("due:in-3-days", date(2026, 11, 27)),
        ('due:"in 3 days"', date(2026, 11, 27)),
        ("due:next_week", date(2026, 11, 30)),
    ],
)
def test_days(word: str, day: date) -> None:
    assert read(f"Print {word} flyers").due == day
    assert read(f"Print {word} flyers").title == "Print flyers"


@pytest.mark.usefixtures("german")
def test_german_words() -> None:
    assert read("Flyer drucken fällig:morgen @mir").due == date(2026, 11, 25)
    assert read("Flyer drucken fällig:morgen @mir").assignee == MIRA


def test_what_means_nothing_stays() -> None:
    line = read("Mail a@b.example due:someday @ 12:30")
    assert line.title == "Mail a@b.example due:someday @ 12:30"
    assert line.not_understood == ("due:someday",)


@given(st.text())
def test_any_line_can_be_read(line: str) -> None:
    read_again = read(read(line).title)
    assert read_again.title == read(line).title
