"""Cards and comments: created, changed, deleted, and rejected with a reason."""

import pytest

from support.colleague import Colleague
from support.in_process_sandbox import InProcessSandbox


@pytest.fixture
def board(sandbox: InProcessSandbox) -> str:
    return str(sandbox.state.rows("SELECT id FROM projects WHERE shortcode = 'WEB'")[0]["id"])


def _checkout(sandbox: InProcessSandbox) -> str:
    return str(sandbox.task("Checkout: guest order without an account")["id"])


def test_a_card_is_created_as_sent(sandbox: InProcessSandbox, board: str) -> None:
    mira = Colleague(sandbox.state, "Mira").id
    body = {
        "project_id": board,
        "title": "  Neue Karte ",
        "description": "<p> Wie <b>gesendet</b> </p>",
        "status": "WIP",
        "due_date": "2026-12-01",
        "assignee_id": mira,
        "is_public": True,
        "external_id": "kd-1",
    }
    answer = sandbox.api_request("POST", "/tasks", json=body)
    assert answer.status_code == 201
    made = answer.json()
    assert made["title"] == "Neue Karte"
    assert made["description"] == "<p> Wie <b>gesendet</b> </p>"
    assert (made["status"], made["due_date"], made["is_public"]) == ("WIP", "2026-12-01", True)
    assert made["assignee"]["first_name"] == "Mira"
    assert (made["external_id"], made["external_origin"]) == ("kd-1", "access-token")
    assert made["uri"].startswith("WEB-")
    assert made["created_at"] == made["updated_at"] == "2026-11-24T09:30:00+00:00"
    assert sandbox.api_request("GET", f"/tasks/{made['id']}").json() == made


def test_external_ids_are_unique_within_an_integration(sandbox: InProcessSandbox, board: str) -> None:
    body = {"project_id": board, "title": "Einmal", "external_id": "kd-1"}
    first = sandbox.api_request("POST", "/tasks", json=body).json()
    again = sandbox.api_request("POST", "/tasks", json=body)
    assert again.status_code == 422
    assert again.json() == {
        "message": "The external id has already been taken.",
        "errors": {"external_id": ["The external id has already been taken."]},
    }
    assert (
        sandbox.api_request("POST", "/tasks", token=Colleague(sandbox.state).token(), json=body).status_code
        == 201
    )
    sandbox.api_request("DELETE", f"/tasks/{first['id']}")
    assert sandbox.api_request("POST", "/tasks", json=body).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", None),
        ("title", "   "),
        ("title", "x" * 256),
        ("title", 7),
        ("project_id", "nowhere"),
        ("project_id", None),
        ("status", "Done"),
        ("status", None),
        ("due_date", "2026-02-30"),
        ("due_date", "tomorrow"),
        ("due_date", 20261124),
        ("assignee_id", "nobody"),
        ("parent_task_id", "nothing"),
        ("priority_id", ["x"]),
        ("is_public", "perhaps"),
        ("external_id", "x" * 256),
        ("watcher_ids", "mira"),
        ("watcher_ids", ["nobody"]),
        ("description", {"html": 1}),
    ],
)
def test_a_bad_field_is_named(sandbox: InProcessSandbox, board: str, field: str, value: object) -> None:
    before = len(sandbox.state.tasks())
    answer = sandbox.api_request("POST", "/tasks", json={"project_id": board, "title": "Karte", field: value})
    assert answer.status_code == 422
    assert field in answer.json()["errors"]
    assert answer.json()["message"]
    assert len(sandbox.state.tasks()) == before


