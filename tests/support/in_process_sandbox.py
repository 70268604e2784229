"""A sandbox in the test's process: no socket, a clock that the test moves."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from starlette.applications import Starlette

from kanbert_desktop.sandbox.app import create_app
from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sandbox.state import SandboxState
from support.fake_clock import FakeClock
from support.oauth_steps import OAuthSteps


def sandbox_clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 24, 9, 30, tzinfo=UTC))


@dataclass
class InProcessSandbox:
    """`api_request` sends a request to the REST API, `request` one to the server without a token."""

    state: SandboxState
    clock: FakeClock
    behaviour: ServerBehaviour = field(default_factory=ServerBehaviour)
    faults: FaultMiddleware = field(default_factory=lambda: FaultMiddleware(lambda: httpx.ReadError("cut")))

    def __post_init__(self) -> None:
        self.app: Starlette = create_app(self.state, self.behaviour, self.faults)
        self.credentials = self.state.secrets.credentials()

    def api_request(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        **options: Any,  # noqa: ANN401 — httpx's own
    ) -> httpx.Response:
        headers = {
            "Authorization": f"Bearer {token or self.credentials['access_token']}",
            **options.pop("headers", {}),
        }
        return self.request(method, f"/api/v1{path}", headers=headers, **options)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 — httpx's own
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as client:
                return await client.request(method, path, **options)

        return asyncio.run(send())

    def flow(self, **changes: str | None) -> OAuthSteps:
        """A sign-in of the public client; `changes` replace or (None) remove parameters of the request."""
        return OAuthSteps(self.request, self.credentials, changes)

    def read_all_pages(self, query: dict[str, str]) -> list[list[dict[str, Any]]]:
        """Every page of `/tasks`, following `next_cursor`."""
        pages, cursor = [], None
        while True:
            answer = self.api_request(
                "GET", "/tasks", params={**query, **({"page[cursor]": cursor} if cursor else {})}
            )
            assert answer.status_code == 200, answer.text
            pages.append(answer.json()["data"])
            cursor = answer.json()["meta"]["next_cursor"]
            if cursor is None:
                return pages

    def task(self, title: str) -> dict[str, Any]:
        return next(row for row in self.state.tasks() if row["title"] == title)
