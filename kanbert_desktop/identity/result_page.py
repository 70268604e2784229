"""The HTML page shown in the browser at the end: in its language, self-contained."""

import base64
import hashlib
import json
import re
from enum import StrEnum
from functools import cache
from html import escape
from string import Template

from kanbert_desktop.resources import resource

FALLBACK_LANGUAGE = "en"
WINDOW_ADDRESS = "kanbert-desktop://window"
"""Brings the window to the front, and nothing else (S49)."""


class ResultPageKind(StrEnum):
    """How the sign-in ended, or why this request is not part of it; selects the page's texts."""

    SIGNED_IN = "signed_in"
    DENIED = "denied"
    CANCELLED = "cancelled"
    TIMED_OUT = "timed_out"
    FAILED = "failed"
    INVALID_CALLBACK = "not_this_one"
    NOT_FOUND = "nothing_here"


REASON_PHRASES = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    431: "Request Header Fields Too Large",
}


_LEADING_BACK = frozenset(
    {
        ResultPageKind.SIGNED_IN,
        ResultPageKind.DENIED,
        ResultPageKind.CANCELLED,
        ResultPageKind.TIMED_OUT,
        ResultPageKind.FAILED,
    }
)
"""The ends of a sign-in. Other pages answer requests that are no part of it."""


def result_page(
    status: int, kind: ResultPageKind, languages: str = "", *, body: bool = True, leads_back: bool = False
) -> bytes:
    """A complete HTTP response. `languages` is an Accept-Language header; without `body` it answers a HEAD.

    `leads_back`: the desktop opens links to the window, so the end of a sign-in has one.
    """
    page = _page(kind, _language(languages), leads_back and kind in _LEADING_BACK).encode()
    lines = [
        f"HTTP/1.1 {status} {REASON_PHRASES[status]}",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(page)}",
        "Connection: close",
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        f"Content-Security-Policy: {_policy()}",
    ]
    if status == 405:
        lines.append("Allow: GET, HEAD")
    return "\r\n".join([*lines, "", ""]).encode("ascii") + (page if body else b"")


@cache
def _page(ending: ResultPageKind, language: str, leads_back: bool) -> str:
    title, text = (escape(part) for part in _texts()[language][ending])
    (back,) = (escape(part) for part in _texts()[language]["back"])
    return Template(_part("page.html")).substitute(
        language=language,
        kind="good" if ending is ResultPageKind.SIGNED_IN else "plain",
        title=title,
        text=text,
        link=f'<a href="{WINDOW_ADDRESS}">{back}</a>' if leads_back else "",
        style=_part("page.css"),
        script=_part("page.js"),
    )


@cache
def _texts() -> dict[str, dict[str, list[str]]]:
    """Title and sentence of each kind, and the text of the link back, by language."""
    texts: dict[str, dict[str, list[str]]] = json.loads(_part("texts.json"))
    return texts


@cache
def _part(name: str) -> str:
    return resource(f"sign_in/{name}").read_text(encoding="utf-8").strip()


@cache
def _policy() -> str:
    """Allows only the page's own style and script, by their hashes; no frame around the page, no request from it."""
    return (
        f"default-src 'none'; style-src '{_hash(_part('page.css'))}'; script-src '{_hash(_part('page.js'))}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _language(header: str) -> str:
    """The first available language that the browser names; browsers list them by preference."""
    for tag in re.findall(r"[A-Za-z]{2,8}(?=[-;,\s]|$)", header):
        if tag.lower() in _texts():
            return str(tag).lower()
    return FALLBACK_LANGUAGE
