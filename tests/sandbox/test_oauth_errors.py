"""All OAuth errors as one table: the RFC's sentence, where the error is reported, status and code."""

import base64
from collections.abc import Callable
from typing import Literal, NamedTuple

import httpx
import pytest

from support.in_process_sandbox import InProcessSandbox
from support.oauth_steps import REDIRECT, OAuthSteps, challenge_of, redirect_parameters

Ask = Callable[[InProcessSandbox], httpx.Response]
Where = Literal["page", "redirect", "body", "plain"]


class Row(NamedTuple):
    """Reported on a `page` to the user, by `redirect` to the application, in the `body`; `plain` is an HTTP error."""

    rfc: str
    where: Where
    status: int
    error: str
    ask: Ask


def authorize(more: str = "", **changes: str | None) -> Ask:
    def ask(sandbox: InProcessSandbox) -> httpx.Response:
        flow = sandbox.flow(state="the state", **changes)
        return sandbox.request("GET", flow.authorize_url + more)

    return ask


def denied(sandbox: InProcessSandbox) -> httpx.Response:
    flow = sandbox.flow(state="the state")
    return flow.submit(flow.log_in(flow.open()), "authorize", {"decision": "deny"})


def exchange(**changes: str | None) -> Ask:
    def ask(sandbox: InProcessSandbox) -> httpx.Response:
        flow = sandbox.flow()
        return flow.exchange(flow.code(), **changes)

    return ask


def with_secret(**changes: str | None) -> Ask:
    """The same by a confidential client, without PKCE."""

    def ask(sandbox: InProcessSandbox) -> httpx.Response:
        flow = secretive(sandbox)
        named = {
            "client_id": sandbox.credentials["confidential_client_id"],
            "client_secret": sandbox.credentials["client_secret"],
        }
        return flow.exchange(flow.code(), **{**named, "code_verifier": None, **changes})

    return ask


def secretive(sandbox: InProcessSandbox) -> OAuthSteps:
    named = {"client_id": sandbox.credentials["confidential_client_id"]}
    return sandbox.flow(**named, code_challenge=None, code_challenge_method=None)


def with_basic(pair: str, **changes: str | None) -> Ask:
    """`{id}` and `{secret}` in `pair` are replaced by the real ones."""

    def ask(sandbox: InProcessSandbox) -> httpx.Response:
        keys = sandbox.credentials
        true = pair.format(id=keys["confidential_client_id"], secret=keys["client_secret"])
        basic = {"Authorization": "Basic " + base64.b64encode(true.encode()).decode()}
        asked = {
            "grant_type": "authorization_code",
            "code": secretive(sandbox).code(),
            "redirect_uri": REDIRECT,
        }
        given = {
            name: keys["client_secret"] if value == "{secret}" else value for name, value in changes.items()
        }
        return sandbox.flow().token({**asked, **given}, headers=basic)

    return ask


def replayed(sandbox: InProcessSandbox) -> httpx.Response:
    flow = sandbox.flow()
    code = flow.code()
    flow.exchange(code)
    return flow.exchange(code)


def expired(sandbox: InProcessSandbox) -> httpx.Response:
    flow = sandbox.flow()
    code = flow.code()
    sandbox.clock.advance(seconds=sandbox.behaviour.code_seconds)
    return flow.exchange(code)


def stolen_code(sandbox: InProcessSandbox) -> httpx.Response:
    flow = sandbox.flow()
    keys = {
        "client_id": sandbox.credentials["confidential_client_id"],
        "client_secret": sandbox.credentials["client_secret"],
    }
    return flow.exchange(flow.code(), **keys)


def refresh(**changes: str | None) -> Ask:
    def ask(sandbox: InProcessSandbox) -> httpx.Response:
        flow = sandbox.flow(scope="task-management:read")
        return flow.refresh(flow.signed_in_page()["refresh_token"], **changes)

    return ask


def reused_refresh(sandbox: InProcessSandbox) -> httpx.Response:
    flow = sandbox.flow()
    token = flow.signed_in_page()["refresh_token"]
    flow.refresh(token)
    return flow.refresh(token)


def stolen_refresh(sandbox: InProcessSandbox) -> httpx.Response:
    flow = sandbox.flow()
    keys = {
        "client_id": sandbox.credentials["confidential_client_id"],
        "client_secret": sandbox.credentials["client_secret"],
    }
    return flow.refresh(flow.signed_in_page()["refresh_token"], **keys)


def sent(path: str = "/oauth/token", method: str = "POST", **options: object) -> Ask:
    def ask(sandbox: InProcessSandbox) -> httpx.Response:
        sandbox.behaviour.revocation_endpoint = True
        return sandbox.request(method, path, **options)

    return ask


