"""The filter language as expression, JSON and brackets."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kanbert_desktop.sandbox.context import ServerBehaviour
from support.colleague import Colleague
from support.in_process_sandbox import InProcessSandbox

TODAY = "2026-11-24"


Row = dict[str, Any]
Keep = Callable[[Row], object]


def _titles(sandbox: InProcessSandbox, filter_: object) -> set[str]:
    text = filter_ if isinstance(filter_, str) else json.dumps(filter_)
    return {row["title"] for page in sandbox.read_all_pages({"filter": text}) for row in page}


def _expected(sandbox: InProcessSandbox, keep: Keep) -> set[str]:
    """The titles of rows for which `keep` returns true; `board` and `board_status` are added to their columns."""
    joined = "SELECT tasks.*, shortcode AS board, projects.status AS board_status FROM tasks JOIN projects ON projects.id = project_id"
    return {row["title"] for row in sandbox.state.rows(joined) if keep(row)}


SAME: dict[str, Keep] = {
    "title contains 'Filial'": lambda t: "filial" in t["title"].lower(),
    'title CONTAINS "filial"': lambda t: "filial" in t["title"].lower(),
    "title StartsWith 'Cookie'": lambda t: t["title"].startswith("Cookie"),
    "title endswith '%'": lambda t: t["title"].endswith("%"),
    "title like 'Bild%'": lambda t: t["title"].startswith("Bild"),
    "status = 'WIP'": lambda t: t["status"] == "WIP",
    "status != WIP": lambda t: t["status"] != "WIP",
    "status in ['New','WIP']": lambda t: t["status"] in {"New", "WIP"},
    "status nin [New, 'WIP', \"Backlog\"]": lambda t: t["status"] not in {"New", "WIP", "Backlog"},
    "due_date is null": lambda t: t["due_date"] is None,
    "due_date is not null": lambda t: t["due_date"] is not None,
    "due_date isnotnull and due_date < today": lambda t: t["due_date"] and t["due_date"] < TODAY,
    "due_date eq today": lambda t: t["due_date"] == TODAY,
    "due_date >= today-3d and due_date <= today+2d": lambda t: (
        t["due_date"] and "2026-11-21" <= t["due_date"] <= "2026-11-26"
    ),
    "due_date gt eow": lambda t: t["due_date"] and t["due_date"] > "2026-11-29",
    "due_date lt som": lambda t: t["due_date"] and t["due_date"] < "2026-11-01",
    "project.shortcode = 'WEB' or project.shortcode = 'FIL'": lambda t: t["board"] in {"WEB", "FIL"},
    "project.shortcode = 'WEB' or project.shortcode = 'FIL' and status = 'WIP'": lambda t: (
        t["board"] == "WEB" or (t["board"] == "FIL" and t["status"] == "WIP")
    ),
    "(project.shortcode = 'WEB' or project.shortcode = 'FIL') and status = 'WIP'": lambda t: (
        t["board"] in {"WEB", "FIL"} and t["status"] == "WIP"
    ),
    "project.status = closed": lambda t: t["board_status"] == "closed",
    "client.name contains 'Haferkorn'": lambda t: t["board"] in {"ETI", "HOF", "MES"},
    "sub_tasks_in_list eq only": lambda t: t["parent_task_id"],
    "sub_tasks_in_list eq without": lambda t: not t["parent_task_id"],
    "sub_tasks_in_list eq with and status = 'New'": lambda t: t["status"] == "New",
    "assignee.id is null": lambda t: t["assignee_id"] is None,
}


@pytest.mark.parametrize("words", list(SAME))
def test_expressions_select_matching_rows(sandbox: InProcessSandbox, words: str) -> None:
    expected = _expected(sandbox, SAME[words])
    assert _titles(sandbox, words) == expected
    assert expected or "endswith" in words or "lt som" in words


def test_me_is_the_asking_user(sandbox: InProcessSandbox) -> None:
    mira = Colleague(sandbox.state, "Mira").id
    expected = _expected(sandbox, lambda t: t["assignee_id"] == mira)
    assert _titles(sandbox, "assignee.id eq me.id") == expected
    assert _titles(sandbox, [{"field": "assignee.id", "op": "eq", "value": "me.id"}]) == expected


def test_json_selects_the_same_as_expressions(sandbox: InProcessSandbox) -> None:
    every = [
        {"field": "title", "op": "contains", "value": "er"},
        {"field": "status", "op": "IN", "value": ["New", "WIP"]},
    ]
    assert _titles(sandbox, every) == _titles(sandbox, "title contains er and status in [New, WIP]")
    group = {"and": [every[0], {"or": [{"field": "due_date", "op": "isNull"}, every[1]]}]}
    assert _titles(sandbox, group) == _titles(
        sandbox, "title contains er and (due_date is null or status in [New,WIP])"
    )


def test_brackets_select_the_same_as_expressions(sandbox: InProcessSandbox) -> None:
    form = {"filter[0][field]": "title", "filter[0][op]": "contains", "filter[0][value]": "Filial"}
    assert {row["title"] for page in sandbox.read_all_pages(form) for row in page} == _titles(
        sandbox, "title contains Filial"
    )


@pytest.mark.parametrize(
    "filter_",
    [
        "position = 1",
        "updated_at > today",
        "status is null",
        "status contains 'W'",
        "status = 'Done'",
        "due_date contains '2026'",
        "due_date = 'soon'",
        "due_date > '2026-13-01'",
        "sub_tasks_in_list eq maybe",
        "sub_tasks_in_list ne with",
        "title",
        "title =",
        "title = 'open",
        "title = 'a' and",
        "(title = 'a'",
        "title = 'a')",
        "title in 'a'",
        "title in []",
        "title = 'a' title = 'b'",
        "not title = 'a'",
        "'title' = 'a'",
        "(" * 40 + "title = 'a'" + ")" * 40,
        "[",
        "[1]",
        "{}",
        '{"and": []}',
        '{"or": "x"}',
        '[{"field": "title", "op": "eq"}]',
        '[{"field": "title", "op": "eq", "value": ["a"]}]',
        '[{"field": "title", "op": "eq", "value": "\\ud800"}]',
        "[" * 3000,
        '[{"field": "status", "op": "in", "value": []}]',
        "due_date > today+99999d",
        "due_date > today-99999999d",
        "title any (title = 'a')",
        "project.id.count > 1",
    ],
)
def test_unknown_filters_are_rejected(sandbox: InProcessSandbox, filter_: str) -> None:
    answer = sandbox.api_request("GET", "/tasks", params={"filter": filter_})
    if filter_ == "due_date > today+99999d":
        assert answer.status_code == 200
        return
    assert answer.status_code == 400, answer.text
    assert answer.json()["message"]


def test_values_are_never_interpreted_as_sql(sandbox: InProcessSandbox) -> None:
    assert _titles(sandbox, 'title = "\' OR 1=1 --"') == set()
    assert _titles(sandbox, "title contains '%'") == _expected(sandbox, lambda t: "%" in t["title"])


def test_external_id_can_be_filtered_if_the_switch_is_on(sandbox: InProcessSandbox) -> None:
    Colleague(sandbox.state).add("WEB", "Von außen", external_id="kd-7", integration="x")
    assert _titles(sandbox, "external_id eq 'kd-7'") == {"Von außen"}
    sandbox.behaviour.filter_external_id = False
    assert sandbox.api_request("GET", "/tasks", params={"filter": "external_id eq 'kd-7'"}).status_code == 400


def test_sub_tasks_are_listed_by_the_switch_by_default(sandbox: InProcessSandbox) -> None:
    assert isinstance(sandbox.behaviour, ServerBehaviour)
    everything = sum(map(len, sandbox.read_all_pages({})))
    sandbox.behaviour.sub_tasks_default = "without"
    assert sum(map(len, sandbox.read_all_pages({}))) < everything


@pytest.mark.parametrize(
    ("path", "filter_", "count"),
    [
        ("/users", "type = guest", 1),
        ("/users", "first_name in ['Mira','Tom']", 2),
        ("/clients", "shortcode = 'BM'", 1),
        ("/projects", "status = closed", 1),
        ("/projects", "client.name contains 'Bergmann' and status = running", 3),
        ("/projects", "is_acquisition = true", 0),
        ("/projects", "created_at lt now", 9),
        ("/projects", "created_at eq today", 0),
        ("/projects", "created_at ne today", 9),
        ("/projects", "project_type.title = 'Print'", 2),
        ("/projects", "project_type.id is null", 0),
    ],
)
def test_the_other_lists_filter_too(sandbox: InProcessSandbox, path: str, filter_: str, count: int) -> None:
    assert len(sandbox.api_request("GET", path, params={"filter": filter_}).json()["data"]) == count