def test_more_errors_are_counted(sandbox: InProcessSandbox) -> None:
    message = sandbox.api_request("POST", "/tasks", json={}).json()["message"]
    assert message == "The project id field is required. (and 1 more error)"


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 3000, b'{"title": "\\ud800"}'])
def test_an_unreadable_body_is_rejected(sandbox: InProcessSandbox, body: bytes) -> None:
    answer = sandbox.api_request("POST", "/tasks", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_a_change_updates_the_sent_fields_and_the_time(sandbox: InProcessSandbox, method: str) -> None:
    task_id = _checkout(sandbox)
    before = sandbox.api_request("GET", f"/tasks/{task_id}").json()
    after = sandbox.api_request(
        method, f"/tasks/{task_id}", json={"status": "Completed", "due_date": None}
    ).json()
    assert after == {
        **before,
        "status": "Completed",
        "due_date": None,
        "updated_at": "2026-11-24T09:30:00+00:00",
    }


def test_a_change_to_the_same_value_updates_nothing(sandbox: InProcessSandbox) -> None:
    task_id = _checkout(sandbox)
    before = sandbox.api_request("GET", f"/tasks/{task_id}").json()
    assert (
        sandbox.api_request("PATCH", f"/tasks/{task_id}", json={"status": before["status"]}).json() == before
    )


def test_two_changes_in_one_second_share_their_time_unless_the_switch_is_on(
    sandbox: InProcessSandbox,
) -> None:
    task_id = _checkout(sandbox)
    times = [
        sandbox.api_request("PATCH", f"/tasks/{task_id}", json={"title": f"T{n}"}).json()["updated_at"]
        for n in range(2)
    ]
    assert times[0] == times[1]
    sandbox.behaviour.distinct_updated_at = True
    assert (
        sandbox.api_request("PATCH", f"/tasks/{task_id}", json={"title": "T9"}).json()["updated_at"]
        > times[1]
    )


def test_watchers_are_replaced(sandbox: InProcessSandbox) -> None:
    tom = Colleague(sandbox.state, "Tom").id
    path = f"/tasks/{_checkout(sandbox)}?include=watchers"
    watchers = sandbox.api_request("PATCH", path, json={"watcher_ids": [tom, tom]}).json()["watchers"]
    assert [person["first_name"] for person in watchers] == ["Tom"]


def test_a_sub_task_needs_a_parent_on_its_board_that_is_none_itself(
    sandbox: InProcessSandbox, board: str
) -> None:
    elsewhere = sandbox.state.rows("SELECT id FROM tasks WHERE uri = 'KAT-1'")[0]["id"]
    sub = sandbox.task("Flow mit dem Kunden abgestimmt")["id"]
    for parent, status in ((_checkout(sandbox), 201), (elsewhere, 422), (sub, 422)):
        body = {"project_id": board, "title": "Teil", "parent_task_id": parent}
        assert sandbox.api_request("POST", "/tasks", json=body).status_code == status


def test_a_deleted_card_is_gone_with_its_sub_tasks(sandbox: InProcessSandbox) -> None:
    task_id = _checkout(sandbox)
    before = len(sandbox.state.tasks())
    assert sandbox.api_request("DELETE", f"/tasks/{task_id}").status_code == 204
    for method in ("GET", "PATCH", "DELETE"):
        assert sandbox.api_request(method, f"/tasks/{task_id}", json={}).status_code == 404
    assert len(sandbox.state.tasks()) == before - 6


def test_without_the_assumed_paths_only_delete_remains(sandbox: InProcessSandbox, board: str) -> None:
    sandbox.behaviour.task_writes = False
    path = f"/tasks/{_checkout(sandbox)}"
    assert sandbox.api_request("POST", "/tasks", json={"project_id": board, "title": "x"}).status_code == 405
    assert [sandbox.api_request(method, path, json={}).status_code for method in ("GET", "PATCH", "PUT")] == [
        405,
        405,
        405,
    ]
    assert sandbox.api_request("DELETE", path).status_code == 204


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nothing", 404), ("DELETE", "/projects", 405)]
)
def test_unknown_routes_answer_in_json(
    sandbox: InProcessSandbox, method: str, path: str, status: int
) -> None:
    answer = sandbox.api_request(method, path)
    assert answer.status_code == status
    assert answer.json()["message"]


def test_a_comment_is_made_and_read_back(sandbox: InProcessSandbox) -> None:
    task_id = _checkout(sandbox)
    html = '<p>Hallo <mention data-id="x" /></p>'
    answer = sandbox.api_request(
        "POST", "/tasks/comments", json={"task_id": task_id, "comment": html, "external_id": "kd-c"}
    )
    assert answer.status_code == 201
    made = answer.json()
    assert (made["comment"], made["is_public"], made["sub_comments"]) == (html, False, [])
    assert made["author"]["first_name"] == "Mira"
    assert made["attachements"] == []
    reply = {"task_id": task_id, "comment": "<p>Ja</p>", "parent_comment_id": made["id"]}
    sandbox.api_request("POST", "/tasks/comments", json=reply)
    listed = sandbox.api_request("GET", f"/tasks/{task_id}/comments").json()["data"]
    assert len(listed) == 3
    thread = next(comment for comment in listed if comment["id"] == made["id"])
    assert [each["comment"] for each in thread["sub_comments"]] == ["<p>Ja</p>"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"task_id": None}, "task_id"),
        ({"task_id": "nothing"}, "task_id"),
        ({"comment": "x" * 65_536}, "comment"),
        ({"comment": 5}, "comment"),
        ({"parent_comment_id": "nothing"}, "parent_comment_id"),
        ({"external_id": "x" * 256}, "external_id"),
        ({"external_id": "taken"}, "external_id"),
        ({"is_public": "yes"}, "is_public"),
    ],
)
def test_an_invalid_comment_is_rejected_with_its_field(
    sandbox: InProcessSandbox, change: dict[str, object], field: str
) -> None:
    good = {"task_id": _checkout(sandbox), "comment": "<p>x</p>"}
    sandbox.api_request("POST", "/tasks/comments", json={**good, "external_id": "taken"})
    answer = sandbox.api_request("POST", "/tasks/comments", json={**good, **change})
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]


def test_comments_may_be_unreadable(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.comments_readable = False
    assert sandbox.api_request("GET", f"/tasks/{_checkout(sandbox)}/comments").status_code == 404


def test_guests_read_public_comments_and_write_public_ones(sandbox: InProcessSandbox) -> None:
    task_id = sandbox.task("Hosting-Umzug: Checkliste und Zeitplan mit dem Rechenzentrum abstimmen")["id"]
    Colleague(sandbox.state).comment(task_id, "<p>Nur für uns</p>")
    frida = Colleague(sandbox.state, "Frida").token()
    sandbox.api_request(
        "POST", "/tasks/comments", token=frida, json={"task_id": task_id, "comment": "<p>Danke!</p>"}
    )
    listed = sandbox.api_request("GET", f"/tasks/{task_id}/comments", token=frida).json()["data"]
    texts = {comment["comment"] for comment in listed}
    assert "<p>Danke!</p>" in texts
    assert "<p>Nur für uns</p>" not in texts
