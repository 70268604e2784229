"""The oauthlib request validator, and checks beyond oauthlib's."""

# ruff: noqa: ARG002 — oauthlib passes everything it has; no method needs all of it
import base64
import hmac
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from oauthlib.common import Request
from oauthlib.oauth2 import (
    InvalidGrantError,
    InvalidRequestError,
    RequestValidator,
    UnsupportedResponseTypeError,
    WebApplicationServer,
)

from kanbert_desktop.sandbox.context import AppContext
from kanbert_desktop.sandbox.demo_credentials import digest
from kanbert_desktop.sandbox.oauth import storage
from kanbert_desktop.sandbox.oauth.storage import (
    EFFORT_SCOPES,
    SCOPES,
    Grant,
    find_client,
    is_same_redirect_uri,
)


class SandboxRequestValidator(RequestValidator):
    """Stateless except for the context; oauthlib handles the protocol. A request's `user` is a `TokenHolder`."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context

    # Client

    def validate_client_id(self, client_id: str, request: Request, *_: object, **__: object) -> bool:
        request.client = find_client(self._context, client_id)
        return request.client is not None

    def client_authentication_required(self, request: Request, *_: object, **__: object) -> bool:
        basic = _basic(request)
        application = find_client(self._context, basic[0] if basic else request.client_id)
        return basic is not None or (application is not None and application.secret_hash is not None)

    def authenticate_client(self, request: Request, *_: object, **__: object) -> bool:
        """By Basic or by body, never by both (RFC 6749 2.3)."""
        basic = _basic(request)
        if basic and (request.client_secret or request.client_id not in {None, basic[0]}):
            return False
        client_id, secret = basic or (request.client_id, request.client_secret)
        application = find_client(self._context, client_id)
        if application is None or application.secret_hash is None or not secret:
            return False
        request.client = application
        return hmac.compare_digest(application.secret_hash, digest(secret))

    def authenticate_client_id(self, client_id: str, request: Request, *_: object, **__: object) -> bool:
        application = find_client(self._context, client_id)
        request.client = application
        return application is not None and application.secret_hash is None

    # Request

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Request, *_: object, **__: object
    ) -> bool:
        application = find_client(self._context, client_id)
        registered = application.redirect_uris if application else []
        any_port = self._context.behaviour.loopback_any_port
        return any(is_same_redirect_uri(each, redirect_uri, any_port=any_port) for each in registered)

    def get_default_redirect_uri(self, client_id: str, request: Request, *_: object, **__: object) -> str:
        """None: a loopback URL without its port leads nowhere."""
        return ""

    def validate_response_type(
        self, client_id: str, response_type: str, client: object, request: Request, *_: object, **__: object
    ) -> bool:
        return response_type == "code"

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: object, request: Request, *_: object, **__: object
    ) -> bool:
        known = set(SCOPES) - (set() if self._context.behaviour.efforts_grantable else EFFORT_SCOPES)
        return set(scopes) <= known

    def get_default_scopes(self, client_id: str, request: Request, *_: object, **__: object) -> list[str]:
        """If no scope is requested: an empty grant that can only tell who the user is [G]."""
        return []

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        application = find_client(self._context, client_id)
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
        storage.store_code(
            self._context, code["code"], grant, request.redirect_uri or "", request.code_challenge
        )

    def validate_code(
        self, client_id: str, code: str, client: object, request: Request, *_: object, **__: object
    ) -> bool:
        return _opened(request, storage.redeemable_grant(self._context, client_id, code))

    def get_code_challenge(self, code: str, request: Request) -> str:
        """None if a confidential client sent no challenge; oauthlib's types do not allow for that."""
        row: Any = storage.code_row(self._context, code)
        challenge: str = row["challenge"]
        return challenge

    def get_code_challenge_method(self, code: str, request: Request) -> str:
        """No other method is accepted."""
        return "S256"

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: object, *_: object, **__: object
    ) -> bool:
        """A different redirect URL is an invalid grant (RFC 6749 5.2); oauthlib would report an invalid request."""
        row = storage.code_row(self._context, code)
        if row is None or row["redirect_uri"] != redirect_uri:
            raise InvalidGrantError(description="redirect_uri is not the one of the authorization request.")
        return True

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Request, *_: object, **__: object
    ) -> None:
        storage.mark_code_used(self._context, code)

    # Tokens

    def save_token(self, token: Mapping[str, Any], request: Request, *_: object, **__: object) -> None:
        grant = _grant_of(request, _client_id(request))
        spent = request.refresh_token if request.grant_type == "refresh_token" else None
        storage.store_tokens(self._context, grant, token, spent)

    def validate_refresh_token(
        self, refresh_token: str, client: object, request: Request, *_: object, **__: object
    ) -> bool:
        return _opened(request, storage.refreshable_grant(self._context, _client_id(request), refresh_token))

    def get_original_scopes(
        self, refresh_token: str, request: Request, *_: object, **__: object
    ) -> list[str]:
        return storage.scopes_of(self._context, refresh_token)

    def revoke_token(
        self, token: str, token_type_hint: str, request: Request, *_: object, **__: object
    ) -> None:
        del token_type_hint  # a hint only (RFC 7009 2.1)
        storage.revoke_token(self._context, _client_id(request), token)


