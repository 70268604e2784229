"""Token, revocation and metadata endpoints; the routes of the OAuth server."""

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kanbert_desktop.sandbox.context import context_of
from kanbert_desktop.sandbox.errors import ErrorResponse
from kanbert_desktop.sandbox.oauth import authorize, pages
from kanbert_desktop.sandbox.oauth.messages import (
    NO_STORE,
    OAUTH_PATH,
    form_text,
    issuer_of,
    oauthlib_server,
    optional_header,
    passport_error,
)
from kanbert_desktop.sandbox.oauth.storage import SCOPES

_FORM = "application/x-www-form-urlencoded"
# RFC 6749 5.2 and RFC 9110 11.6.1: a 401 names the scheme to authenticate with; oauthlib would name the API's scheme.
_HOW = {"WWW-Authenticate": 'Basic realm="Kanbert"'}


async def token(request: Request) -> Response:
    """Accepts form encoding only. One transaction, so a code or a refresh token is used once or not at all."""
    context = context_of(request)
    body = await _form_of(request)
    _demand_grant_type(body)
    headers = optional_header("Authorization", request.headers.get("authorization"))
    with context.state.transaction():
        sent, text, status = oauthlib_server(context).create_token_response(OAUTH_PATH, "POST", body, headers)
    if context.behaviour.passport_errors and text is not None and status >= 400:
        text = passport_error(text, dict(parse_qsl(body))["grant_type"])
    return _response(sent, text, status)


async def revoke(request: Request) -> Response:
    context = context_of(request)
    if not context.behaviour.revocation_endpoint:
        raise _no_such_route(request)
    body = await _form_of(request)
    headers = optional_header("Authorization", request.headers.get("authorization"))
    with context.state.transaction():
        answer = oauthlib_server(context).create_revocation_response(OAUTH_PATH, "POST", body, headers)
    return _response(*answer)


async def metadata(request: Request) -> Response:
    """RFC 8414 2; follows the current switches."""
    behaviour = context_of(request).behaviour
    if not behaviour.metadata_document:
        raise _no_such_route(request)
    issuer = issuer_of(request)
    text = {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/oauth/authorize",
        "token_endpoint": f"{issuer}/oauth/token",
        "scopes_supported": SCOPES,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", *["refresh_token"] * behaviour.issue_refresh_token],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": behaviour.issuer_parameter,
        "ui_locales_supported": ["en", "de"],
    }
    revocation = {"revocation_endpoint": f"{issuer}/oauth/revoke"} if behaviour.revocation_endpoint else {}
    return JSONResponse(text | revocation)


async def _form_of(request: Request) -> str:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        raise _invalid(f"The request body must be {_FORM}.")
    if request.url.query:
        raise _invalid("Parameters belong into the request body alone.")
    body = form_text(await request.body())
    names = [name for name, _ in parse_qsl(body)]
    if len(names) > len(set(names)):
        raise _invalid("A parameter is there more than once.")
    return body


def _demand_grant_type(body: str) -> None:
    """A missing grant type is a different error than an unknown one (RFC 6749 5.2); oauthlib does not distinguish them."""
    if "grant_type" not in dict(parse_qsl(body)):
        raise _invalid("Missing grant_type parameter.")


def _response(sent: dict[str, str], text: str | None, status: int) -> Response:
    how = _HOW if status == 401 else {}
    return Response(text, status, {**sent, **NO_STORE, **how}, "application/json")


def _invalid(detail: str) -> ErrorResponse:
    return ErrorResponse(400, {"error": "invalid_request", "error_description": detail}, NO_STORE)


def _no_such_route(request: Request) -> ErrorResponse:
    return ErrorResponse(404, {"message": f"The route {request.url.path.lstrip('/')} could not be found."})


ROUTES = (
    Route("/", pages.welcome),
    Route("/style.css", pages.style),
    Route("/mark.svg", pages.logo),
    Route("/oauth/authorize", authorize.show_consent),
    Route("/oauth/authorize", authorize.decide, methods=["POST"]),
    Route("/oauth/login", authorize.sign_in, methods=["POST"]),
    Route("/oauth/logout", authorize.sign_out, methods=["POST"]),
    Route("/oauth/token", token, methods=["POST"]),
    Route("/oauth/revoke", revoke, methods=["POST"]),
    Route("/.well-known/oauth-authorization-server", metadata),
)
