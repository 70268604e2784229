"""Quick-add lines are parsed into cards."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import Board, BoardId, Person, PersonId, Priority
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.cards.quick_add_parser import LineNames, NewCardLine, parse_line
from support.board_fixture import AYLIN, JONAS, LENA, MIRA, TODAY, TOM

PEOPLE = (MIRA, JONAS, AYLIN, TOM, LENA)


def read(line: str) -> NewCardLine:
    return parse_line(line, TODAY, LineNames(PEOPLE, MIRA))


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "de", resource("translations"))
    yield
    use_language(qapp, "en", resource("translations"))


@pytest.mark.parametrize("word", ["@aylin", "@AylinYildiz", "@yıldız", "@Aylin.Yildiz", "@ayl"])
def test_a_person_is_found_by_any_unique_prefix(word: str) -> None:
    assert read(f"Ask {word} today").assignee == AYLIN
    assert read(f"Ask {word} today").title == "Ask today"


def test_a_prefix_shared_by_two_people_matches_neither() -> None:
    other = Person(PersonId("u9"), "Jonathan Roth", "jr@nordlicht.example")
    names = LineNames((*PEOPLE, other))
    line = parse_line("Ask @jon", TODAY, names)
    assert line.assignee is None
    assert line.unrecognised == ("@jon",)
    assert parse_line("Ask @jonas", TODAY, names).assignee == JONAS


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


def test_unrecognised_words_stay_in_the_title() -> None:
    line = read("Mail a@b.example due:someday @ 12:30")
    assert line.title == "Mail a@b.example due:someday @ 12:30"
    assert line.unrecognised == ("due:someday",)


@given(st.text())
def test_any_line_can_be_parsed(line: str) -> None:
    read_again = read(read(line).title)
    assert read_again.title == read(line).title


BOARDS = (
    Board(BoardId("b1"), "Website-Relaunch", "WEB", None),
    Board(BoardId("b2"), "Filialfinder", "FIL", None),
    Board(BoardId("b3"), "Fotos Herbst", "FOT", None),
)


PRIORITIES = (
    Priority("p1", "High", order=1),
    Priority("p2", "Low", order=3),
    Priority("p3", "Later", order=4),
)


def capture(line: str, *literal: str) -> NewCardLine:
    names = LineNames(PEOPLE, MIRA, BOARDS, PRIORITIES)
    return parse_line(line, TODAY, names, bare_days=True, literal=frozenset(literal))


@pytest.mark.parametrize(
    ("line", "title", "day"),
    [
        ("Call Tom tomorrow", "Call Tom", date(2026, 11, 25)),
        ("Call Tom by next Friday", "Call Tom", date(2026, 11, 27)),
        ("Call Tom tomorrow @jonas #web", "Call Tom", date(2026, 11, 25)),
        ("Tomorrow call Tom", "call Tom", date(2026, 11, 25)),
        ("Send it in 3 days", "Send it", date(2026, 11, 27)),
        ("Send it next week", "Send it", date(2026, 11, 30)),
        ("Send it on 3 Dec", "Send it", date(2026, 12, 3)),
        ("Send it by Dec 3rd", "Send it", date(2026, 12, 3)),
        ("Send it in a week", "Send it", date(2026, 12, 1)),
        ("Send it day after tomorrow", "Send it", date(2026, 11, 26)),
        ("Send it 2026-12-03", "Send it", date(2026, 12, 3)),
        ("Send it 3.12.", "Send it", date(2026, 12, 3)),
        ("Today due:2026-12-03", "Today", date(2026, 12, 3)),
    ],
)
def test_a_date_needs_no_keyword_in_the_capture_window(line: str, title: str, day: date) -> None:
    assert (capture(line).title, capture(line).due) == (title, day)


@pytest.mark.parametrize(
    "line",
    [
        "Tomorrow",
        "Update Python 3.12",
        "Enjoy the sun",
        "Order 3 days",
        "In 3 x",
        "Put it in a box",
        "Fly to 2 mars",
    ],
)
def test_ambiguous_words_stay_in_the_title(line: str) -> None:
    assert (capture(line).title, capture(line).due) == (line, None)


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("line", "title", "day"),
    [
        ("Morgen Tom anrufen", "Tom anrufen", date(2026, 11, 25)),
        ("Tom anrufen morgen", "Tom anrufen", date(2026, 11, 25)),
        ("Tom anrufen bis nächsten Freitag", "Tom anrufen", date(2026, 11, 27)),
        ("Druck am 3. Dezember", "Druck", date(2026, 12, 3)),
        ("Druck in 2 Wochen", "Druck", date(2026, 12, 8)),
        ("Druck in einer Woche", "Druck", date(2026, 12, 1)),
        ("Druck am 3. Dez", "Druck", date(2026, 12, 3)),
        ("Druck 3. Mär 2027", "Druck", date(2027, 3, 3)),
        ("Tom anrufen übermorgen", "Tom anrufen", date(2026, 11, 26)),
        ("Übermorgen Tom anrufen", "Tom anrufen", date(2026, 11, 26)),
    ],
)
def test_german_days(line: str, title: str, day: date) -> None:
    assert (capture(line).title, capture(line).due) == (title, day)


@pytest.mark.parametrize("word", ["#WEB", "#web", "#relaunch", "#websiterel"])
def test_a_board_is_found_by_its_code_or_prefix(word: str) -> None:
    assert capture(f"Fix {word} soon").board == BOARDS[0]
    assert capture(f"Fix {word} soon").title == "Fix soon"


def test_an_ambiguous_or_unknown_board_stays_in_the_title() -> None:
    assert capture("See #f and #12").title == "See #f and #12"
    assert capture("See #f and #12").unrecognised == ("#f", "#12")
    assert read("See #12").unrecognised == ()


@pytest.mark.parametrize("word", ["!high", "!HIGH", "!h"])
def test_a_priority_is_found_by_its_beginning(word: str) -> None:
    assert capture(f"Fix {word} soon").priority == PRIORITIES[0]
    assert capture(f"Fix {word} soon").title == "Fix soon"


def test_an_ambiguous_or_unknown_priority_stays_in_the_title() -> None:
    assert capture("Fix !l and !important").title == "Fix !l and !important"
    assert capture("Fix !l and !important").unrecognised == ("!l", "!important")
    assert capture("Really !!! Stop!").unrecognised == ()


@pytest.mark.usefixtures("german")
def test_a_priority_is_found_in_the_language_of_the_window() -> None:
    assert capture("Beheben !hoch").priority == PRIORITIES[0]
    assert capture("Beheben !high").priority == PRIORITIES[0]


def test_an_address_and_a_sign_within_a_word_mean_nothing() -> None:
    line = capture("Mail jonas@nordlicht.example about C#web and go!high")
    assert line.title == "Mail jonas@nordlicht.example about C#web and go!high"
    assert line.understood == ()


def test_what_is_understood_has_a_place() -> None:
    text = "Call  @jonas about it !high #web by 3 Dec"
    assert [text[slice(*span)] for span in capture(text).understood] == [
        "@jonas",
        "!high",
        "#web",
        "by 3 Dec",
    ]


def test_a_date_that_begins_the_line_has_a_place() -> None:
    assert capture("Tomorrow call Tom").understood == ((0, 8),)


def test_words_that_are_taken_literally_stay_in_the_title() -> None:
    line = capture("Report of 3 Dec @jonas @tom", "3 Dec", "@jonas")
    assert line.title == "Report of 3 Dec @jonas"
    assert (line.due, line.assignee, line.unrecognised) == (None, TOM, ())


@pytest.mark.parametrize("title", ["May I go", "Plan May", "In May or June", "Trip to May 3rd street"])
def test_may_is_a_word_unless_a_day_stands_beside_it(title: str) -> None:
    assert (capture(title).title, capture(title).due) == (title, None)


def read_repeated(line: str, *literal: str) -> NewCardLine:
    names = LineNames(PEOPLE, MIRA)
    return parse_line(line, TODAY, names, bare_days=True, repeats=True, literal=frozenset(literal))


@pytest.mark.parametrize(
    ("line", "weekdays", "interval"),
    [
        ("Report every Monday", (0,), 1),
        ("Bericht jeden Montag", (0,), 1),
        ("Report @aylin every Mon, Wed and Fri", (0, 2, 4), 1),
        ("Report every 2 weeks on Friday", (4,), 2),
    ],
)
def test_a_recurrence_at_the_end_is_no_date(line: str, weekdays: tuple[int, ...], interval: int) -> None:
    found = read_repeated(line)
    assert found.recurrence is not None
    assert (found.recurrence.weekdays, found.recurrence.interval) == (weekdays, interval)
    assert (found.title in ("Report", "Bericht"), found.due) == (True, None)


@pytest.mark.parametrize(
    "line",
    ["every Monday", "Ask every colleague", "Every Monday is grey", "Tell each of them", "Alle Karten"],
)
def test_other_lines_with_that_word_are_titles(line: str) -> None:
    found = read_repeated(line)
    assert (found.recurrence, found.title in (line, "every")) == (None, True)


def test_a_recurrence_is_taken_literally() -> None:
    found = read_repeated("Report every weekday", "every weekday")
    assert (found.recurrence, found.title) == (None, "Report every weekday")
    assert read("Report every Monday").recurrence is None
