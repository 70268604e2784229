"""What oauthlib asks about applications, codes and tokens, answered from the world."""

import base64
import hmac
import json
import re
import sqlite3
from typing import Any, NamedTuple
from urllib.parse import unquote_plus, urlsplit

from oauthlib.common import Request
from oauthlib.oauth2 import RequestValidator

from kanbert_desktop.sandbox.house import House
from kanbert_desktop.sandbox.keys import digest
from kanbert_desktop.sandbox.oauth import grants

_LOOPBACK = re.compile(r"http://(?P<host>127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?P<rest>/.*)?")

SCOPES = ("task-management:read", "task-management:write")


class Application(NamedTuple):
    client_id: str
    name: str
    secret_hash: str | None
    redirect_uris: list[str]


def find_application(house: House, client_id: str | None) -> Application | None:
    with house.world.transaction() as db:
        row = db.execute("SELECT * FROM applications WHERE client_id = ?", (client_id,)).fetchone()
    return None if row is None else _application(row)


def _application(row: sqlite3.Row) -> Application:
    return Application(row["client_id"], row["name"], row["secret_hash"], json.loads(row["redirect_uris"]))


class Rules(RequestValidator):
    """Stateless but for the house; oauthlib keeps the protocol."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house

    # Who is asking

    def validate_client_id(self, client_id: str, request: Request, *_: Any, **__: Any) -> bool:
        request.client = find_application(self._house, client_id)
        return request.client is not None

    def client_authentication_required(self, request: Request, *_: Any, **__: Any) -> bool:
        basic = _basic(request)
        application = find_application(self._house, basic[0] if basic else request.client_id)
        return basic is not None or (application is not None and application.secret_hash is not None)

    def authenticate_client(self, request: Request, *_: Any, **__: Any) -> bool:
        """By Basic or by body, never by both (RFC 6749 2.3)."""
        basic = _basic(request)
        if basic and request.client_secret:
            return False
        client_id, secret = basic or (request.client_id, request.client_secret)
        application = find_application(self._house, client_id)
        if application is None or application.secret_hash is None or not secret:
            return False
        request.client = application
        return hmac.compare_digest(application.secret_hash, digest(secret))

    def authenticate_client_id(self, client_id: str, request: Request, *_: Any, **__: Any) -> bool:
        request.client = find_application(self._house, client_id)
        return request.client is not None and request.client.secret_hash is None

    # What may be asked

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Request, *_: Any, **__: Any
    ) -> bool:
        application = find_application(self._house, client_id)
        registered = application.redirect_uris if application else []
        any_port = self._house.switches.loopback_any_port
        return any(_same_address(each, redirect_uri, any_port=any_port) for each in registered)

    def get_default_redirect_uri(self, client_id: str, request: Request, *_: Any, **__: Any) -> str | None:
        """Only where no choice is left; a loopback address without its port is none."""
        return None

    def validate_response_type(
        self, client_id: str, response_type: str, client: object, request: Request, *_: Any, **__: Any
    ) -> bool:
        return response_type == "code"

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: object, request: Request, *_: Any, **__: Any
    ) -> bool:
        return set(scopes) <= set(SCOPES)

    def get_default_scopes(self, client_id: str, request: Request, *_: Any, **__: Any) -> list[str]:
        """Nothing asked for: an empty grant that can only say who the user is [G]."""
        return []

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        application = find_application(self._house, client_id)
        return application is not None and application.secret_hash is None

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: object, request: Request, *_: Any, **__: Any
    ) -> bool:
        return grant_type in {"authorization_code", "refresh_token"}

    # Codes

    def save_authorization_code(
        self, client_id: str, code: dict[str, str], request: Request, *_: Any, **__: Any
    ) -> None:
        grants.keep_code(self._house, code["code"], request)

    def validate_code(
        self, client_id: str, code: str, client: object, request: Request, *_: Any, **__: Any
    ) -> bool:
        return grants.open_code(self._house, client_id, code, request)

    def get_code_challenge(self, code: str, request: Request) -> str | None:
        challenge: str | None = grants.code_row(self._house, code)["challenge"]
        return challenge

    def get_code_challenge_method(self, code: str, request: Request) -> str:
        """Nothing else was ever let in."""
        return "S256"

    def confirm_redirect_uri(
        self,
        client_id: str,
        code: str,
        redirect_uri: str,
        client: object,
        request: Request,
        *_: Any,
        **__: Any,
    ) -> bool:
        return bool(grants.code_row(self._house, code)["redirect_uri"] == redirect_uri)

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Request, *_: Any, **__: Any
    ) -> None:
        grants.spend_code(self._house, code)

    # Tokens

    def save_bearer_token(self, token: dict[str, Any], request: Request, *_: Any, **__: Any) -> None:
        if not self._house.switches.issue_refresh_token:
            token.pop("refresh_token", None)
        grants.keep_tokens(self._house, token, request)

    def validate_refresh_token(
        self, refresh_token: str, client: Application, request: Request, *_: Any, **__: Any
    ) -> bool:
        return grants.open_refresh_token(self._house, refresh_token, client.client_id, request)

    def get_original_scopes(self, refresh_token: str, request: Request, *_: Any, **__: Any) -> list[str]:
        return grants.scopes_of(self._house, refresh_token)

    def revoke_token(self, token: str, token_type_hint: str, request: Request, *_: Any, **__: Any) -> None:
        grants.revoke(self._house, token, request.client.client_id)


def _basic(request: Request) -> tuple[str, str] | None:
    kind, _, encoded = (request.headers.get("Authorization") or "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return unquote_plus(client_id), unquote_plus(secret)


def is_loopback(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1"}


def _same_address(registered: str, asked: str, *, any_port: bool) -> bool:
    """Byte for byte; on a loopback literal the port is free (RFC 8252 7.3) where the switch says so."""
    if registered == asked:
        return True
    if not any_port or not is_loopback(registered):
        return False
    ours, theirs = (_LOOPBACK.fullmatch(each) for each in (registered, asked))
    return (
        ours is not None and theirs is not None and ours.group("host", "rest") == theirs.group("host", "rest")
    )
