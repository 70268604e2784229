"""`/oauth/authorize` with login and consent, `/oauth/token`, and where switched on `/oauth/revoke`."""

from typing import Any
from urllib.parse import urlsplit

from oauthlib.oauth2 import AccessDeniedError, FatalClientError, OAuth2Error
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kanbert_desktop.sandbox.house import House, house_of
from kanbert_desktop.sandbox.oauth import login as logins
from kanbert_desktop.sandbox.oauth.applications import find_application, is_loopback
from kanbert_desktop.sandbox.oauth.grants import Holder
from kanbert_desktop.sandbox.oauth.messages import (
    BASE,
    authorize_address,
    form_text,
    only_header,
    server_of,
    with_parameter,
)
from kanbert_desktop.sandbox.oauth.pages import page
from kanbert_desktop.sandbox.refusals import Refusal

_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_FORM = "application/x-www-form-urlencoded"


async def show_authorize(request: Request) -> Response:
    """Login page, then consent page; what cannot be trusted is told on a page, never by a redirect."""
    house = house_of(request)
    try:
        scopes, asked = _validated(request, house)
    except FatalClientError as fault:
        return _fault_page(request, fault)
    except OAuth2Error as fault:
        return _back(request, house, _address_of(fault))
    login = logins.login_of(request, house)
    if login.user_id is None:
        return _login_page(request, house, login, email=request.query_params.get("login_hint", ""))
    return _consent_page(request, house, login, scopes, asked)


async def sign_in(request: Request) -> Response:
    house = house_of(request)
    login = logins.login_of(request, house)
    form = await request.form()
    if not logins.is_own_form(house, login, form.get("form_token")):
        return _login_page(request, house, login, problem="stale", status=403)
    email = str(form.get("email", ""))
    user_id = logins.user_with(house, email, str(form.get("password", "")))
    if user_id is None:
        return _login_page(request, house, login, email=email, problem="wrong", status=401)
    response = RedirectResponse(f"/oauth/authorize?{request.url.query}", 303, headers=_NO_STORE)
    logins.remember_login(response, house, logins.new_login(user_id))
    return response


async def sign_out(request: Request) -> Response:
    """Another account: the session is forgotten, the request stays."""
    house = house_of(request)
    form = await request.form()
    response = RedirectResponse(f"/oauth/authorize?{request.url.query}", 303, headers=_NO_STORE)
    if logins.is_own_form(house, logins.login_of(request, house), form.get("form_token")):
        logins.remember_login(response, house, logins.new_login())
    return response


async def decide(request: Request) -> Response:
    house = house_of(request)
    login = logins.login_of(request, house)
    form = await request.form()
    if login.user_id is None or not logins.is_own_form(house, login, form.get("form_token")):
        return _login_page(request, house, login, problem="stale", status=403)
    try:
        scopes, asked = _validated(request, house)
        if form.get("decision") != "allow":
            refusal = AccessDeniedError(state=asked["state"])
            return _back(request, house, refusal.in_uri(asked["redirect_uri"]))
        return _back(request, house, _granted(request, house, scopes, login.user_id))
    except FatalClientError as fault:
        return _fault_page(request, fault)
    except OAuth2Error as fault:
        return _back(request, house, _address_of(fault))


async def token(request: Request) -> Response:
    """Form-encoded only. One transaction, so a code or a refresh token is spent once or not at all."""
    house = house_of(request)
    _demand_form(request)
    body = form_text(await request.body())
    headers = only_header("Authorization", request.headers.get("authorization"))
    with house.world.transaction():
        answer = server_of(house).create_token_response(BASE, "POST", body, headers)
    sent, text, status = answer
    return Response(text, status, {**sent, **_NO_STORE}, "application/json")


async def revoke(request: Request) -> Response:
    house = house_of(request)
    if not house.switches.revocation_endpoint:
        raise Refusal(404, {"message": "The route oauth/revoke could not be found."})
    _demand_form(request)
    body = form_text(await request.body())
    headers = only_header("Authorization", request.headers.get("authorization"))
    with house.world.transaction():
        answer = server_of(house).create_revocation_response(BASE, "POST", body, headers)
    sent, text, status = answer
    return Response(text, status, {**sent, **_NO_STORE}, "application/json")


def _validated(request: Request, house: House) -> tuple[list[str], dict[str, Any]]:
    scopes, asked = server_of(house).validate_authorization_request(authorize_address(request.url.query))
    return scopes, asked


def _granted(request: Request, house: House, scopes: list[str], user_id: str) -> str:
    holder = Holder(user_id, house.world.new_id())
    with house.world.transaction():
        headers, _, _ = server_of(house).create_authorization_response(
            authorize_address(request.url.query), scopes=scopes, credentials={"user": holder}
        )
    return str(headers["Location"])


def _address_of(fault: OAuth2Error) -> str:
    """Oauthlib raises only what may be told to the application by this, once its address is known to be its own."""
    return fault.in_uri(fault.redirect_uri or "")


def _back(request: Request, house: House, address: str) -> Response:
    if house.switches.issuer_parameter:
        address = with_parameter(address, ("iss", str(request.base_url).rstrip("/")))
    return RedirectResponse(address, 303, headers={**_NO_STORE, "Referrer-Policy": "no-referrer"})


def _login_page(
    request: Request,
    house: House,
    login: logins.Login,
    *,
    email: str = "",
    problem: str = "",
    status: int = 200,
) -> Response:
    application = find_application(house, request.query_params.get("client_id"))
    response = page(
        request,
        "login",
        status=status,
        query=request.url.query,
        form_token=logins.form_token(house, login),
        application=application.name if application else "",
        problem=problem,
        **_filled_in(house, email),
    )
    logins.remember_login(response, house, login)
    return response


def _filled_in(house: House, email: str) -> dict[str, str]:
    keys = house.world.keys.credentials() if house.switches.prefilled_login else {}
    return {"email": email or keys.get("email", ""), "password": keys.get("password", "")}


def _consent_page(
    request: Request, house: House, login: logins.Login, scopes: list[str], asked: dict[str, Any]
) -> Response:
    with house.world.transaction() as db:
        user = db.execute("SELECT * FROM users WHERE id = ?", (login.user_id,)).fetchone()
        space = db.execute("SELECT value FROM notes WHERE name = 'space_name'").fetchone()[0]
    application = find_application(house, asked["client_id"])
    return page(
        request,
        "consent",
        form_target=asked["redirect_uri"],
        query=request.url.query,
        form_token=logins.form_token(house, login),
        application=application.name if application else "",
        user=dict(user),
        space=space,
        scopes=scopes,
        host=urlsplit(asked["redirect_uri"]).netloc,
        local=is_loopback(asked["redirect_uri"]),
    )


def _fault_page(request: Request, fault: OAuth2Error) -> Response:
    return page(request, "fault", status=400, error=fault.error, detail=fault.description or "")


def _demand_form(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        detail = f"The request body must be {_FORM}."
        raise Refusal(400, {"error": "invalid_request", "error_description": detail}, _NO_STORE)
