"""A sandbox on a real socket in a thread of the test's process; state and faults can be accessed directly."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import httpx

from kanbert_desktop.sandbox.app import create_app
from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.demo_credentials import store_identity
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sandbox.host_check import allowed_hosts
from kanbert_desktop.sandbox.server import HOST, Server, bind_listener
from kanbert_desktop.sandbox.state import Clock, SandboxState, wall_clock
from support.quick_sandbox import open_state

_DEADLINE = 60


@dataclass(frozen=True)
class RunningSandbox:
    """`credentials` is the line that the verb prints."""

    url: str
    folder: Path
    state: SandboxState
    faults: FaultMiddleware
    behaviour: ServerBehaviour
    credentials: dict[str, str]

    def client(self, token: str | None = None) -> httpx.Client:
        """A client of the REST API with the direct access token, without a proxy."""
        headers = {"Authorization": f"Bearer {token or self.credentials['access_token']}"}
        return httpx.Client(
            base_url=f"{self.url}/api/v1", headers=headers, trust_env=False, timeout=_DEADLINE
        )


@contextmanager
def running_sandbox(
    folder: Path,
    tasks: int | None = None,
    behaviour: ServerBehaviour | None = None,
    clock: Clock = wall_clock,
) -> Iterator[RunningSandbox]:
    """The same folder twice, one after the other, is the same sandbox at the same address."""
    state, faults, turned = (
        open_state(folder, tasks=tasks, clock=clock),
        FaultMiddleware(),
        behaviour or ServerBehaviour(),
    )
    listener = bind_listener(folder, 0)
    port = listener.getsockname()[1]
    store_identity(folder, port)
    started = threading.Event()
    server = Server(create_app(state, turned, faults, hosts=allowed_hosts(port)), started.set)

    async def serve() -> None:
        await server.serve([listener])
        # A connection that was cut in the last turn of the loop is closed in one more.
        await asyncio.sleep(0)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="sandbox")
    thread.start()
    url = f"http://{HOST}:{port}"
    try:
        assert started.wait(_DEADLINE), "the sandbox did not start"
        yield RunningSandbox(url, folder, state, faults, turned, {"url": url, **state.secrets.credentials()})
    finally:
        server.should_exit = True
        thread.join(_DEADLINE)
        listener.close()
        state.close()


def sign_in_by_http(sandbox: RunningSandbox, authorize_url: str, decision: str = "allow") -> httpx.Response:
    """Walks through login and consent as a browser would, follows the redirect, and returns the application's page."""
    with httpx.Client(trust_env=False, timeout=_DEADLINE, follow_redirects=True) as browser:
        page = browser.get(authorize_url)
        if 'name="password"' in page.text:
            keys = sandbox.credentials
            page = _submit(browser, page, "login", {"email": keys["email"], "password": keys["password"]})
        return _submit(browser, page, "authorize", {"decision": decision})


def walk_to_redirect(sandbox: RunningSandbox, authorize_url: str, decision: str = "allow") -> str:
    """The same, but stops before the application: returns the redirect URL."""
    with httpx.Client(trust_env=False, timeout=_DEADLINE) as browser:
        page = browser.get(authorize_url)
        if page.is_redirect:
            return page.headers["location"]
        if 'name="password"' in page.text:
            keys = sandbox.credentials
            answer = _submit(browser, page, "login", {"email": keys["email"], "password": keys["password"]})
            page = browser.get(urljoin(str(answer.url), answer.headers["location"]))
        if page.is_redirect:
            return page.headers["location"]
        return _submit(browser, page, "authorize", {"decision": decision}).headers["location"]


def _submit(browser: httpx.Client, page: httpx.Response, form: str, fields: dict[str, str]) -> httpx.Response:
    action = re.search(rf'action="(/oauth/{form}[^"]*)"', page.text)
    hidden = re.search(r'name="form_token" value="([^"]*)"', page.text)
    assert action, f"no form to {form} on {page.url.path}: {page.status_code}"
    assert hidden
    target = urljoin(str(page.url), unescape(action[1]))
    return browser.post(target, data={"form_token": hidden[1], **fields})
