"""`prompt`, remembered consent, the server's own description, and states and addresses of the odd kind."""

import json
from urllib.parse import urlsplit

import pytest

from support.in_process_sandbox import Box
from support.oauth_steps import Flow, returned


def again(box: Box, known: Flow, **changes: str | None) -> Flow:
    """The same browser asks once more."""
    flow = box.flow(**changes)
    flow.cookies = known.cookies
    return flow


@pytest.mark.parametrize("wish", ["login", "select_account", "login consent"])
def test_a_login_can_be_demanded_although_there_is_one(box: Box, wish: str) -> None:
    known = box.flow()
    known.code()
    flow = again(box, known, prompt=wish)
    page = flow.open()
    assert 'name="password"' in page.text
    assert 'name="decision"' in flow.log_in(page).text, "and is demanded only once"


def test_silence_answers_with_a_code_where_consent_was_given_before(box: Box) -> None:
    known = box.flow()
    known.signed_in()
    flow = again(box, known, prompt="none", scope="task-management:read")
    answer = flow.open()
    assert flow.exchange(returned(answer)["code"]).status_code == 200


def test_silence_without_consent_says_so(box: Box) -> None:
    known = box.flow(scope="task-management:read")
    known.signed_in()
    assert returned(again(box, known, prompt="none").open())["error"] == "consent_required"


def test_consent_may_be_remembered(box: Box) -> None:
    box.switches.remembers_consent = True
    known = box.flow()
    known.signed_in()
    assert "code" in returned(again(box, known).open())
    assert 'name="decision"' in again(box, known, prompt="consent").open().text
    assert 'name="decision"' in again(box, known, scope="efforts:read").open().text, "more than before"


def test_a_remembered_consent_ends_with_its_tokens(box: Box) -> None:
    box.switches.remembers_consent = box.switches.revocation_endpoint = True
    known = box.flow()
    token = known.signed_in()["refresh_token"]
    box.plain("POST", "/oauth/revoke", data={"token": token, "client_id": box.keys["client_id"]})
    assert 'name="decision"' in again(box, known).open().text


def test_who_was_deactivated_is_signed_out(box: Box) -> None:
    known = box.flow()
    known.code()
    with box.world.transaction() as db:
        db.execute("UPDATE users SET deactivated_at = ? WHERE first_name = 'Mira'", (box.world.now(),))
    page = again(box, known).open()
    assert 'name="password"' in page.text
    assert known.log_in(page).status_code == 401


def test_every_documented_scope_may_be_asked_for_and_is_put_into_words(box: Box) -> None:
    flow = box.flow(scope="efforts:read integration user_group:read")
    page = flow.log_in(flow.open())
    assert all(
        words in page.text for words in ("recorded working time", "Manage webhooks", "groups and teams")
    )
    tokens = flow.exchange(flow.decide(page)["code"]).json()
    assert tokens["scope"].split() == ["efforts:read", "integration", "user_group:read"]


@pytest.mark.parametrize("raw", ["%ff%fe", "a+b%20c", "%C3%BC", "~%7e", "a%26b%3Dc", "x;y", "%", "%00"])
def test_the_state_comes_back_byte_for_byte(box: Box, raw: str) -> None:
    flow = box.flow(state=None, response_type="token")
    answer = box.plain("GET", f"{flow.address}&state={raw}")
    query = urlsplit(answer.headers["location"]).query
    assert [part for part in query.split("&") if part.startswith("state=")] == [f"state={raw}"]


def test_the_server_describes_itself_only_where_that_is_switched_on(box: Box) -> None:
    address = "/.well-known/oauth-authorization-server"
    assert box.plain("GET", address).status_code == 404
    box.switches.metadata_document = True
    said = box.plain("GET", address).json()
    assert said["issuer"] == "http://sandbox"
    assert said["token_endpoint"] == "http://sandbox/oauth/token"
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["grant_types_supported"] == ["authorization_code", "refresh_token"]
    assert "revocation_endpoint" not in said


def test_what_it_says_follows_the_switches(box: Box) -> None:
    box.switches.metadata_document = box.switches.revocation_endpoint = box.switches.issuer_parameter = True
    box.switches.issue_refresh_token = False
    said = box.plain("GET", "/.well-known/oauth-authorization-server").json()
    assert said["revocation_endpoint"] == "http://sandbox/oauth/revoke"
    assert said["authorization_response_iss_parameter_supported"] is True
    assert said["grant_types_supported"] == ["authorization_code"]


def test_a_refusal_names_the_issuer_too(box: Box) -> None:
    box.switches.issuer_parameter = True
    assert returned(box.flow(response_type="token").open())["iss"] == "http://sandbox"


def test_a_challenge_beside_a_secret_may_be_unwelcome(box: Box) -> None:
    box.switches.pkce_beside_secret = False
    flow = box.flow(client_id=box.keys["confidential_client_id"])
    assert returned(flow.open())["error"] == "invalid_request"
    assert box.flow().open().status_code == 200, "without a secret nothing changes"


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("com.example.app:/callback", "com.example.app:"),
        ("http://[::1]:41234/callback", "http:"),
        ("https://zeit.example/back", "https://zeit.example"),
    ],
)
def test_the_policy_lets_the_browser_go_back(box: Box, address: str, source: str) -> None:
    with box.world.transaction() as db:
        db.execute("UPDATE applications SET redirect_uris = ?", (json.dumps([address]),))
    flow = box.flow(redirect_uri=address)
    page = flow.log_in(flow.open())
    policy = page.headers["content-security-policy"].split("; ")
    assert f"form-action 'self' {source}" in policy
    assert flow.submit(page, "authorize", {"decision": "allow"}).headers["location"].startswith(address)
