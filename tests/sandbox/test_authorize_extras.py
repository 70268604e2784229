"""`prompt`, remembered consent, the metadata document, and unusual states and URLs."""

import json
from urllib.parse import urlsplit

import pytest

from support.in_process_sandbox import InProcessSandbox
from support.oauth_steps import OAuthSteps, redirect_parameters


def again(sandbox: InProcessSandbox, known: OAuthSteps, **changes: str | None) -> OAuthSteps:
    """The same browser sends another request."""
    flow = sandbox.flow(**changes)
    flow.cookies = known.cookies
    return flow


@pytest.mark.parametrize("prompt", ["login", "select_account", "login consent"])
def test_a_login_can_be_demanded_although_there_is_one(sandbox: InProcessSandbox, prompt: str) -> None:
    known = sandbox.flow()
    known.code()
    flow = again(sandbox, known, prompt=prompt)
    page = flow.open()
    assert 'name="password"' in page.text
    assert 'name="decision"' in flow.log_in(page).text, "and is demanded only once"


def test_prompt_none_returns_a_code_after_earlier_consent(sandbox: InProcessSandbox) -> None:
    known = sandbox.flow()
    known.signed_in_page()
    flow = again(sandbox, known, prompt="none", scope="task-management:read")
    answer = flow.open()
    assert flow.exchange(redirect_parameters(answer)["code"]).status_code == 200


def test_prompt_none_without_consent_is_an_error(sandbox: InProcessSandbox) -> None:
    known = sandbox.flow(scope="task-management:read")
    known.signed_in_page()
    assert redirect_parameters(again(sandbox, known, prompt="none").open())["error"] == "consent_required"


def test_consent_may_be_remembered(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.remembers_consent = True
    known = sandbox.flow()
    known.signed_in_page()
    assert "code" in redirect_parameters(again(sandbox, known).open())
    assert 'name="decision"' in again(sandbox, known, prompt="consent").open().text
    assert 'name="decision"' in again(sandbox, known, scope="efforts:read").open().text, "more than before"


def test_remembered_consent_ends_with_its_tokens(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.remembers_consent = sandbox.behaviour.revocation_endpoint = True
    known = sandbox.flow()
    token = known.signed_in_page()["refresh_token"]
    sandbox.request(
        "POST", "/oauth/revoke", data={"token": token, "client_id": sandbox.credentials["client_id"]}
    )
    assert 'name="decision"' in again(sandbox, known).open().text


def test_a_deactivated_user_is_signed_out(sandbox: InProcessSandbox) -> None:
    known = sandbox.flow()
    known.code()
    with sandbox.state.transaction() as db:
        db.execute("UPDATE users SET deactivated_at = ? WHERE first_name = 'Mira'", (sandbox.state.now(),))
    page = again(sandbox, known).open()
    assert 'name="password"' in page.text
    assert known.log_in(page).status_code == 401


def test_every_documented_scope_can_be_requested_and_is_explained(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow(scope="efforts:read integration user_group:read")
    page = flow.log_in(flow.open())
    assert all(
        words in page.text for words in ("recorded working time", "Manage webhooks", "groups and teams")
    )
    tokens = flow.exchange(flow.decide(page)["code"]).json()
    assert tokens["scope"].split() == ["efforts:read", "integration", "user_group:read"]


@pytest.mark.parametrize("raw", ["%ff%fe", "a+b%20c", "%C3%BC", "~%7e", "a%26b%3Dc", "x;y", "%", "%00"])
def test_the_state_comes_back_byte_for_byte(sandbox: InProcessSandbox, raw: str) -> None:
    flow = sandbox.flow(state=None, response_type="token")
    answer = sandbox.request("GET", f"{flow.authorize_url}&state={raw}")
    query = urlsplit(answer.headers["location"]).query
    assert [part for part in query.split("&") if part.startswith("state=")] == [f"state={raw}"]


def test_the_metadata_document_exists_only_if_the_switch_is_on(sandbox: InProcessSandbox) -> None:
    address = "/.well-known/oauth-authorization-server"
    assert sandbox.request("GET", address).status_code == 404
    sandbox.behaviour.metadata_document = True
    said = sandbox.request("GET", address).json()
    assert said["issuer"] == "http://sandbox"
    assert said["token_endpoint"] == "http://sandbox/oauth/token"
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["grant_types_supported"] == ["authorization_code", "refresh_token"]
    assert "revocation_endpoint" not in said


def test_the_metadata_document_follows_the_switches(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.metadata_document = sandbox.behaviour.revocation_endpoint = (
        sandbox.behaviour.issuer_parameter
    ) = True
    sandbox.behaviour.issue_refresh_token = False
    said = sandbox.request("GET", "/.well-known/oauth-authorization-server").json()
    assert said["revocation_endpoint"] == "http://sandbox/oauth/revoke"
    assert said["authorization_response_iss_parameter_supported"] is True
    assert said["grant_types_supported"] == ["authorization_code"]


def test_an_error_response_names_the_issuer_too(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.issuer_parameter = True
    assert redirect_parameters(sandbox.flow(response_type="token").open())["iss"] == "http://sandbox"


def test_a_challenge_with_a_secret_can_be_rejected(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.pkce_beside_secret = False
    flow = sandbox.flow(client_id=sandbox.credentials["confidential_client_id"])
    assert redirect_parameters(flow.open())["error"] == "invalid_request"
    assert sandbox.flow().open().status_code == 200, "without a secret nothing changes"


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("com.example.app:/callback", "com.example.app:"),
        ("http://[::1]:41234/callback", "http:"),
        ("https://zeit.example/back", "https://zeit.example"),
    ],
)
def test_the_policy_lets_the_browser_go_back(sandbox: InProcessSandbox, address: str, source: str) -> None:
    with sandbox.state.transaction() as db:
        db.execute("UPDATE applications SET redirect_uris = ?", (json.dumps([address]),))
    flow = sandbox.flow(redirect_uri=address)
    page = flow.log_in(flow.open())
    policy = page.headers["content-security-policy"].split("; ")
    assert f"form-action 'self' {source}" in policy
    assert flow.submit(page, "authorize", {"decision": "allow"}).headers["location"].startswith(address)
