"""Two thousand people, names in every script, and people of one name: each is offered, taken and told apart."""

import unicodedata
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards.name_index import people_index, person_spelling
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import Board, BoardId, Person, PersonId, Priority
from kanbert_desktop.domain.query.completion import MAX_COMPLETIONS
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.cards.card_lines import CardLines
from kanbert_desktop.ui.cards.pickers import AssigneePicker
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import TODAY

NAMES = (
    "محمد علي",
    "דוד כהן",
    "王小明",
    "田中 太郎",
    "김철수",
    "अनिता शर्मा",
    "สมชาย ใจดี",
    "José Nuñez",
    unicodedata.normalize("NFD", "Åsa Öström"),
    "Иван Петров",
    "Γιώργος Παπάς",
    "İpek Işık",
    "Nguyễn Văn An",
    "🦄 Einhorn",
    "👩‍👩‍👧 Familie",
    "O'Brien Pat",
    "Anna-Lena Groß",
    'Max "Maxl" Moritz',
    "Zoë (extern)",
    "Müller, Jürgen",
    "x" * 300,
    "Abu\u202edab",
    "   ",
)
SCRIPTS = [
    Person(PersonId(f"s{number}"), name, f"p{number}@script.example") for number, name in enumerate(NAMES)
]
MANY_PEOPLE = [
    Person(PersonId(f"u{number}"), f"Vorname{number % 40} Nachname{number}", f"n{number}@many.example")
    for number in range(2000)
]
TWINS = [
    Person(PersonId("d1"), "Jonas Brandt", "jonas@a.example"),
    Person(PersonId("d2"), "Jonas Brandt", "jonas@b.example"),
    Person(PersonId("d3"), "Jonas Brandt", ""),
]
EVERYONE = (*SCRIPTS, *MANY_PEOPLE, *TWINS)


@pytest.fixture
def lines() -> CardLines:
    boards = [Board(BoardId("b1"), "Website", "WEB", None), Board(BoardId("b2"), "لوحة التحكم", "", None)]
    service = SimpleNamespace(
        all_people=lambda: EVERYONE,
        me=TWINS[0],
        boards=lambda: boards,
        priorities=lambda: [Priority("p1", "High", "#B3261E", 1)],
        client_of=lambda _board: None,
    )
    return CardLines(cast("Any", service), lambda: TODAY)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "de", resource("translations"))
    yield
    use_language(qapp, "en", resource("translations"))


def taken(lines: CardLines, typed: str, label: str) -> str:
    """The line after the completion of that label was taken."""
    found = {one.label: one for one in lines.completions(typed, len(typed))}
    (start, end), text = found[label].span, found[label].replacement
    return f"{typed[:start]}{text}{typed[end:]}"


def literally(lines: CardLines, line: str) -> str:
    """The title of the line with all that is understood taken literally."""
    words = frozenset(line[slice(*span)] for span in lines.parse(line).understood)
    return lines.parse(line, words).title


@pytest.mark.parametrize("person", SCRIPTS[:20], ids=lambda person: person.id)
def test_a_name_in_any_script_is_understood_as_it_is_spelled(lines: CardLines, person: Person) -> None:
    word = ".".join(person.name.split())
    read = lines.parse(f"Call @{word} soon")
    assert read.assignee == person
    assert read.title == "Call soon"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("@محم", "محمد علي"),
        ("@דו", "דוד כהן"),
        ("@王", "王小明"),
        ("@अनि", "अनिता शर्मा"),
        ("@asa", NAMES[8]),
        ("@Jose\u0301", "José Nuñez"),
        ("@ipek", "İpek Işık"),
        ("@nguyen", "Nguyễn Văn An"),
        ("@иван", "Иван Петров"),
        ("@🦄", "🦄 Einhorn"),
    ],
)
def test_its_beginning_is_enough_with_or_without_marks(lines: CardLines, typed: str, name: str) -> None:
    read = lines.parse(f"Call {typed}")
    assert read.assignee is not None
    assert read.assignee.name == name


def test_two_thousand_people_are_offered_in_one_short_list(lines: CardLines) -> None:
    assert len(lines.completions("@", 1)) == MAX_COMPLETIONS
    offered = lines.completions("@nachname199", len("@nachname199"))
    assert offered[0].label == "Vorname39 Nachname199"
    assert len(offered) == MAX_COMPLETIONS


