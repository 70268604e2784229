"""Filters over related rows in the three syntaxes; brackets that hold what JSON can."""

import json
from urllib.parse import urlencode

import pytest

from support.in_process_sandbox import InProcessSandbox

TAGGED = {"WEB", "KAT", "FIL", "FWK", "KUP", "ETI", "MES"}
FIXED = {"WEB", "KAT", "FWK", "ETI", "MES"}
ALL = TAGGED | {"HOF", "STU"}


def _boards(sandbox: InProcessSandbox, filter_: object) -> set[str]:
    text = filter_ if isinstance(filter_, str) else json.dumps(filter_)
    answer = sandbox.api_request("GET", "/projects", params={"filter": text})
    assert answer.status_code == 200, answer.text
    return {board["shortcode"] for board in answer.json()["data"]}


WORDS = {
    "tags any": TAGGED,
    "tags none": ALL - TAGGED,
    "tags any (title = 'Festpreis')": FIXED,
    "tags NONE (title = 'festpreis')": ALL - FIXED,
    "tags all (title = 'Festpreis')": FIXED - {"WEB", "FWK"} | {"HOF", "STU"},
    "tags any (title = 'Festpreis' and title startswith 'Nach')": set(),
    "tags any (title = 'Relaunch' or (title = 'Förderung'))": {"WEB", "KUP", "FWK"},
    "tags.count = 2": {"WEB", "FWK", "KUP"},
    "tags.count < 1 or shortcode = 'WEB'": {"HOF", "STU", "WEB"},
    "tags count 0": {"HOF", "STU"},
    "team any (id eq me.id)": ALL,
    "team none (email startswith 'tom')": set(),
    "team any (email startswith 'frida')": set(),
    "team any (added_at > now)": set(),
    "team all (space.name contains 'Nordlicht' and space.id is not null)": ALL,
}


@pytest.mark.parametrize("words", list(WORDS))
def test_relations_in_expressions(sandbox: InProcessSandbox, words: str) -> None:
    assert _boards(sandbox, words) == WORDS[words]


def test_json_says_the_same(sandbox: InProcessSandbox) -> None:
    fixed = {"field": "title", "op": "eq", "value": "Festpreis"}
    assert _boards(sandbox, [{"field": "tags", "op": "any", "value": [fixed]}]) == FIXED
    assert _boards(sandbox, [{"field": "tags", "op": "NONE", "value": fixed}]) == ALL - FIXED
    assert _boards(sandbox, [{"field": "tags.count", "op": "gte", "value": 2}]) == {"WEB", "FWK", "KUP"}
    assert _boards(sandbox, [{"field": "tags", "op": "count", "value": 2}]) == {"WEB", "FWK", "KUP"}


def test_brackets_hold_groups_lists_and_relations(sandbox: InProcessSandbox) -> None:
    form = [
        ("filter[or][0][field]", "tags"),
        ("filter[or][0][op]", "any"),
        ("filter[or][0][value][0][field]", "title"),
        ("filter[or][0][value][0][op]", "eq"),
        ("filter[or][0][value][0][value]", "Förderung"),
        ("filter[or][1][field]", "shortcode"),
        ("filter[or][1][op]", "in"),
        ("filter[or][1][value][]", "HOF"),
        ("filter[or][1][value][]", "STU"),
    ]
    answer = sandbox.api_request("GET", f"/projects?{urlencode(form)}")
    assert {board["shortcode"] for board in answer.json()["data"]} == {"FWK", "HOF", "STU"}


@pytest.mark.parametrize(
    "query",
    [
        "filter[0]=a&filter[0][field]=title",
        "filter[x]=1",
        "filter[]=1",
        "filter" + "[0]" * 70 + "=1",
        "filter[0][]=1",
    ],
)
def test_empty_brackets_are_rejected(sandbox: InProcessSandbox, query: str) -> None:
    assert sandbox.api_request("GET", f"/projects?{query}").status_code == 400


@pytest.mark.parametrize(
    "filter_",
    [
        "tags = 'Festpreis'",
        "tags all",
        "tags any (color = 'red')",
        "tags any (title = 'a'",
        "tags.count contains 2",
        "tags.count = many",
        "tags.count = -1",
        '[{"field": "tags", "op": "any", "value": "Festpreis"}]',
        '[{"field": "tags", "op": "count", "value": true}]',
        '[{"field": "tags", "op": "count"}]',
    ],
)
def test_an_invalid_relation_filter_is_rejected(sandbox: InProcessSandbox, filter_: str) -> None:
    answer = sandbox.api_request("GET", "/projects", params={"filter": filter_})
    assert answer.status_code == 400, answer.text
    assert answer.json()["message"]


def test_projects_show_type_tags_and_computed_fields_and_sort_by_them(sandbox: InProcessSandbox) -> None:
    asked = {"sort": "-computed_fields.planned_hours,title", "include": "tags,client.primary_contact"}
    boards = sandbox.api_request("GET", "/projects", params=asked).json()["data"]
    assert [board["shortcode"] for board in boards][:3] == ["KUP", "WEB", "HOF"]
    portal = boards[0]
    assert portal["computed_fields"] == {"planned_hours": 920}
    assert [tag["title"] for tag in portal["tags"]] == ["Nach Aufwand", "Relaunch"]
    assert set(portal["project_type"]) == {"id", "title", "shortcode", "color", "order", "is_default"}
    first = sandbox.api_request("GET", "/projects", params={**asked, "page[size]": "4"}).json()
    cursor = first["meta"]["next_cursor"]
    following = sandbox.api_request(
        "GET", "/projects", params={**asked, "page[size]": "5", "page[cursor]": cursor}
    ).json()
    assert first["data"] + following["data"] == boards


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("created_at gt sow", 1),
        ("created_at gt eow", 0),
        ("created_at lt sow", 9),
        ("created_at lte eow", 10),
        ("created_at gt som and created_at lt eom and created_at gt sow", 1),
        ("created_at eq today", 1),
        ("created_at gt today", 1),
        ("created_at lte today", 9),
        ("created_at in ['2026-11-24', now]", 1),
        ("created_at eq '2026-11-24'", 1),
        ("created_at eq '2026-11-24T09:00:00Z'", 1),
        ("created_at gte '2026-11-24T11:00:00+01:00'", 0),
        ("created_at gte today-1d", 1),
        ("created_at gte today+1d", 0),
    ],
)
def test_special_dates_are_days_only_for_equality(sandbox: InProcessSandbox, words: str, count: int) -> None:
    with sandbox.state.transaction() as db:
        row = db.execute("SELECT id, client_id FROM projects").fetchone()
        sql = "INSERT INTO projects (id, client_id, title, shortcode, status, created_at, updated_at) VALUES (?, ?, 'Heute', 'HEU', 'running', ?, ?)"
        db.execute(sql, ("p-today", row["client_id"], *["2026-11-24T09:00:00+00:00"] * 2))
    assert len(sandbox.api_request("GET", "/projects", params={"filter": words}).json()["data"]) == count


def test_comments_have_no_filter_and_no_include(sandbox: InProcessSandbox) -> None:
    path = f"/tasks/{sandbox.task('Checkout: guest order without an account')['id']}/comments"
    assert sandbox.api_request("GET", path, params={"filter": "comment contains 'a'"}).status_code == 400
    assert sandbox.api_request("GET", path, params={"include": "author"}).status_code == 400
