"""OAuthClient (the registered application), authorization and token requests, PKCE and state."""

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from kanbert_desktop.domain.value_classes import dataclass, field
from kanbert_desktop.net.origin import parse_origin
from kanbert_desktop.net.redaction import register_secret

if TYPE_CHECKING:
    from oauthlib.oauth2 import WebApplicationClient

SCOPE = "task-management:read task-management:write"
HOURS_SCOPE = "efforts:read"
"""Asked for beside `SCOPE`, once the user wants to see hours booked; never at a first sign-in."""


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """`server` is an origin; plain http is refused unless it is this computer."""

    server: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    # For a server that rejects a secret together with a verifier: not known of Kanbert.
    pkce_with_secret: bool = True
    # What the server calls itself in `iss` (RFC 9207), if that is not its origin.
    issuer: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "server", parse_origin(self.server))
        object.__setattr__(self, "issuer", (self.issuer or self.server).removesuffix("/"))
        register_secret(self.client_secret)

    @property
    def uses_pkce(self) -> bool:
        return self.client_secret is None or self.pkce_with_secret

    @property
    def authorize_url(self) -> str:
        return f"{self.server}/oauth/authorize"

    @property
    def token_url(self) -> str:
        return f"{self.server}/oauth/token"

    @property
    def revoke_url(self) -> str:
        return f"{self.server}/oauth/revoke"


def new_verifier() -> str:
    """64 unreserved characters with 384 random bits."""
    return _random_value(48)


def new_state() -> str:
    return _random_value(32)


def code_challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _random_value(size: int) -> str:
    value = secrets.token_urlsafe(size)
    register_secret(value)
    return value


def build_authorization_url(
    client: OAuthClient, redirect_uri: str, state: str, verifier: str, scope: str = SCOPE
) -> str:
    """The URL for the browser. It is shown for copying and passed to the programs that open it.

    Every user of this computer can read a program's arguments, so state, challenge and port are not secret from them
    during the sign-in. The verifier never leaves this process, so nobody can redeem a code that was issued for this
    user (RFC 7636). Another local user can still end the sign-in with an error, or complete it with a code for their
    own account, since the challenge fits theirs too (RFC 9700, 4.7). The first costs another attempt. Against the
    second the program shows who has signed in, and asks before another account replaces the present one.
    """
    pkce = (
        {"code_challenge": code_challenge(verifier), "code_challenge_method": "S256"}
        if client.uses_pkce
        else {}
    )
    scheme, _, rest = client.authorize_url.partition("://")
    # oauthlib insists on https; the client has already refused http to any other computer.
    link = _messages(client).prepare_request_uri(
        f"https://{rest}", redirect_uri=redirect_uri, scope=scope, state=state, **pkce
    )
    return f"{scheme}{link.removeprefix('https')}"


def token_request_form(client: OAuthClient, code: str, redirect_uri: str, verifier: str) -> dict[str, str]:
    pkce: dict[str, Any] = {"code_verifier": verifier} if client.uses_pkce else {}
    body = _messages(client).prepare_request_body(
        code=code, redirect_uri=redirect_uri, **pkce, **_client_secret_field(client)
    )
    return dict(parse_qsl(body))


def refresh_form(client: OAuthClient, refresh_token: str) -> dict[str, str]:
    """RFC 6749, 6."""
    return {
        "grant_type": "refresh_token",
        "refresh_token": refresh_token,
        "client_id": client.client_id,
        **_client_secret_field(client),
    }


def revoke_form(client: OAuthClient, token: str, hint: str) -> dict[str, str]:
    """RFC 7009, 2.1."""
    return {
        "token": token,
        "token_type_hint": hint,
        "client_id": client.client_id,
        **_client_secret_field(client),
    }


def _messages(client: OAuthClient) -> "WebApplicationClient":
    from oauthlib.oauth2 import WebApplicationClient  # noqa: PLC0415  58 modules, needed by a sign-in alone

    return WebApplicationClient(client.client_id)


def _client_secret_field(client: OAuthClient) -> dict[str, Any]:
    """Kanbert documents the secret in the body, not as Basic authentication."""
    return {"client_secret": client.client_secret} if client.client_secret else {}
