"""The pages a person sees, in German or English, under a strict content policy."""

import tomllib
from functools import cache
from urllib.parse import urlsplit

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kanbert_desktop.assets import resource

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
)


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(resource("sandbox/pages"))
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)


@cache
def _texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(resource("sandbox/texts.toml").read_text("utf-8"))
    return found


def language_of(request: Request) -> str:
    """`de` or `en`: whichever the browser names first, weights obeyed."""
    weighted = []
    for number, part in enumerate(request.headers.get("accept-language", "").split(",")):
        word, _, weight = part.strip().partition(";q=")
        tag = word.partition("-")[0].lower()
        if tag in {"de", "en"}:
            weighted.append((-_weight(weight), number, tag))
    return min(weighted)[2] if weighted else "en"


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0


def page(
    request: Request, name: str, *, status: int = 200, form_target: str = "", **values: object
) -> Response:
    """`form_target` is the address the page's form may at last lead to: browsers hold redirects to the policy, too."""
    language = language_of(request)
    html = _templates().get_template(f"{name}.html").render(t=_texts()[language], language=language, **values)
    headers = {
        "Content-Security-Policy": f"{_POLICY}; form-action 'self' {_origin(form_target)}".rstrip(),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Content-Language": language,
        "Vary": "Accept-Language",
    }
    return HTMLResponse(html, status, headers)


async def style(_: Request) -> Response:
    css = resource("sandbox/pages/style.css").read_text("utf-8")
    return Response(css, media_type="text/css", headers={"Cache-Control": "no-cache"})


async def mark(_: Request) -> Response:
    svg = resource("sandbox/pages/mark.svg").read_text("utf-8")
    return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"})


async def welcome(request: Request) -> Response:
    return page(request, "welcome")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
