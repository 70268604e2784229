"""Hours booked: the scope that grants them, what they hold, and servers without them."""

from datetime import date
from typing import Any

import pytest

from kanbert_desktop.sandbox.sample_data import seed_sample_data
from support.in_process_sandbox import InProcessSandbox
from support.oauth_steps import redirect_parameters

READ, ALL = "efforts:read", "efforts:read efforts:extended:read"


def efforts(sandbox: InProcessSandbox, scope: str, query: str = "") -> list[dict[str, Any]]:
    """Every page."""
    token = sandbox.flow(scope=scope).signed_in_page()["access_token"]
    found: list[dict[str, Any]] = []
    cursor = ""
    while cursor is not None:
        params = {"filter": query, **({"page[cursor]": cursor} if cursor else {})}
        page = sandbox.api_request("GET", "/efforts", token=token, params=params).json()
        found += page["data"]
        cursor = page["meta"]["next_cursor"]
    return found


def test_hours_of_twelve_weeks_are_booked(sandbox: InProcessSandbox) -> None:
    rows = efforts(sandbox, READ)
    days = sorted(date.fromisoformat(row["date"]) for row in rows)
    assert days[0] == date(2026, 9, 7)
    assert days[-1] == date(2026, 11, 24)
    assert {row["type"] for row in rows} == {"project"}
    assert all(row["project_id"] and row["client_id"] and 0 < row["hours"] <= 4 for row in rows)
    assert len({row["user"]["id"] for row in rows}) > 3


def test_administrative_hours_need_a_scope_of_their_own(sandbox: InProcessSandbox) -> None:
    rows = efforts(sandbox, ALL, "type = 'admin'")
    assert rows
    assert all(row["project_id"] is None for row in rows)
    assert efforts(sandbox, READ, "type = 'admin'") == []


def test_they_are_filtered_by_day_and_project(sandbox: InProcessSandbox) -> None:
    rows = efforts(sandbox, READ, "date >= '2026-11-23' and project.shortcode = 'WEB'")
    assert rows
    assert all(row["date"] >= "2026-11-23" for row in rows)
    assert len({row["project_id"] for row in rows}) == 1


def test_without_the_scope_they_are_refused(sandbox: InProcessSandbox) -> None:
    assert sandbox.api_request("GET", "/efforts").status_code == 403


def test_a_server_may_not_know_them(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.efforts_readable = False
    assert sandbox.api_request("GET", "/efforts").status_code == 404
    assert "/efforts" not in sandbox.request("GET", "/openapi.json").json()["paths"]


@pytest.mark.parametrize("scope", [READ, "task-management:read efforts:read"])
def test_a_server_may_refuse_the_scope(sandbox: InProcessSandbox, scope: str) -> None:
    sandbox.behaviour.efforts_grantable = False
    assert redirect_parameters(sandbox.flow(scope=scope).open())["error"] == "invalid_scope"


def test_a_folder_of_an_earlier_version_gets_them_once(sandbox: InProcessSandbox) -> None:
    with sandbox.state.transaction() as db:
        db.execute("DELETE FROM efforts")
        db.execute("DELETE FROM notes WHERE name = 'efforts'")
    for _ in range(2):
        seed_sample_data(sandbox.state)
    (count,) = sandbox.state.rows("SELECT count(*) AS rows FROM efforts")
    assert count["rows"] > 300
