"""Avatar colours: as distinct as possible, and the same everywhere."""

from kanbert_desktop.domain.board import Person, PersonId
from kanbert_desktop.ui.style.theme import AVATAR_COLORS
from kanbert_desktop.ui.widgets.painting import avatar_color


def people_of(count: int) -> list[Person]:
    return [Person(PersonId(f"person-{number}"), f"Person {number}", "") for number in range(count)]


def test_a_small_team_has_no_colour_twice() -> None:
    team = people_of(len(AVATAR_COLORS))
    assert {avatar_color(person.id, team) for person in team} == set(AVATAR_COLORS)


def test_a_large_team_shares_the_colours_evenly() -> None:
    team = people_of(3 * len(AVATAR_COLORS))
    hues = [avatar_color(person.id, team) for person in team]
    assert {hues.count(color) for color in AVATAR_COLORS} == {3}


def test_the_order_of_people_does_not_matter() -> None:
    team = people_of(9)
    assert [avatar_color(person.id, team) for person in team] == [
        avatar_color(person.id, team[::-1]) for person in team
    ]


def test_an_unknown_person_has_a_colour_too() -> None:
    assert avatar_color("somebody", people_of(3)) in AVATAR_COLORS
