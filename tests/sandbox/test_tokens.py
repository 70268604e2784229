"""The token endpoint: what it gives, what it refuses, and what becomes of codes and tokens."""

import base64
from pathlib import Path

import pytest

from kanbert_desktop.sandbox.demo_credentials import demo_secrets_of
from support.in_process_sandbox import Box
from support.oauth_steps import REDIRECT, Flow


def test_a_verifier_that_failed_does_not_spend_the_code(box: Box) -> None:
    flow = box.flow()
    code = flow.code()
    assert flow.exchange(code, code_verifier="w" * 50).status_code == 400
    assert flow.exchange(code).status_code == 200


def test_a_code_comes_twice_and_everything_from_it_ends(box: Box) -> None:
    flow = box.flow()
    code = flow.code()
    tokens = flow.exchange(code).json()
    assert flow.exchange(code).json()["error"] == "invalid_grant"
    assert box.ask("GET", "/whoami", token=tokens["access_token"]).status_code == 401
    assert flow.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_code_grows_old(box: Box) -> None:
    flow = box.flow()
    code = flow.code()
    box.clock.forward(seconds=61)
    assert flow.exchange(code).json()["error"] == "invalid_grant"


def test_a_code_is_no_use_to_another_application(box: Box) -> None:
    flow = box.flow()
    secret = {"client_id": box.keys["confidential_client_id"], "client_secret": box.keys["client_secret"]}
    assert flow.exchange(flow.code(), **secret).json()["error"] == "invalid_grant"


def test_the_endpoint_takes_forms_only(box: Box) -> None:
    flow = box.flow()
    asked = {"grant_type": "authorization_code", "code": flow.code(), "client_id": box.keys["client_id"]}
    answer = box.plain("POST", "/oauth/token", json=asked)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert box.plain("GET", "/oauth/token", params=asked).status_code == 405


def _confidential(box: Box, **changes: str | None) -> Flow:
    return box.flow(client_id=box.keys["confidential_client_id"], **changes)


def _without_pkce(box: Box) -> Flow:
    return _confidential(box, code_challenge=None, code_challenge_method=None)


def test_an_application_with_a_secret_may_send_it_in_the_body(box: Box) -> None:
    flow = _confidential(box)
    named = {"client_id": box.keys["confidential_client_id"], "client_secret": box.keys["client_secret"]}
    assert flow.exchange(flow.code(), **named).status_code == 200


def test_or_as_basic_and_without_pkce(box: Box) -> None:
    flow = _without_pkce(box)
    pair = f"{box.keys['confidential_client_id']}:{box.keys['client_secret']}"
    basic = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
    asked = {"grant_type": "authorization_code", "code": flow.code(), "redirect_uri": REDIRECT}
    assert flow.token(asked, headers=basic).status_code == 200


@pytest.mark.parametrize("secret", [None, "", "wrong"])
def test_without_its_secret_it_gets_nothing(box: Box, secret: str | None) -> None:
    flow = _without_pkce(box)
    named = {"client_id": box.keys["confidential_client_id"], "client_secret": secret, "code_verifier": None}
    answer = flow.exchange(flow.code(), **named)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_challenge_beside_a_secret_is_checked(box: Box) -> None:
    flow = _confidential(box)
    named = {"client_id": box.keys["confidential_client_id"], "client_secret": box.keys["client_secret"]}
    assert flow.exchange(flow.code(), **named, code_verifier="w" * 50).json()["error"] == "invalid_grant"


def test_each_refresh_gives_new_tokens_and_ends_the_old_ones(box: Box) -> None:
    flow = box.flow()
    first = flow.signed_in()
    second = flow.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert box.ask("GET", "/whoami", token=first["access_token"]).status_code == 401
    assert box.ask("GET", "/whoami", token=second["access_token"]).status_code == 200


