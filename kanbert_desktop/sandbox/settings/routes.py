"""Which path leads to which page. The paths are the sandbox's own [G]: no page of Kanbert's tells them."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kanbert_desktop.resources import resource
from kanbert_desktop.sandbox.settings import application_pages, door, token_pages
from kanbert_desktop.sandbox.settings.visits import HOME, Handler, leading_to, signed_in


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
    Route("/settings/login", door.show),
    Route("/settings/login", door.enter, methods=["POST"]),
    _post("/settings/logout", door.leave),
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
