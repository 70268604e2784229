"""The result page in a real browser."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from typing import Any

from playwright.sync_api import sync_playwright

from kanbert_desktop.identity.callback_request import Callback
from kanbert_desktop.identity.loopback_server import LoopbackServer
from kanbert_desktop.identity.result_page import WINDOW_ADDRESS, ResultPageKind

Run = Callable[[Coroutine[Any, Any, Any]], Any]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

TIMEOUT_MS = 100_000


def browse(address: str) -> dict[str, Any]:
    """Opens `address` in German and returns what is visible once the page has stripped its query."""
    complaints: list[str] = []
    requests: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, env=dict(os.environ), timeout=TIMEOUT_MS
        )
        page = browser.new_page(locale="de-DE", color_scheme="dark")
        page.set_default_timeout(TIMEOUT_MS)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address)
        page.wait_for_url("**/done")
        seen = {
            "address": page.url,
            "title": page.title(),
            "language": page.locator("html").get_attribute("lang"),
            "background": page.evaluate("getComputedStyle(document.body).backgroundColor"),
            "link": page.locator("a").get_attribute("href"),
            "colours of the link": page.locator("a").evaluate(
                "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
            ),
            "length of history": page.evaluate("history.length"),
        }
        browser.close()
    return seen | {"complaints": complaints, "requests": requests}


def test_the_query_leaves_the_address_bar_and_nothing_is_loaded(qt_loop: Run) -> None:
    async def scenario() -> tuple[Callback, dict[str, Any], str]:
        async with LoopbackServer("good", leads_back=True) as loopback:
            address = f"{loopback.redirect_uri}?code=the-code-1&state=good"
            browsing = asyncio.ensure_future(asyncio.to_thread(browse, address))
            callback = await loopback.wait_for_callback()
            loopback.show_result(ResultPageKind.SIGNED_IN)
            return callback, await browsing, address

    callback, seen, address = qt_loop(scenario())
    assert callback.code == "the-code-1"
    assert seen["address"].endswith("/done")
    assert seen["title"] == "Sie sind angemeldet · Kanbert Desktop"
    assert seen["language"] == "de"
    assert seen["background"] == "rgb(21, 24, 29)", "our own style is allowed by the policy"
    assert seen["link"] == WINDOW_ADDRESS
    assert seen["colours of the link"] == ["rgb(21, 24, 29)", "rgb(134, 170, 255)"]
    assert [url for url in seen["requests"] if not url.endswith("/favicon.ico")] == [address]
    assert [text for text in seen["complaints"] if "favicon" not in text] == []