def _grant_of(request: Request, client_id: str) -> Grant:
    holder: Any = request.user
    return Grant(client_id, holder, request.scopes or [])


def _opened(request: Request, grant: Grant | None) -> bool:
    if grant is not None:
        request.user, request.scopes = grant.holder, grant.scopes
    return grant is not None


def _client_id(request: Request) -> str:
    """The authenticated client, never the one merely named in the request."""
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


PolicyCheck = Callable[[Request], dict[str, str]]

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")  # RFC 7636 4.2, of 32 bytes
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")  # RFC 7636 4.1


def install_policy_checks(context: AppContext, server: WebApplicationServer) -> None:
    kinds: list[Any] = [server.auth_grant, server.refresh_grant]
    for grant in kinds:
        grant.register_token_modifier(lambda token, *_: _without_refresh(context, token))
    code = kinds[0].custom_validators
    code.pre_auth += [_each_once, _only_code, _only_s256, _beside_a_secret(context)]
    code.pre_token.append(_well_formed)
    code.post_token.append(_no_verifier_of_nothing(context))


def _without_refresh(context: AppContext, token: dict[str, Any]) -> dict[str, Any]:
    if not context.behaviour.issue_refresh_token:
        token.pop("refresh_token", None)
    return token


def _each_once(request: Request) -> dict[str, str]:
    """RFC 6749 3.1. oauthlib checks its own five parameters only."""
    if request.duplicate_params:
        raise InvalidRequestError(description="A parameter is there more than once.", request=request)
    return {}


def _only_code(request: Request) -> dict[str, str]:
    """Oauthlib would also let OpenID's mixed types pass."""
    if request.response_type not in {None, "code"}:
        raise UnsupportedResponseTypeError(request=request)
    return {}


def _only_s256(request: Request) -> dict[str, str]:
    """Oauthlib takes a missing method for `plain`, and would accept both."""
    if request.code_challenge and request.code_challenge_method != "S256":
        raise InvalidRequestError(description="code_challenge_method must be S256.", request=request)
    if request.code_challenge and not _CHALLENGE.fullmatch(request.code_challenge):
        raise InvalidRequestError(description="code_challenge is malformed.", request=request)
    return {}


def _beside_a_secret(context: AppContext) -> PolicyCheck:
    def demand(request: Request) -> dict[str, str]:
        application = find_client(context, request.client_id)
        confidential = application is not None and application.secret_hash is not None
        if confidential and request.code_challenge and not context.behaviour.pkce_beside_secret:
            detail = "PKCE is for applications without a secret."
            raise InvalidRequestError(description=detail, request=request)
        return {}

    return demand


def _well_formed(request: Request) -> dict[str, str]:
    if request.code_verifier is not None and not _VERIFIER.fullmatch(request.code_verifier):
        raise InvalidRequestError(description="code_verifier is malformed.", request=request)
    return {}


def _no_verifier_of_nothing(context: AppContext) -> PolicyCheck:
    """A verifier for a code without a challenge means that the challenge was removed on the way (RFC 9700 2.1.1)."""

    def demand(request: Request) -> dict[str, str]:
        row = storage.code_row(context, str(request.code))
        if request.code_verifier is not None and row is not None and row["challenge"] is None:
            raise InvalidGrantError(description="There was no code_challenge.", request=request)
        return {}

    return demand
