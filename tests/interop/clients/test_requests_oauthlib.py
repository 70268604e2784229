"""requests-oauthlib: PKCE by an option, the secret by each method."""

from typing import Any

import pytest
from oauthlib.oauth2 import AccessDeniedError, InvalidGrantError
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from interop.clients.conftest import Identity
from support.sandbox import RunningSandbox, walk_to_redirect


@pytest.fixture(autouse=True)
def _http_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


def session_of(identity: Identity) -> OAuth2Session:
    session = OAuth2Session(
        identity.client_id, redirect_uri=identity.redirect_uri, scope=identity.scope.split(), pkce="S256"
    )
    session.trust_env = False
    return session


def proof_of(identity: Identity) -> dict[str, Any]:
    if identity.method == "client_secret_basic":
        return {"auth": HTTPBasicAuth(identity.client_id, identity.client_secret or "")}
    return {"include_client_id": True, "client_secret": identity.client_secret}


def refresh_of(identity: Identity) -> dict[str, Any]:
    if identity.method == "client_secret_basic":
        return {"auth": HTTPBasicAuth(identity.client_id, identity.client_secret or "")}
    secret = {"client_secret": identity.client_secret} if identity.client_secret else {}
    return {"client_id": identity.client_id, **secret}


def test_a_complete_sign_in(kanbert: RunningSandbox, identity: Identity) -> None:
    token_url, whoami = f"{kanbert.url}/oauth/token", f"{kanbert.url}/api/v1/whoami"
    with session_of(identity) as session:
        address, _ = session.authorization_url(f"{kanbert.url}/oauth/authorize")
        callback = walk_to_redirect(kanbert, address)
        first = session.fetch_token(token_url, authorization_response=callback, **proof_of(identity))
        assert session.get(whoami).json()["email"] == kanbert.credentials["email"]
        second = session.refresh_token(
            token_url, refresh_token=first["refresh_token"], **refresh_of(identity)
        )
        assert second["access_token"] != first["access_token"]
        assert session.get(whoami).status_code == 200
        with pytest.raises(InvalidGrantError):
            session.refresh_token(token_url, refresh_token=first["refresh_token"], **refresh_of(identity))
        assert session.get(whoami).status_code == 401


def test_a_denial_is_understood(kanbert: RunningSandbox, identity: Identity) -> None:
    with session_of(identity) as session:
        address, _ = session.authorization_url(f"{kanbert.url}/oauth/authorize")
        callback = walk_to_redirect(kanbert, address, "deny")
        with pytest.raises(AccessDeniedError):
            session.fetch_token(
                f"{kanbert.url}/oauth/token", authorization_response=callback, **proof_of(identity)
            )