def test_a_used_refresh_token_ends_the_family(box: Box) -> None:
    flow = box.flow()
    first = flow.signed_in()
    second = flow.refresh(first["refresh_token"]).json()
    assert flow.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert box.ask("GET", "/whoami", token=second["access_token"]).status_code == 401
    assert flow.refresh(second["refresh_token"]).json()["error"] == "invalid_grant"


def test_within_the_grace_a_lost_answer_can_be_asked_for_again(box: Box) -> None:
    box.switches.refresh_grace_seconds = 30
    flow = box.flow()
    first = flow.signed_in()
    second = flow.refresh(first["refresh_token"]).json()
    third = flow.refresh(first["refresh_token"])
    assert third.status_code == 200
    assert box.ask("GET", "/whoami", token=second["access_token"]).status_code == 200
    box.clock.forward(seconds=31)
    assert flow.refresh(first["refresh_token"]).status_code == 400


def test_a_refused_refresh_spends_nothing(box: Box) -> None:
    flow = box.flow(scope="task-management:read")
    first = flow.signed_in()
    assert (
        flow.refresh(first["refresh_token"], scope="task-management:write").json()["error"] == "invalid_scope"
    )
    assert flow.refresh(first["refresh_token"]).status_code == 200


def test_an_access_token_grows_old(box: Box) -> None:
    tokens = box.flow().signed_in()
    box.clock.forward(seconds=3600)
    answer = box.ask("GET", "/whoami", token=tokens["access_token"])
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_there_may_be_no_refresh_token(box: Box) -> None:
    box.switches.issue_refresh_token = False
    assert "refresh_token" not in box.flow().signed_in()


def test_revocation_is_there_only_if_switched_on(box: Box) -> None:
    flow = box.flow()
    tokens = flow.signed_in()
    asked = {"token": tokens["refresh_token"], "client_id": box.keys["client_id"]}
    assert box.plain("POST", "/oauth/revoke", data=asked).status_code == 404
    box.switches.revocation_endpoint = True
    assert box.plain("POST", "/oauth/revoke", data=asked).status_code == 200
    assert box.ask("GET", "/whoami", token=tokens["access_token"]).status_code == 401


def test_scopes_are_kept_to(box: Box) -> None:
    reading = box.flow(scope="task-management:read").signed_in()["access_token"]
    nothing = box.flow(scope=None).signed_in()["access_token"]
    refused = box.ask("POST", "/tasks/comments", token=reading, json={})
    assert (refused.status_code, refused.json()) == (403, {"message": "Invalid scope(s) provided."})
    assert box.ask("GET", "/tasks", token=nothing).status_code == 403
    assert box.ask("GET", "/projects", token=nothing).status_code == 200


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer nonsense", "Basic abc", "Bearer "])
def test_without_a_living_token_nothing_is_read(box: Box, header: str | None) -> None:
    answer = box.plain("GET", "/api/v1/tasks", headers={} if header is None else {"Authorization": header})
    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_nothing_secret_lies_in_the_database(box: Box) -> None:
    flow = box.flow()
    code = flow.code()
    tokens = flow.exchange(code).json()
    box.world.close()
    secrets = [code, tokens["access_token"], tokens["refresh_token"], flow.verifier]
    secrets += [box.keys[name] for name in ("password", "client_secret", "access_token")]
    files = list(box.world.folder.iterdir())
    stored = b"".join(file.read_bytes() for file in files)
    assert len(files) >= 2
    assert [secret for secret in secrets if secret.encode() in stored] == []


def test_the_key_is_its_owner_s_alone_and_makes_the_folder_s_credentials(box: Box, tmp_path: Path) -> None:
    assert (box.world.folder / "key").stat().st_mode & 0o077 == 0
    assert demo_secrets_of(box.world.folder).credentials() == box.keys
    tmp_path.joinpath("other").mkdir()
    other = demo_secrets_of(tmp_path / "other").credentials()
    assert all(other[name] != box.keys[name] for name in box.keys)
