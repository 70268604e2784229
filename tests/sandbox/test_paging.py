"""Lists: pages, sorts, includes, and the pitfalls of cursors."""

import pytest

from support.colleague import Colleague
from support.in_process_sandbox import InProcessSandbox

SORTS = [
    "-updated_at,created_at,uri",
    "created_at,uri",
    "-created_at,-uri",
    "due_date",
    "-due_date,title",
    "status",
    "",
]
ALL = {"filter": "sub_tasks_in_list eq with"}


def _query(sort: str) -> dict[str, str]:
    return {**ALL, **({"sort": sort} if sort else {})}


@pytest.mark.parametrize("sort", SORTS)
def test_paging_returns_every_row_once(sandbox: InProcessSandbox, sort: str) -> None:
    pages = sandbox.read_all_pages(_query(sort))
    met = [row["id"] for page in pages for row in page]
    assert len(met) == len(set(met))
    assert set(met) == {row["id"] for row in sandbox.state.tasks()}
    assert {len(page) for page in pages[:-1]} == {30}


def test_rows_have_the_requested_order(sandbox: InProcessSandbox) -> None:
    rows = [row for page in sandbox.read_all_pages(_query("-updated_at,created_at,uri")) for row in page]
    keys = [(row["updated_at"], row["created_at"], row["uri"]) for row in rows]
    stable = sorted(keys, key=lambda key: key[1:])
    assert keys == sorted(stable, key=lambda key: key[0], reverse=True)


def test_the_previous_cursor_returns_the_page_before(sandbox: InProcessSandbox) -> None:
    first = sandbox.api_request("GET", "/tasks", params=_query("due_date")).json()
    second = sandbox.api_request(
        "GET", "/tasks", params={**_query("due_date"), "page[cursor]": first["meta"]["next_cursor"]}
    )
    back = {**_query("due_date"), "page[cursor]": second.json()["meta"]["prev_cursor"]}
    again = sandbox.api_request("GET", "/tasks", params=back).json()
    assert again["data"] == first["data"]
    assert again["meta"]["prev_cursor"] is None


def test_without_the_tie_break_equal_rows_at_an_edge_are_skipped(sandbox: InProcessSandbox) -> None:
    colleague = Colleague(sandbox.state)
    for number in range(40):
        colleague.add("WEB", f"Zwilling {number}")
    twins = {"filter": "title startswith 'Zwilling'", "sort": "created_at"}
    assert sum(map(len, sandbox.read_all_pages(twins))) == 40
    sandbox.behaviour.cursor_tie_break = False
    assert sum(map(len, sandbox.read_all_pages(twins))) == 30


@pytest.mark.parametrize(
    ("asked", "got"), [("5", 5), ("30", 30), ("100", 30), ("0", 30), ("-1", 30), ("many", 30), ("9" * 40, 30)]
)
def test_a_page_is_never_larger_than_the_limit(sandbox: InProcessSandbox, asked: str, got: int) -> None:
    answer = sandbox.api_request("GET", "/tasks", params={"page[size]": asked}).json()
    assert len(answer["data"]) == got
    assert answer["meta"]["per_page"] == got


def test_meta_has_the_documented_and_the_real_keys(sandbox: InProcessSandbox) -> None:
    answer = sandbox.api_request("GET", "/tasks").json()
    assert answer["links"] == []
    meta = answer["meta"]
    assert meta["next_page_url"] == meta["next_cursor_url"]
    assert set(meta) >= {"path", "per_page", "next_cursor", "prev_cursor", "prev_cursor_url", "prev_page_url"}
    following = sandbox.request(
        "GET",
        meta["next_page_url"],
        headers={"Authorization": f"Bearer {sandbox.credentials['access_token']}"},
    )
    assert following.status_code == 200
    assert following.json()["data"] != answer["data"]


@pytest.mark.parametrize("cursor", ["nonsense", "e30", "bnVsbA", "ü", "eyJpZCI6MX0", "W10", "A" * 5000])
def test_an_invalid_cursor_is_rejected(sandbox: InProcessSandbox, cursor: str) -> None:
    assert sandbox.api_request("GET", "/tasks", params={"page[cursor]": cursor}).status_code == 400


