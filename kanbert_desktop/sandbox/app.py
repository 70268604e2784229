"""The server as one ASGI application, served over a socket or called in process."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import format_datetime
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kanbert_desktop.sandbox.context import AppContext, ServerBehaviour
from kanbert_desktop.sandbox.developer_settings import routes as settings
from kanbert_desktop.sandbox.errors import ErrorResponse
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sandbox.host_check import HostCheck
from kanbert_desktop.sandbox.oauth import endpoints
from kanbert_desktop.sandbox.rest import efforts, reads, tasks
from kanbert_desktop.sandbox.rest.openapi import get_openapi
from kanbert_desktop.sandbox.state import Clock, SandboxState

_API = "/api/v1"


def create_app(
    state: SandboxState,
    behaviour: ServerBehaviour | None = None,
    faults: FaultMiddleware | None = None,
    *,
    hosts: frozenset[str] | None = None,
) -> Starlette:
    """`hosts`: allowed values of the `Host` header; None if no socket is opened."""
    context = AppContext(state, behaviour or ServerBehaviour())
    app = Starlette(
        routes=[*endpoints.ROUTES, *settings.ROUTES, *_reads(), *_writes()],
        middleware=[
            *([Middleware(HostCheck, hosts=hosts)] if hosts is not None else []),
            Middleware(_DateHeader, clock=state.clock),
            Middleware(_FaultInjection, faults=faults or FaultMiddleware()),
        ],
        exception_handlers={
            ErrorResponse: _error_response,
            HTTPException: _routing_error,
            ClientDisconnect: _answer_nobody,
            Exception: _server_error,
        },
    )
    app.state.context = context
    return app


def _reads() -> list[Route]:
    return [
        Route("/openapi.json", get_openapi),
        Route(f"{_API}/whoami", reads.whoami),
        Route(f"{_API}/users", reads.users),
        Route(f"{_API}/clients", reads.clients),
        Route(f"{_API}/projects", reads.projects),
        Route(f"{_API}/tasks", reads.tasks),
        Route(f"{_API}/efforts", efforts.efforts),
        Route(f"{_API}/tasks/{{task_id}}/comments", tasks.get_comments),
    ]


def _writes() -> list[Route]:
    """The path for comments comes first; otherwise `comments` would match as a task id."""
    return [
        Route(f"{_API}/tasks/comments", tasks.post_comment, methods=["POST"]),
        Route(f"{_API}/tasks", tasks.post_task, methods=["POST"]),
        Route(f"{_API}/tasks/{{task_id}}", tasks.get_task),
        Route(f"{_API}/tasks/{{task_id}}", tasks.patch_task, methods=["PATCH", "PUT"]),
        Route(f"{_API}/tasks/{{task_id}}", tasks.delete_task, methods=["DELETE"]),
    ]


async def _error_response(_: Request, error: Exception) -> Response:
    assert isinstance(error, ErrorResponse)  # noqa: S101 — registered for this type only
    return JSONResponse(error.body, error.status, error.headers)


async def _routing_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 — registered for this type only
    path = request.url.path.lstrip("/")
    text = {404: f"The route {path} could not be found.", 405: _wrong_method(request, path)}
    body: Mapping[str, Any] = {"message": text.get(error.status_code, error.detail)}
    return JSONResponse(body, error.status_code, error.headers)


def _wrong_method(request: Request, path: str) -> str:
    return f"The {request.method} method is not supported for route {path}."


async def _answer_nobody(_: Request, __: Exception) -> Response:
    """For a client that ended its connection within its request."""
    return Response(status_code=400)


async def _server_error(_: Request, __: Exception) -> Response:
    return JSONResponse({"message": "Server Error"}, 500)


class _FaultInjection:
    def __init__(self, app: ASGIApp, faults: FaultMiddleware) -> None:
        self._app = faults.wrap(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


class _DateHeader:
    """Sets the `Date` header from the server's clock, which a test may have changed."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Date"] = format_datetime(
                    self._clock().astimezone(UTC), usegmt=True
                )
            await send(message)

        await self._app(scope, receive, dated)
