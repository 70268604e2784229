"""`/oauth/authorize`: consent, `prompt`, and the redirect back with a code."""

from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit

from oauthlib.oauth2 import AccessDeniedError, FatalClientError, InvalidRequestError, OAuth2Error
from oauthlib.oauth2.rfc6749.errors import ConsentRequired, LoginRequired
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kanbert_desktop.sandbox.context import AppContext, context_of
from kanbert_desktop.sandbox.oauth import login as logins
from kanbert_desktop.sandbox.oauth.login import LoginAttempt, login_attempt, login_page
from kanbert_desktop.sandbox.oauth.messages import (
    NO_STORE,
    authorize_url,
    issuer_of,
    oauthlib_server,
    with_parameter,
    with_state_as_sent,
)
from kanbert_desktop.sandbox.oauth.pages import page, scope_texts
from kanbert_desktop.sandbox.oauth.storage import TokenHolder, find_client, has_consented, is_loopback

_SIGNING_IN = frozenset({"login", "select_account"})


def prompt_values(query: str) -> frozenset[str]:
    """The values of `prompt`; unknown ones have no effect."""
    given = dict(parse_qsl(query, max_num_fields=100)).get("prompt", "")
    return frozenset(given.split())


def requires_login(words: frozenset[str]) -> bool:
    return bool(words & _SIGNING_IN)


def without_login_prompt(query: str) -> str:
    """The same query without the request to log in; everything else stays byte for byte."""
    parts = [_signed_in(part) if _is_prompt(part) else part for part in query.split("&")]
    return "&".join(part for part in parts if part)


def _is_prompt(part: str) -> bool:
    return unquote_plus(part.partition("=")[0]) == "prompt"


def _signed_in(part: str) -> str:
    left = [word for word in unquote_plus(part.partition("=")[2]).split() if word not in _SIGNING_IN]
    return urlencode({"prompt": " ".join(left)}) if left else ""


async def show_consent(request: Request) -> Response:
    """Shows the login page, then the consent page. Errors of an untrusted request are shown on a page, never sent by a redirect."""
    context = context_of(request)
    login = logins.login_of(request, context)
    try:
        scopes, asked = _validated(request, context)
        words = prompt_values(request.url.query)
        if "none" in words:
            _demand_silence(context, login, words, scopes, asked)
        elif login.user_id is None or requires_login(words):
            return _login_page(
                request, context, LoginAttempt(login, request.query_params.get("login_hint", ""))
            )
        elif "consent" in words or not _is_known(context, login.user_id, scopes, asked):
            return _consent_page(request, context, login, scopes, asked)
        return _back(request, context, _granted(request, context, scopes, login.user_id or ""))
    except FatalClientError as fault:
        return _fault_page(request, fault)
    except OAuth2Error as fault:
        return _back(request, context, _address_of(fault))


async def sign_in(request: Request) -> Response:
    context = context_of(request)
    attempt = await login_attempt(request, context)
    if attempt.problem:
        return _login_page(request, context, attempt)
    return _once_more(context, attempt.login, without_login_prompt(request.url.query))


async def sign_out(request: Request) -> Response:
    """Switches to another account: ends the session and keeps the authorization request."""
    context = context_of(request)
    login = logins.login_of(request, context)
    form = await request.form()
    own = logins.is_valid_form_token(context, login, form.get("form_token"))
    return _once_more(context, logins.new_login() if own else login, request.url.query)


async def decide(request: Request) -> Response:
    context = context_of(request)
    login = logins.login_of(request, context)
    form = await request.form()
    if login.user_id is None or not logins.is_valid_form_token(context, login, form.get("form_token")):
        return _login_page(request, context, LoginAttempt(login, problem="stale", status=403))
    try:
        scopes, asked = _validated(request, context)
        if form.get("decision") != "allow":
            error = AccessDeniedError(state=asked["state"])
            return _back(request, context, error.in_uri(asked["redirect_uri"]))
        return _back(request, context, _granted(request, context, scopes, login.user_id))
    except FatalClientError as fault:
        return _fault_page(request, fault)
    except OAuth2Error as fault:
        return _back(request, context, _address_of(fault))


def _validated(request: Request, context: AppContext) -> tuple[list[str], dict[str, Any]]:
    scopes, asked = oauthlib_server(context).validate_authorization_request(authorize_url(request.url.query))
    return scopes, asked


def _demand_silence(
    context: AppContext,
    login: logins.LoginSession,
    words: frozenset[str],
    scopes: list[str],
    asked: dict[str, Any],
) -> None:
    """`prompt=none`: responds without any page, or with the error that names the page it would need."""
    if len(words) > 1:
        raise InvalidRequestError(description="prompt none stands alone.", request=asked["request"])
    if login.user_id is None:
        raise LoginRequired(request=asked["request"])
    if not has_consented(context, asked["client_id"], login.user_id, scopes):
        raise ConsentRequired(request=asked["request"])


def _is_known(context: AppContext, user_id: str, scopes: list[str], asked: dict[str, Any]) -> bool:
    return context.behaviour.remembers_consent and has_consented(context, asked["client_id"], user_id, scopes)


def _granted(request: Request, context: AppContext, scopes: list[str], user_id: str) -> str:
    holder = TokenHolder(user_id, context.state.new_id())
    with context.state.transaction():
        headers, _, _ = oauthlib_server(context).create_authorization_response(
            authorize_url(request.url.query), scopes=scopes, credentials={"user": holder}
        )
    return str(headers["Location"])


def _address_of(fault: OAuth2Error) -> str:
    """The redirect URL. oauthlib raises an error without a URL while that URL is not verified."""
    return fault.in_uri(fault.redirect_uri or "")


def _back(request: Request, context: AppContext, address: str) -> Response:
    address = with_state_as_sent(address, request.url.query)
    if context.behaviour.issuer_parameter:
        address = with_parameter(address, ("iss", issuer_of(request)))
    return RedirectResponse(address, 303, headers={**NO_STORE, "Referrer-Policy": "no-referrer"})


def _once_more(context: AppContext, login: logins.LoginSession, query: str) -> Response:
    response = RedirectResponse(f"/oauth/authorize?{query}", 303, headers=NO_STORE)
    logins.remember_login(response, context, login)
    return response


def _login_page(request: Request, context: AppContext, attempt: LoginAttempt) -> Response:
    application = find_client(context, request.query_params.get("client_id"))
    action = f"/oauth/login?{request.url.query}"
    return login_page(request, context, attempt, action, application.name if application else "")


def _consent_page(
    request: Request,
    context: AppContext,
    login: logins.LoginSession,
    scopes: list[str],
    asked: dict[str, Any],
) -> Response:
    application = find_client(context, asked["client_id"])
    values = {
        "query": request.url.query,
        "form_token": logins.form_token(context, login),
        "application": application.name if application else "",
        "user": logins.user_of(context, login),
        "space": logins.workspace_of(context),
        "scopes": scope_texts(request, scopes),
        "host": urlsplit(asked["redirect_uri"]).netloc,
        "local": is_loopback(asked["redirect_uri"]),
    }
    return page(request, "consent", values, form_target=asked["redirect_uri"])


def _fault_page(request: Request, fault: OAuth2Error) -> Response:
    values = {"error": fault.error, "detail": fault.description or ""}
    return page(request, "fault", values, status=400)
