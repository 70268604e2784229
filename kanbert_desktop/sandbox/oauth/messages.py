"""Requests and responses between Starlette and oauthlib; Passport's wording of errors."""

import json
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode

from oauthlib.common import generate_token
from oauthlib.oauth2 import WebApplicationServer
from starlette.requests import Request

from kanbert_desktop.sandbox.context import AppContext
from kanbert_desktop.sandbox.oauth.validator import SandboxRequestValidator, install_policy_checks

ACCESS_TOKEN_LENGTH = 1000
REFRESH_TOKEN_LENGTH = 700

_MESSAGES = {
    "invalid_grant": "The provided authorization grant or refresh token is invalid, expired, revoked or not yours.",
    "invalid_client": "Client authentication failed",
    "invalid_request": "The request is missing a parameter, has one twice, or is otherwise malformed.",
    "invalid_scope": "The requested scope is invalid, unknown, or malformed",
    "unsupported_grant_type": "The authorization grant type is not supported by the authorization server.",
}


def passport_error(text: str, grant_type: str) -> str:
    """Adds `message` and `hint` to the error in `text`, a JSON object made by oauthlib."""
    oauth_error: dict[str, Any] = json.loads(text)
    error = str(oauth_error["error"])
    message = _MESSAGES.get(error, str(oauth_error.get("error_description") or error))
    return json.dumps(
        {
            "error": error,
            "error_description": message,
            "hint": _hint(error, grant_type, str(oauth_error.get("error_description") or "")),
            "message": message,
        }
    )


def _hint(error: str, grant_type: str, detail: str) -> str:
    if error == "invalid_grant" and grant_type == "refresh_token":
        return "Token has been revoked"
    if error == "invalid_grant":
        return detail or "Authorization code has been revoked"
    return detail or f"Check the request ({error})"


# oauthlib requires https in every URL. This server has none, and no packet leaves this computer.
OAUTH_PATH = "https://sandbox.invalid"
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


def oauthlib_server(context: AppContext) -> WebApplicationServer:
    longer = {"token_generator": _access, "refresh_token_generator": _refresh}
    server = WebApplicationServer(
        SandboxRequestValidator(context),
        token_expires_in=lambda _: context.behaviour.token_seconds,
        **(longer if context.behaviour.long_tokens else {}),
    )
    install_policy_checks(context, server)
    return server


def _access(_: object) -> str:
    return generate_token(ACCESS_TOKEN_LENGTH)


def _refresh(_: object) -> str:
    return generate_token(REFRESH_TOKEN_LENGTH)


def authorize_url(query: str) -> str:
    return f"{OAUTH_PATH}/oauth/authorize?{_tidy(query)}"


def form_text(raw: bytes) -> str:
    return _tidy(raw.decode("utf-8", "replace"))


def optional_header(name: str, value: str | None) -> dict[str, str]:
    return {name: value} if value else {}


def issuer_of(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def with_parameter(address: str, pair: tuple[str, str]) -> str:
    return address + ("&" if "?" in address else "?") + urlencode([pair])


def with_state_as_sent(address: str, query: str) -> str:
    """Returns `state` byte for byte, even if it was not UTF-8 or oddly encoded: RFC 6749 4.1.2 requires the exact value."""
    sent = [part for part in query.split("&") if unquote_plus(part.partition("=")[0]) == "state"]
    before, mark, after = address.rpartition("state=")
    if not sent or before[-1:] not in {"?", "&"}:
        return address
    _, also, rest = after.partition("&")
    return before + mark + sent[0].partition("=")[2] + also + rest


def _tidy(query: str) -> str:
    """Parameters without a value count as omitted (RFC 6749 3.1); unusual characters are encoded, not rejected."""
    return urlencode(_pairs(query))


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, max_num_fields=100)
    except ValueError:
        return []
