"""Registering, changing and deleting applications takes effect at once."""

import pytest

from support.developer_settings_client import APPS_PATH, CALLBACK, DeveloperSettingsClient, shown_secret
from support.in_process_sandbox import InProcessSandbox
from support.oauth_steps import REDIRECT, OAuthSteps, redirect_parameters


@pytest.fixture
def mira(sandbox: InProcessSandbox) -> DeveloperSettingsClient:
    person = DeveloperSettingsClient(sandbox)
    person.sign_in()
    return person


def flow_of(sandbox: InProcessSandbox, client_id: str | None, **changes: str | None) -> OAuthSteps:
    return sandbox.flow(client_id=client_id, **changes)


def test_a_public_application_signs_in_at_once(mira: DeveloperSettingsClient) -> None:
    page = mira.register("Zeiterfassung")
    client_id = shown_secret(page, "client_id")
    assert shown_secret(page, "client_secret") is None
    assert "It uses PKCE" in page.text
    flow = flow_of(mira.sandbox, client_id)
    consent = flow.log_in(flow.open())
    assert "Zeiterfassung" in consent.text
    answer = flow.exchange(flow.decide(consent)["code"], client_id=client_id)
    assert answer.status_code == 200


def test_an_application_with_a_secret_needs_it(mira: DeveloperSettingsClient) -> None:
    page = mira.register("Server", secret=True)
    client_id, secret = shown_secret(page, "client_id"), shown_secret(page, "client_secret")
    flow = flow_of(mira.sandbox, client_id)
    code = flow.code()
    assert flow.exchange(code, client_id=client_id).status_code == 401
    assert flow.exchange(code, client_id=client_id, client_secret=secret).status_code == 200


def test_a_secret_is_shown_once_and_stored_nowhere(mira: DeveloperSettingsClient) -> None:
    page = mira.register("Server", secret=True)
    client_id, secret = shown_secret(page, "client_id"), shown_secret(page, "client_secret")
    assert secret
    assert shown_secret(mira.open(f"{APPS_PATH}/{client_id}"), "client_secret") is None
    stored = b"".join(file.read_bytes() for file in mira.sandbox.state.folder.iterdir())
    assert secret.encode() not in stored
    assert secret not in repr(mira.sandbox.app.state.context)


def test_another_session_does_not_see_it(mira: DeveloperSettingsClient) -> None:
    other = DeveloperSettingsClient(mira.sandbox)
    other.sign_in()
    fields = {"name": "Server", "addresses": CALLBACK, "secret": "yes"}
    token = mira.open().text.split('name="form_token" value="')[1].split('"')[0]
    path = mira._ask("POST", APPS_PATH, data={"form_token": token, **fields}).headers["location"]
    assert shown_secret(other.open(path), "client_secret") is None
    mira._ask("HEAD", path)
    assert shown_secret(mira.open(path), "client_secret")


def test_a_new_secret_revokes_the_old_one(mira: DeveloperSettingsClient) -> None:
    page = mira.register("Server", secret=True)
    client_id, old = shown_secret(page, "client_id"), shown_secret(page, "client_secret")
    assert "Generate a new secret for Server?" in mira.open(f"{APPS_PATH}/{client_id}/secret").text
    new = shown_secret(mira.send(f"{APPS_PATH}/{client_id}/secret"), "client_secret")
    assert new not in {None, old}
    flow = flow_of(mira.sandbox, client_id)
    code = flow.code()
    assert flow.exchange(code, client_id=client_id, client_secret=old).status_code == 401
    assert flow.exchange(code, client_id=client_id, client_secret=new).status_code == 200


def test_a_public_application_gets_no_secret(mira: DeveloperSettingsClient) -> None:
    path = f"{APPS_PATH}/{shown_secret(mira.register('Zeiterfassung'), 'client_id')}/secret"
    assert mira.open(path).status_code == 404
    assert mira.send(path).status_code == 404


def test_each_of_several_addresses_works_and_a_removed_one_no_longer(mira: DeveloperSettingsClient) -> None:
    second = "https://zeit.example/back"
    page = mira.register("Zeit", CALLBACK, "", second, CALLBACK)
    client_id = shown_secret(page, "client_id")
    opened = [flow_of(mira.sandbox, client_id, redirect_uri=uri).open() for uri in (CALLBACK, second)]
    assert [answer.status_code for answer in opened] == [200, 200]
    mira.send(f"{APPS_PATH}/{client_id}", {"name": "Zeit 2", "addresses": second})
    opened = [flow_of(mira.sandbox, client_id, redirect_uri=uri).open() for uri in (CALLBACK, second)]
    assert [answer.status_code for answer in opened] == [400, 200]
    assert "Zeit 2" in opened[1].text


