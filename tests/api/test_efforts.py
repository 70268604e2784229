"""Hours booked as rows of the server: what is understood of them, and what is not."""

import json
from datetime import date
from typing import Any

import pytest

from kanbert_desktop.api.efforts import efforts_since, read_effort
from kanbert_desktop.api.payloads import UNREADABLE_ROW_ERRORS, check_row_ids

ROW: dict[str, Any] = {
    "id": "e1",
    "date": "2026-11-24",
    "type": "project",
    "hours": 1.5,
    "user": {"id": "u1", "first_name": "Lea", "last_name": "Sommer", "email": "lea@example.com"},
    "project_id": "p1",
}


def read(**changes: object) -> tuple[str, str, str, int]:
    effort = read_effort(json.dumps({**ROW, **changes}).encode())
    return effort.day.isoformat(), effort.person.name, effort.board, effort.minutes


def test_a_row_tells_day_person_board_and_minutes() -> None:
    assert read() == ("2026-11-24", "Lea Sommer", "p1", 90)


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [({"hours": "0.25"}, 15), ({"hours": 8}, 480), ({"hours": 0.33}, 20), ({"hours": -1}, -60)],
)
def test_hours_are_numbers_or_text(changes: dict[str, object], minutes: int) -> None:
    assert read(**changes)[3] == minutes


def test_the_project_may_be_an_object_and_the_day_a_time() -> None:
    changes = {"project_id": None, "project": {"id": "p2"}, "date": "2026-11-24T10:00:00+00:00"}
    assert read(**changes) == ("2026-11-24", "Lea Sommer", "p2", 90)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None},
        {"date": "yesterday"},
        {"date": None},
        {"hours": None},
        {"hours": "many"},
        {"hours": "nan"},
        {"hours": "inf"},
        {"hours": 1e12},
        {"hours": True},
        {"user": None},
        {"user": {"first_name": "Lea"}},
        {"project_id": None},
        {"project_id": "../x"},
        {"user": {"id": "a b"}},
    ],
    ids=str,
)
def test_a_row_that_does_not_tell_is_unreadable(changes: dict[str, object]) -> None:
    with pytest.raises(UNREADABLE_ROW_ERRORS):
        check_row_ids(read_effort(json.dumps({**ROW, **changes}).encode()))


def test_the_listing_asks_for_hours_on_projects_since_a_day() -> None:
    listing = efforts_since(date(2026, 9, 7))
    assert listing.path == "/api/v1/efforts"
    (name, value), *rest = listing.params
    assert (name, rest) == ("filter", [])
    assert json.loads(value) == [
        {"field": "date", "op": "gte", "value": "2026-09-07"},
        {"field": "type", "op": "eq", "value": "project"},
    ]
