"""Changes of the world behind every client's back, as a client meets them."""

import pytest

from kanbert_desktop.sandbox import faults
from kanbert_desktop.sandbox.control import changes
from support.colleague import Colleague
from support.in_process_sandbox import Box

ALL = {"filter": "sub_tasks_in_list eq with", "sort": "-updated_at,created_at,uri"}


def test_the_clock_may_differ(box: Box) -> None:
    changes.move_clock(box.world, 7200)
    answer = box.ask("GET", "/whoami")
    assert answer.headers["date"] == "Tue, 24 Nov 2026 11:30:00 GMT"
    assert box.world.now() == "2026-11-24T11:30:00+00:00"


def test_rows_jump_between_one_page_and_the_next(box: Box) -> None:
    touched: list[str] = []
    box.trouble.inject(
        "GET",
        "/api/v1/tasks",
        faults.then_run(lambda: touched.extend(changes.touch_cards(box.world, 20, seed=4))),
    )
    met = [row["id"] for page in box.walk(ALL) for row in page]
    everything = {row["id"] for row in box.world.tasks()}
    assert len(touched) == 20
    missed = everything - set(met)
    assert missed
    assert missed <= set(touched)


def test_more_rows_than_a_page_may_share_their_time(box: Box) -> None:
    shared = changes.share_updated_at(box.world, 100)
    times = {row["id"]: row["updated_at"] for row in box.world.tasks()}
    assert {times[each] for each in shared} == {box.world.now()}
    assert len(shared) == 100
    box.switches.cursor_tie_break = False
    asked = {**ALL, "sort": "-updated_at"}
    met = {row["id"] for page in box.walk(asked) for row in page}
    assert len(met & set(shared)) == 30
    assert changes.share_updated_at(box.world, 5, moment="2026-01-01T00:00:00+00:00", board="WEB")


def test_the_same_seed_draws_the_same_cards(box: Box) -> None:
    first = changes.touch_cards(box.world, 5, seed=1)
    assert changes.touch_cards(box.world, 5, seed=1) == first
    assert changes.touch_cards(box.world, 5, seed=2) != first


def test_nine_of_ten_cards_may_vanish(box: Box) -> None:
    before = {row["id"] for row in box.world.tasks()}
    gone = changes.delete_cards(box.world, 0.9)
    left = {row["id"] for page in box.walk(ALL) for row in page}
    assert not left & set(gone)
    assert len(left) < len(before) / 4
    elsewhere = {row["id"] for row in box.world.tasks()}
    changes.delete_cards(box.world, 1, board="KAT")
    boards = {row["project_id"] for row in box.world.rows("SELECT * FROM tasks WHERE deleted_at IS NULL")}
    kat = box.world.rows("SELECT id FROM projects WHERE shortcode = 'KAT'")[0]["id"]
    assert kat not in boards
    assert {row["id"] for row in box.world.tasks()} <= elsewhere


def test_a_column_that_nobody_knows_is_listed(box: Box) -> None:
    (odd,) = changes.misspell_status(box.world, "Blocked")
    assert box.ask("GET", f"/tasks/{odd}").json()["status"] == "Blocked"


def test_a_board_closes_and_opens(box: Box) -> None:
    changes.set_project_status(box.world, "WEB")
    closed = box.ask("GET", "/projects", params={"filter": "status = closed"}).json()["data"]
    assert {board["shortcode"] for board in closed} == {"WEB", "MES"}
    changes.set_project_status(box.world, "WEB", "running")
    assert len(box.ask("GET", "/projects", params={"filter": "status = closed"}).json()["data"]) == 1
    changes.set_project_status(box.world, "WEB", "frozen")
    assert len(box.ask("GET", "/projects", params={"filter": "status = running"}).json()["data"]) == 7


def test_a_board_is_taken_from_its_reader_and_given_back(box: Box) -> None:
    task = box.task("Checkout: guest order without an account")
    email = box.keys["email"]
    changes.revoke_permission(box.world, "WEB", email)
    assert box.ask("GET", f"/tasks/{task['id']}").status_code == 404
    assert box.ask("PATCH", f"/tasks/{task['id']}", json={"title": "x"}).status_code == 404
    boards = box.ask("GET", "/projects").json()["data"]
    assert "WEB" not in {board["shortcode"] for board in boards}
    jonas = Colleague(box.world).token()
    assert box.ask("GET", f"/tasks/{task['id']}", token=jonas).status_code == 200
    changes.grant_permission(box.world, "WEB", email)
    assert box.ask("GET", f"/tasks/{task['id']}").status_code == 200


def test_a_deactivated_user_is_nobody_until_activated(box: Box) -> None:
    tokens = box.flow().signed_in()
    changes.deactivate_user(box.world, box.keys["email"])
    assert box.ask("GET", "/whoami").status_code == 401
    assert box.ask("GET", "/whoami", token=tokens["access_token"]).status_code == 401
    assert box.flow().refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    jonas = Colleague(box.world).token()
    people = box.ask("GET", "/users", token=jonas).json()["data"]
    assert "Mira" not in {person["first_name"] for person in people}
    cards = box.ask("GET", "/tasks", token=jonas, params={"filter": "title startswith 'Checkout'"}).json()[
        "data"
    ]
    assert cards[0]["assignee"]["first_name"] == "Mira"
    changes.activate_user(box.world, box.keys["email"])
    assert box.ask("GET", "/whoami").status_code == 200


@pytest.mark.parametrize(
    ("kind", "reads", "renews"), [("access", 401, 200), ("refresh", 200, 400), (None, 401, 400)]
)
def test_tokens_are_revoked_by_kind(box: Box, kind: str | None, reads: int, renews: int) -> None:
    flow = box.flow()
    tokens = flow.signed_in()
    assert changes.revoke_tokens(box.world, kind, box.keys["email"]) >= 1
    assert box.ask("GET", "/whoami", token=tokens["access_token"]).status_code == reads
    assert flow.refresh(tokens["refresh_token"]).status_code == renews
    assert changes.revoke_tokens(box.world, email=f"tom.reuter@{box.world.secrets.mail_domain}") == 0


def test_a_scope_is_taken_away_and_reading_goes_on(box: Box) -> None:
    tokens = box.flow().signed_in()
    task = box.world.tasks()[0]["id"]
    assert changes.remove_scope(box.world) >= 2
    answer = box.ask("PATCH", f"/tasks/{task}", token=tokens["access_token"], json={"title": "x"})
    assert (answer.status_code, answer.json()) == (403, {"message": "Invalid scope(s) provided."})
    assert box.ask("GET", "/tasks", token=tokens["access_token"]).status_code == 200
    assert changes.remove_scope(box.world, email=box.keys["email"]) == 0


def test_whom_nobody_knows_nothing_happens_to(box: Box) -> None:
    with pytest.raises(changes.UnknownName, match="nobody@example"):
        changes.deactivate_user(box.world, "nobody@example.com")
    with pytest.raises(changes.UnknownName, match="XYZ"):
        changes.set_project_status(box.world, "XYZ")
