"""HTML pages for the user, in German or English, under a strict content security policy."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kanbert_desktop.resources import resource

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
)


# Not by strftime: the process may use the system's locale.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(resource("sandbox/pages"))
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["day"] = _day
    return environment


@cache
def _texts(language: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for name in ("texts", "settings"):
        words |= tomllib.loads(resource(f"sandbox/{name}.toml").read_text("utf-8"))[language]
    return words


@cache
def _scope_words(language: str) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = tomllib.loads(resource("sandbox/scopes.toml").read_text("utf-8"))[
        language
    ]
    return words


def scope_texts(request: Request, scopes: Iterable[str]) -> list[dict[str, str]]:
    """What each scope lets an application do: `name`, `title`, `more`."""
    words = _scope_words(language_of(request))
    return [{"name": scope, **words[scope]} for scope in scopes if scope in words]


def language_of(request: Request) -> str:
    """`de` or `en`: the language the browser prefers, by its weights."""
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
    request: Request,
    name: str,
    values: Mapping[str, object],
    *,
    status: int = 200,
    form_target: str = "",
    script: bool = False,
) -> Response:
    """`form_target` is the final target of the page's form: browsers apply the policy to redirects too."""
    language = language_of(request)
    html = _templates().get_template(f"{name}.html").render(t=_texts(language), language=language, **values)
    policy = f"{_POLICY}; form-action 'self' {_source(form_target)}".rstrip()
    headers = {
        "Content-Security-Policy": policy + ("; script-src 'self'" if script else ""),
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


async def logo(_: Request) -> Response:
    svg = resource("sandbox/pages/mark.svg").read_text("utf-8")
    return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"})


async def welcome(request: Request) -> Response:
    return page(request, "welcome", {})


def _source(address: str) -> str:
    """The URL as a source of the policy, whose grammar has neither IPv6 literals nor hosts of private schemes."""
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and "[" not in parts.netloc:
        return f"{parts.scheme}://{parts.netloc}"
    return f"{parts.scheme}:" if parts.scheme else ""


def _day(moment: str | None, language: str) -> str:
    """From ISO format in UTC to a date for the reader; empty for None."""
    if not moment:
        return ""
    day = datetime.fromisoformat(moment)
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
