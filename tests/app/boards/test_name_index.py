"""People and boards are found by typed names, in every script, and those of one name are told apart."""

import pytest

from kanbert_desktop.app.boards.name_index import (
    board_index,
    board_spelling,
    people_index,
    person_spelling,
    plain_name,
)
from kanbert_desktop.domain.board import Board, BoardId, Person, PersonId


def person(number: int, name: str, email: str = "") -> Person:
    return Person(PersonId(f"u{number}"), name, email)


ZOE = person(1, "Zoë Müller", "zoe@a.example")
WANG = person(2, "王小明", "wang@a.example")
HEBREW = person(3, "נועה לוי", "noa@a.example")
THAI = person(4, "กิตติ ศรีสุข", "kitti@a.example")
AYLIN = person(5, "Aylin Yıldız", "ay@a.example")
SCRIPTS = people_index((ZOE, WANG, HEBREW, THAI, AYLIN))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ZOE),
        ("ZOË", ZOE),
        ("zoe\u0308", ZOE),
        ("muller", ZOE),
        ("王", WANG),
        ("王小明", WANG),
        ("נועה", HEBREW),
        ("กิตติ", THAI),
        ("aylin.yildiz", AYLIN),
        ("AY@A.example", AYLIN),
    ],
)
def test_a_name_of_any_script_is_found_by_its_beginning(typed: str, found: Person) -> None:
    assert SCRIPTS.find(typed) == found


def test_vowel_signs_tell_names_apart() -> None:
    assert plain_name("कि") != plain_name("कु")


def test_a_full_name_counts_before_a_word_of_another_name() -> None:
    short, long = person(1, "Jonas"), person(2, "Jonas Weber")
    assert people_index((long, short)).find("jonas") == short


@pytest.mark.parametrize("typed", ["", ".", "-_", "xyz"])
def test_nobody_is_found_by_nothing(typed: str) -> None:
    assert SCRIPTS.find(typed) is None


def twins(*emails: str) -> list[Person]:
    return [person(number, "Lea Sommer", email) for number, email in enumerate(emails)]


@pytest.mark.parametrize(
    ("people", "spellings"),
    [
        (twins("one@a.example", "two@b.example"), ["one", "two"]),
        (twins("lea@a.example", "lea@b.example"), ["lea@a.example", "lea@b.example"]),
        (twins("", ""), ["Lea.Sommer.u0", "Lea.Sommer.u1"]),
        (twins("one@a.example", "one@a.example"), ["Lea.Sommer.u0", "Lea.Sommer.u1"]),
    ],
)
def test_two_people_of_one_name_are_distinguished(people: list[Person], spellings: list[str]) -> None:
    index = people_index(people)
    assert index.find("lea.sommer") is None
    assert [person_spelling(index, one) for one in people] == spellings
    assert [index.find(spelling) for spelling in spellings] == people


def test_every_one_of_2000_people_has_a_spelling() -> None:
    people = [
        person(number, f"Person {number % 700}", f"p{number % 900}@{number % 3}.example")
        for number in range(2000)
    ]
    index = people_index(people)
    assert [index.find(person_spelling(index, one)) for one in people] == people
    assert len(index.matching("per", 8)) == 8


def test_names_that_begin_so_come_before_words_that_do() -> None:
    last, first = person(1, "Zoe Adams"), person(2, "Ada Zander")
    assert people_index((last, first)).matching("ada", 8) == [first, last]


def boards(*rows: tuple[str, str]) -> list[Board]:
    return [Board(BoardId(f"b{number}"), title, code, None) for number, (title, code) in enumerate(rows)]


@pytest.mark.parametrize(
    ("known", "spellings"),
    [
        (boards(("Website", "WEB"), ("Shop", "SHO")), ["WEB", "SHO"]),
        (boards(("Web site", ""), ("Web site", "")), ["Web.site.b0", "Web.site.b1"]),
        (boards(("Web", "X Y"), ("Shop", "")), ["Web", "Shop"]),
    ],
)
def test_a_board_is_spelled_so_that_it_is_found(known: list[Board], spellings: list[str]) -> None:
    index = board_index(known)
    assert [board_spelling(index, one) for one in known] == spellings
    assert [index.find(spelling) for spelling in spellings] == known
