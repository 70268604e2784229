"""Routes, sign-in to the pages."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kanbert_desktop.resources import resource
from kanbert_desktop.sandbox.context import house_of
from kanbert_desktop.sandbox.developer_settings import application_pages, token_pages
from kanbert_desktop.sandbox.developer_settings.requests import (
    DOOR,
    HOME,
    Handler,
    Visit,
    leading_to,
    signed_in,
)
from kanbert_desktop.sandbox.oauth.login import (
    Attempt,
    attempt_of,
    login_of,
    login_page,
    new_login,
    remember_login,
)


async def show(request: Request) -> Response:
    house = house_of(request)
    login = login_of(request, house)
    if login.user_id is not None:
        return leading_to(HOME)
    return login_page(request, house, Attempt(login), DOOR)


async def enter(request: Request) -> Response:
    house = house_of(request)
    attempt = await attempt_of(request, house)
    if attempt.problem:
        return login_page(request, house, attempt, DOOR)
    response = leading_to(HOME)
    remember_login(response, house, attempt.login)
    return response


def leave(visit: Visit) -> Response:
    response = leading_to(DOOR)
    remember_login(response, visit.house, new_login())
    return response


async def home(_: Request) -> Response:
    return leading_to(HOME)


async def style(_: Request) -> Response:
    css = resource("sandbox/pages/settings/style.css").read_text("utf-8")
    return Response(css, media_type="text/css", headers={"Cache-Control": "no-cache"})


async def script(_: Request) -> Response:
    code = resource("sandbox/pages/settings/copy.js").read_text("utf-8")
    return Response(code, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _get(path: str, handler: Handler) -> Route:
    return Route(path, signed_in(handler))


def _post(path: str, handler: Handler) -> Route:
    return Route(path, signed_in(handler), methods=["POST"])


_APPLICATION = "/settings/apps/{client_id}"
_TOKEN = "/settings/tokens/{slug}"  # noqa: S105  a path

ROUTES = (
    Route("/settings", home),
    Route("/settings/style.css", style),
    Route("/settings/copy.js", script),
    Route("/settings/login", show),
    Route("/settings/login", enter, methods=["POST"]),
    _post("/settings/logout", leave),
    _get("/settings/apps", application_pages.overview),
    _post("/settings/apps", application_pages.register),
    _get("/settings/apps/new", application_pages.draft),
    _get(_APPLICATION, application_pages.show),
    _post(_APPLICATION, application_pages.change),
    _post(f"{_APPLICATION}/secret", application_pages.renew_secret),
    _post(f"{_APPLICATION}/disconnect", application_pages.disconnect),
    _post(f"{_APPLICATION}/delete", application_pages.delete),
    _get(f"{_APPLICATION}/{{deed}}", application_pages.ask),
    _get("/settings/tokens/new", token_pages.draft),
    _post("/settings/tokens", token_pages.create),
    _get(_TOKEN, token_pages.show),
    _get(f"{_TOKEN}/revoke", token_pages.ask),
    _post(f"{_TOKEN}/revoke", token_pages.revoke),
)