def test_a_cursor_does_not_outlive_its_sort(sandbox: InProcessSandbox) -> None:
    cursor = sandbox.api_request("GET", "/tasks", params={"sort": "title"}).json()["meta"]["next_cursor"]
    assert (
        sandbox.api_request("GET", "/tasks", params={"sort": "uri", "page[cursor]": cursor}).status_code
        == 400
    )


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/tasks", {"sort": "position"}),
        ("/tasks", {"sort": "sort=-created_at"}),
        ("/tasks", {"include": "comments"}),
        ("/projects", {"sort": "name"}),
        ("/clients", {"include": "projects"}),
        ("/users", {"include": "userGroups"}),
    ],
)
def test_unknown_sorts_and_includes_are_named_and_rejected(
    sandbox: InProcessSandbox, path: str, query: dict[str, str]
) -> None:
    answer = sandbox.api_request("GET", path, params=query)
    assert answer.status_code == 400
    assert next(iter(query.values())) in answer.json()["message"]


def test_includes_bring_their_objects(sandbox: InProcessSandbox) -> None:
    checkout = {
        "filter": "title startswith 'Checkout'",
        "include": "project,client,watchers,parent_task,sub_tasks",
    }
    (task,) = sandbox.api_request("GET", "/tasks", params=checkout).json()["data"]
    assert task["project"]["title"] == "Website-Relaunch"
    assert task["client"]["name"] == "Bergmann Möbel"
    assert {person["first_name"] for person in task["watchers"]} == {"Lea", "Aylin"}
    assert task["parent_task"] is None
    assert [part["status"] for part in task["sub_tasks"]].count("Completed") == 2
    assert len(task["sub_tasks"]) == 5
    assert task["priority"] == {**task["priority"], "title": "High", "order": 1}


def test_a_task_has_all_fields_and_only_requested_objects(sandbox: InProcessSandbox) -> None:
    task = sandbox.api_request("GET", "/tasks", params={"page[size]": "1"}).json()["data"][0]
    assert {
        "id",
        "project_id",
        "client_id",
        "parent_task_id",
        "external_id",
        "external_origin",
        "uri",
    } <= set(task)
    assert {"title", "description", "status", "due_date", "priority", "is_public", "assignee"} <= set(task)
    assert not {"project", "client", "watchers", "parent_task", "sub_tasks"} & set(task)
    assert task["updated_at"].endswith("+00:00")


def test_projects_include_the_client_and_on_request_the_team(sandbox: InProcessSandbox) -> None:
    asked = {"sort": "title", "include": "team,guests,client", "filter": "status = 'running'"}
    boards = sandbox.api_request("GET", "/projects", params=asked).json()["data"]
    assert len(boards) == 8
    relaunch = next(board for board in boards if board["shortcode"] == "WEB")
    assert relaunch["client"]["shortcode"] == "BM"
    assert [person["first_name"] for person in relaunch["guests"]] == ["Frida"]
    assert len(relaunch["team"]) == 5
    assert [person["is_project_lead"] for person in relaunch["team"]].count(True) == 1


def test_guests_see_only_what_is_public_on_their_boards(sandbox: InProcessSandbox) -> None:
    frida = Colleague(sandbox.state, "Frida").token()
    assert [
        board["shortcode"] for board in sandbox.api_request("GET", "/projects", token=frida).json()["data"]
    ] == ["WEB"]
    tasks = sandbox.api_request("GET", "/tasks", token=frida).json()["data"]
    assert tasks
    assert all(task["is_public"] for task in tasks)
    hidden = sandbox.task("Navigation mobil: dritte Ebene als Schublade")["id"]
    assert sandbox.api_request("GET", f"/tasks/{hidden}", token=frida).status_code == 404
    assert (
        sandbox.api_request("PATCH", f"/tasks/{tasks[0]['id']}", token=frida, json={"title": "x"}).status_code
        == 403
    )
