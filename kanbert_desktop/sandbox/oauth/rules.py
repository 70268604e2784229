"""What oauthlib asks about applications, codes and tokens, answered from the world."""

# ruff: noqa: ARG002 — oauthlib hands over everything it has; no answer needs all of it

import base64
import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_plus

from oauthlib.common import Request
from oauthlib.oauth2 import InvalidGrantError, RequestValidator

from kanbert_desktop.sandbox.house import House
from kanbert_desktop.sandbox.keys import digest
from kanbert_desktop.sandbox.oauth import grants
from kanbert_desktop.sandbox.oauth.applications import find_application, is_same_address
from kanbert_desktop.sandbox.oauth.grants import Grant
from kanbert_desktop.sandbox.oauth.scopes import SCOPES


class Rules(RequestValidator):
    """Stateless but for the house; oauthlib keeps the protocol. A request's `user` is a `Holder`."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house

    # Who is asking

    def validate_client_id(self, client_id: str, request: Request, *_: object, **__: object) -> bool:
        request.client = find_application(self._house, client_id)
        return request.client is not None

    def client_authentication_required(self, request: Request, *_: object, **__: object) -> bool:
        basic = _basic(request)
        application = find_application(self._house, basic[0] if basic else request.client_id)
        return basic is not None or (application is not None and application.secret_hash is not None)

    def authenticate_client(self, request: Request, *_: object, **__: object) -> bool:
        """By Basic or by body, never by both (RFC 6749 2.3)."""
        basic = _basic(request)
        if basic and (request.client_secret or request.client_id not in {None, basic[0]}):
            return False
        client_id, secret = basic or (request.client_id, request.client_secret)
        application = find_application(self._house, client_id)
        if application is None or application.secret_hash is None or not secret:
            return False
        request.client = application
        return hmac.compare_digest(application.secret_hash, digest(secret))

    def authenticate_client_id(self, client_id: str, request: Request, *_: object, **__: object) -> bool:
        application = find_application(self._house, client_id)
        request.client = application
        return application is not None and application.secret_hash is None

    # What may be asked

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Request, *_: object, **__: object
    ) -> bool:
        application = find_application(self._house, client_id)
        registered = application.redirect_uris if application else []
        any_port = self._house.switches.loopback_any_port
        return any(is_same_address(each, redirect_uri, any_port=any_port) for each in registered)

    def get_default_redirect_uri(self, client_id: str, request: Request, *_: object, **__: object) -> str:
        """None: a loopback address without its port leads nowhere."""
        return ""

    def validate_response_type(
        self, client_id: str, response_type: str, client: object, request: Request, *_: object, **__: object
    ) -> bool:
        return response_type == "code"

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: object, request: Request, *_: object, **__: object
    ) -> bool:
        return set(scopes) <= set(SCOPES)

    def get_default_scopes(self, client_id: str, request: Request, *_: object, **__: object) -> list[str]:
        """Nothing asked for: an empty grant that can only say who the user is [G]."""
        return []

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        application = find_application(self._house, client_id)
        return application is not None and application.secret_hash is None

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: object, request: Request, *_: object, **__: object
    ) -> bool:
        return grant_type in {"authorization_code", "refresh_token"}

    # Codes

    def save_authorization_code(
        self, client_id: str, code: Mapping[str, Any], request: Request, *_: object, **__: object
    ) -> None:
        grant = _grant_of(request, client_id)
        grants.keep_code(self._house, code["code"], grant, request.redirect_uri or "", request.code_challenge)

    def validate_code(
        self, client_id: str, code: str, client: object, request: Request, *_: object, **__: object
    ) -> bool:
        return _opened(request, grants.open_code(self._house, client_id, code))

    def get_code_challenge(self, code: str, request: Request) -> str:
        """None where an application with a secret sent no challenge; oauthlib's types do not know of that."""
        row: Any = grants.code_row(self._house, code)
        challenge: str = row["challenge"]
        return challenge

    def get_code_challenge_method(self, code: str, request: Request) -> str:
        """Nothing else was ever let in."""
        return "S256"

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: object, *_: object, **__: object
    ) -> bool:
        """Another address is an invalid grant (RFC 6749 5.2); oauthlib would call it an invalid request."""
        row = grants.code_row(self._house, code)
        if row is None or row["redirect_uri"] != redirect_uri:
            raise InvalidGrantError(description="redirect_uri is not the one of the authorization request.")
        return True

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Request, *_: object, **__: object
    ) -> None:
        grants.spend_code(self._house, code)

    # Tokens

    def save_token(self, token: Mapping[str, Any], request: Request, *_: object, **__: object) -> None:
        grant = _grant_of(request, _client_id(request))
        spent = request.refresh_token if request.grant_type == "refresh_token" else None
        grants.keep_tokens(self._house, grant, token, spent)

    def validate_refresh_token(
        self, refresh_token: str, client: object, request: Request, *_: object, **__: object
    ) -> bool:
        return _opened(request, grants.open_refresh_token(self._house, _client_id(request), refresh_token))

    def get_original_scopes(
        self, refresh_token: str, request: Request, *_: object, **__: object
    ) -> list[str]:
        return grants.scopes_of(self._house, refresh_token)

    def revoke_token(
        self, token: str, token_type_hint: str, request: Request, *_: object, **__: object
    ) -> None:
        del token_type_hint  # only ever a hint (RFC 7009 2.1)
        grants.revoke(self._house, _client_id(request), token)


def _grant_of(request: Request, client_id: str) -> Grant:
    holder: Any = request.user
    return Grant(client_id, holder, request.scopes or [])


def _opened(request: Request, grant: Grant | None) -> bool:
    if grant is not None:
        request.user, request.scopes = grant.holder, grant.scopes
    return grant is not None


def _client_id(request: Request) -> str:
    """Of the application that was authenticated, never of the one that was named."""
    client: Any = request.client
    return str(client.client_id)


def _basic(request: Request) -> tuple[str, str] | None:
    kind, _, encoded = (request.headers.get("Authorization") or "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return unquote_plus(client_id), unquote_plus(secret)
