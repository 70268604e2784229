"""The control API as an ASGI application.

GET /                lists faults, changes and switches
GET /requests        returns the request log; DELETE empties it
GET /digest          returns the state as counts and checksums; GET /tasks, GET /comments: its rows
GET /troubles        lists pending faults; POST adds one, DELETE removes all
PUT /offline         {"offline": true}
POST /changes        changes the server's data
PATCH /switches      sets any of the switches
"""

import dataclasses
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, get_args, get_type_hints

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kanbert_desktop.sandbox.context import ServerBehaviour
from kanbert_desktop.sandbox.control.changes import UnknownName
from kanbert_desktop.sandbox.control.commands import (
    CHANGE_COMMANDS,
    InvalidArgument,
    apply_change,
    fault_commands,
    inject_fault,
)
from kanbert_desktop.sandbox.faults import FaultMiddleware
from kanbert_desktop.sandbox.host_check import HostCheck
from kanbert_desktop.sandbox.state import SandboxState

TABLES = (
    "users",
    "clients",
    "projects",
    "members",
    "tags",
    "project_tags",
    "tasks",
    "watchers",
    "comments",
    "efforts",
)
_SECRET = frozenset({"password_hash"})


def digest_of(state: SandboxState) -> dict[str, object]:
    """`tables` holds the number of rows and their SHA-256. Deleted tasks count as rows: their `external_id` stays taken."""
    tables = {}
    for name in TABLES:
        rows = [
            {key: value for key, value in row.items() if key not in _SECRET}
            for row in state.rows(f"SELECT * FROM {name}")  # noqa: S608 — table names are constants
        ]
        lines = sorted(json.dumps(row, sort_keys=True) for row in rows)
        tables[name] = {"rows": len(rows), "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest()}
    return {"digest": hashlib.sha256(json.dumps(tables).encode()).hexdigest(), "tables": tables}


class ControlApi:
    """The request handlers."""

    def __init__(self, state: SandboxState, behaviour: ServerBehaviour, faults: FaultMiddleware) -> None:
        self._state = state
        self._behaviour = behaviour
        self._faults = faults

    def routes(self) -> list[Route]:
        return [
            Route("/", self.list_commands),
            Route("/requests", self.requests),
            Route("/requests", self.clear_requests, methods=["DELETE"]),
            Route("/digest", self.digest),
            Route("/tasks", self.tasks),
            Route("/comments", self.comments),
            Route("/troubles", self.pending_faults),
            Route("/troubles", self.inject_fault, methods=["POST"]),
            Route("/troubles", self.clear_faults, methods=["DELETE"]),
            Route("/offline", self.set_offline, methods=["PUT"]),
            Route("/changes", self.apply_change, methods=["POST"]),
            Route("/switches", self.read_behaviour),
            Route("/switches", self.set_behaviour, methods=["PATCH"]),
        ]

    async def list_commands(self, _: Request) -> Response:
        named = {"troubles": fault_commands(self._state), "changes": CHANGE_COMMANDS}
        found = {
            part: {name: list(command.arguments) for name, command in commands.items()}
            for part, commands in named.items()
        }
        return JSONResponse({**found, "switches": dataclasses.asdict(self._behaviour)})

    async def requests(self, _: Request) -> Response:
        return JSONResponse([seen._asdict() for seen in list(self._faults.requests)])

    async def clear_requests(self, _: Request) -> Response:
        self._faults.requests.clear()
        return Response(status_code=204)

    async def digest(self, _: Request) -> Response:
        return JSONResponse(digest_of(self._state))

    async def tasks(self, _: Request) -> Response:
        return JSONResponse(self._state.tasks())

    async def comments(self, _: Request) -> Response:
        return JSONResponse(self._state.comments())

    async def pending_faults(self, _: Request) -> Response:
        names = ("method", "path", "left", "probability", "seed")
        return JSONResponse(
            [{name: getattr(rule, name) for name in names} for rule in self._faults.pending_rules()]
        )

    async def inject_fault(self, request: Request) -> Response:
        inject_fault(self._state, self._faults, await _object(request))
        return Response(status_code=204)

    async def clear_faults(self, _: Request) -> Response:
        self._faults.clear()
        return Response(status_code=204)

    async def set_offline(self, request: Request) -> Response:
        requested = (await _object(request)).get("offline")
        if not isinstance(requested, bool):
            raise InvalidArgument("`offline` must be true or false.")
        self._faults.offline = requested
        return Response(status_code=204)

    async def apply_change(self, request: Request) -> Response:
        return JSONResponse({"result": apply_change(self._state, await _object(request))})

    async def read_behaviour(self, _: Request) -> Response:
        return JSONResponse(dataclasses.asdict(self._behaviour))

    async def set_behaviour(self, request: Request) -> Response:
        requested = await _object(request)
        for name, value in requested.items():
            if not _fits(name, value):
                raise InvalidArgument(f"No switch `{name}` that could be {value!r}.")
        for name, value in requested.items():
            setattr(self._behaviour, name, value)
        return JSONResponse(dataclasses.asdict(self._behaviour))


def create_control_app(
    state: SandboxState,
    behaviour: ServerBehaviour,
    faults: FaultMiddleware,
    token: str,
    hosts: frozenset[str],
) -> Starlette:
    """`hosts`: allowed values of the `Host` header with port. A web page cannot reach this API under a host name of its own."""
    return Starlette(
        routes=ControlApi(state, behaviour, faults).routes(),
        middleware=[Middleware(HostCheck, hosts=hosts), Middleware(_Guarded, token=token)],
        exception_handlers={InvalidArgument: _misread, UnknownName: _misread},
    )


async def _object(request: Request) -> Mapping[str, Any]:
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InvalidArgument("The body must be a JSON object.")
    return found


def _fits(name: str, value: object) -> bool:
    kind = get_type_hints(ServerBehaviour).get(name)
    words = get_args(kind)
    return value in words if words else type(value) is kind


async def _misread(_: Request, failure: Exception) -> Response:
    return JSONResponse({"message": str(failure)}, 422)


class _Guarded:
    """Checks the bearer token. Sends no CORS headers."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._bearer = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._chosen(scope)(scope, receive, send)

    def _chosen(self, scope: Scope) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        if scope["type"] != "http":
            return self._app
        headers = scope["headers"]
        given = [value for name, value in headers if name == b"authorization"]
        if len(given) != 1 or not hmac.compare_digest(given[0], self._bearer):
            return JSONResponse({"message": "Unauthenticated."}, 401, {"WWW-Authenticate": "Bearer"})
        return self._app
