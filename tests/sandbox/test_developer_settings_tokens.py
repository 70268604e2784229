"""Direct access tokens: made with a name, scopes and an end, shown once, revoked."""

import pytest

from support.developer_settings_client import Person, shown
from support.in_process_sandbox import Box

READ, WRITE = "task-management:read", "task-management:write"


@pytest.fixture
def mira(box: Box) -> Person:
    person = Person(box)
    person.sign_in()
    return person


def test_a_token_works_at_once_in_its_owner_s_name(mira: Person) -> None:
    token = shown(mira.create_token("Nightly import", READ, WRITE), "access_token")
    assert mira.box.ask("GET", "/whoami", token=token).json()["first_name"] == "Mira"
    assert mira.box.ask("GET", "/tasks", token=token).status_code == 200


def test_it_can_do_what_it_was_made_for_and_no_more(mira: Person) -> None:
    reading = shown(mira.create_token("Reader", READ), "access_token")
    nothing = shown(mira.create_token("Nobody"), "access_token")
    assert mira.box.ask("POST", "/tasks/comments", token=reading, json={}).status_code == 403
    assert mira.box.ask("GET", "/tasks", token=nothing).status_code == 403
    assert mira.box.ask("GET", "/whoami", token=nothing).status_code == 200


@pytest.mark.parametrize(("lifetime", "days"), [("7", 7), ("30", 30), ("90", 90), ("365", 365)])
def test_it_ends_when_it_was_said_to(mira: Person, lifetime: str, days: int) -> None:
    token = shown(mira.create_token("Import", READ, lifetime=lifetime), "access_token")
    mira.box.clock.forward(days=days, seconds=-1)
    assert mira.box.ask("GET", "/whoami", token=token).status_code == 200
    mira.box.clock.forward(seconds=1)
    assert mira.box.ask("GET", "/whoami", token=token).status_code == 401


def test_it_may_never_end(mira: Person) -> None:
    token = shown(mira.create_token("Import", READ, lifetime="never"), "access_token")
    mira.box.clock.forward(days=3650)
    assert mira.box.ask("GET", "/whoami", token=token).status_code == 200


def test_an_ended_one_is_marked(mira: Person) -> None:
    mira.create_token("Import", READ, lifetime="7")
    mira.box.clock.forward(days=7)
    person = Person(mira.box)
    person.sign_in()
    assert "Expired 1 Dec 2026" in person.open().text


def test_it_is_shown_once_and_kept_nowhere(mira: Person) -> None:
    page = mira.create_token("Import", READ)
    token = shown(page, "access_token")
    assert token
    assert mira.open("/settings/tokens/import").headers["location"] == "/settings/apps"
    overview = mira.open()
    assert "Import" in overview.text
    assert token not in overview.text
    stored = b"".join(file.read_bytes() for file in mira.box.world.folder.iterdir())
    assert token.encode() not in stored


def test_a_revoked_one_is_refused_at_once_and_the_others_are_not(mira: Person) -> None:
    token = shown(mira.create_token("Import", READ), "access_token")
    other = shown(mira.create_token("Import", READ), "access_token")
    assert "Revoke Import?" in mira.open("/settings/tokens/import/revoke").text
    mira.send("/settings/tokens/import/revoke")
    assert mira.box.ask("GET", "/whoami", token=token).status_code == 401
    assert mira.box.ask("GET", "/whoami", token=other).status_code == 200
    assert mira.open("/settings/tokens/import/revoke").status_code == 404


def test_the_token_of_the_printed_line_can_be_revoked_too(mira: Person) -> None:
    assert "Sample data" in mira.open().text
    mira.send("/settings/tokens/access-token/revoke")
    assert mira.box.ask("GET", "/whoami").status_code == 401


def test_another_s_token_is_not_there(mira: Person) -> None:
    with mira.box.world.transaction() as db:
        db.execute("UPDATE tokens SET user_id = (SELECT id FROM users WHERE first_name = 'Jonas')")
    assert "Sample data" not in mira.open().text.split('<h2 id="tokens">')[1].split("</section>")[0]
    assert mira.send("/settings/tokens/access-token/revoke").status_code == 404
    assert mira.box.ask("GET", "/whoami").status_code == 200


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"name": ""}, "Please give it a name."),
        ({"name": "x" * 81}, "At most 80 characters"),
        ({"lifetime": "8"}, "Please choose when it expires."),
        ({"lifetime": ""}, "Please choose when it expires."),
    ],
)
def test_what_is_missing_is_said_beside_the_field(mira: Person, fields: dict[str, str], word: str) -> None:
    given = {"name": "Import", "scope": [READ], "lifetime": "30", **fields}
    page = mira.send("/settings/tokens", given)
    assert page.status_code == 422
    assert word in page.text
    assert f'value="{READ}" checked' in page.text
    assert f'value="{WRITE}" checked' not in page.text


def test_unknown_scopes_are_not_taken(mira: Person) -> None:
    mira.create_token("Import", READ, "everything")
    rows = mira.box.world.rows("SELECT scopes FROM tokens WHERE name = 'Import'")
    assert rows == [{"scopes": READ}]


def test_a_token_named_like_a_page_does_not_hide_behind_it(mira: Person) -> None:
    assert shown(mira.create_token("New", READ), "access_token")
