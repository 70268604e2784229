"""Test control API.

GET /                what there is: troubles, changes, switches
GET /requests        the log; DELETE empties it
GET /digest          the world in one line; GET /tasks, GET /comments: its rows
GET /troubles        what still waits; POST one, DELETE all
PUT /offline         {"offline": true}
POST /changes        one change of the world
PATCH /switches      any of the switches
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

from kanbert_desktop.sandbox.context import Switches
from kanbert_desktop.sandbox.control.changes import NoSuch
from kanbert_desktop.sandbox.control.commands import CHANGES, Misread, change_world, make_trouble, troubles
from kanbert_desktop.sandbox.faults import Trouble
from kanbert_desktop.sandbox.host_check import OwnHost
from kanbert_desktop.sandbox.state import World

TABLES = ("users", "clients", "projects", "members", "tags", "project_tags", "tasks", "watchers", "comments")
_SECRET = frozenset({"password_hash"})


def digest_of(world: World) -> dict[str, object]:
    """`tables` has rows and SHA-256 of each; deleted tasks count as rows, for they hold their `external_id`."""
    tables = {}
    for name in TABLES:
        rows = [
            {key: value for key, value in row.items() if key not in _SECRET}
            for row in world.rows(f"SELECT * FROM {name}")  # noqa: S608 — the names stand above
        ]
        lines = sorted(json.dumps(row, sort_keys=True) for row in rows)
        tables[name] = {"rows": len(rows), "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest()}
    return {"digest": hashlib.sha256(json.dumps(tables).encode()).hexdigest(), "tables": tables}


class Bench:
    """Everything the handlers need."""

    def __init__(self, world: World, switches: Switches, trouble: Trouble) -> None:
        self._world = world
        self._switches = switches
        self._trouble = trouble

    def routes(self) -> list[Route]:
        return [
            Route("/", self.contents),
            Route("/requests", self.requests),
            Route("/requests", self.forget_requests, methods=["DELETE"]),
            Route("/digest", self.digest),
            Route("/tasks", self.tasks),
            Route("/comments", self.comments),
            Route("/troubles", self.waiting),
            Route("/troubles", self.trouble, methods=["POST"]),
            Route("/troubles", self.clear, methods=["DELETE"]),
            Route("/offline", self.offline, methods=["PUT"]),
            Route("/changes", self.change, methods=["POST"]),
            Route("/switches", self.switches),
            Route("/switches", self.turn, methods=["PATCH"]),
        ]

    async def contents(self, _: Request) -> Response:
        named = {"troubles": troubles(self._world), "changes": CHANGES}
        found = {
            part: {name: list(deed.arguments) for name, deed in deeds.items()}
            for part, deeds in named.items()
        }
        return JSONResponse({**found, "switches": dataclasses.asdict(self._switches)})

    async def requests(self, _: Request) -> Response:
        return JSONResponse([seen._asdict() for seen in list(self._trouble.requests)])

    async def forget_requests(self, _: Request) -> Response:
        self._trouble.requests.clear()
        return Response(status_code=204)

    async def digest(self, _: Request) -> Response:
        return JSONResponse(digest_of(self._world))

    async def tasks(self, _: Request) -> Response:
        return JSONResponse(self._world.tasks())

    async def comments(self, _: Request) -> Response:
        return JSONResponse(self._world.comments())

    async def waiting(self, _: Request) -> Response:
        names = ("method", "path", "left", "probability", "seed")
        return JSONResponse(
            [{name: getattr(rule, name) for name in names} for rule in self._trouble.waiting()]
        )

    async def trouble(self, request: Request) -> Response:
        make_trouble(self._world, self._trouble, await _object(request))
        return Response(status_code=204)

    async def clear(self, _: Request) -> Response:
        self._trouble.clear()
        return Response(status_code=204)

    async def offline(self, request: Request) -> Response:
        wished = (await _object(request)).get("offline")
        if not isinstance(wished, bool):
            raise Misread("`offline` must be true or false.")
        self._trouble.offline = wished
        return Response(status_code=204)

    async def change(self, request: Request) -> Response:
        return JSONResponse({"result": change_world(self._world, await _object(request))})

    async def switches(self, _: Request) -> Response:
        return JSONResponse(dataclasses.asdict(self._switches))

    async def turn(self, request: Request) -> Response:
        wished = await _object(request)
        for name, value in wished.items():
            if not _fits(name, value):
                raise Misread(f"No switch `{name}` that could be {value!r}.")
        for name, value in wished.items():
            setattr(self._switches, name, value)
        return JSONResponse(dataclasses.asdict(self._switches))


def create_control(
    world: World, switches: Switches, trouble: Trouble, token: str, hosts: frozenset[str]
) -> Starlette:
    """`hosts`: what the Host header may say, port and all, so that no page can reach this by a name of its own."""
    return Starlette(
        routes=Bench(world, switches, trouble).routes(),
        middleware=[Middleware(OwnHost, hosts=hosts), Middleware(_Guarded, token=token)],
        exception_handlers={Misread: _misread, NoSuch: _misread},
    )


async def _object(request: Request) -> Mapping[str, Any]:
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Misread("The body must be a JSON object.")
    return found


def _fits(name: str, value: object) -> bool:
    kind = get_type_hints(Switches).get(name)
    words = get_args(kind)
    return value in words if words else type(value) is kind


async def _misread(_: Request, failure: Exception) -> Response:
    return JSONResponse({"message": str(failure)}, 422)


class _Guarded:
    """Looks at the token; says no CORS word to anybody."""

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
