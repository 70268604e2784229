"""JSON becomes entities, whatever is missing or odd, and only an unusable row is skipped."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.api.comments import read_comment, read_thread
from kanbert_desktop.api.payloads import read_assignee, read_board, read_card, read_client, read_person
from kanbert_desktop.domain.board import CardKey, Column, Priority
from kanbert_desktop.domain.untrusted_text import MAX_TITLE_LENGTH

OWN, OTHER = "kd-00000000-0000-4000-8000-000000000001", "kd-00000000-0000-4000-8000-000000000002"
TASK = {
    "id": "t1",
    "project_id": "p1",
    "client_id": "c1",
    "parent_task_id": None,
    "external_id": None,
    "external_origin": None,
    "uri": "WEB-1",
    "title": "Logo review",
    "description": "<p>Two drafts</p>",
    "status": "WIP",
    "due_date": "2026-12-01",
    "priority": {"id": "o1", "title": "High", "color": "#c00", "order": 2},
    "is_public": True,
    "assignee": {"id": "u1", "first_name": "Lea", "last_name": "Sommer", "email": "lea@example.org"},
    "created_at": "2026-11-01T08:00:00+00:00",
    "updated_at": "2026-11-02T09:30:00Z",
}


def raw(**changes: object) -> bytes:
    return msgspec.json.encode({**TASK, **changes})


def test_a_task_is_a_card() -> None:
    card = read_card(raw())
    assert (card.key, card.server_id, card.board, card.title) == ("t1", "t1", "p1", "Logo review")
    assert (card.column, card.due, card.assignee) == (Column.WIP, date(2026, 12, 1), "u1")
    assert card.priority == Priority("o1", "High", "#c00", 2)
    assert card.updated_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert card.is_public


def test_its_own_external_id_is_its_key() -> None:
    assert read_card(raw(external_id=OWN)).key == OWN
    assert read_card(raw(external_id="jira-7")).key == "t1"
    assert read_card(raw(external_id=None), CardKey(OTHER)).key == OTHER


def test_an_unknown_status_is_stored_as_sent() -> None:
    card = read_card(raw(status="On hold"))
    assert (card.column, card.unknown_status, card.status) == (Column.OTHER, "On hold", "On hold")


@pytest.mark.parametrize("status", ["Other", "wip", "", None])
def test_only_the_servers_own_spelling_is_a_column(status: str | None) -> None:
    assert read_card(raw(status=status)).column is Column.OTHER


def test_a_task_may_lack_everything_but_three_fields() -> None:
    card = read_card(b'{"id": "t", "project_id": "p", "title": "Bare"}')
    assert (card.title, card.column, card.description, card.due, card.updated_at) == (
        "Bare",
        Column.OTHER,
        "",
        None,
        None,
    )


@pytest.mark.parametrize("field", ["id", "project_id", "title"])
@pytest.mark.parametrize("value", [None, {}, []])
def test_without_those_three_there_is_no_card(field: str, value: object) -> None:
    with pytest.raises(ValueError, match="id, project_id or title"):
        read_card(raw(**{field: value}))


@pytest.mark.parametrize(
    "changes",
    [
        {"due_date": "2026-12-01T00:00:00Z"},
        {"priority": "High"},
        {"priority": {"title": "without id"}},
        {"assignee": ["u1"]},
        {"assignee": {"name": "without id"}},
        {"created_at": "yesterday"},
        {"updated_at": 17},
        {"is_public": 1},
        {"description": 5},
        {"id": 7},
        {"something_new": {"nested": [1, 2]}},
    ],
)
def test_one_odd_field_costs_only_itself(changes: dict[str, object]) -> None:
    card = read_card(raw(**changes))
    assert card.title == "Logo review"
    assert card.uri == "WEB-1"
    if "due_date" in changes:
        assert card.due == date(2026, 12, 1)
    if "id" in changes:
        assert card.server_id == "7"


@pytest.mark.parametrize("due", ["2026-13-01", "soon", "", "0000-00-00"])
def test_an_impossible_date_is_none(due: str) -> None:
    assert read_card(raw(due_date=due)).due is None


def test_a_time_without_zone_is_utc() -> None:
    assert read_card(raw(updated_at="2026-11-02T09:30:00")).updated_at == datetime(
        2026, 11, 2, 9, 30, tzinfo=UTC
    )


_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.text(max_size=12)
    | st.sampled_from(["WIP", "2026-12-01"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "title"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(TASK)), _values))
def test_any_row_is_a_card_or_a_value_error(changes: dict[str, object]) -> None:
    """Any other error would end a whole page."""
    fields = {**TASK, **changes}
    readable = all(
        isinstance(fields[name], str | int | float) and fields[name] is not True
        for name in ("id", "project_id", "title")
    )
    readable = readable and not any(isinstance(fields[name], bool) for name in ("id", "project_id", "title"))
    try:
        card = read_card(msgspec.json.encode(fields))
    except ValueError:
        assert not readable
    else:
        assert readable
        assert card.server_id == str(fields["id"])


def test_projects_clients_and_users() -> None:
    board = read_board(
        b'{"id":"p","title":"Relaunch","shortcode":"WEB","status":"running","client":{"id":"c","name":"B"}}'
    )
    assert (board.id, board.title, board.shortcode, board.client, board.is_running) == (
        "p",
        "Relaunch",
        "WEB",
        "c",
        True,
    )
    assert not read_board(b'{"id":"p","title":"Old","status":"closed","client":null}').is_running
    assert read_client(b'{"id":"c","name":null,"shortcode":"BM"}').name == "BM"
    person = read_person(
        b'{"id":"u","first_name":"Aylin","last_name":null,"email":"a@example.org","type":"guest","space":{"id":"s","name":"Nordlicht"}}'
    )
    assert (person.name, person.email, person.kind, person.space) == (
        "Aylin",
        "a@example.org",
        "guest",
        "Nordlicht",
    )
    assert read_person(b'{"id":"u","email":"only@example.org"}').name == "only@example.org"


def test_who_a_card_is_given_to_is_a_person() -> None:
    record = read_assignee(raw())
    assert record is not None
    assert record.value.name == "Lea Sommer"
    assert read_person(record.raw) == record.value
    assert read_assignee(raw(assignee=None)) is None
    assert read_assignee(raw(assignee="Lea")) is None


def test_replies_to_a_comment_are_listed_beside_it() -> None:
    text = (
        b'{"id":"1","comment":"<p>A</p>","is_public":false,"external_id":"kd-00000000-0000-4000-8000-000000000009","parent_comment_id":null,'
        b'"author":{"id":"u","first_name":"Jonas"},"created_at":"2026-11-01T08:00:00Z","sub_comments":['
        b'{"id":"2","comment":null,"parent_comment_id":"1","sub_comments":[]}, null, {"comment":"no id"}]}'
    )
    first, answer = read_thread(text, CardKey("k"))
    assert (first.key, first.text, first.author.name if first.author else "") == (
        "kd-00000000-0000-4000-8000-000000000009",
        "<p>A</p>",
        "Jonas",
    )
    assert (answer.server_id, answer.text, answer.parent) == ("2", "", "1")
    assert read_comment(text, CardKey("k")) == first


def test_names_that_nobody_edits_here_are_cut() -> None:
    """A card's title is edited, so it is not shortened."""
    name = "x" * 300_000
    board = read_board(msgspec.json.encode({"id": "p1", "title": name, "shortcode": None, "client": None}))
    client = read_client(msgspec.json.encode({"id": "c1", "name": name}))
    person = read_person(msgspec.json.encode({"id": "u1", "first_name": name, "email": "a@b.test"}))
    card = read_card(raw(title=name, priority={"id": "o1", "title": name}))
    for cut in (board.title, client.name, person.name, card.priority.title if card.priority else ""):
        assert len(cut) == MAX_TITLE_LENGTH
        assert cut.endswith("…")
    assert card.title == name
