"""Direct access tokens: created with name, scopes and expiry, shown once, revoked."""

import pytest

from support.developer_settings_client import DeveloperSettingsClient, shown_secret
from support.in_process_sandbox import InProcessSandbox

READ, WRITE = "task-management:read", "task-management:write"


@pytest.fixture
def mira(sandbox: InProcessSandbox) -> DeveloperSettingsClient:
    person = DeveloperSettingsClient(sandbox)
    person.sign_in()
    return person


def test_a_token_works_at_once_for_its_owner(mira: DeveloperSettingsClient) -> None:
    token = shown_secret(mira.create_token("Nightly import", READ, WRITE), "access_token")
    assert mira.sandbox.api_request("GET", "/whoami", token=token).json()["first_name"] == "Mira"
    assert mira.sandbox.api_request("GET", "/tasks", token=token).status_code == 200


def test_it_has_its_scopes_and_no_more(mira: DeveloperSettingsClient) -> None:
    reading = shown_secret(mira.create_token("Reader", READ), "access_token")
    nothing = shown_secret(mira.create_token("Nobody"), "access_token")
    assert mira.sandbox.api_request("POST", "/tasks/comments", token=reading, json={}).status_code == 403
    assert mira.sandbox.api_request("GET", "/tasks", token=nothing).status_code == 403
    assert mira.sandbox.api_request("GET", "/whoami", token=nothing).status_code == 200


@pytest.mark.parametrize(("lifetime", "days"), [("7", 7), ("30", 30), ("90", 90), ("365", 365)])
def test_it_expires_as_chosen(mira: DeveloperSettingsClient, lifetime: str, days: int) -> None:
    token = shown_secret(mira.create_token("Import", READ, lifetime=lifetime), "access_token")
    mira.sandbox.clock.advance(days=days, seconds=-1)
    assert mira.sandbox.api_request("GET", "/whoami", token=token).status_code == 200
    mira.sandbox.clock.advance(seconds=1)
    assert mira.sandbox.api_request("GET", "/whoami", token=token).status_code == 401


def test_it_can_be_without_expiry(mira: DeveloperSettingsClient) -> None:
    token = shown_secret(mira.create_token("Import", READ, lifetime="never"), "access_token")
    mira.sandbox.clock.advance(days=3650)
    assert mira.sandbox.api_request("GET", "/whoami", token=token).status_code == 200


def test_an_expired_token_is_marked(mira: DeveloperSettingsClient) -> None:
    mira.create_token("Import", READ, lifetime="7")
    mira.sandbox.clock.advance(days=7)
    person = DeveloperSettingsClient(mira.sandbox)
    person.sign_in()
    assert "Expired 1 Dec 2026" in person.open().text


def test_it_is_shown_once_and_stored_nowhere(mira: DeveloperSettingsClient) -> None:
    page = mira.create_token("Import", READ)
    token = shown_secret(page, "access_token")
    assert token
    assert mira.open("/settings/tokens/import").headers["location"] == "/settings/apps"
    overview = mira.open()
    assert "Import" in overview.text
    assert token not in overview.text
    stored = b"".join(file.read_bytes() for file in mira.sandbox.state.folder.iterdir())
    assert token.encode() not in stored


def test_a_revoked_token_stops_at_once_and_others_stay_valid(mira: DeveloperSettingsClient) -> None:
    token = shown_secret(mira.create_token("Import", READ), "access_token")
    other = shown_secret(mira.create_token("Import", READ), "access_token")
    assert "Revoke Import?" in mira.open("/settings/tokens/import/revoke").text
    mira.send("/settings/tokens/import/revoke")
    assert mira.sandbox.api_request("GET", "/whoami", token=token).status_code == 401
    assert mira.sandbox.api_request("GET", "/whoami", token=other).status_code == 200
    assert mira.open("/settings/tokens/import/revoke").status_code == 404


def test_the_token_of_the_printed_line_can_be_revoked_too(mira: DeveloperSettingsClient) -> None:
    assert "Sample data" in mira.open().text
    mira.send("/settings/tokens/access-token/revoke")
    assert mira.sandbox.api_request("GET", "/whoami").status_code == 401


def test_another_s_token_is_not_there(mira: DeveloperSettingsClient) -> None:
    with mira.sandbox.state.transaction() as db:
        db.execute("UPDATE tokens SET user_id = (SELECT id FROM users WHERE first_name = 'Jonas')")
    assert "Sample data" not in mira.open().text.split('<h2 id="tokens">')[1].split("</section>")[0]
    assert mira.send("/settings/tokens/access-token/revoke").status_code == 404
    assert mira.sandbox.api_request("GET", "/whoami").status_code == 200


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"name": ""}, "Please enter a name."),
        ({"name": "x" * 81}, "At most 80 characters"),
        ({"lifetime": "8"}, "Please choose when it expires."),
        ({"lifetime": ""}, "Please choose when it expires."),
    ],
)
def test_errors_are_shown_beside_the_field(
    mira: DeveloperSettingsClient, fields: dict[str, str], word: str
) -> None:
    given = {"name": "Import", "scope": [READ], "lifetime": "30", **fields}
    page = mira.send("/settings/tokens", given)
    assert page.status_code == 422
    assert word in page.text
    assert f'value="{READ}" checked' in page.text
    assert f'value="{WRITE}" checked' not in page.text


def test_unknown_scopes_are_rejected(mira: DeveloperSettingsClient) -> None:
    mira.create_token("Import", READ, "everything")
    rows = mira.sandbox.state.rows("SELECT scopes FROM tokens WHERE name = 'Import'")
    assert rows == [{"scopes": READ}]


def test_a_token_named_like_a_page_does_not_hide_behind_it(mira: DeveloperSettingsClient) -> None:
    assert shown_secret(mira.create_token("New", READ), "access_token")
