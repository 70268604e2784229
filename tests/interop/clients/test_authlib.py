"""Authlib's OAuth2Client over requests: signs in, refreshes, reads and revokes."""

from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

from interop.clients.conftest import Identity
from support.sandbox import RunningSandbox, walk_to_redirect


def client_of(identity: Identity) -> OAuth2Session:
    client = OAuth2Session(
        client_id=identity.client_id,
        client_secret=identity.client_secret,
        token_endpoint_auth_method=identity.method,
        code_challenge_method="S256",
        redirect_uri=identity.redirect_uri,
        scope=identity.scope,
    )
    client.trust_env = False
    return client


def test_a_complete_sign_in(kanbert: RunningSandbox, identity: Identity) -> None:
    verifier = generate_token(48)
    with client_of(identity) as client:
        address, state = client.create_authorization_url(
            f"{kanbert.url}/oauth/authorize", code_verifier=verifier
        )
        callback = walk_to_redirect(kanbert, address)
        token_url = f"{kanbert.url}/oauth/token"
        first = client.fetch_token(
            token_url, authorization_response=callback, state=state, code_verifier=verifier
        )
        assert client.get(f"{kanbert.url}/api/v1/whoami").json()["email"] == kanbert.credentials["email"]
        second = client.refresh_token(token_url, refresh_token=first["refresh_token"])
        assert second["refresh_token"] != first["refresh_token"]
        assert client.get(f"{kanbert.url}/api/v1/tasks").status_code == 200
        client.revoke_token(f"{kanbert.url}/oauth/revoke", second["refresh_token"], "refresh_token")
        assert client.get(f"{kanbert.url}/api/v1/tasks").status_code == 401


def test_a_direct_token_needs_no_flow(kanbert: RunningSandbox) -> None:
    token = {"access_token": kanbert.credentials["access_token"], "token_type": "Bearer"}
    with OAuth2Session(token=token) as client:
        client.trust_env = False
        assert client.get(f"{kanbert.url}/api/v1/whoami").json()["first_name"] == "Mira"
