"""Login and consent, and requests that are rejected earlier."""

import pytest

from support.in_process_sandbox import InProcessSandbox


def test_a_user_signs_in_and_the_application_gets_access(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    page = flow.log_in(flow.open())
    assert "Kanbert Desktop" in page.text
    assert "Mira Kessler" in page.text
    back = flow.decide(page)
    assert back["state"] == flow.state
    answer = flow.exchange(back["code"])
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 3600
    assert sandbox.api_request("GET", "/whoami", token=tokens["access_token"]).json()["first_name"] == "Mira"
    assert sandbox.api_request("GET", "/tasks", token=tokens["access_token"]).status_code == 200


def test_a_second_sign_in_only_asks_for_consent(sandbox: InProcessSandbox) -> None:
    first = sandbox.flow()
    first.code()
    second = sandbox.flow()
    second.cookies = first.cookies
    assert 'name="decision"' in second.open().text


def test_a_denial_is_reported_to_the_application(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    back = flow.decide(flow.log_in(flow.open()), "deny")
    assert back["error"] == "access_denied"
    assert back["state"] == flow.state
    assert "code" not in back


def test_a_wrong_password_stays_on_the_page(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    page = flow.log_in(flow.open(), password="guess")
    assert page.status_code == 401
    assert "is wrong" in page.text
    assert sandbox.credentials["email"] in page.text
    assert "guess" not in page.text


def test_an_unknown_email_looks_like_a_wrong_password(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    page = flow.log_in(flow.open(), email="nobody@nowhere.example")
    assert page.status_code == 401
    assert "is wrong" in page.text


@pytest.mark.parametrize("form", ["login", "authorize"])
def test_a_form_from_elsewhere_is_not_accepted(sandbox: InProcessSandbox, form: str) -> None:
    flow = sandbox.flow()
    page = flow.open()
    if form == "authorize":
        page = flow.log_in(page)
    fields = {
        "email": sandbox.credentials["email"],
        "password": sandbox.credentials["password"],
        "decision": "allow",
        "form_token": "x",
    }
    answer = flow.submit(page, form, fields)
    assert answer.status_code == 403
    assert "location" not in answer.headers


def test_scripts_cannot_read_the_cookie(sandbox: InProcessSandbox) -> None:
    cookie = sandbox.flow().open().headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_pages_are_escaped_and_have_a_strict_policy(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow(login_hint='"><script>alert(1)</script>')
    page = flow.open()
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "Anmelden"),
        ("en-GB,de;q=0.3", "Sign in"),
        ("fr", "Sign in"),
        ("", "Sign in"),
    ],
)
def test_pages_use_the_browsers_language(sandbox: InProcessSandbox, change: str, word: str) -> None:
    assert f"<h1>{word}</h1>" in sandbox.flow().open(headers={"Accept-Language": change}).text


def test_the_login_is_prefilled_only_if_the_switch_is_on(sandbox: InProcessSandbox) -> None:
    assert sandbox.credentials["password"] not in sandbox.flow().open().text
    sandbox.behaviour.prefilled_login = True
    assert sandbox.credentials["password"] in sandbox.flow().open().text


def test_only_the_registered_url_matches_if_ports_are_fixed(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.loopback_any_port = False
    assert sandbox.flow().open().status_code == 400
    assert sandbox.flow(redirect_uri="http://127.0.0.1/callback").open().status_code == 200


def test_state_is_returned_unchanged(sandbox: InProcessSandbox) -> None:
    odd = "a b+c/ü=&%20?"
    flow = sandbox.flow(state=odd)
    assert flow.decide(flow.log_in(flow.open()))["state"] == odd


def test_the_issuer_is_sent_if_the_switch_is_on(sandbox: InProcessSandbox) -> None:
    sandbox.behaviour.issuer_parameter = True
    flow = sandbox.flow()
    assert flow.decide(flow.log_in(flow.open()))["iss"] == "http://sandbox"


def test_another_account_can_be_chosen(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    page = flow.log_in(flow.open())
    flow.submit(page, "logout", {})
    assert 'name="password"' in flow.open().text


def test_an_invalid_link_shows_an_error_page(sandbox: InProcessSandbox) -> None:
    answer = sandbox.request("GET", "/oauth/authorize?%ff=%00&&=;client_id=%zz&client_id=a&client_id=b")
    assert answer.status_code == 400
    assert "text/html" in answer.headers["content-type"]
