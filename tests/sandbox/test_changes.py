"""Changes of the server's data that no client made."""

import pytest

from kanbert_desktop.sandbox import faults
from kanbert_desktop.sandbox.control import changes
from support.colleague import Colleague
from support.in_process_sandbox import InProcessSandbox

ALL = {"filter": "sub_tasks_in_list eq with", "sort": "-updated_at,created_at,uri"}


def test_the_clock_may_differ(sandbox: InProcessSandbox) -> None:
    changes.move_clock(sandbox.state, 7200)
    answer = sandbox.api_request("GET", "/whoami")
    assert answer.headers["date"] == "Tue, 24 Nov 2026 11:30:00 GMT"
    assert sandbox.state.now() == "2026-11-24T11:30:00+00:00"


def test_rows_move_between_pages(sandbox: InProcessSandbox) -> None:
    touched: list[str] = []
    sandbox.faults.inject(
        "GET",
        "/api/v1/tasks",
        faults.then_run(lambda: touched.extend(changes.touch_cards(sandbox.state, 20, seed=4))),
    )
    met = [row["id"] for page in sandbox.read_all_pages(ALL) for row in page]
    everything = {row["id"] for row in sandbox.state.tasks()}
    assert len(touched) == 20
    missed = everything - set(met)
    assert missed
    assert missed <= set(touched)


def test_more_rows_than_a_page_may_share_their_time(sandbox: InProcessSandbox) -> None:
    shared = changes.share_updated_at(sandbox.state, 100)
    times = {row["id"]: row["updated_at"] for row in sandbox.state.tasks()}
    assert {times[each] for each in shared} == {sandbox.state.now()}
    assert len(shared) == 100
    sandbox.behaviour.cursor_tie_break = False
    asked = {**ALL, "sort": "-updated_at"}
    met = {row["id"] for page in sandbox.read_all_pages(asked) for row in page}
    assert len(met & set(shared)) == 30
    assert changes.share_updated_at(sandbox.state, 5, moment="2026-01-01T00:00:00+00:00", board="WEB")


def test_the_same_seed_draws_the_same_cards(sandbox: InProcessSandbox) -> None:
    first = changes.touch_cards(sandbox.state, 5, seed=1)
    assert changes.touch_cards(sandbox.state, 5, seed=1) == first
    assert changes.touch_cards(sandbox.state, 5, seed=2) != first


def test_nine_of_ten_cards_may_vanish(sandbox: InProcessSandbox) -> None:
    before = {row["id"] for row in sandbox.state.tasks()}
    gone = changes.delete_cards(sandbox.state, 0.9)
    left = {row["id"] for page in sandbox.read_all_pages(ALL) for row in page}
    assert not left & set(gone)
    assert len(left) < len(before) / 4
    elsewhere = {row["id"] for row in sandbox.state.tasks()}
    changes.delete_cards(sandbox.state, 1, board="KAT")
    boards = {row["project_id"] for row in sandbox.state.rows("SELECT * FROM tasks WHERE deleted_at IS NULL")}
    kat = sandbox.state.rows("SELECT id FROM projects WHERE shortcode = 'KAT'")[0]["id"]
    assert kat not in boards
    assert {row["id"] for row in sandbox.state.tasks()} <= elsewhere


def test_a_column_that_nobody_knows_is_listed(sandbox: InProcessSandbox) -> None:
    (odd,) = changes.misspell_status(sandbox.state, "Blocked")
    assert sandbox.api_request("GET", f"/tasks/{odd}").json()["status"] == "Blocked"


def test_a_board_closes_and_opens(sandbox: InProcessSandbox) -> None:
    changes.set_project_status(sandbox.state, "WEB")
    closed = sandbox.api_request("GET", "/projects", params={"filter": "status = closed"}).json()["data"]
    assert {board["shortcode"] for board in closed} == {"WEB", "MES"}
    changes.set_project_status(sandbox.state, "WEB", "running")
    assert (
        len(sandbox.api_request("GET", "/projects", params={"filter": "status = closed"}).json()["data"]) == 1
    )
    changes.set_project_status(sandbox.state, "WEB", "frozen")
    assert (
        len(sandbox.api_request("GET", "/projects", params={"filter": "status = running"}).json()["data"])
        == 7
    )