def revocation(**changes: str) -> Ask:
    def ask(sandbox: InProcessSandbox) -> httpx.Response:
        sandbox.behaviour.revocation_endpoint = True
        return sandbox.request(
            "POST", "/oauth/revoke", data={"client_id": sandbox.credentials["client_id"], **changes}
        )

    return ask


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MATRIX: dict[str, Row] = {
    # For the user: no redirect to a URL that cannot be trusted.
    "unknown application": Row("6749 4.1.2.1", "page", 400, "invalid_request", authorize(client_id="nobody")),
    "no application": Row("6749 4.1.2.1", "page", 400, "invalid_request", authorize(client_id=None)),
    "application twice": Row("6749 3.1", "page", 400, "invalid_request", authorize("&client_id=a")),
    "no address": Row("6749 3.1.2.3", "page", 400, "invalid_request", authorize(redirect_uri=None)),
    "foreign address": Row(
        "6749 3.1.2.4",
        "page",
        400,
        "invalid_request",
        authorize(redirect_uri="https://evil.example/callback"),
    ),
    "other path": Row(
        "6749 3.1.2.3", "page", 400, "invalid_request", authorize(redirect_uri="http://127.0.0.1:41234/other")
    ),
    "the name localhost": Row(
        "8252 8.3", "page", 400, "invalid_request", authorize(redirect_uri="http://localhost:41234/callback")
    ),
    "host in the user part": Row(
        *("9700 2.1", "page", 400, "invalid_request"),
        authorize(redirect_uri="http://127.0.0.1:80@evil.example/callback"),
    ),
    "added query": Row("9700 2.1", "page", 400, "invalid_request", authorize(redirect_uri=f"{REDIRECT}?x=1")),
    "added fragment": Row(
        "6749 3.1.2", "page", 400, "invalid_request", authorize(redirect_uri=f"{REDIRECT}#x")
    ),
    "not an address": Row("6749 3.1.2", "page", 400, "invalid_request", authorize(redirect_uri="callback")),
    # For the application, by redirect.
    "no response type": Row(
        "6749 4.1.2.1", "redirect", 303, "invalid_request", authorize(response_type=None)
    ),
    "implicit flow": Row(
        "6749 4.1.2.1", "redirect", 303, "unsupported_response_type", authorize(response_type="token")
    ),
    "mixed flow": Row(
        "6749 4.1.2.1", "redirect", 303, "unsupported_response_type", authorize(response_type="code token")
    ),
    "unknown scope": Row(
        "6749 4.1.2.1", "redirect", 303, "invalid_scope", authorize(scope="task-management:read everything")
    ),
    "no challenge": Row(
        *("7636 4.4.1", "redirect", 303, "invalid_request"),
        authorize(code_challenge=None, code_challenge_method=None),
    ),
    "plain": Row("9700 2.1.1", "redirect", 303, "invalid_request", authorize(code_challenge_method="plain")),
    "no method, so plain": Row(
        "7636 4.3", "redirect", 303, "invalid_request", authorize(code_challenge_method=None)
    ),
    "short challenge": Row("7636 4.2", "redirect", 303, "invalid_request", authorize(code_challenge="abc")),
    "challenge twice": Row(
        "6749 3.1", "redirect", 303, "invalid_request", authorize(f"&code_challenge={challenge_of('other')}")
    ),
    "a person's no": Row("6749 4.1.2.1", "redirect", 303, "access_denied", denied),
    "silence without a login": Row(
        "OpenID Connect 3.1.2.6", "redirect", 303, "login_required", authorize(prompt="none")
    ),
    "silence with a wish": Row(
        "OpenID Connect 3.1.2.1", "redirect", 303, "invalid_request", authorize(prompt="none login")
    ),
    # The token endpoint: codes.
    "code replayed": Row("6749 4.1.2", "body", 400, "invalid_grant", replayed),
    "code expired": Row("6749 4.1.2", "body", 400, "invalid_grant", expired),
    "another's code": Row("6749 4.1.3", "body", 400, "invalid_grant", stolen_code),
    "unknown code": Row("6749 5.2", "body", 400, "invalid_grant", exchange(code="never-given")),
    "no code": Row("6749 5.2", "body", 400, "invalid_request", exchange(code=None)),
    "other address than before": Row(
        "6749 4.1.3", "body", 400, "invalid_grant", exchange(redirect_uri=REDIRECT.replace("41234", "41235"))
    ),
    "address left out": Row("6749 4.1.3", "body", 400, "invalid_request", exchange(redirect_uri=None)),
    "wrong verifier": Row("7636 4.6", "body", 400, "invalid_grant", exchange(code_verifier="w" * 50)),
    "no verifier": Row("7636 4.5", "body", 400, "invalid_request", exchange(code_verifier=None)),
    "short verifier": Row("7636 4.1", "body", 400, "invalid_request", exchange(code_verifier="w" * 42)),
    "verifier of no challenge": Row(
        "9700 2.1.1", "body", 400, "invalid_grant", with_secret(code_verifier="w" * 50)
    ),
    # Client authentication.
    "unknown at the token": Row("6749 5.2", "body", 401, "invalid_client", exchange(client_id="nobody")),
    "nobody at the token": Row("6749 5.2", "body", 401, "invalid_client", exchange(client_id=None)),
    "no secret": Row("6749 3.2.1", "body", 401, "invalid_client", with_secret(client_secret=None)),
    "empty secret": Row("6749 3.2.1", "body", 401, "invalid_client", with_secret(client_secret="")),
    "wrong secret": Row("6749 5.2", "body", 401, "invalid_client", with_secret(client_secret="wrong")),
    "wrong Basic secret": Row("6749 5.2", "body", 401, "invalid_client", with_basic("{id}:wrong")),
    "garbled Basic": Row("6749 5.2", "body", 401, "invalid_client", with_basic("without a colon")),
    "both ways at once": Row(
        "6749 2.3", "body", 401, "invalid_client", with_basic("{id}:{secret}", client_secret="{secret}")
    ),
    "two names at once": Row(
        "6749 2.3", "body", 401, "invalid_client", with_basic("{id}:{secret}", client_id="another")
    ),
    # The form of the request.
    "GET": Row("6749 3.2", "plain", 405, "", sent(method="GET")),
    "JSON": Row("6749 4.1.3", "body", 400, "invalid_request", sent(json={"grant_type": "refresh_token"})),
    "multipart": Row("6749 4.1.3", "body", 400, "invalid_request", sent(files={"grant_type": b"x"})),
    "in the address": Row(
        "6749 2.3.1", "body", 400, "invalid_request", sent("/oauth/token?code=x", data={"grant_type": "x"})
    ),
    "parameter twice": Row(
        "6749 3.2", "body", 400, "invalid_request", sent(content="grant_type=a&grant_type=b", headers=FORM)
    ),
    "no grant type": Row("6749 5.2", "body", 400, "invalid_request", exchange(grant_type=None)),
    "password grant": Row("9700 2.4", "body", 400, "unsupported_grant_type", exchange(grant_type="password")),
    "unknown grant type": Row("6749 5.2", "body", 400, "unsupported_grant_type", exchange(grant_type="gift")),
    # Refresh.
    "refresh token reused": Row("9700 4.14.2", "body", 400, "invalid_grant", reused_refresh),
    "another's refresh token": Row("6749 6", "body", 400, "invalid_grant", stolen_refresh),
    "unknown refresh token": Row("6749 5.2", "body", 400, "invalid_grant", refresh(refresh_token="x")),
    "no refresh token": Row("6749 6", "body", 400, "invalid_request", refresh(refresh_token=None)),
    "wider scope": Row("6749 6", "body", 400, "invalid_scope", refresh(scope="task-management:write")),
    # Revocation, if the switch is on.
    "nothing to revoke": Row("7009 2.1", "body", 400, "invalid_request", revocation()),
    "revoked by nobody": Row("7009 2.1", "body", 401, "invalid_client", revocation(client_id="x", token="x")),
    "GET to revoke": Row("7009 2.1", "plain", 405, "", sent("/oauth/revoke", "GET")),
}