FIT = [
    *("https://zeit.example/back", "https://zeit.example:8443/back?tenant=1", "http://127.0.0.1/callback"),
    *("http://127.0.0.1:8080/", "http://[::1]/callback", "http://localhost:3000/x", "com.example.app:/back"),
]
UNFIT = [
    *(
        "",
        "callback",
        "/callback",
        "http://zeit.example/back",
        "https://",
        "https:///path",
        "ftp://x.example/",
    ),
    *("https://zeit.example/#x", "javascript:alert(1)", "data:text/html,x", "myapp://callback"),
    *("https://a@zeit.example/", "https://zeit.example/ä", "https://zeit.example/<b>", "http://[::1/x"),
    *("https://zeit.example:99999/", "https://zeit.example/a b", "https://z.example/" + "x" * 2000),
]


@pytest.mark.parametrize("address", FIT)
def test_a_valid_redirect_url_is_accepted(mira: DeveloperSettingsClient, address: str) -> None:
    page = mira.register("Zeit", address)
    assert shown_secret(page, "client_id")
    assert address in page.text


@pytest.mark.parametrize("address", UNFIT)
def test_an_invalid_redirect_url_is_rejected_and_the_form_keeps_its_values(
    mira: DeveloperSettingsClient, address: str
) -> None:
    page = mira.register("Zeit & Raum", address, secret=True)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert 'value="Zeit &amp; Raum"' in page.text
    assert 'value="yes" checked' in page.text
    assert len(mira.sandbox.state.rows("SELECT * FROM applications")) == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", "a\nb"])
def test_a_name_is_required(mira: DeveloperSettingsClient, name: str) -> None:
    assert mira.register(name).status_code == 422


def test_ten_redirect_urls_are_the_limit(mira: DeveloperSettingsClient) -> None:
    addresses = [f"https://zeit.example/{number}" for number in range(11)]
    assert mira.register("Zeit", *addresses[:10]).status_code == 200
    assert mira.register("Zeit", *addresses).status_code == 422


def test_a_slug_is_unique(mira: DeveloperSettingsClient) -> None:
    client_id = str(shown_secret(mira.register("Größe & Maß"), "client_id"))
    mira.register("Größe & Maß")
    mira.create_token("Größe & Maß")
    mira.register(client_id)
    mira.register("日本")
    slugs = [row["slug"] for row in mira.sandbox.state.rows("SELECT slug FROM applications ORDER BY rowid")]
    assert slugs[2:] == ["grosse-mass", "grosse-mass-2", f"{client_id}-2", "integration"]
    tokens = mira.sandbox.state.rows("SELECT client_id FROM tokens WHERE name = 'Größe & Maß'")
    assert tokens == [{"client_id": "grosse-mass-3"}]


def test_deleting_an_application_revokes_everything_it_holds(
    mira: DeveloperSettingsClient,
) -> None:
    client_id = shown_secret(mira.register("Zeit"), "client_id")
    flow = flow_of(mira.sandbox, client_id)
    tokens = flow.exchange(flow.code(), client_id=client_id).json()
    open_code = flow_of(mira.sandbox, client_id).code()
    assert "Delete Zeit?" in mira.open(f"{APPS_PATH}/{client_id}/delete").text
    assert "Zeit" not in mira.send(f"{APPS_PATH}/{client_id}/delete").text
    assert mira.sandbox.api_request("GET", "/whoami", token=tokens["access_token"]).status_code == 401
    assert flow.refresh(tokens["refresh_token"], client_id=client_id).status_code == 401
    assert flow.exchange(open_code, client_id=client_id).status_code == 401
    assert flow_of(mira.sandbox, client_id).open().status_code == 400


def test_access_can_be_revoked_and_granted_again(mira: DeveloperSettingsClient) -> None:
    flow = mira.sandbox.flow()
    tokens, client_id = flow.signed_in_page(), mira.sandbox.credentials["client_id"]
    assert "Has your access" in mira.open().text
    page = mira.send(f"{APPS_PATH}/{client_id}/disconnect")
    assert "or you have revoked the access" in page.text
    assert "Has your access" not in mira.open().text
    assert mira.sandbox.api_request("GET", "/whoami", token=tokens["access_token"]).status_code == 401
    assert flow.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    assert (
        mira.sandbox.api_request(
            "GET", "/whoami", token=mira.sandbox.flow().signed_in_page()["access_token"]
        ).status_code
        == 200
    )


def test_revoking_access_revokes_a_pending_code(mira: DeveloperSettingsClient) -> None:
    flow = mira.sandbox.flow()
    page = flow.log_in(flow.open())
    code = flow.decide(page)["code"]
    mira.send(f"{APPS_PATH}/{mira.sandbox.credentials['client_id']}/disconnect")
    assert flow.exchange(code).json()["error"] == "invalid_grant"


def test_the_redirect_goes_to_the_registered_url(mira: DeveloperSettingsClient) -> None:
    client_id = shown_secret(mira.register("Zeit", "https://zeit.example/back?tenant=7"), "client_id")
    flow = flow_of(mira.sandbox, client_id, redirect_uri="https://zeit.example/back?tenant=7")
    answer = flow.submit(flow.log_in(flow.open()), "authorize", {"decision": "allow"})
    assert answer.headers["location"].startswith("https://zeit.example/back?tenant=7&code=")
    assert redirect_parameters(answer)["state"] == flow.state
    assert flow_of(mira.sandbox, client_id, redirect_uri=REDIRECT).open().status_code == 400
