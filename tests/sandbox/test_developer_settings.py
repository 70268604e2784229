"""Settings → Apps & API: access, security of the pages, languages."""

import tomllib
from itertools import pairwise

import pytest

from kanbert_desktop.resources import resource
from kanbert_desktop.sandbox.developer_settings.routes import ROUTES
from kanbert_desktop.sandbox.oauth.storage import SCOPES
from support.developer_settings_client import APPS_PATH, DeveloperSettingsClient, shown_secret
from support.in_process_sandbox import InProcessSandbox


@pytest.fixture
def mira(sandbox: InProcessSandbox) -> DeveloperSettingsClient:
    person = DeveloperSettingsClient(sandbox)
    assert person.sign_in().status_code == 200
    return person


def test_visitors_are_redirected_to_the_sign_in_page(sandbox: InProcessSandbox) -> None:
    paths = [route.path.format(client_id="x", slug="x", command="delete") for route in ROUTES]
    closed = [path for path in paths if path.startswith((APPS_PATH, "/settings/tokens", "/settings/logout"))]
    assert len(closed) > 10
    for path in closed:
        for method in ("GET", "POST"):
            answer = sandbox.request(method, path)
            assert answer.status_code == 405 or answer.headers["location"] == "/settings/login"


def test_sign_in_needs_the_password(sandbox: InProcessSandbox) -> None:
    person = DeveloperSettingsClient(sandbox)
    page = person.sign_in(password="guess")
    assert page.status_code == 401
    assert "is wrong" in page.text
    assert "Apps &amp; API" in person.sign_in().text
    assert person.open("/settings/login").headers["location"] == APPS_PATH


def test_the_login_session_is_shared_with_applications(sandbox: InProcessSandbox) -> None:
    flow = sandbox.flow()
    flow.code()
    person = DeveloperSettingsClient(sandbox, flow.cookies)
    assert person.open().status_code == 200


def test_after_signing_out_the_pages_are_closed(mira: DeveloperSettingsClient) -> None:
    assert 'name="password"' in mira.send("/settings/logout").text
    assert mira.open().headers["location"] == "/settings/login"


@pytest.mark.parametrize("token", ["", "x", None])
def test_a_form_from_elsewhere_changes_nothing(mira: DeveloperSettingsClient, token: str | None) -> None:
    before = mira.sandbox.state.rows("SELECT * FROM applications")
    fields = {"name": "Evil", "addresses": "https://evil.example/", "form_token": token or ""}
    answer = mira._ask("POST", APPS_PATH, data=fields if token is not None else {})
    assert answer.status_code == 403
    assert "This form has expired" in answer.text
    assert mira.sandbox.state.rows("SELECT * FROM applications") == before


def test_a_form_of_another_session_changes_nothing(mira: DeveloperSettingsClient) -> None:
    other = DeveloperSettingsClient(mira.sandbox)
    other.sign_in()
    answer = mira.send(APPS_PATH, {"name": "Evil", "addresses": "https://evil.example/"}, page=other.open())
    assert answer.status_code == 403


def test_pages_have_a_strict_policy_and_are_not_cached(mira: DeveloperSettingsClient) -> None:
    headers = mira.open().headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"


def test_scripts_cannot_read_the_session(sandbox: InProcessSandbox) -> None:
    cookie = sandbox.request("GET", "/settings/login").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_typed_text_is_shown_escaped(mira: DeveloperSettingsClient) -> None:
    evil = """"><script>alert(1)</script>'{{ 7 * 7 }}"""
    page = mira.register(evil, "http://127.0.0.1/callback?a=1&amp;b")
    pages = [
        page,
        mira.open(),
        mira.create_token(evil),
        mira.open(f"{APPS_PATH}/{shown_secret(page, 'client_id')}/delete"),
    ]
    assert all(each.status_code == 200 for each in pages)
    assert all("<script>" not in each.text and "&#34;&gt;&lt;script&gt;" in each.text for each in pages)
    assert "a=1&amp;amp;b" in page.text


@pytest.mark.parametrize(("language", "word"), [("de", "Apps"), ("en", "Applications")])
def test_the_pages_use_the_browsers_language(mira: DeveloperSettingsClient, language: str, word: str) -> None:
    assert f">{word}</h2>" in mira.open(headers={"Accept-Language": language}).text


def test_dates_use_the_readers_format(mira: DeveloperSettingsClient) -> None:
    mira.create_token("Import", lifetime="30")
    assert "24 Dec 2026" in mira.open(headers={"Accept-Language": "en"}).text
    assert "24.12.2026" in mira.open(headers={"Accept-Language": "de"}).text


@pytest.mark.parametrize("name", ["texts", "settings", "scopes"])
def test_every_text_exists_in_both_languages(name: str) -> None:
    words = tomllib.loads(resource(f"sandbox/{name}.toml").read_text("utf-8"))
    assert set(words) == {"de", "en"}
    assert set(words["de"]) == set(words["en"])


def test_every_scope_has_a_text() -> None:
    words = tomllib.loads(resource("sandbox/scopes.toml").read_text("utf-8"))
    assert set(words["en"]) == set(SCOPES)


@pytest.mark.parametrize(
    "path", [f"{APPS_PATH}/nothing", f"{APPS_PATH}/nothing/delete", "/settings/tokens/nothing"]
)
def test_a_missing_page_has_an_error_page(mira: DeveloperSettingsClient, path: str) -> None:
    page = mira.open(path)
    assert page.status_code == 404
    assert "Not found" in page.text


def test_headings_skip_no_level(mira: DeveloperSettingsClient) -> None:
    page = mira.register("Zeit", secret=True)
    for text in (mira.open().text, page.text, mira.open("/settings/tokens/new").text):
        levels = [int(piece[0]) for piece in text.split("<h")[1:] if piece[0].isdigit()]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
