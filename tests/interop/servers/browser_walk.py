"""A user with a browser on other servers' pages: fills in forms, allows or denies, and returns."""

import re
from html import unescape
from urllib.parse import urljoin

import httpx

MAX_PAGES = 15
ANSWERS = {"login": "mira", "username": "mira", "password": "password"}
ALLOWING = {"allow": "Authorize", "decision": "allow"}


def walk_to_redirect(authorize_link: str, *, allow: bool = True) -> str:
    """The application's URL to which the browser is redirected in the end."""
    with httpx.Client(trust_env=False, timeout=60) as browser:
        page = browser.get(authorize_link)
        for _ in range(MAX_PAGES):
            if not page.is_redirect:
                page = _next(browser, page, allow)
                continue
            address = urljoin(str(page.url), page.headers["location"])
            if "/callback?" in address:
                return address
            page = browser.get(address)
    raise AssertionError(f"the pages lead nowhere: {page.status_code} {page.text}")


def walk_and_parse(authorize_link: str, *, allow: bool = True) -> str:
    """The same, and the page that the application shows there."""
    address = walk_to_redirect(authorize_link, allow=allow)
    return httpx.get(address, trust_env=False, timeout=60).text


def _next(browser: httpx.Client, page: httpx.Response, allow: bool) -> httpx.Response:
    abort = re.search(r'href="([^"]*/abort)"', page.text)
    if abort and not allow:
        return browser.get(urljoin(str(page.url), unescape(abort[1])))
    form = re.search(r"<form([^>]*)>(.*?)</form>", page.text, re.DOTALL)
    assert form, f"no form on {page.url.path}: {page.status_code} {page.text}"
    action = re.search(r'action="([^"]*)"', form[1])
    target = urljoin(str(page.url), unescape(action[1]) if action else "")
    data: dict[str, str] = {}
    for tag in re.findall(r"<(?:input|button)[^>]*>", form[2]):
        name = _attribute(tag, "name")
        if name in ANSWERS:
            data[name] = ANSWERS[name]
        elif name in ALLOWING:
            data |= {name: ALLOWING[name]} if allow else {}
        elif name:
            data[name] = _attribute(tag, "value")
    return browser.post(target, data=data, headers={"Referer": str(page.url)})


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag) or re.search(
        rf"\s{name}=()([^\s>]+)", tag
    )
    return unescape(found[1] or found[2] or "") if found else ""
