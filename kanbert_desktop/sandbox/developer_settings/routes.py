"""Routes of the pages; sign-in and sign-out."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kanbert_desktop.resources import resource
from kanbert_desktop.sandbox.context import context_of
from kanbert_desktop.sandbox.developer_settings import application_pages, token_pages
from kanbert_desktop.sandbox.developer_settings.requests import (
    HOME_PATH,
    SIGN_IN_PATH,
    PageHandler,
    PageRequest,
    redirect_to,
    require_sign_in,
)
from kanbert_desktop.sandbox.oauth.login import (
    LoginAttempt,
    login_attempt,
    login_of,
    login_page,
    new_login,
    remember_login,
)


async def show_sign_in(request: Request) -> Response:
    context = context_of(request)
    login = login_of(request, context)
    if login.user_id is not None:
        return redirect_to(HOME_PATH)
    return login_page(request, context, LoginAttempt(login), SIGN_IN_PATH)


async def sign_in(request: Request) -> Response:
    context = context_of(request)
    attempt = await login_attempt(request, context)
    if attempt.problem:
        return login_page(request, context, attempt, SIGN_IN_PATH)
    response = redirect_to(HOME_PATH)
    remember_login(response, context, attempt.login)
    return response


def sign_out(page_request: PageRequest) -> Response:
    response = redirect_to(SIGN_IN_PATH)
    remember_login(response, page_request.context, new_login())
    return response


async def home(_: Request) -> Response:
    return redirect_to(HOME_PATH)


async def style(_: Request) -> Response:
    css = resource("sandbox/pages/settings/style.css").read_text("utf-8")
    return Response(css, media_type="text/css", headers={"Cache-Control": "no-cache"})


async def script(_: Request) -> Response:
    code = resource("sandbox/pages/settings/copy.js").read_text("utf-8")
    return Response(code, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _get(path: str, handler: PageHandler) -> Route:
    return Route(path, require_sign_in(handler))


def _post(path: str, handler: PageHandler) -> Route:
    return Route(path, require_sign_in(handler), methods=["POST"])


_APPLICATION = "/settings/apps/{client_id}"
_TOKEN = "/settings/tokens/{slug}"  # noqa: S105  a path

ROUTES = (
    Route("/settings", home),
    Route("/settings/style.css", style),
    Route("/settings/copy.js", script),
    Route("/settings/login", show_sign_in),
    Route("/settings/login", sign_in, methods=["POST"]),
    _post("/settings/logout", sign_out),
    _get("/settings/apps", application_pages.overview),
    _post("/settings/apps", application_pages.register),
    _get("/settings/apps/new", application_pages.draft),
    _get(_APPLICATION, application_pages.show),
    _post(_APPLICATION, application_pages.change),
    _post(f"{_APPLICATION}/secret", application_pages.renew_secret),
    _post(f"{_APPLICATION}/disconnect", application_pages.disconnect),
    _post(f"{_APPLICATION}/delete", application_pages.delete),
    _get(f"{_APPLICATION}/{{command}}", application_pages.confirm),
    _get("/settings/tokens/new", token_pages.draft),
    _post("/settings/tokens", token_pages.create),
    _get(_TOKEN, token_pages.show),
    _get(f"{_TOKEN}/revoke", token_pages.confirm),
    _post(f"{_TOKEN}/revoke", token_pages.revoke),
)