def test_people_of_one_name_are_distinguished_by_address_or_id(lines: CardLines) -> None:
    labels = [one.label for one in lines.completions("@jonas", 6)]
    assert labels == ["Jonas Brandt · jonas@a.example", "Jonas Brandt · jonas@b.example", "Jonas Brandt · d3"]
    for person, label in zip(TWINS, labels, strict=True):
        assert lines.parse(taken(lines, "@jonas", label)).assignee == person


def test_a_name_that_would_reorder_the_line_or_fill_it_is_written_by_its_address() -> None:
    index = people_index(EVERYONE)
    assert [person_spelling(index, SCRIPTS[number]) for number in (20, 21)] == ["p20", "p21"]


def test_somebody_without_a_visible_name_is_offered_by_address(lines: CardLines) -> None:
    assert lines.parse("Call @p22").assignee == SCRIPTS[22]


@pytest.mark.parametrize(
    "line",
    [
        "Mail to jonas@a.example about it",
        "C# port of the tool",
        "Hurry !",
        "See http://example.com/#anchor",
        "a@b@c",
        "What may come",
        "We may 3 times",
        "May",
        "may 3",
        "v1.2.",
        "@",
        "#",
    ],
)
def test_what_only_looks_like_a_sign_stays_in_the_title(lines: CardLines, line: str) -> None:
    read = lines.parse(line)
    assert read.title == line
    assert read.understood == ()


@pytest.mark.parametrize("line", ["Fix #12 now", "Release #1", "!important thing", "Ask @jonas"])
def test_what_names_nothing_stays_and_is_said_to_stay(lines: CardLines, line: str) -> None:
    read = lines.parse(line)
    assert read.title == line
    assert len(read.unrecognised) == 1


def test_a_comma_after_a_name_belongs_to_the_sentence(lines: CardLines) -> None:
    read = lines.parse("Call @jonas@b.example, then go")
    assert read.assignee == TWINS[1]
    assert read.title == "Call then go"
    assert lines.parse("For @me: tea").assignee == TWINS[0]


def test_a_month_that_is_a_word_too_is_shown_before_enter_and_taken_literally(lines: CardLines) -> None:
    read = lines.parse("Plan for 3 may")
    assert (read.title, str(read.due)) == ("Plan for", "2027-05-03")
    assert read.due_text
    assert literally(lines, "Plan for 3 may") == "Plan for 3 may"


@pytest.mark.usefixtures("german")
def test_in_german_too(lines: CardLines) -> None:
    read = lines.parse("Treffen am 3. Mai")
    assert (read.title, str(read.due)) == ("Treffen", "2027-05-03")
    assert lines.parse("Die Mai-Feier planen").due is None
    assert lines.parse("Im Mai").due is None
    assert literally(lines, "Treffen am 3. Mai") == "Treffen am 3. Mai"


@pytest.fixture
def picker(theme: Theme, qtbot: QtBot) -> AssigneePicker:
    made = AssigneePicker(theme, EVERYONE, TWINS[1].id, None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    return made


def visible(people: QListWidget) -> list[str]:
    return [people.item(row).text() for row in range(people.count()) if not people.isRowHidden(row)]


def test_the_person_pop_up_draws_only_the_avatars_that_are_seen(picker: AssigneePicker, qtbot: QtBot) -> None:
    with qtbot.waitExposed(picker):
        picker.show()
    delegate = picker.list.itemDelegate()
    assert picker.list.count() == len(EVERYONE) + 1
    assert 0 < len(delegate._icons) < 40  # type: ignore[attr-defined]


def test_the_person_pop_up_tells_people_of_one_name_apart(picker: AssigneePicker, qtbot: QtBot) -> None:
    assert picker.list.currentItem().text() == "Jonas Brandt · jonas@b.example"
    qtbot.keyClicks(picker.search, "jonas b.example")
    assert visible(picker.list) == ["Jonas Brandt · jonas@b.example"]
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert chosen.args == ["d2"]


def test_somebody_without_a_visible_name_has_an_address_in_the_person_pop_up(picker: AssigneePicker) -> None:
    assert "p22@script.example" in visible(picker.list)


@pytest.mark.parametrize(
    ("typed", "name"), [("asa", "Åsa"), ("مح", "محمد علي"), ("ipek", "İpek Işık"), ("小", "王小明")]
)
def test_the_person_pop_up_finds_names_without_their_marks(
    picker: AssigneePicker, typed: str, name: str
) -> None:
    picker.search.setText(typed)
    (found,) = visible(picker.list)
    assert unicodedata.normalize("NFC", found).startswith(name)