def test_access_to_a_board_is_revoked_and_granted(sandbox: InProcessSandbox) -> None:
    task = sandbox.task("Checkout: guest order without an account")
    email = sandbox.credentials["email"]
    changes.revoke_permission(sandbox.state, "WEB", email)
    assert sandbox.api_request("GET", f"/tasks/{task['id']}").status_code == 404
    assert sandbox.api_request("PATCH", f"/tasks/{task['id']}", json={"title": "x"}).status_code == 404
    boards = sandbox.api_request("GET", "/projects").json()["data"]
    assert "WEB" not in {board["shortcode"] for board in boards}
    jonas = Colleague(sandbox.state).token()
    assert sandbox.api_request("GET", f"/tasks/{task['id']}", token=jonas).status_code == 200
    changes.grant_permission(sandbox.state, "WEB", email)
    assert sandbox.api_request("GET", f"/tasks/{task['id']}").status_code == 200


def test_a_deactivated_user_has_no_access_until_activated(sandbox: InProcessSandbox) -> None:
    tokens = sandbox.flow().signed_in_page()
    changes.deactivate_user(sandbox.state, sandbox.credentials["email"])
    assert sandbox.api_request("GET", "/whoami").status_code == 401
    assert sandbox.api_request("GET", "/whoami", token=tokens["access_token"]).status_code == 401
    assert sandbox.flow().refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    jonas = Colleague(sandbox.state).token()
    people = sandbox.api_request("GET", "/users", token=jonas).json()["data"]
    assert "Mira" not in {person["first_name"] for person in people}
    cards = sandbox.api_request(
        "GET", "/tasks", token=jonas, params={"filter": "title startswith 'Checkout'"}
    ).json()["data"]
    assert cards[0]["assignee"]["first_name"] == "Mira"
    changes.activate_user(sandbox.state, sandbox.credentials["email"])
    assert sandbox.api_request("GET", "/whoami").status_code == 200


@pytest.mark.parametrize(
    ("kind", "reads", "renews"), [("access", 401, 200), ("refresh", 200, 400), (None, 401, 400)]
)
def test_tokens_are_revoked_by_kind(
    sandbox: InProcessSandbox, kind: str | None, reads: int, renews: int
) -> None:
    flow = sandbox.flow()
    tokens = flow.signed_in_page()
    assert changes.revoke_tokens(sandbox.state, kind, sandbox.credentials["email"]) >= 1
    assert sandbox.api_request("GET", "/whoami", token=tokens["access_token"]).status_code == reads
    assert flow.refresh(tokens["refresh_token"]).status_code == renews
    assert changes.revoke_tokens(sandbox.state, email=f"tom.reuter@{sandbox.state.secrets.mail_domain}") == 0


def test_a_scope_is_removed_and_reading_still_works(sandbox: InProcessSandbox) -> None:
    tokens = sandbox.flow().signed_in_page()
    task = sandbox.state.tasks()[0]["id"]
    assert changes.remove_scope(sandbox.state) >= 2
    answer = sandbox.api_request("PATCH", f"/tasks/{task}", token=tokens["access_token"], json={"title": "x"})
    assert (answer.status_code, answer.json()) == (403, {"message": "Invalid scope(s) provided."})
    assert sandbox.api_request("GET", "/tasks", token=tokens["access_token"]).status_code == 200
    assert changes.remove_scope(sandbox.state, email=sandbox.credentials["email"]) == 0


def test_an_unknown_name_changes_nothing(sandbox: InProcessSandbox) -> None:
    with pytest.raises(changes.UnknownName, match="nobody@example"):
        changes.deactivate_user(sandbox.state, "nobody@example.com")
    with pytest.raises(changes.UnknownName, match="XYZ"):
        changes.set_project_status(sandbox.state, "XYZ")
