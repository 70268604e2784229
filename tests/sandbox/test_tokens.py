"""The token endpoint: what it issues and rejects, and the lifetime of codes and tokens."""

import base64
from pathlib import Path

import pytest

from kanbert_desktop.sandbox.demo_credentials import demo_secrets_of
from support.in_process_sandbox import InProcessSandbox
from support.oauth_steps import REDIRECT, OAuthSteps


def test_a_wrong_verifier_does_not_use_up_the_code(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    code = flow.code()
    assert flow.exchange(code, code_verifier="w" * 50).status_code == 400
    assert flow.exchange(code).status_code == 200


def test_a_code_used_twice_revokes_everything_issued_from_it(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    code = flow.code()
    tokens = flow.exchange(code).json()
    assert flow.exchange(code).json()["error"] == "invalid_grant"
    assert sandbox.api_request("GET", "/whoami", token=tokens["access_token"]).status_code == 401
    assert flow.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_code_expires(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    code = flow.code()
    sandbox.clock.advance(seconds=61)
    assert flow.exchange(code).json()["error"] == "invalid_grant"


def test_another_application_cannot_use_the_code(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    secret = {
        "client_id": sandbox.credentials["confidential_client_id"],
        "client_secret": sandbox.credentials["client_secret"],
    }
    assert flow.exchange(flow.code(), **secret).json()["error"] == "invalid_grant"


def test_the_endpoint_takes_forms_only(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    asked = {
        "grant_type": "authorization_code",
        "code": flow.code(),
        "client_id": sandbox.credentials["client_id"],
    }
    answer = sandbox.request("POST", "/oauth/token", json=asked)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert sandbox.request("GET", "/oauth/token", params=asked).status_code == 405


def _confidential(sandbox: InProcessSandbox, **changes: str | None) -> OAuthSteps:
    return sandbox.flow(client_id=sandbox.credentials["confidential_client_id"], **changes)


def _without_pkce(sandbox: InProcessSandbox) -> OAuthSteps:
    return _confidential(sandbox, code_challenge=None, code_challenge_method=None)


def test_an_application_with_a_secret_may_send_it_in_the_body(sandbox: InProcessSandbox) -> None:
    flow = _confidential(sandbox)
    named = {
        "client_id": sandbox.credentials["confidential_client_id"],
        "client_secret": sandbox.credentials["client_secret"],
    }
    assert flow.exchange(flow.code(), **named).status_code == 200


def test_or_as_basic_and_without_pkce(sandbox: InProcessSandbox) -> None:
    flow = _without_pkce(sandbox)
    pair = f"{sandbox.credentials['confidential_client_id']}:{sandbox.credentials['client_secret']}"
    basic = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
    asked = {"grant_type": "authorization_code", "code": flow.code(), "redirect_uri": REDIRECT}
    assert flow.token(asked, headers=basic).status_code == 200


@pytest.mark.parametrize("secret", [None, "", "wrong"])
def test_a_confidential_client_needs_its_secret(sandbox: InProcessSandbox, secret: str | None) -> None:
    flow = _without_pkce(sandbox)
    named = {
        "client_id": sandbox.credentials["confidential_client_id"],
        "client_secret": secret,
        "code_verifier": None,
    }
    answer = flow.exchange(flow.code(), **named)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_challenge_beside_a_secret_is_checked(sandbox: InProcessSandbox) -> None:
    flow = _confidential(sandbox)
    named = {
        "client_id": sandbox.credentials["confidential_client_id"],
        "client_secret": sandbox.credentials["client_secret"],
    }
    assert flow.exchange(flow.code(), **named, code_verifier="w" * 50).json()["error"] == "invalid_grant"


def test_each_refresh_issues_new_tokens_and_revokes_the_old_ones(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    first = flow.signed_in_page()
    second = flow.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert sandbox.api_request("GET", "/whoami", token=first["access_token"]).status_code == 401
    assert sandbox.api_request("GET", "/whoami", token=second["access_token"]).status_code == 200


def test_reusing_a_refresh_token_revokes_the_family(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    first = flow.signed_in_page()
    second = flow.refresh(first["refresh_token"]).json()
    assert flow.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert sandbox.api_request("GET", "/whoami", token=second["access_token"]).status_code == 401
    assert flow.refresh(second["refresh_token"]).json()["error"] == "invalid_grant"


def test_within_the_grace_period_a_refresh_can_be_repeated(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.refresh_grace_seconds = 30
    flow = sandbox.flow()
    first = flow.signed_in_page()
    second = flow.refresh(first["refresh_token"]).json()
    third = flow.refresh(first["refresh_token"])
    assert third.status_code == 200
    assert sandbox.api_request("GET", "/whoami", token=second["access_token"]).status_code == 200
    sandbox.clock.advance(seconds=31)
    assert flow.refresh(first["refresh_token"]).status_code == 400


def test_a_rejected_refresh_uses_up_nothing(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow(scope="task-management:read")
    first = flow.signed_in_page()
    assert (
        flow.refresh(first["refresh_token"], scope="task-management:write").json()["error"] == "invalid_scope"
    )
    assert flow.refresh(first["refresh_token"]).status_code == 200


def test_an_access_token_expires(sandbox: InProcessSandbox) -> None:
    tokens = sandbox.flow().signed_in_page()
    sandbox.clock.advance(seconds=3600)
    answer = sandbox.api_request("GET", "/whoami", token=tokens["access_token"])
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_there_may_be_no_refresh_token(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.issue_refresh_token = False
    assert "refresh_token" not in sandbox.flow().signed_in_page()


def test_revocation_is_there_only_if_switched_on(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    tokens = flow.signed_in_page()
    asked = {"token": tokens["refresh_token"], "client_id": sandbox.credentials["client_id"]}
    assert sandbox.request("POST", "/oauth/revoke", data=asked).status_code == 404
    sandbox.behaviour.revocation_endpoint = True
    assert sandbox.request("POST", "/oauth/revoke", data=asked).status_code == 200
    assert sandbox.api_request("GET", "/whoami", token=tokens["access_token"]).status_code == 401


def test_scopes_are_enforced(sandbox: InProcessSandbox) -> None:
    reading = sandbox.flow(scope="task-management:read").signed_in_page()["access_token"]
    nothing = sandbox.flow(scope=None).signed_in_page()["access_token"]
    refused = sandbox.api_request("POST", "/tasks/comments", token=reading, json={})
    assert (refused.status_code, refused.json()) == (403, {"message": "Invalid scope(s) provided."})
    assert sandbox.api_request("GET", "/tasks", token=nothing).status_code == 403
    assert sandbox.api_request("GET", "/projects", token=nothing).status_code == 200


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer nonsense", "Basic abc", "Bearer "])
def test_reading_needs_a_valid_token(sandbox: InProcessSandbox, header: str | None) -> None:
    answer = sandbox.request(
        "GET", "/api/v1/tasks", headers={} if header is None else {"Authorization": header}
    )
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_the_database_contains_no_secret(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    code = flow.code()
    tokens = flow.exchange(code).json()
    sandbox.state.close()
    secrets = [code, tokens["access_token"], tokens["refresh_token"], flow.verifier]
    secrets += [sandbox.credentials[name] for name in ("password", "client_secret", "access_token")]
    files = list(sandbox.state.folder.iterdir())
    stored = b"".join(file.read_bytes() for file in files)
    assert len(files) >= 2
    assert [secret for secret in secrets if secret.encode() in stored] == []


def test_the_key_is_its_owner_s_alone_and_makes_the_folder_s_credentials(
    sandbox: InProcessSandbox, tmp_path: Path
) -> None:
    assert (sandbox.state.folder / "key").stat().st_mode & 0o077 == 0
    assert demo_secrets_of(sandbox.state.folder).credentials() == sandbox.credentials
    tmp_path.joinpath("other").mkdir()
    other = demo_secrets_of(tmp_path / "other").credentials()
    assert all(other[name] != sandbox.credentials[name] for name in sandbox.credentials)
