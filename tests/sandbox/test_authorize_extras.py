"""`prompt`, remembered consent, the server's own description, and states and addresses of the odd kind."""

import json
from urllib.parse import urlsplit

import pytest

from support.in_process_sandbox import InProcessSandbox
from support.oauth_steps import OAuthSteps, redirect_parameters


def again(box: InProcessSandbox, known: OAuthSteps, **changes: str | None) -> OAuthSteps:
    """The same browser asks once more."""
    flow = box.flow(**changes)
    flow.cookies = known.cookies
    return flow


@pytest.mark.parametrize("wish", ["login", "select_account", "login consent"])
def test_a_login_can_be_demanded_although_there_is_one(box: InProcessSandbox, wish: str) -> None:
    known = box.flow()
    known.code()
    flow = again(box, known, prompt=wish)
    page = flow.open()
    assert 'name="password"' in page.text
    assert 'name="decision"' in flow.log_in(page).text, "and is demanded only once"


def test_silence_answers_with_a_code_where_consent_was_given_before(box: InProcessSandbox) -> None:
    known = box.flow()
    known.signed_in_page()
    flow = again(box, known, prompt="none", scope="task-management:read")
    answer = flow.open()
    assert flow.exchange(redirect_parameters(answer)["code"]).status_code == 200


def test_silence_without_consent_says_so(box: InProcessSandbox) -> None:
    known = box.flow(scope="task-management:read")
    known.signed_in_page()
    assert redirect_parameters(again(box, known, prompt="none").open())["error"] == "consent_required"


def test_consent_may_be_remembered(box: InProcessSandbox) -> None:
    box.behaviour.remembers_consent = True
    known = box.flow()
    known.signed_in_page()
    assert "code" in redirect_parameters(again(box, known).open())
    assert 'name="decision"' in again(box, known, prompt="consent").open().text
    assert 'name="decision"' in again(box, known, scope="efforts:read").open().text, "more than before"


def test_a_remembered_consent_ends_with_its_tokens(box: InProcessSandbox) -> None:
    box.behaviour.remembers_consent = box.behaviour.revocation_endpoint = True
    known = box.flow()
    token = known.signed_in_page()["refresh_token"]
    box.request("POST", "/oauth/revoke", data={"token": token, "client_id": box.credentials["client_id"]})
    assert 'name="decision"' in again(box, known).open().text


def test_who_was_deactivated_is_signed_out(box: InProcessSandbox) -> None:
    known = box.flow()
    known.code()
    with box.state.transaction() as db:
        db.execute("UPDATE users SET deactivated_at = ? WHERE first_name = 'Mira'", (box.state.now(),))
    page = again(box, known).open()
    assert 'name="password"' in page.text
    assert known.log_in(page).status_code == 401


def test_every_documented_scope_may_be_asked_for_and_is_put_into_words(box: InProcessSandbox) -> None:
    flow = box.flow(scope="efforts:read integration user_group:read")
    page = flow.log_in(flow.open())
    assert all(
        words in page.text for words in ("recorded working time", "Manage webhooks", "groups and teams")
    )
    tokens = flow.exchange(flow.decide(page)["code"]).json()
    assert tokens["scope"].split() == ["efforts:read", "integration", "user_group:read"]


@pytest.mark.parametrize("raw", ["%ff%fe", "a+b%20c", "%C3%BC", "~%7e", "a%26b%3Dc", "x;y", "%", "%00"])
def test_the_state_comes_back_byte_for_byte(box: InProcessSandbox, raw: str) -> None:
    flow = box.flow(state=None, response_type="token")
    answer = box.request("GET", f"{flow.authorize_url}&state={raw}")
    query = urlsplit(answer.headers["location"]).query
    assert [part for part in query.split("&") if part.startswith("state=")] == [f"state={raw}"]


def test_the_server_describes_itself_only_where_that_is_switched_on(box: InProcessSandbox) -> None:
    address = "/.well-known/oauth-authorization-server"
    assert box.request("GET", address).status_code == 404
    box.behaviour.metadata_document = True
    said = box.request("GET", address).json()
    assert said["issuer"] == "http://sandbox"
    assert said["token_endpoint"] == "http://sandbox/oauth/token"
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["grant_types_supported"] == ["authorization_code", "refresh_token"]
    assert "revocation_endpoint" not in said


def test_what_it_says_follows_the_switches(box: InProcessSandbox) -> None:
    box.behaviour.metadata_document = box.behaviour.revocation_endpoint = box.behaviour.issuer_parameter = (
        True
    )
    box.behaviour.issue_refresh_token = False
    said = box.request("GET", "/.well-known/oauth-authorization-server").json()
    assert said["revocation_endpoint"] == "http://sandbox/oauth/revoke"
    assert said["authorization_response_iss_parameter_supported"] is True
    assert said["grant_types_supported"] == ["authorization_code"]


def test_a_refusal_names_the_issuer_too(box: InProcessSandbox) -> None:
    box.behaviour.issuer_parameter = True
    assert redirect_parameters(box.flow(response_type="token").open())["iss"] == "http://sandbox"


def test_a_challenge_beside_a_secret_may_be_unwelcome(box: InProcessSandbox) -> None:
    box.behaviour.pkce_beside_secret = False
    flow = box.flow(client_id=box.credentials["confidential_client_id"])
    assert redirect_parameters(flow.open())["error"] == "invalid_request"
    assert box.flow().open().status_code == 200, "without a secret nothing changes"


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("com.example.app:/callback", "com.example.app:"),
        ("http://[::1]:41234/callback", "http:"),
        ("https://zeit.example/back", "https://zeit.example"),
    ],
)
def test_the_policy_lets_the_browser_go_back(box: InProcessSandbox, address: str, source: str) -> None:
    with box.state.transaction() as db:
        db.execute("UPDATE applications SET redirect_uris = ?", (json.dumps([address]),))
    flow = box.flow(redirect_uri=address)
    page = flow.log_in(flow.open())
    policy = page.headers["content-security-policy"].split("; ")
    assert f"form-action 'self' {source}" in policy
    assert flow.submit(page, "authorize", {"decision": "allow"}).headers["location"].startswith(address)
