"""What this server asks for beyond oauthlib's own checks: S256 and nothing else, well-formed, bound to its code."""

import re
from collections.abc import Callable
from typing import Any

from oauthlib.common import Request
from oauthlib.oauth2 import (
    InvalidGrantError,
    InvalidRequestError,
    UnsupportedResponseTypeError,
    WebApplicationServer,
)

from kanbert_desktop.sandbox.house import House
from kanbert_desktop.sandbox.oauth import grants
from kanbert_desktop.sandbox.oauth.applications import find_application

Demand = Callable[[Request], dict[str, str]]

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")  # RFC 7636 4.2, of 32 bytes
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")  # RFC 7636 4.1


def lay_down(house: House, server: WebApplicationServer) -> None:
    kinds: list[Any] = [server.auth_grant, server.refresh_grant]
    for grant in kinds:
        grant.register_token_modifier(lambda token, *_: _without_refresh(house, token))
    code = kinds[0].custom_validators
    code.pre_auth += [_each_once, _only_code, _only_s256, _beside_a_secret(house)]
    code.pre_token.append(_well_formed)
    code.post_token.append(_no_verifier_of_nothing(house))


def _without_refresh(house: House, token: dict[str, Any]) -> dict[str, Any]:
    if not house.switches.issue_refresh_token:
        token.pop("refresh_token", None)
    return token


def _each_once(request: Request) -> dict[str, str]:
    """RFC 6749 3.1; oauthlib looks at its own five parameters only, and has done so before."""
    if request.duplicate_params:
        raise InvalidRequestError(description="A parameter is there more than once.", request=request)
    return {}


def _only_code(request: Request) -> dict[str, str]:
    """Oauthlib lets OpenID's mixed types come further."""
    if request.response_type not in {None, "code"}:
        raise UnsupportedResponseTypeError(request=request)
    return {}


def _only_s256(request: Request) -> dict[str, str]:
    """Oauthlib takes a missing method for `plain`, and would let both pass."""
    if request.code_challenge and request.code_challenge_method != "S256":
        raise InvalidRequestError(description="code_challenge_method must be S256.", request=request)
    if request.code_challenge and not _CHALLENGE.fullmatch(request.code_challenge):
        raise InvalidRequestError(description="code_challenge is malformed.", request=request)
    return {}


def _beside_a_secret(house: House) -> Demand:
    def demand(request: Request) -> dict[str, str]:
        application = find_application(house, request.client_id)
        confidential = application is not None and application.secret_hash is not None
        if confidential and request.code_challenge and not house.switches.pkce_beside_secret:
            detail = "PKCE is for applications without a secret."
            raise InvalidRequestError(description=detail, request=request)
        return {}

    return demand


def _well_formed(request: Request) -> dict[str, str]:
    if request.code_verifier is not None and not _VERIFIER.fullmatch(request.code_verifier):
        raise InvalidRequestError(description="code_verifier is malformed.", request=request)
    return {}


def _no_verifier_of_nothing(house: House) -> Demand:
    """A verifier for a code without a challenge means that somebody took the challenge away (RFC 9700 2.1.1)."""

    def demand(request: Request) -> dict[str, str]:
        row = grants.code_row(house, str(request.code))
        if request.code_verifier is not None and row is not None and row["challenge"] is None:
            raise InvalidGrantError(description="There was no code_challenge.", request=request)
        return {}

    return demand
