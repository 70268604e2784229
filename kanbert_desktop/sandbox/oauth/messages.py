"""oauthlib's server, set up for this house, and requests in the form it takes."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from oauthlib.common import Request as OAuthRequest
from oauthlib.oauth2 import InvalidRequestError, WebApplicationServer

from kanbert_desktop.sandbox.house import House
from kanbert_desktop.sandbox.oauth.rules import Rules

# oauthlib wants https in every address it is shown; this server has none and is never left by a packet.
BASE = "https://sandbox.invalid"


def server_of(house: House) -> WebApplicationServer:
    server = WebApplicationServer(Rules(house), token_expires_in=lambda _: house.switches.token_seconds)
    grants: list[Any] = [server.auth_grant, server.refresh_grant]
    for grant in grants:
        grant.register_token_modifier(lambda token, *_: _without_refresh(house, token))
    grants[0].custom_validators.pre_auth.append(_only_s256)
    return server


def _without_refresh(house: House, token: dict[str, Any]) -> dict[str, Any]:
    if not house.switches.issue_refresh_token:
        token.pop("refresh_token", None)
    return token


def _only_s256(request: OAuthRequest) -> dict[str, str]:
    """Oauthlib takes a missing method for `plain`, and would let both pass."""
    if request.code_challenge and request.code_challenge_method != "S256":
        raise InvalidRequestError(description="code_challenge_method must be S256.", request=request)
    return {}


def authorize_address(query: str) -> str:
    return f"{BASE}/oauth/authorize?{_tidy(query)}"


def form_text(raw: bytes) -> str:
    return _tidy(raw.decode("utf-8", "replace"))


def only_header(name: str, value: str | None) -> dict[str, str]:
    return {name: value} if value else {}


def with_parameter(address: str, pair: tuple[str, str]) -> str:
    return address + ("&" if "?" in address else "?") + urlencode([pair])


def _tidy(query: str) -> str:
    """Parameters without a value count as omitted (RFC 6749 3.1); odd characters are encoded, not refused."""
    return urlencode(_pairs(query))


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, max_num_fields=100)
    except ValueError:
        return []