@pytest.mark.parametrize("name", MATRIX)
def test_it_is_rejected_as_the_rfc_says(sandbox: InProcessSandbox, name: str) -> None:
    row = MATRIX[name]
    answer = row.ask(sandbox)
    assert answer.status_code == row.status, f"RFC {row.rfc}: {answer.text}"
    REPORTED[row.where](answer, row)


def _on_a_page(answer: httpx.Response, row: Row) -> None:
    assert "location" not in answer.headers
    assert "This sign-in link does not work" in answer.text
    assert f"<code>{row.error}</code>" in answer.text


def _by_redirect(answer: httpx.Response, row: Row) -> None:
    assert answer.headers["location"].startswith(f"{REDIRECT}?")
    back = redirect_parameters(answer)
    assert (back["error"], back["state"]) == (row.error, "the state")
    assert "code" not in back


def _in_the_body(answer: httpx.Response, row: Row) -> None:
    assert answer.json()["error"] == row.error
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert ("www-authenticate" in answer.headers) == (row.status == 401)
    assert answer.headers.get("www-authenticate", "Basic").startswith("Basic")


def _by_http(answer: httpx.Response, _: Row) -> None:
    assert answer.headers["allow"] == "POST"


REPORTED: dict[Where, Callable[[httpx.Response, Row], None]] = {
    "page": _on_a_page,
    "redirect": _by_redirect,
    "body": _in_the_body,
    "plain": _by_http,
}
